/** A demo that is started again later still has something to check in to. */
import { describe, expect, test } from 'vitest';
import { byDoor } from '../../../src/domain/door.ts';
import type { SessionId } from '../../../src/domain/ids.ts';
import type { OfficeSession } from '../../../src/domain/office.ts';
import {
  addDays,
  dayMs,
  dayOf,
  hourMs,
  instant,
  instantAt,
  minuteMs,
  type Day,
} from '../../../src/domain/time.ts';
import { bringToToday, type Standing } from '../../../src/server/demo/bring-to-today.ts';
import { generateDemo } from '../../../src/server/demo/generate.ts';

const today = '2026-11-12' as Day;
const now = instantAt(today, '08:20');
const demo = generateDemo({ seed: 1, today, now });
const recordedIn = ({ logs }: Pick<typeof demo, 'logs'>): ReadonlySet<SessionId> =>
  new Set(logs.flatMap(({ drafts }) => drafts.map(({ draft }) => draft.session)));
const recorded = recordedIn(demo);

const standingOf = (
  touched: ReadonlySet<SessionId>,
  closed: ReadonlySet<SessionId> = new Set(),
): Standing => ({
  isTouched: (id) => touched.has(id),
  isClosed: (id) => closed.has(id),
});

const withMoved = (
  sessions: readonly OfficeSession[],
  moved: readonly OfficeSession[],
): readonly OfficeSession[] => {
  const movedById = new Map(moved.map((item) => [item.session.id, item]));
  return sessions.map((item) => movedById.get(item.session.id) ?? item);
};

const goingOn = (sessions: readonly OfficeSession[], at: number): SessionId | undefined =>
  sessions.find(
    ({ session, unit }) =>
      unit === 'farsta' &&
      session.startsAt <= at &&
      session.endsAt >= at + 15 * minuteMs &&
      !recorded.has(session.id),
  )?.session.id;

const clashes = (sessions: readonly OfficeSession[]): readonly string[] =>
  sessions.flatMap(({ session: a }, index) =>
    sessions
      .slice(index + 1)
      .filter(
        ({ session: b }) =>
          a.startsAt < b.endsAt &&
          b.startsAt < a.endsAt &&
          (a.trainer === b.trainer ||
            (a.place !== '' && a.place === b.place) ||
            a.cohorts.some((cohort) => b.cohorts.includes(cohort))),
      )
      .map(({ session: b }) => `${a.id} and ${b.id}`),
  );

describe('[DEMO-8] a demo started again', () => {
  test('[DEMO-8] moves nothing when it is started again a little later', () => {
    expect(bringToToday(demo.sessions, standingOf(recorded), now)).toEqual([]);
    const later = instant(now + 12 * minuteMs);
    expect(bringToToday(demo.sessions, standingOf(recorded), later)).toEqual([]);
  });

  test('[DEMO-8] has a session going on in the evening of the same day', () => {
    const evening = instant(now + 11 * hourMs);
    const moved = bringToToday(demo.sessions, standingOf(recorded), evening);
    expect(moved.length).toBe(1);
    expect(goingOn(withMoved(demo.sessions, moved), evening)).toBeDefined();
  });

  test.each([
    ['closed', (sessions: readonly OfficeSession[]) => sessions],
    [
      'cancelled',
      (sessions: readonly OfficeSession[]) =>
        sessions.map((one) =>
          one.session.id === goingOn(demo.sessions, now)
            ? { ...one, session: { ...one.session, cancelled: true } }
            : one,
        ),
    ],
  ] as const)('[DEMO-8] has another to check in to when the one that goes on is %s', (_, after) => {
    const gone = goingOn(demo.sessions, now);
    if (gone === undefined) throw new Error('nothing goes on');
    const later = instant(now + 30 * minuteMs);
    const standing = standingOf(new Set([...recorded, gone]), new Set([gone]));
    const moved = bringToToday(after(demo.sessions), standing, later);
    const going = withMoved(demo.sessions, moved).filter(
      ({ session, unit }) =>
        unit === 'farsta' && session.startsAt <= later && session.endsAt >= later + hourMs,
    );
    expect(going.map(({ session }) => session.id).filter((id) => id !== gone)).toHaveLength(1);
  });

  test('[DEMO-8, HOME-1] meets the same group for an hour when it is started again the next morning', () => {
    const afternoon = generateDemo({ seed: 1, today, now: instantAt(today, '14:00') });
    const tomorrow = addDays(today, 1);
    const standing = standingOf(recordedIn(afternoon));
    for (let minute = 0; minute < 150; minute += 5) {
      const moment = instant(instantAt(tomorrow, '06:30') + minute * minuteMs);
      const moved = bringToToday(afternoon.sessions, standing, moment);
      const sessions = withMoved(afternoon.sessions, moved);
      const metAt = (at: number): SessionId | undefined =>
        sessions
          .filter(({ session, unit }) => unit === 'farsta' && session.startsAt <= at && at < session.endsAt)
          .map(({ session }) => session)
          .toSorted(byDoor)[0]?.id;
      expect([minute, metAt(moment + hourMs - minuteMs)]).toEqual([minute, metAt(moment)]);
    }
  });

  test('[DEMO-8] gives seven days running a session to check in to, and keeps what was recorded', () => {
    const touched = new Set<SessionId>(recorded);
    let sessions: readonly OfficeSession[] = demo.sessions;
    for (let day = 0; day < 7; day += 1) {
      const moment = instant(now + day * dayMs);
      const moved = bringToToday(sessions, standingOf(touched), moment);
      for (const { session } of moved) expect(touched).not.toContain(session.id);
      sessions = withMoved(sessions, moved);
      expect(clashes(sessions)).toEqual([]);
      const going = goingOn(sessions, moment);
      expect(going).toBeDefined();
      if (going !== undefined) touched.add(going);
      const onDay = sessions.filter(({ session }) => dayOf(session.startsAt) === addDays(today, day));
      expect(onDay.map(({ unit }) => unit as string | null)).toEqual(
        expect.arrayContaining(['farsta', 'jarva', null]),
      );
    }
  });

  test('[DEMO-8] keeps length, breaks, group and number of what it moves', () => {
    const tomorrow = instant(now + dayMs);
    const moved = bringToToday(demo.sessions, standingOf(recorded), tomorrow);
    expect(moved.length).toBeGreaterThan(3);
    for (const { session, unit } of moved) {
      const before = demo.sessions.find((item) => item.session.id === session.id);
      expect(before?.unit).toBe(unit);
      expect(session.endsAt - session.startsAt).toBe(
        (before?.session.endsAt ?? 0) - (before?.session.startsAt ?? 0),
      );
      expect(session.breaks.map(({ from }) => from - session.startsAt)).toEqual(
        before?.session.breaks.map(({ from }) => from - before.session.startsAt),
      );
      expect([session.cohorts, session.number, session.title]).toEqual([
        before?.session.cohorts,
        before?.session.number,
        before?.session.title,
      ]);
    }
  });
});
