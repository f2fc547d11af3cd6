/** What the demo's tablets have recorded: logs that hold together, and attendance like that of real groups. */
import { describe, expect, test } from 'vitest';
import { foldAttendance, type SessionAttendance } from '../../../src/domain/attendance.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { AttendanceEvent, type EventDraft } from '../../../src/domain/events.ts';
import { DeviceId } from '../../../src/domain/ids.ts';
import { noHash, placeAfter } from '../../../src/domain/log.ts';
import { dayMs, instantAt, type Day } from '../../../src/domain/time.ts';
import { generateDemo } from '../../../src/server/demo/generate.ts';
import type { DemoEntry } from '../../../src/server/demo/history.ts';
import { demoTrainers } from '../../../src/server/demo/trainers.ts';

const today = '2026-11-12' as Day;
const now = instantAt(today, '08:20');
const demo = generateDemo({ seed: 1, today, now });
const midnight = instantAt(today, '00:00');

/** As in a log, where what was written about a walk-in is sealed. */
const sealed = (draft: DemoEntry['draft']): EventDraft => {
  if (!('written' in draft)) return draft;
  const { written: _written, ...walkIn } = draft;
  return { ...walkIn, sealed: 'sealed' };
};
const placedIn = (device: DeviceId, drafts: readonly DemoEntry[]) =>
  drafts.map(({ at, draft }, index) => placeAfter({ seq: index, hash: noHash }, device, at, sealed(draft)));
const placed = [
  ...demo.logs.flatMap(({ device, drafts }) => placedIn(device.id, drafts)),
  ...placedIn(DeviceId.parse('phones'), demo.phones),
];
const evidence = placed.map((event): Evidence => ({ event, clockOffsetMs: 0 }));
const countOf = (kind: string): number => placed.filter((event) => event.kind === kind).length;

const held = demo.sessions.filter(({ session }) => session.endsAt < midnight).map(({ session }) => session);
const folded = held.map((session): [typeof session, SessionAttendance, number] => {
  const expected = new Set(
    demo.participants
      .filter(({ cohort }) => cohort !== null && session.cohorts.includes(cohort))
      .map(({ id }) => id),
  );
  const own = evidence.filter(({ event }) => event.session === session.id);
  return [session, foldAttendance(session, own, (id) => expected.has(id)), expected.size];
});
const remarks = folded.flatMap(([, { byParticipant }]) =>
  [...byParticipant.values()].flatMap((one) => one.remarks),
);

describe('[DEMO-6] the logs of the demo tablets', () => {
  test('[DEMO-6] every entry is an attendance event when it gets its place in the log', () => {
    for (const event of placed) expect(AttendanceEvent.parse(event)).toEqual(event);
    expect(placed.length).toBeGreaterThan(2000);
  });

  test('[DEMO-6] a tablet’s log is in time order, ends before today and holds nothing after the last contact', () => {
    for (const { device, drafts } of demo.logs) {
      const times = drafts.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      const last = times.at(-1) ?? 0;
      expect(last).toBeLessThan(midnight);
      expect(last).toBeLessThan(device.lastContactAt);
      expect(device.lastContactAt).toBeLessThanOrEqual(now);
      expect(times[0] ?? now).toBeGreaterThan(device.enrolledAt);
      expect(last).toBeLessThan(device.revokedAt ?? now);
    }
  });

  test('[DEMO-6] an undo names a check-in of the same session, earlier in the same log', () => {
    const undone = placed.filter((event) => event.kind === 'withdrawn');
    expect(undone.length).toBeGreaterThan(5);
    for (const event of undone) {
      const target = placed.find(({ device, seq }) => `${device}:${seq}` === event.withdraws);
      expect(target?.kind).toBe('checked-in');
      expect(target?.session).toBe(event.session);
      expect(target?.device).toBe(event.device);
      expect(target?.seq ?? Infinity).toBeLessThan(event.seq);
    }
  });

  test('[DEMO-6] one tablet is revoked, and a few have been silent for days', () => {
    expect(demo.devices.filter(({ revokedAt }) => revokedAt !== null).length).toBe(1);
    const silent = demo.devices.filter(
      ({ revokedAt, lastContactAt }) => revokedAt === null && now - lastContactAt > 3 * dayMs,
    );
    expect(silent.length).toBe(2);
    expect(demo.devices.length).toBe(16);
    expect(demo.logs.map(({ device }) => device)).toEqual(demo.devices);
  });
});

describe('[DEMO-6] the attendance at the demo’s held sessions', () => {
  test('[DEMO-6] between 80 and 97 % of those expected were there, and at least half at every session', () => {
    let expected = 0;
    let came = 0;
    for (const [, { byParticipant }, size] of folded) {
      const own = [...byParticipant.values()].filter((one) => !one.remarks.includes('guest')).length;
      expect(own / size).toBeGreaterThan(0.5);
      expected += size;
      came += own;
    }
    expect(came / expected).toBeGreaterThan(0.8);
    expect(came / expected).toBeLessThan(0.97);
  });

  test('[DEMO-6] nearly everybody at a closed session gets most of its minutes', () => {
    for (const [session, { byParticipant, closedAt }] of folded) {
      if (closedAt === undefined) continue;
      const planned = (session.endsAt - session.startsAt) / 60_000 - 15;
      const most = [...byParticipant.values()].filter(({ minutes }) => minutes > 0.8 * planned);
      expect(most.length / byParticipant.size).toBeGreaterThan(0.6);
    }
  });

  test('[DEMO-6] nobody is at two sessions at once', () => {
    const stretches = new Map<string, [number, number][]>();
    for (const [session, { byParticipant }] of folded)
      for (const { participant } of byParticipant.values())
        stretches.set(participant, [
          ...(stretches.get(participant) ?? []),
          [session.startsAt, session.endsAt],
        ]);
    for (const own of stretches.values()) {
      own.sort(([a], [b]) => a - b);
      own.slice(1).forEach(([from], index) => expect(from).toBeGreaterThanOrEqual(own[index]?.[1] ?? 0));
    }
  });

  test('[DEMO-6] everything that happens at a door is somewhere in it', () => {
    const kinds = [
      'session-opened',
      'checked-out',
      'walk-in',
      'withdrawn',
      'scan-refused',
      'session-closed',
      'session-attested',
    ];
    for (const kind of kinds) expect([kind, countOf(kind) > 5]).toEqual([kind, true]);
    const every = [
      'late',
      'left-early',
      'no-check-out',
      'by-hand',
      'guest',
      'two-devices',
      'time-by-hand',
      'sent-later',
      'shared-phone',
    ] as const;
    for (const remark of every) expect(remarks).toContain(remark);
    const unclosed = folded.filter(([, { closedAt }]) => closedAt === undefined).length;
    expect(unclosed).toBeGreaterThan(0);
    expect(unclosed / folded.length).toBeLessThan(0.1);
  });

  test('[DEMO-6] people come by card, by phone, by hand and at the locked tablet', () => {
    const vias = new Set(
      folded.flatMap(([, { byParticipant }]) => [...byParticipant.values()].map(({ via }) => via)),
    );
    expect([...vias].sort()).toEqual(['badge', 'code', 'hand', 'kiosk', 'phone']);
  });

  test('[DEMO-6] what phones sent stands in no tablet’s log, and no tablet’s in theirs', () => {
    const isByPhone = ({ draft }: DemoEntry): boolean =>
      (draft.kind === 'checked-in' && draft.via === 'phone') || draft.kind === 'hours-certified';
    expect(demo.phones.length).toBeGreaterThan(100);
    expect(demo.phones.every(isByPhone)).toBe(true);
    expect(demo.logs.some(({ drafts }) => drafts.some(isByPhone))).toBe(false);
    const times = demo.phones.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1) ?? 0).toBeLessThan(midnight);
  });

  test('[ATTEST-1] most closed sessions are attested by their own trainer, a few by nobody', () => {
    const closedOnes = folded.filter(([, { closedAt }]) => closedAt !== undefined);
    const attested = closedOnes.filter(([, one]) => one.attested !== undefined);
    expect(attested.length / closedOnes.length).toBeGreaterThan(0.8);
    expect(attested.length).toBeLessThan(closedOnes.length);
    for (const [{ trainer }, { attested: by, closedAt }] of attested) {
      expect(demoTrainers.find(({ id }) => id === by?.trainer)?.name).toBe(trainer);
      expect(by?.at ?? Infinity).toBeLessThan(closedAt ?? 0);
    }
    for (const [, one] of folded.filter(([, { closedAt }]) => closedAt === undefined))
      expect(one.attested).toBeUndefined();
  });

  test('[WALK-2] those added without a card stand apart, under ids of nobody', () => {
    const ids = new Set<string>(demo.participants.map(({ id }) => id));
    const added = folded.flatMap(([, { walkIns }]) => [...walkIns.keys()]);
    expect(added.length).toBeGreaterThan(5);
    expect(new Set(added).size).toBe(added.length);
    expect(added.filter((id) => ids.has(id))).toEqual([]);
  });
});
