/**
 * What a whole country has planned, as pure arithmetic: which cohort meets when, in which municipality. History grows
 * behind a stretch that is always the same: last month and this one hold the same number of sessions at every size, so
 * that whatever becomes dearer with size has become dearer with history.
 */
import {
  addDays,
  dayOf,
  instantAt,
  minuteMs,
  monthAfter,
  monthBefore,
  monthOf,
} from '../../../src/domain/time.ts';
import type { Day, Month } from '../../../src/domain/time.ts';
import { familyEnds, familyStarts, mensNames, womensNames } from '../../../src/server/demo/name-parts.ts';

/** A session of twenty leaves fifty events: opened, in, out, some certificates, attested, closed. */
export const eventsPerSession = 50;
export const peoplePerCohort = 20;
const sessionsPerCohort = 6;
const recentSessions = 198;
const monthsOfHistory = 33;
const mostUnits = 290;

export type CountryCohort = { readonly index: number; readonly id: string; readonly unit: string };
export type CountrySession = {
  readonly id: string;
  readonly cohort: CountryCohort;
  readonly number: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly breakAt: number;
};
export type Country = {
  readonly now: number;
  readonly lastMonth: Month;
  readonly units: readonly string[];
  /** The cohorts of the stretch that is the same at every size; all of the first municipality. */
  readonly recent: readonly CountryCohort[];
  readonly cohorts: () => Generator<CountryCohort>;
  /** The months in order, each with its sessions in the order they begin. */
  readonly months: () => Generator<{ readonly month: Month; readonly sessions: readonly CountrySession[] }>;
};

const padded = (n: number, digits: number): string => String(n).padStart(digits, '0');
const unitOf = (index: number): string => `demo-kommun-${padded(index + 1, 3)}`;

const sessionOn = (id: string, cohort: CountryCohort, number: number, day: Day): CountrySession => {
  const startsAt = instantAt(day, '09:00') + (cohort.index % 8) * 30 * minuteMs;
  return {
    id,
    cohort,
    number,
    startsAt,
    endsAt: startsAt + 180 * minuteMs,
    breakAt: startsAt + 90 * minuteMs,
  };
};

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

const daysOf = (month: Month, before: Day): readonly Day[] => {
  const days: Day[] = [];
  for (let day = `${month}-01` as Day; day.startsWith(month) && day < before; day = addDays(day, 1))
    if (!isWeekend(day)) days.push(day);
  return days.length === 0 ? [`${month}-01` as Day] : days;
};

/** A country of about `events` events, as it stands at `now`. */
export const countryOf = (events: number, now: number): Country => {
  const sessions = Math.max(0, Math.round(events / eventsPerSession) - recentSessions);
  const historic = Math.floor(sessions / sessionsPerCohort);
  const recentCohorts = recentSessions / sessionsPerCohort;
  const unitCount = Math.min(mostUnits, 3 + Math.floor(historic / 3));
  const thisMonth = monthOf(now);
  const lastMonth = monthBefore(thisMonth);
  const today = dayOf(now);
  const cohortAt = (index: number): CountryCohort => ({
    index,
    id: `c${padded(index, 6)}`,
    unit: unitOf(index < recentCohorts ? 0 : index % unitCount),
  });
  const recent = Array.from({ length: recentCohorts }, (_, i) => cohortAt(i));
  const firstMonth = Array.from({ length: monthsOfHistory }).reduce<Month>(
    (month) => monthBefore(month),
    lastMonth,
  );
  let serial = 0;
  const inMonth = (month: Month, asked: readonly { cohort: CountryCohort; number: number }[]) => {
    const days = daysOf(month, month === thisMonth ? today : ('9999-12-31' as Day));
    return asked
      .map(({ cohort, number }) => ({
        cohort,
        number,
        day: days[(cohort.index * 7 + number * 5) % days.length],
      }))
      .map(({ cohort, number, day }) => sessionOn('', cohort, number, day ?? today))
      .toSorted((a, b) => a.startsAt - b.startsAt || a.cohort.index - b.cohort.index)
      .map((session) => ({ ...session, id: `s${padded((serial += 1), 7)}` }));
  };
  return {
    now,
    lastMonth,
    units: Array.from({ length: unitCount }, (_, i) => unitOf(i)),
    recent,
    *cohorts() {
      for (let i = 0; i < recentCohorts + historic; i += 1) yield cohortAt(i);
    },
    *months() {
      let month = firstMonth;
      for (let at = 0; at < monthsOfHistory; at += 1, month = monthAfter(month)) {
        const asked: { cohort: CountryCohort; number: number }[] = [];
        for (let c = 0; c < historic; c += 1) {
          const number = at - Math.floor((c * (monthsOfHistory - sessionsPerCohort + 1)) / historic);
          if (number >= 0 && number < sessionsPerCohort)
            asked.push({ cohort: cohortAt(recentCohorts + c), number: number + 1 });
        }
        if (asked.length > 0) yield { month, sessions: inMonth(month, asked) };
      }
      const half = sessionsPerCohort / 2;
      for (const [which, from] of [
        [lastMonth, 1],
        [thisMonth, half + 1],
      ] as const)
        yield {
          month: which,
          sessions: inMonth(
            which,
            recent.flatMap((cohort) =>
              Array.from({ length: half }, (_, i) => ({ cohort, number: from + i })),
            ),
          ),
        };
    },
  };
};

/** Who is in a cohort: ids that say nothing, and names of the demo's parts, the same in every run. */
export const peopleOf = ({ index }: CountryCohort) =>
  Array.from({ length: peoplePerCohort }, (_, i) => {
    const n = index * peoplePerCohort + i;
    const names = n % 9 < 7 ? womensNames : mensNames;
    return {
      id: `p${padded(n, 7)}`,
      given: names[(n * 31) % names.length] ?? '',
      family: `${familyStarts[(n * 17) % familyStarts.length]}${familyEnds[(n * 13) % familyEnds.length]}`,
      isKeyPerson: i === 0,
      workplace: `Demoenheten ${index % 7}`,
    };
  });
