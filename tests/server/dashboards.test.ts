/** Every figure on the dashboards, against the same figure worked out the long way from the raw logs of the whole demo. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '../../src/domain/time.ts';
import { FollowUpReply, SteeringReportReply, type Group } from '../../src/protocol/follow-up.ts';
import { ProgrammeOverviewReply } from '../../src/protocol/programme-overview.ts';
import { UnitFeedbackReply } from '../../src/protocol/unit-feedback.ts';
import { generateDemo } from '../../src/server/demo/generate.ts';
import { seedDemo } from '../../src/server/demo/seed-demo.ts';
import { instant } from '../../src/domain/time.ts';
import { naiveProgramme, type NaivePerson, type NaiveProgramme } from '../support/naive-programme.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let naive: NaiveProgramme;
let now: number;
/** Twelve digits by participant, as the demo made them. */
let numbers: ReadonlyMap<string, string>;

beforeAll(async () => {
  server = await createTestServer();
  await seedDemo(server.database, server.services, () => undefined);
  now = server.services.clock();
  naive = await naiveProgramme(server);
  const { identities } = generateDemo({ seed: 25_021, today: dayOf(now), now: instant(now) });
  numbers = new Map(identities.map(({ participant, number }) => [participant, number]));
});
afterAll(() => server.close());

const ask = async (path: string): Promise<unknown> =>
  (await server.get(`/api/admin/${path}`, await server.administrator())).json();

const limit = { employee: 26 * 60, manager: 18 * 60 };

type Sums = {
  people: number;
  minutes: number;
  offered: number;
  approved: number;
  pending: number;
  offeredTo: number;
  onTrack: number;
  completed: number;
};

/** A person's own sums up to (not including) a month, or up to now. */
const naiveOf = (person: NaivePerson, before = '9999-12'): Omit<Sums, 'people'> => {
  const sums = { minutes: 0, offered: 0, approved: 0, pending: 0, offeredTo: 0, onTrack: 0, completed: 0 };
  for (const session of naive.sessions) {
    if (session.month >= before) continue;
    if (session.endsAt <= now && session.expected.includes(person.id)) sums.offered += session.wholeMinutes;
    const line = linesBy.get(`${session.id}/${person.id}`);
    if (line === undefined || session.startsAt >= now) continue;
    sums.minutes += line.minutes;
    if (!naive.lockedMonths.includes(session.month)) sums.pending += line.minutes;
  }
  for (const month of naive.lockedMonths)
    if (month < before) sums.approved += naive.reported.get(`${month}/${person.id}`) ?? 0;
  if (sums.minutes >= limit[person.track]) sums.completed = 1;
  if (sums.offered > 0) sums.offeredTo = 1;
  if (sums.offered > 0 && (sums.completed === 1 || sums.minutes / sums.offered >= 0.8)) sums.onTrack = 1;
  return sums;
};

let linesBy: ReadonlyMap<string, NaiveProgramme['lines'][number]>;
beforeAll(() => {
  linesBy = new Map(naive.lines.map((line) => [`${line.session}/${line.participant}`, line]));
});

const naiveSum = (people: readonly NaivePerson[], before?: string): Sums => {
  const total = {
    people: people.length,
    minutes: 0,
    offered: 0,
    approved: 0,
    pending: 0,
    offeredTo: 0,
    onTrack: 0,
    completed: 0,
  };
  for (const person of people)
    for (const [key, n] of Object.entries(naiveOf(person, before))) total[key as keyof Sums] += n;
  return total;
};

const asProgress = (sums: Sums) => ({
  participants: sums.people,
  minutes: sums.minutes,
  offeredMinutes: sums.offered,
  approvedMinutes: sums.approved,
  pendingMinutes: sums.pending,
  offeredTo: sums.offeredTo,
  onTrack: sums.onTrack,
  completed: sums.completed,
});

const asGroup = (key: string, sums: Sums): Group => ({
  key,
  people: sums.people,
  offeredTo: sums.offeredTo,
  onTrack: sums.onTrack,
  completed: sums.completed,
  minutes: sums.minutes,
  offeredMinutes: sums.offered,
});

const isWoman = ({ id }: NaivePerson): boolean => Number(numbers.get(id)?.[10]) % 2 === 0;

const ageOf = ({ id }: NaivePerson): number => {
  const digits = numbers.get(id) ?? '';
  const day = dayOf(now).replaceAll('-', '');
  return Math.floor((Number(day) - Number(digits.slice(0, 8))) / 10_000);
};

describe('the overview', () => {
  let page: ProgrammeOverviewReply;
  beforeAll(async () => {
    page = ProgrammeOverviewReply.parse(await ask('overview'));
  });

  test('[DASH-1] has the hours, the shares and the completed of all, of each track and of each unit', () => {
    expect(page.total).toEqual(asProgress(naiveSum(naive.people)));
    expect(page.total.minutes).toBeGreaterThan(400_000);
    for (const { track, ...progress } of page.tracks)
      expect(progress).toEqual(asProgress(naiveSum(naive.people.filter((one) => one.track === track))));
    expect(page.units.length).toBe(13);
    for (const { unit, toReview, ...progress } of page.units) {
      expect(progress).toEqual(asProgress(naiveSum(naive.people.filter((one) => one.unit === unit))));
      expect(toReview).toBe(
        naive.sessions.filter((one) => one.unit === unit && one.endsAt <= now && !one.isReviewed).length,
      );
    }
  });

  test('[DASH-2] says of every recorded minute whether it is approved, certified, uncertified or left out', () => {
    const { money } = page;
    const monthOf = new Map(naive.sessions.map(({ id, month }) => [id, month]));
    let certified = 0;
    let uncertified = 0;
    let recorded = 0;
    for (const line of naive.lines) {
      recorded += line.minutes;
      if (naive.lockedMonths.includes(monthOf.get(line.session) ?? '')) continue;
      if (line.isCertified) certified += line.minutes;
      else uncertified += line.minutes;
    }
    const approved = [...naive.reported.values()].reduce((sum, n) => sum + n, 0);
    expect(approved).toBeGreaterThan(300_000);
    expect(money).toEqual({
      recordedMinutes: recorded,
      approvedMinutes: approved,
      certifiedMinutes: certified,
      uncertifiedMinutes: uncertified,
      leftOutMinutes: recorded - approved - certified - uncertified,
    });
    expect(page.budgetOre).toBe(11_892_840_00);
  });

  test('[DASH-1] has a curve that ends each month with the sums of the plan, the recorded and the approved', () => {
    const last = naive.lockedMonths.toSorted().at(-1) ?? '';
    for (const { month, ...point } of page.curve) {
      let plannedMinutes = 0;
      for (const session of naive.sessions)
        if (session.month <= month) plannedMinutes += session.wholeMinutes * session.expected.length;
      const monthOf = new Map(naive.sessions.map((one) => [one.id, one.month]));
      const recorded = naive.lines.filter(({ session }) => (monthOf.get(session) ?? '') <= month);
      const approved = [...naive.reported].filter(([key]) => key.slice(0, 7) <= month);
      expect(point).toEqual({
        plannedMinutes,
        recordedMinutes:
          month > dayOf(now).slice(0, 7) ? null : recorded.reduce((sum, { minutes }) => sum + minutes, 0),
        approvedMinutes: month > last ? null : approved.reduce((sum, [, n]) => sum + n, 0),
      });
    }
    expect(page.curve.length).toBeGreaterThan(24);
  });

  test('[DASH-5] forecasts from the attendance at closed sessions, and the range holds the forecast', () => {
    const closed = naive.sessions.filter(({ isClosed, endsAt }) => isClosed && endsAt <= now);
    const offered = closed.reduce((sum, one) => sum + one.wholeMinutes * one.expected.length, 0);
    const ids = new Set(closed.map(({ id }) => id));
    const attended = naive.lines
      .filter(({ session }) => ids.has(session))
      .reduce((sum, { minutes }) => sum + minutes, 0);
    const remaining = naive.sessions
      .filter(({ endsAt }) => endsAt > now)
      .reduce((sum, one) => sum + one.wholeMinutes * one.expected.length, 0);
    const { forecast } = page;
    expect(forecast).toMatchObject({
      attendedPermille: Math.floor((attended / offered) * 1000),
      remainingMinutes: remaining,
      lockedMonths: naive.lockedMonths.length,
    });
    expect(forecast?.lowMinutes).toBeLessThan(forecast?.minutes ?? 0);
    expect(forecast?.highMinutes).toBeGreaterThan(forecast?.minutes ?? 0);
    const most = (page.money.approvedMinutes + page.money.certifiedMinutes + remaining) * 1.05;
    expect(forecast?.highMinutes).toBeLessThan(most);
  });
});

describe('the follow-up', () => {
  let page: FollowUpReply;
  beforeAll(async () => {
    page = FollowUpReply.parse(await ask('followup'));
  });

  test('[DASH-3] has each unit, role, sex and age group as they are when counted one by one', () => {
    const roles = {
      employee: (one: NaivePerson) => one.track === 'employee' && !one.isKeyPerson,
      'key-person': (one: NaivePerson) => one.track === 'employee' && one.isKeyPerson,
      manager: (one: NaivePerson) => one.track === 'manager',
    };
    for (const [key, isIn] of Object.entries(roles))
      expect(page.roles.find((group) => group.key === key)).toEqual(
        asGroup(key, naiveSum(naive.people.filter(isIn))),
      );
    for (const group of page.units)
      expect(group).toEqual(
        asGroup(group.key, naiveSum(naive.people.filter(({ unit }) => unit === group.key))),
      );
    expect(page.sexes).toEqual([
      asGroup('woman', naiveSum(naive.people.filter(isWoman))),
      asGroup('man', naiveSum(naive.people.filter((one) => !isWoman(one)))),
    ]);
    const ages: readonly (readonly [string, number, number])[] = [
      ['under-30', 0, 30],
      ['30-39', 30, 40],
      ['40-49', 40, 50],
      ['50-59', 50, 60],
      ['60-plus', 60, 999],
    ];
    expect(page.ages).toEqual(
      ages.map(([key, from, to]) =>
        asGroup(key, naiveSum(naive.people.filter((one) => ageOf(one) >= from && ageOf(one) < to))),
      ),
    );
  });

  test('[DASH-4] shows no sex of a unit with fewer than five, nor what would give such a cell away', () => {
    const hidden = page.unitSexes.filter(({ people }) => people === null);
    expect(hidden.length).toBeGreaterThan(0);
    for (const cell of page.unitSexes) {
      const own = naive.people.filter(
        (one) => one.unit === cell.group && isWoman(one) === (cell.key === 'woman'),
      );
      if (cell.people === null) {
        expect([cell.minutes, cell.onTrack, cell.completed]).toEqual([null, null, null]);
        continue;
      }
      expect(own.length).toBeGreaterThanOrEqual(5);
      expect(cell).toEqual({ group: cell.group, ...asGroup(cell.key, naiveSum(own)) });
    }
    for (const { group } of hidden)
      expect(hidden.filter((cell) => cell.group === group).length).toBeGreaterThan(1);
  });

  test('[DASH-7] counts no-shows, late comers and the rest of a month as they are in the logs', async () => {
    const month = FollowUpReply.parse(await ask('followup?from=2026-10&to=2026-10'));
    const sessions = naive.sessions.filter((one) => one.month === '2026-10' && one.endsAt <= now);
    const ids = new Set(sessions.map(({ id }) => id));
    const lines = naive.lines.filter(({ session }) => ids.has(session));
    const closed = sessions.filter(({ isClosed }) => isClosed);
    let noShows = 0;
    for (const { id, expected } of closed)
      for (const person of expected) if (!linesBy.has(`${id}/${person}`)) noShows += 1;
    expect(month.deviations).toMatchObject({
      sessions: sessions.length,
      notClosed: sessions.length - closed.length,
      withoutAttest: closed.filter(({ isAttested }) => !isAttested).length,
      notReviewed: sessions.filter(({ isReviewed }) => !isReviewed).length,
      expected: closed.reduce((sum, { expected }) => sum + expected.length, 0),
      noShows,
      attendances: lines.length,
      late: lines.filter(({ isLate }) => isLate).length,
      leftEarly: lines.filter(({ hasLeftEarly }) => hasLeftEarly).length,
    });
    expect(noShows).toBeGreaterThan(5);
    const units = month.unitDeviations.map(({ sessions: n }) => n);
    expect(units.reduce((sum, n) => sum + n, 0)).toBe(sessions.length);
  });

  test('[DASH-3] of a period has the hours of its months, and the state at its end', async () => {
    const spring = FollowUpReply.parse(await ask('followup?from=2026-03&to=2026-05'));
    for (const group of spring.units) {
      const own = naive.people.filter(({ unit }) => unit === group.key);
      const end = naiveSum(own, '2026-06');
      const begin = naiveSum(own, '2026-03');
      expect(group).toEqual({
        ...asGroup(group.key, end),
        minutes: end.minutes - begin.minutes,
        offeredMinutes: end.offered - begin.offered,
      });
    }
    expect(spring.monthly.map(({ month }) => month)).toEqual(['2026-03', '2026-04', '2026-05']);
  });

  test('[DASH-6] knows which employees have a manager and a key person at their workplace', () => {
    const at = (one: NaivePerson): string => `${one.unit}/${one.workplace}`;
    const managed = new Set(naive.people.filter(({ track }) => track === 'manager').map(at));
    const keyed = new Set(naive.people.filter(({ isKeyPerson }) => isKeyPerson).map(at));
    const employees = naive.people.filter(({ track }) => track === 'employee');
    expect(page.together).toMatchObject({
      employees: employees.length,
      atWorkplace: employees.filter((one) => managed.has(at(one)) && keyed.has(at(one))).length,
    });
  });
});

describe('the report to the steering group', () => {
  test('[DASH-8] says of a month what was known of it, and what is new since the one before', async () => {
    const report = SteeringReportReply.parse(await ask('followup/steering/2026-09'));
    const standing = (before: string) => {
      const sums = naiveSum(naive.people, before);
      return { ...asProgress(sums), percent: Math.floor((sums.onTrack / sums.offeredTo) * 100) };
    };
    /* Pending and approved of the month's own report are those of the months it tells of. */
    expect(report.now).toMatchObject(standing('2026-10'));
    expect(report.before).toMatchObject({ ...standing('2026-09'), pendingMinutes: 0 });
    const inMonth = (month: string): number =>
      naive.lines
        .filter(({ session }) => naive.sessions.some(({ id, month: own }) => id === session && own === month))
        .reduce((sum, { minutes }) => sum + minutes, 0);
    expect([report.monthMinutes, report.monthMinutesBefore]).toEqual([
      inMonth('2026-09'),
      inMonth('2026-08'),
    ]);
    expect(report.state).toBe('sent');
  });

  test('[DASH-8] warns of exactly the units below the goal and the hours nobody has certified', async () => {
    const report = SteeringReportReply.parse(await ask('followup/steering/2026-10'));
    const below = report.units.flatMap(({ key }) => {
      const sums = naiveSum(
        naive.people.filter(({ unit }) => unit === key),
        '2026-11',
      );
      return sums.offeredTo > 0 && sums.onTrack / sums.offeredTo < 0.8 ? [key] : [];
    });
    expect(below.length).toBeGreaterThan(0);
    expect(report.risks).toContainEqual({ kind: 'under-goal', units: below });
    expect(report.risks).toContainEqual({
      kind: 'not-certified',
      minutes: report.money.uncertifiedMinutes,
    });
    expect(report.risks.map(({ kind }) => kind)).not.toContain('late-to-scb');
    server.advance(30 * 86_400_000);
    const later = SteeringReportReply.parse(await ask('followup/steering/2026-10'));
    server.advance(-30 * 86_400_000);
    expect(later.risks).toContainEqual({ kind: 'late-to-scb', months: ['2026-10'] });
  });

  test('[DASH-8] is refused in words for a month there is nothing of', async () => {
    const answer = await server.get('/api/admin/followup/steering/1999-01', await server.administrator());
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'figures/month-unknown' });
  });
});

describe('the feedback to a unit’s manager', () => {
  test('[DASH-9] has the staff of that workplace alone, with the minutes of the logs, and no reasons', async () => {
    const page = UnitFeedbackReply.parse(
      await ask(`followup/units?unit=farsta&workplace=${encodeURIComponent('Barn och unga')}`),
    );
    const own = naive.people.filter(
      ({ unit, workplace }) => unit === 'farsta' && workplace === 'Barn och unga',
    );
    expect(page.people.map(({ participant }) => participant as string).toSorted()).toEqual(
      own.map(({ id }) => id).toSorted(),
    );
    for (const person of page.people) {
      const one = own.find(({ id }) => id === person.participant);
      if (one === undefined) throw new Error('somebody else’s');
      const { minutes } = naiveOf(one);
      expect([person.minutes, person.leftMinutes]).toEqual([
        minutes,
        Math.max(0, limit[one.track] - minutes),
      ]);
      expect(person.attended.reduce((sum, line) => sum + line.minutes, 0)).toBe(minutes);
      expect(Object.keys(person).toSorted()).toEqual([
        'attended',
        'family',
        'given',
        'leftMinutes',
        'minutes',
        'next',
        'offeredSessions',
        'participant',
        'role',
        'workplace',
      ]);
    }
  });
});
