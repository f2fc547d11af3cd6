/** What the demo's tablets have recorded: logs that hold together, and attendance like that of real groups. */
import { describe, expect, test } from 'vitest';
import { foldAttendance, type Evidence, type SessionAttendance } from '../../../src/domain/attendance.ts';
import { AttendanceEvent } from '../../../src/domain/events.ts';
import { noHash, placeAfter } from '../../../src/domain/log.ts';
import { dayMs, instantAt, type Day } from '../../../src/domain/time.ts';
import { generateDemo } from '../../../src/server/demo/generate.ts';

const today = '2026-11-12' as Day;
const now = instantAt(today, '08:20');
const demo = generateDemo({ seed: 1, today, now });
const midnight = instantAt(today, '00:00');

const placed = demo.logs.flatMap(({ device, drafts }) =>
  drafts.map(({ at, draft }, index) => placeAfter({ seq: index, hash: noHash }, device.id, at, draft)),
);
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
    for (const kind of ['session-opened', 'checked-out', 'withdrawn', 'scan-refused', 'session-closed'])
      expect([kind, countOf(kind) > 5]).toEqual([kind, true]);
    for (const remark of ['late', 'left-early', 'no-check-out', 'by-hand', 'guest', 'two-devices'])
      expect(remarks).toContain(remark);
    const unclosed = folded.filter(([, { closedAt }]) => closedAt === undefined).length;
    expect(unclosed).toBeGreaterThan(0);
    expect(unclosed / folded.length).toBeLessThan(0.1);
  });
});
