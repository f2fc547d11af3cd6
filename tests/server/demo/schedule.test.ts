/** The demo's sessions: hours that add up, no clashes, and something going on today whatever the date. */
import { describe, expect, test } from 'vitest';
import type { OfficeSession } from '../../../src/domain/office.ts';
import { trackMinutes, type Session } from '../../../src/domain/programme.ts';
import {
  addDays,
  dayOf,
  hourMs,
  instant,
  instantAt,
  minuteMs,
  timeOfDay,
  weekdayOf,
  type Day,
} from '../../../src/domain/time.ts';
import { minutesOf } from '../../../src/domain/counted-minutes.ts';
import { easterSunday, isHoliday } from '../../../src/domain/holidays.ts';
import { anchorsByUnit, fixedSlot } from '../../../src/server/demo/anchors.ts';
import { ongoingSlot } from '../../../src/server/demo/timetable.ts';
import { generateDemo, type DemoProgramme } from '../../../src/server/demo/generate.ts';

const demoAt = (day: string, time: string, seed = 1): DemoProgramme => {
  const today = day as Day;
  return generateDemo({ seed, today, now: instantAt(today, time) });
};

const netMinutes = (session: Session): number =>
  minutesOf([{ from: session.startsAt, to: session.endsAt }], session);

const offeredByCohort = (demo: DemoProgramme): ReadonlyMap<string, number> => {
  const offered = new Map<string, number>();
  for (const { session } of demo.sessions)
    for (const cohort of session.cohorts)
      offered.set(cohort, (offered.get(cohort) ?? 0) + netMinutes(session));
  return offered;
};

/** Pairs of sessions that have something in common and overlap in time. */
const clashes = (
  demo: DemoProgramme,
  keysOf: (item: OfficeSession) => readonly string[],
): readonly string[] => {
  const byKey = new Map<string, Session[]>();
  for (const item of demo.sessions)
    for (const key of keysOf(item)) byKey.set(key, [...(byKey.get(key) ?? []), item.session]);
  return [...byKey].flatMap(([key, sessions]) => {
    const ordered = [...sessions].sort((a, b) => a.startsAt - b.startsAt);
    return ordered
      .slice(1)
      .filter((session, index) => session.startsAt < (ordered[index]?.endsAt ?? 0))
      .map((session) => `${key} at ${session.id}`);
  });
};

const moments: readonly (readonly [string, string])[] = [
  ['2026-11-12', '08:20'],
  ['2026-11-22', '11:00'],
  ['2028-02-29', '13:07'],
  ['2026-11-23', '13:20'],
  ['2026-11-24', '08:40'],
  ['2026-11-24', '07:45'],
  ['2026-12-24', '15:00'],
  ['2026-12-25', '08:31'],
  ['2027-01-01', '00:02'],
  ['2026-12-31', '23:55'],
  ['2027-03-28', '01:59'],
  ['2027-03-28', '03:00'],
  ['2027-03-27', '23:50'],
  ['2026-10-25', '02:30'],
  ['2026-10-25', '23:59'],
  ['2027-07-01', '12:00'],
  ['2027-07-31', '16:45'],
  ['2027-06-25', '19:30'],
  ['2026-06-06', '00:10'],
  ['2027-04-04', '23:41'],
];

describe.each(moments)('a demo started on %s at %s', (day, time) => {
  const demo = demoAt(day, time);
  const today = day as Day;
  const now = instantAt(today, time);
  const on = (which: Day): readonly OfficeSession[] =>
    demo.sessions.filter(({ session }) => dayOf(session.startsAt) === which);

  test('[DEMO-3] offers every employee exactly 26 hours and every manager 18, breaks not counted', () => {
    const offered = offeredByCohort(demo);
    for (const { id, track } of demo.cohorts)
      expect([id, offered.get(id)]).toEqual([id, trackMinutes[track]]);
    expect(demo.sessions.length).toBe(352);
    expect(demo.sessions.filter(({ session }) => session.kind === 'digital').length).toBe(10);
  });

  test('[DEMO-3] never has a cohort, a room or a trainer in two places at once', () => {
    expect(clashes(demo, ({ session }) => session.cohorts)).toEqual([]);
    expect(clashes(demo, ({ session }) => (session.place === '' ? [] : [session.place]))).toEqual([]);
    expect(clashes(demo, ({ session }) => [session.trainer])).toEqual([]);
  });

  test('[DEMO-3] numbers a cohort’s six sessions in time order, all within about a year', () => {
    for (const { id } of demo.cohorts) {
      const own = demo.sessions
        .filter(({ session }) => session.cohorts.includes(id))
        .map(({ session }) => session);
      const onSite = own.filter(({ kind }) => kind === 'on-site');
      expect(onSite.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
      const days = (own.at(-1)?.endsAt ?? 0) - (own[0]?.startsAt ?? 0);
      expect(days / (24 * 60 * minuteMs)).toBeLessThan(366);
    }
  });

  test('[DEMO-5] meets on weekdays in working hours, not on holidays and not in July, but for today and tomorrow', () => {
    for (const { session } of demo.sessions) {
      const held = dayOf(session.startsAt);
      if (held === today || held === addDays(today, 1)) continue;
      expect(weekdayOf(held)).toBeLessThanOrEqual(5);
      expect(isHoliday(held)).toBe(false);
      expect(held.slice(5, 7)).not.toBe('07');
      expect(timeOfDay(session.startsAt) >= '08:00').toBe(true);
      expect(timeOfDay(session.endsAt) <= '17:30').toBe(true);
    }
  });

  test('[DEMO-5] is a programme of 36 months, about eleven of them held', () => {
    const first = dayOf(demo.sessions[0]?.session.startsAt ?? 0);
    const last = dayOf(demo.sessions.at(-1)?.session.startsAt ?? 0);
    const monthsBetween = (a: Day, b: Day): number =>
      (Number(b.slice(0, 4)) - Number(a.slice(0, 4))) * 12 + Number(b.slice(5, 7)) - Number(a.slice(5, 7));
    expect([10, 11]).toContain(monthsBetween(first, today));
    expect(monthsBetween(first, last)).toBeGreaterThanOrEqual(33);
    expect(monthsBetween(first, last)).toBeLessThan(36);
    const held = demo.sessions.filter(({ session }) => session.endsAt < now).length;
    expect(held).toBeGreaterThan(80);
    expect(held).toBeLessThan(150);
  });

  test('[DEMO-5] lets the managers of a unit begin before its employees', () => {
    const firstOf = new Map(
      demo.cohorts.map(({ id }) => [
        id,
        demo.sessions.find(({ session }) => session.cohorts.includes(id))?.session.startsAt ?? 0,
      ]),
    );
    const earliest = (track: string, unit: string): number =>
      Math.min(
        ...demo.participants
          .filter((person) => person.track === track && person.unit === unit)
          .map(({ cohort }) => (cohort === null ? Infinity : (firstOf.get(cohort) ?? 0))),
      );
    for (const unit of new Set(demo.participants.map((person) => person.unit)))
      expect(earliest('manager', unit)).toBeLessThan(earliest('employee', unit));
  });

  test('[DEMO-7] has sessions today in Farsta and Järva, morning and later, and a digital lecture', () => {
    for (const unit of ['farsta', 'jarva']) {
      const starts = on(today)
        .filter((item) => item.unit === unit)
        .map(({ session }) => timeOfDay(session.startsAt));
      expect(starts.some((start) => start === '08:30' || start === '10:30')).toBe(true);
      expect(starts.some((start) => start >= '12:00')).toBe(true);
    }
    expect(on(today).some(({ session }) => session.kind === 'digital')).toBe(true);
  });

  test('[DEMO-7] has sessions tomorrow in Farsta and Järva', () => {
    const places = on(addDays(today, 1)).map(({ unit }) => unit as string | null);
    expect(places).toContain('farsta');
    expect(places).toContain('jarva');
  });

  test('[DEMO-7] has a session in Farsta that somebody can be checked in to right now', () => {
    const going = on(today).filter(
      ({ session, unit }) =>
        unit === 'farsta' &&
        session.startsAt <= now &&
        session.endsAt >= now + 15 * minuteMs &&
        Number(timeOfDay(session.startsAt).slice(3)) % 5 === 0,
    );
    expect(going.length).toBeGreaterThanOrEqual(1);
    if (time <= '23:40')
      for (const { session } of going) expect(session.endsAt).toBeLessThanOrEqual(instantAt(today, '23:55'));
  });
});

test('[DEMO-7] lets whoever is checked in to the session that goes on have minutes for an hour, at every minute of a day', () => {
  const today = '2026-11-12' as Day;
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    const now = instant(instantAt(today, '00:00') + minute * minuteMs);
    const slot = ongoingSlot(now);
    expect(slot.breaks.map(({ from, to }) => (to - from) / minuteMs)).toEqual([15]);
    expect((slot.endsAt - slot.startsAt) / minuteMs).toBe(255);
    for (const { from, to } of slot.breaks) {
      expect(from > slot.startsAt && to < slot.endsAt).toBe(true);
      expect(from >= now + hourMs || to <= now).toBe(true);
    }
  }
});

test('[DEMO-7, HOME-1] the group that is met at the door is the same for an hour from any minute of a day', () => {
  const today = '2026-11-12' as Day;
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    const now = instant(instantAt(today, '00:00') + minute * minuteMs);
    const slots = (anchorsByUnit.farsta ?? [])
      .map((anchor) => ({ anchor, slot: fixedSlot({ today, now }, 'farsta', anchor) }))
      .flatMap(({ anchor, slot }) => (slot === undefined ? [] : [{ anchor, ...slot }]));
    for (let at = now; at < Math.min(now + hourMs, instantAt(today, '23:55')); at = instant(at + minuteMs)) {
      const begunLast = slots
        .filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)
        .toSorted((a, b) => b.startsAt - a.startsAt)[0];
      expect(begunLast?.anchor.at).toBe('now');
    }
  }
});

test('[DEMO-7] has sessions on every day of two years', () => {
  for (let ahead = 0; ahead < 731; ahead += 17) {
    const day = addDays('2026-01-03' as Day, ahead);
    const demo = demoAt(day, '09:40', ahead);
    const today = demo.sessions.filter(({ session }) => dayOf(session.startsAt) === day);
    expect(today.length).toBeGreaterThanOrEqual(6);
    expect(clashes(demo, ({ session }) => session.cohorts)).toEqual([]);
    const offered = offeredByCohort(demo);
    for (const { id, track } of demo.cohorts) expect(offered.get(id)).toBe(trackMinutes[track]);
  }
});

test('[DEMO-5] knows the movable holidays of Sweden', () => {
  expect([2024, 2025, 2026, 2027, 2028].map(easterSunday)).toEqual([
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2028-04-16',
  ]);
  const free = ['2026-04-03', '2026-04-06', '2026-05-14', '2026-06-19', '2027-06-25', '2026-12-24'];
  for (const day of free) expect(isHoliday(day as Day)).toBe(true);
  expect(isHoliday('2026-11-12' as Day)).toBe(false);
});
