/** Ångra in the list: whatever was pressed, one more press puts the person back where they were. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Door, Outcome } from '../../src/app/trainer/door.ts';
import { reversalOf, type Reversal } from '../../src/app/trainer/list-reversal.ts';
import { performReversal } from '../../src/app/trainer/list-reversing.ts';
import { doorSv } from '../../src/app/text/door-sv.ts';
import { CohortId, UnitId } from '../../src/domain/ids.ts';
import { instant } from '../../src/domain/time.ts';
import { openEnvelope } from '../../src/signing/envelope.ts';
import { walkInPurpose } from '../../src/domain/walk-in.ts';
import { bytesToBase64Url } from '../../src/signing/hash.ts';
import { aPerson, at } from './factories.ts';
import { addedIn, aListDesk, type ListDesk } from './list-desk.ts';

const amina = aPerson('Amina Berg');
const filip = aPerson('Filip Rask');
const olof = aPerson('Olof Gran');

let keys: CryptoKeyPair;
let officeKey = '';
beforeAll(async () => {
  keys = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  officeKey = bytesToBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey)));
});

const desk = (): ListDesk =>
  aListDesk({
    officeKey,
    cohorts: [
      {
        id: CohortId.parse('grupp-1'),
        name: 'Grupp 1',
        unit: UnitId.parse('farsta'),
        people: [amina, filip, olof],
      },
    ],
  });

/** Presses once, then Ångra; answers how it was taken back. */
const pressAndUndo = async (
  { door, attendance, clockIs }: ListDesk,
  time: string,
  press: (door: Door) => Promise<Outcome>,
): Promise<Reversal | undefined> => {
  clockIs(time);
  const before = attendance();
  const reversal = reversalOf(await press(door), before, at(time));
  if (reversal !== undefined) await performReversal(door, reversal);
  return reversal;
};

describe('taking back what was just pressed', () => {
  test('[ATT-4] a check-in is withdrawn, and both events stay', async () => {
    const list = desk();
    await pressAndUndo(list, '08:40', (door) => door.checkIn(amina.id, 'hand'));
    expect(list.row('Amina B.').state).toBe('absent');
    expect(list.written().join()).toContain('withdrawn');
    expect(list.written().join()).toContain('checked-in');
  });

  test('[LEAVE-1] a leaving is taken back, and no minute is lost', async () => {
    const list = desk();
    await list.door.checkIn(amina.id, 'hand');
    await pressAndUndo(list, '10:00', (door) => door.checkOut(amina.id, 'hand'));
    expect([list.row('Amina B.').state, list.minutes(amina)]).toEqual(['here', 240]);
  });

  test('[LEAVE-1] several who left at once all come back, and whoever was gone before stays gone', async () => {
    const list = desk();
    for (const person of [amina, filip, olof]) await list.door.checkIn(person.id, 'hand');
    list.clockIs('09:30');
    await list.door.checkOut(olof.id, 'hand');
    await pressAndUndo(list, '10:00', (door) => door.checkOutAll([amina.id, filip.id, olof.id]));
    expect(['Amina B.', 'Filip R.', 'Olof G.'].map((name) => list.row(name).state)).toEqual([
      'here',
      'here',
      'left',
    ]);
  });

  test('[ATT-7] a told coming goes back to when the person came', async () => {
    const list = desk();
    await list.door.checkIn(amina.id, 'hand');
    await pressAndUndo(list, '10:00', (door) => door.cameAt(amina.id, instant(at('09:15'))));
    expect(list.row('Amina B.').attendance?.checkedInAt).toBe(at('08:20'));
  });

  test('[ATT-7] a told leaving of somebody who was in is taken back whole', async () => {
    const list = desk();
    await list.door.checkIn(amina.id, 'hand');
    await pressAndUndo(list, '11:00', (door) => door.leftAt(amina.id, instant(at('10:15'))));
    expect(list.row('Amina B.').state).toBe('here');
  });

  test('[ATT-7] another time of leaving goes back to the first', async () => {
    const list = desk();
    await list.door.checkIn(amina.id, 'hand');
    list.clockIs('10:30');
    await list.door.checkOut(amina.id, 'hand');
    await pressAndUndo(list, '11:00', (door) => door.leftAt(amina.id, instant(at('09:45'))));
    expect([list.row('Amina B.').state, list.minutes(amina)]).toEqual(['left', 120]);
  });

  test('[LEAVE-1] somebody who came back by mistake has left, with the minutes of the first stretch alone', async () => {
    const list = desk();
    await list.door.checkIn(amina.id, 'hand');
    list.clockIs('10:30');
    await list.door.checkOut(amina.id, 'hand');
    const reversal = await pressAndUndo(list, '11:00', (door) => door.checkIn(amina.id, 'hand'));
    expect(reversal?.kind).toBe('undo-return');
    expect([list.row('Amina B.').state, list.minutes(amina)]).toEqual(['left', 120]);
  });

  test('[ATT-4] whoever was undone leaves no check-out behind to cut a later stay', async () => {
    const list = desk();
    await list.door.checkIn(amina.id, 'hand');
    list.clockIs('10:30');
    await list.door.checkOut(amina.id, 'hand');
    await list.door.undo(amina.id);
    list.clockIs('11:00');
    await list.door.checkIn(amina.id, 'hand');
    await list.door.cameAt(amina.id, instant(at('09:00')));
    expect(list.row('Amina B.').state).toBe('here');
    expect(list.row('Amina B.').attendance?.presence).toEqual([{ from: at('09:00'), to: undefined }]);
  });

  test('[ATT-7] an undo that was a mistake brings back the time the person came, not the time of the mistake', async () => {
    const list = desk();
    await list.door.checkIn(amina.id, 'hand');
    await pressAndUndo(list, '11:00', (door) => door.undo(amina.id));
    expect(list.row('Amina B.').attendance?.checkedInAt).toBe(at('08:20'));
    expect(list.minutes(amina)).toBe(240);
  });

  test('[WALK-1] somebody added without a badge and undone cannot come back, since nobody here knows the name', async () => {
    const list = desk();
    const name = { given: 'Siri', family: 'Wretman', workplace: 'Farsta hemtjänst' };
    const id = addedIn(await list.door.addWalkIn(name));
    expect(await pressAndUndo(list, '09:00', (door) => door.undo(id))).toBeUndefined();
    expect(list.attendance().walkIns.size).toBe(0);
  });

  test('[ATT-2] an answer that changed nothing has nothing to take back', async () => {
    const list = desk();
    await list.door.checkIn(amina.id, 'hand');
    expect(await pressAndUndo(list, '09:00', (door) => door.checkIn(amina.id, 'hand'))).toBeUndefined();
    expect(list.row('Amina B.').state).toBe('here');
  });

  test('[LOG-7] what could not be saved has nothing to take back, and nobody is said to be in', async () => {
    const list = desk();
    list.fill(true);
    expect(await pressAndUndo(list, '09:00', (door) => door.checkIn(amina.id, 'hand'))).toBeUndefined();
    expect(list.row('Amina B.').state).toBe('absent');
  });
});

test('[WALK-1] nothing the tablet writes or shows holds the name, and the office can read it', async () => {
  const list = desk();
  const name = { given: 'Siri', family: 'Wretman', workplace: 'Farsta hemtjänst' };
  const id = addedIn(await list.door.addWalkIn(name));
  const kept = JSON.stringify([list.written(), list.rows()]);
  expect(kept).not.toMatch(/siri|wretman|hemtj/i);
  expect(list.row(doorSv.row.walkIn({ n: 1 })).id).toBe(id);
  const walkIn: unknown = JSON.parse(list.written().find((text) => text.includes('walk-in')) ?? '{}');
  const { sealed } = walkIn as { readonly sealed: string };
  const opened = await openEnvelope(keys.privateKey, walkInPurpose(list.session.id, id), sealed);
  expect(JSON.parse(opened ?? '{}')).toEqual(name);
});
