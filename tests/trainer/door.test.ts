/** The door on a real log fold: leaving, told times, adding without a card, sorting out, closing. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createOwnLog } from '../../src/app/device/own-log.ts';
import { openDeviceDatabase, type DeviceDatabase } from '../../src/app/device/database.ts';
import { openDoor, type Door } from '../../src/app/trainer/door.ts';
import { foldAttendance, type SessionAttendance } from '../../src/domain/attendance.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { badgeText } from '../../src/domain/badge.ts';
import { cardsInList } from '../../src/domain/known-cards.ts';
import { expectedPeople, peopleById, verdictOn } from '../../src/domain/door.ts';
import { CohortId, DeviceId, TrainerId } from '../../src/domain/ids.ts';
import type { Plan, Session } from '../../src/domain/programme.ts';
import { instant } from '../../src/domain/time.ts';
import { walkInPurpose } from '../../src/domain/walk-in.ts';
import { importEnvelopeKey, openEnvelope } from '../../src/signing/envelope.ts';
import { bytesToBase64Url, sha256 } from '../../src/signing/hash.ts';
import { aPerson, aPlan, aSession, at } from './factories.ts';

const amina = aPerson('Amina Berg', { code: '7Q2MK4TX' });
const leyla = aPerson('Leyla Ek', { code: '9R3NM5VY' });
const grupp2 = CohortId.parse('grupp-2');
const session = aSession('a');
const other = aSession('b', { cohorts: [grupp2] });
const device = DeviceId.parse('farsta-07');
const aminasBadge = badgeText('https://narvaro.example', 'A'.repeat(26));
const leylasBadge = badgeText('https://narvaro.example', 'B'.repeat(26));
const strangersBadge = badgeText('https://narvaro.example', 'C'.repeat(26));

let database: DeviceDatabase;
let now = 0;
let names = 0;
let plan: Plan;

beforeEach(async () => {
  names += 1;
  database = openDeviceDatabase(`door-${names}`);
  now = at('08:40');
  const base = aPlan({ sessions: [session, other] });
  const [group] = base.cohorts;
  if (group === undefined) throw new Error('no group');
  plan = {
    ...base,
    cohorts: [
      { ...group, people: [amina] },
      { ...group, id: grupp2, name: 'Grupp 2', people: [leyla] },
    ],
    badges: [
      [await sha256('A'.repeat(26)), amina.id, group.id, 0],
      [await sha256('B'.repeat(26)), leyla.id, grupp2, 0],
    ],
  };
});

/** A page on the tablet: opened again, it knows what the log says and nothing else. */
const aPage = () => {
  const store = database.logOf(device);
  const log = createOwnLog({ device, store, clock: () => now, lock: (work) => work() });
  const evidence: Evidence[] = [];
  const attendance = (of: Session): SessionAttendance => {
    const expected = new Set(expectedPeople(plan, of).map(({ id }) => id));
    return foldAttendance(of, evidence, (id) => expected.has(id));
  };
  const tablet = {
    attendance,
    cards: () => cardsInList(plan.badges),
    person: (id: typeof amina.id) => peopleById(plan).get(id),
    record: async (draft: Parameters<typeof log.record>[0]) => {
      const recorded = await log.record(draft);
      if (recorded.ok) evidence.push({ event: recorded.value.event, clockOffsetMs: 0 });
      return recorded;
    },
  };
  const read = async (): Promise<void> => {
    for (const { text } of await store.from(1, 500))
      evidence.push({ event: JSON.parse(text), clockOffsetMs: 0 });
  };
  const door: Door = openDoor(tablet, plan, session, () => now, {
    settings: database.settings,
    randomBytes: (length) => new Uint8Array(length).fill(7),
  });
  const texts = async () => (await store.from(1, 500)).map(({ text }) => text);
  return { door, attendance, read, texts };
};

describe('leaving and coming back', () => {
  test('[LEAVE-1] who leaves by card is out, who was not in is told so, and coming back begins a new stretch', async () => {
    const { door, attendance } = aPage();
    expect(await door.scanOut(aminasBadge)).toMatchObject({ kind: 'not-here', leftAt: undefined });
    await door.scan(aminasBadge);
    now = at('09:30');
    expect((await door.scanOut(aminasBadge)).kind).toBe('checked-out');
    now = at('10:00');
    expect((await door.scan(aminasBadge)).kind).toBe('checked-in');
    expect(attendance(session).byParticipant.get(amina.id)?.presence).toEqual([
      { from: at('08:40'), to: at('09:30') },
      { from: at('10:00'), to: undefined },
    ]);
  });

  test('[LEAVE-1] several at once: only those who are in leave, and an undo takes them back', async () => {
    const { door, attendance } = aPage();
    await door.typed('7q2m-k4tx');
    now = at('12:00');
    expect(await door.checkOutAll([amina.id, leyla.id])).toMatchObject({ participants: [amina.id] });
    expect(await door.undoLeaving(amina.id)).toMatchObject({ kind: 'back', since: at('08:40') });
    expect(attendance(session).byParticipant.get(amina.id)?.isOpen).toBe(true);
  });

  test('[LEAVE-1, BADGE-3] who leaves with a card nobody can read is checked out by its code, and never checked in by it', async () => {
    const { door, attendance } = aPage();
    expect(await door.typedOut('7q2m-k4tx')).toMatchObject({ kind: 'not-here', leftAt: undefined });
    expect(attendance(session).byParticipant.size).toBe(0);
    await door.typed('7q2m-k4tx');
    now = at('10:00');
    expect((await door.typedOut('7Q2MK4TX')).kind).toBe('checked-out');
    expect(attendance(session).byParticipant.get(amina.id)?.isOpen).toBe(false);
    expect((await door.typedOut(aminasBadge)).kind).toBe('not-here');
  });

  test('[ATT-7] nobody is said to have left before they last came: it is refused, says when they came, and records nothing', async () => {
    const { door, texts } = aPage();
    await door.scan(aminasBadge);
    now = at('09:30');
    await door.scanOut(aminasBadge);
    now = at('10:00');
    await door.scan(aminasBadge);
    now = at('11:00');
    const before = await texts();
    expect(await door.leftAt(amina.id, instant(at('09:45')))).toMatchObject({
      kind: 'too-early',
      since: at('10:00'),
    });
    expect(await texts()).toEqual(before);
    expect((await door.leftAt(amina.id, instant(at('10:15')))).kind).toBe('checked-out');
  });

  test('[ATT-7] a told time replaces the one that stood, coming and leaving', async () => {
    const { door, attendance } = aPage();
    await door.scan(aminasBadge);
    now = at('12:00');
    await door.checkOut(amina.id, 'hand');
    await door.leftAt(amina.id, instant(at('11:15')));
    await door.cameAt(amina.id, instant(at('09:00')));
    const held = attendance(session).byParticipant.get(amina.id);
    expect(held?.presence).toEqual([{ from: at('09:00'), to: at('11:15') }]);
    expect(held?.remarks).toContain('time-by-hand');
  });
});

describe('without a card, and with one nobody knows', () => {
  test('[WALK-1] the name is in no event, and only the office’s key opens it', async () => {
    const keys = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey));
    plan = { ...plan, officeKey: bytesToBase64Url(raw) };
    const { door, attendance, texts } = aPage();
    const added = await door.addWalkIn({ given: 'Karin', family: 'Snödroppe', workplace: 'Hemtjänsten' });
    if (added.kind !== 'added') throw new Error(added.kind);
    const written = (await texts()).join('\n');
    for (const word of ['Karin', 'Snödroppe', 'Hemtjänsten']) expect(written).not.toContain(word);
    const sealed = /"sealed":"([^"]+)"/.exec(written)?.[1] ?? '';
    const key = await importEnvelopeKey(
      new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
    );
    expect(await openEnvelope(key, walkInPurpose(session.id, added.participant), sealed)).toContain(
      'Snödroppe',
    );
    await door.checkOut(added.participant, 'hand');
    expect(attendance(session).walkIns.get(added.participant)?.isOpen).toBe(false);
    await door.undo(added.participant);
    expect(attendance(session).walkIns.size + attendance(session).byParticipant.size).toBe(0);
  });

  test('[STAGE-2] what nobody decided is still there after a reload, and what was skipped stays skipped', async () => {
    const { door } = aPage();
    await door.scan(strangersBadge, 'kiosk');
    await door.refuse(await door.scan(leylasBadge));
    const again = aPage();
    await again.read();
    expect((await again.door.leftToSort()).map(({ outcome }) => outcome.kind)).toEqual(['unknown']);
    expect(again.attendance(session).refused).toBe(2);
    await again.door.scan(leylasBadge);
    expect(await again.door.leftToSort()).toHaveLength(2);
  });

  test('[DOOR-3] somebody expected on the same tablet now is checked in there, and nothing is left to sort out', async () => {
    const { door, attendance } = aPage();
    const asked = await door.scan(leylasBadge);
    expect(asked).toMatchObject({ kind: 'other-session', isExpectedNow: true });
    if (asked.kind !== 'other-session') throw new Error(asked.kind);
    expect((await door.checkInElsewhere(other, leyla.id, asked.token)).kind).toBe('checked-in');
    expect(attendance(other).byParticipant.has(leyla.id)).toBe(true);
    expect([attendance(session).byParticipant.size, attendance(session).refused]).toEqual([0, 0]);
  });

  test('[DOOR-3] nobody is sent to a session the tablet knows is closed', async () => {
    const { attendance } = aPage();
    const badge = { participant: leyla.id, cohort: grupp2, isBlocked: false };
    const verdict = (isClosed: boolean) =>
      verdictOn(badge, plan, session, attendance(session), instant(now), () => isClosed);
    expect(verdict(false)).toMatchObject({ expected: { id: 'b' } });
    expect(verdict(true)).toMatchObject({ kind: 'other-session', expected: undefined });
  });

  test('[BADGE-3] a typed code that nobody has is told as such', async () => {
    const { door, texts } = aPage();
    expect([(await door.typed('00000000')).kind, (await door.typedOut('00000000')).kind]).toEqual([
      'unknown-code',
      'unknown-code',
    ]);
    expect(await texts()).toEqual([]);
  });
});

test('[ATTEST-1] only a closed list is attested: what is attested can no longer change on the tablet', async () => {
  const { door, attendance, texts } = aPage();
  const kim = TrainerId.parse('kim');
  await door.scan(aminasBadge);
  const before = await texts();
  expect(await door.attest(kim)).toEqual({ kind: 'not-closed' });
  expect([await texts(), attendance(session).attested]).toEqual([before, undefined]);
  await door.close();
  expect(await door.attest(kim)).toEqual({ kind: 'attested' });
  expect(attendance(session).attested?.trainer).toBe(kim);
});

test('[CLOSE-2] a closed list answers that it is closed, whatever is tried, and records nothing', async () => {
  const { door, texts } = aPage();
  await door.close();
  const before = (await texts()).length;
  const time = instant(at('09:00'));
  const answers = [
    await door.scan(aminasBadge),
    await door.scanOut(aminasBadge),
    await door.typed('7Q2MK4TX'),
    await door.typedOut('7Q2MK4TX'),
    await door.checkIn(amina.id, 'hand'),
    await door.cameAt(amina.id, time),
    await door.leftAt(amina.id, time),
    await door.checkOut(amina.id, 'hand'),
    await door.checkOutAll([amina.id]),
    await door.undo(amina.id),
    await door.undoLeaving(amina.id),
    await door.addWalkIn({ given: 'K', family: 'S', workplace: '' }),
    await door.close(),
  ];
  expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['closed']));
  expect(await texts()).toHaveLength(before);
});
