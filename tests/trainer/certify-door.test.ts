/** Certifying one's time on the tablet when leaving, on the real log and the real door. */
import { describe, expect, test } from 'vitest';
import { certifyTexts } from '../../src/app/text/certify-text.ts';
import { greetings } from '../../src/app/text/greetings.ts';
import { certifiedHere, hoursOf, offerFor } from '../../src/app/trainer/certify-offer.ts';
import { lastsMsOf, type KioskFace } from '../../src/app/trainer/kiosk/kiosk-face.ts';
import { nextKioskState, nobodyYet } from '../../src/app/trainer/kiosk/kiosk-state.ts';
import { faceWords } from '../../src/app/trainer/kiosk/kiosk-words.ts';
import { TrainerId } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/programme.ts';
import { instant } from '../../src/domain/time.ts';
import { bytesToBase64Url } from '../../src/signing/hash.ts';
import { aSession, at } from './factories.ts';
import { addedIn, aListDesk, full } from './list-desk.ts';

const anOfficeKey = async () => {
  const keys = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey));
  return { officePublicKey: bytesToBase64Url(raw) };
};
const breaks = [{ from: instant(at('10:00')), to: instant(at('10:30')) }];
const aDesk = (parts: Partial<Plan> = {}) => {
  const desk = aListDesk({ sessions: [aSession('a', { breaks })], ...parts });
  const [person] = desk.plan.cohorts.flatMap(({ people }) => people);
  if (person === undefined) throw new Error('a list needs a person');
  return { ...desk, person, offer: () => offerFor(desk.attendance(), person.id) };
};

/** In 08.24–12.00: half past eight to twelve counts, less the break. */
const leftAtNoon = async () => {
  const desk = aDesk();
  desk.clockIs('08:24');
  await desk.door.checkIn(desk.person.id, 'hand');
  desk.clockIs('12:00');
  await desk.door.checkOut(desk.person.id, 'hand');
  return desk;
};
const kindsOf = (written: readonly string[]): readonly string[] =>
  written.map((text) => (JSON.parse(text) as { kind: string }).kind);

describe('leaving', () => {
  test('[CERT-6] whoever has left is offered exactly the time that counts', async () => {
    const desk = await leftAtNoon();

    expect(desk.offer()).toEqual({
      participant: desk.person.id,
      minutes: 180,
      counted: [
        { from: at('08:30'), to: at('10:00') },
        { from: at('10:30'), to: at('12:00') },
      ],
    });
  });

  test('[CERT-6] nobody who is in, has not been, or was there before it began is offered anything', async () => {
    const desk = aDesk();
    expect(desk.offer()).toBeUndefined();
    desk.clockIs('08:21');
    await desk.door.checkIn(desk.person.id, 'hand');
    expect(desk.offer()).toBeUndefined();
    desk.clockIs('08:25');
    await desk.door.checkOut(desk.person.id, 'hand');
    expect(desk.offer()).toBeUndefined();
  });

  test('[CERT-6] somebody added without a badge certifies nothing', async () => {
    const { officePublicKey } = await anOfficeKey();
    const desk = aDesk({ officeKey: officePublicKey });
    desk.clockIs('08:40');
    const added = addedIn(await desk.door.addWalkIn({ given: 'Ny', family: 'Person', workplace: 'Farsta' }));
    desk.clockIs('11:00');
    await desk.door.checkOut(added, 'hand');

    expect(offerFor(desk.attendance(), added)).toBeUndefined();
    expect(await desk.door.certify({ participant: added, minutes: 110, counted: [] })).toEqual({
      kind: 'changed',
    });
  });
});

describe('certifying on the tablet', () => {
  test('[CERT-6] writes one event of the tablet’s own, and the same again writes nothing', async () => {
    const desk = await leftAtNoon();
    const offer = desk.offer();
    if (offer === undefined) throw new Error('nothing is offered');

    expect(await desk.door.certify(offer)).toEqual({ kind: 'certified', minutes: 180 });
    expect(JSON.parse(desk.written().at(-1) ?? '')).toMatchObject({
      kind: 'hours-certified',
      participant: desk.person.id,
      minutes: 180,
      on: 'tablet',
    });
    expect(desk.offer()).toBeUndefined();
    expect(certifiedHere(desk.attendance(), desk.person.id)).toBe(180);
    expect(await desk.door.certify(offer)).toEqual({ kind: 'changed' });
    expect(kindsOf(desk.written()).filter((kind) => kind === 'hours-certified')).toHaveLength(1);
  });

  test('[CERT-6] is refused for other minutes than those that count now', async () => {
    const desk = await leftAtNoon();
    const offer = desk.offer();
    if (offer === undefined) throw new Error('nothing is offered');
    await desk.door.leftAt(desk.person.id, instant(at('11:00')));

    expect(await desk.door.certify(offer)).toEqual({ kind: 'changed' });
    expect(desk.offer()?.minutes).toBe(120);
  });

  test('[CERT-6] is offered again to whoever came back and left once more', async () => {
    const desk = await leftAtNoon();
    const offer = desk.offer();
    if (offer === undefined) throw new Error('nothing is offered');
    await desk.door.certify(offer);
    desk.clockIs('12:10');
    await desk.door.checkIn(desk.person.id, 'hand');
    desk.clockIs('12:25');
    await desk.door.checkOut(desk.person.id, 'hand');

    expect(desk.offer()?.minutes).toBe(195);
  });

  test('[CERT-6] is taken back by the trainer like everything else, and nothing is removed', async () => {
    const desk = await leftAtNoon();
    const offer = desk.offer();
    if (offer === undefined) throw new Error('nothing is offered');
    await desk.door.certify(offer);
    await desk.door.undoCertificate(desk.person.id);

    expect(certifiedHere(desk.attendance(), desk.person.id)).toBeUndefined();
    expect(desk.offer()).toEqual(offer);
    expect(kindsOf(desk.written()).slice(-2)).toEqual(['hours-certified', 'withdrawn']);
  });

  test('[CERT-6] goes with the person when the trainer undoes the whole check-in', async () => {
    const desk = await leftAtNoon();
    const offer = desk.offer();
    if (offer === undefined) throw new Error('nothing is offered');
    await desk.door.certify(offer);
    await desk.door.undo(desk.person.id);

    expect(desk.attendance().byParticipant.size).toBe(0);
    expect(desk.attendance().certificates.size).toBe(0);
  });

  test('[CERT-6] is told when it is not on disk, and locked when the list is closed', async () => {
    const desk = await leftAtNoon();
    const offer = desk.offer();
    if (offer === undefined) throw new Error('nothing is offered');
    desk.fill(true);
    expect(await desk.door.certify(offer)).toEqual({ kind: 'not-saved', reason: full });
    desk.fill(false);
    await desk.door.close();
    expect(await desk.door.certify(offer)).toEqual({ kind: 'changed' });
    expect((await desk.door.attest(TrainerId.parse('kim'))).kind).toBe('attested');
  });
});

describe('self check-in', () => {
  const amina = aDesk().person.id;
  const offer = { participant: amina, minutes: 195, counted: [] };
  const faces: readonly KioskFace[] = [
    { kind: 'left', participant: amina, name: 'Amina', at: at('12:00'), offer },
    { kind: 'certify', participant: amina, name: 'Amina', offer },
  ];

  test.each(faces)(
    '[CERT-6] shows somebody’s own time for 20 seconds at most, and no longer ($kind)',
    (face) => {
      const shown = nextKioskState(nobodyYet(0), { kind: 'face', face, at: 1_000 });

      expect(lastsMsOf(face)).toBe(20_000);
      expect(nextKioskState(shown, { kind: 'tick', at: 20_999 }).shown).toBeDefined();
      expect(nextKioskState(shown, { kind: 'tick', at: 21_000 }).shown).toBeUndefined();
    },
  );

  test('[CERT-6] lets the next card take its place at once', () => {
    const shown = nextKioskState(nobodyYet(0), { kind: 'face', face: faces[1]!, at: 1_000 });
    const next = nextKioskState(shown, {
      kind: 'face',
      face: { kind: 'welcome', name: 'Bo' },
      at: 2_000,
    });

    expect(next.shown?.face).toEqual({ kind: 'welcome', name: 'Bo' });
  });

  test('[CERT-6] speaks of certifying in Swedish or English alone, so that nobody misreads it', () => {
    const done: KioskFace = { kind: 'certified', participant: amina, name: 'Amina', minutes: 195 };

    expect(faceWords(done, greetings.sv).said).toBe('Tack. Du har intygat 3\u00a0timmar 15\u00a0minuter.');
    expect(faceWords(done, greetings.ar).said).toBe(faceWords(done, greetings.sv).said);
    expect(faceWords(done, greetings.en).said).toBe(
      'Thank you. You have certified 3\u00a0hours 15\u00a0minutes.',
    );
  });

  test('[CERT-6] time is told in whole words', () => {
    expect(certifyTexts.sv.time(hoursOf(60))).toBe('1\u00a0timme');
    expect(certifyTexts.sv.time(hoursOf(1))).toBe('1\u00a0minut');
    expect(certifyTexts.sv.time(hoursOf(0))).toBe('0\u00a0timmar');
  });
});
