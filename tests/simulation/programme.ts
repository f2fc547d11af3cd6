/**
 * The programme of one world: a few groups and people, and sessions on days that are hard: month and year end, the leap
 * day, both changes of the clocks. Names and numbers that must never leave their place are canaries, looked for later.
 */
import { CohortId, ParticipantId, SessionId, UnitId } from '../../src/domain/ids.ts';
import type { Cohort, Participant } from '../../src/domain/office.ts';
import type { Session } from '../../src/domain/programme.ts';
import { addDays, Day, hourMs, instant, instantAt, minuteMs } from '../../src/domain/time.ts';
import { between, oneOf, type Random } from '../support/seeded.ts';

/** First days of three session days in a row. */
const hardDays = [
  '2026-11-23',
  '2026-11-29',
  '2026-12-30',
  '2027-03-27',
  '2026-10-24',
  '2028-02-28',
  '2027-01-30',
] as const;

export type PlannedSession = { readonly session: Session; readonly unit: string };
export type Programme = {
  readonly day: string;
  readonly cohorts: readonly Cohort[];
  readonly people: readonly Participant[];
  /** As the office now has them. */
  readonly sessions: PlannedSession[];
  /** The person whose true name no tablet may hold. */
  readonly protectedPerson: ParticipantId;
};

/** Never on a tablet, in an address, a log line or an export that is not meant for it (I23). */
export const canaries = {
  number: (i: number): string => `19810228${String(2380 + i)}`,
  protectedGiven: 'Kanariefågel',
  protectedFamily: 'Gömsleskog',
} as const;

const givenNames = ['Amina', 'Olof', 'Elif', 'Sven', 'Rut', 'Jonas', 'Maja', 'Pål', 'Inga', 'Tor'] as const;
/** Family names, one for each unit, so that a name shows where it belongs. */
export const familyOf = (unit: string): string => (unit === 'farsta' ? 'Granmoln' : 'Vattenglans');

const personOf = (i: number, cohort: Cohort): Participant => ({
  id: ParticipantId.parse(`person-${i}`),
  given: givenNames[i % givenNames.length] ?? 'Någon',
  family: familyOf(cohort.unit),
  email: '',
  unit: cohort.unit,
  workplace: '',
  track: cohort.track,
  isKeyPerson: false,
  cohort: cohort.id,
});

const sessionAt = (id: string, cohorts: readonly string[], startsAt: number, hours: number): Session => ({
  id: SessionId.parse(id),
  kind: 'on-site',
  title: 'Våld i nära relationer',
  cohorts: cohorts.map((one) => CohortId.parse(one)),
  startsAt: instant(startsAt),
  endsAt: instant(startsAt + hours * hourMs),
  breaks: [{ from: instant(startsAt + 90 * minuteMs), to: instant(startsAt + 120 * minuteMs) }],
  place: 'Sal Eken',
  trainer: 'Kim Alm',
  number: 1,
  of: 6,
  cancelled: false,
});

/** The night of a change of clocks has its own session, 01.00 to 05.00. */
const startTimes = (day: string): string => (/-03-28|-10-25/.test(day) ? '01:00' : '08:30');

/** Days from the first: three in a row, or so far apart that months are locked and logs cleared in between. */
const daysApart = (isLong: boolean): readonly number[] => (isLong ? [0, 33, 70] : [0, 1, 2]);

export const drawProgramme = (random: Random, isLong = false): Programme => {
  const day = oneOf(random, hardDays);
  const cohort = (id: string, unit: string, track: Cohort['track']): Cohort => ({
    id: CohortId.parse(id),
    name: `Grupp ${id}`,
    track,
    unit: UnitId.parse(unit),
  });
  const cohorts = [
    cohort('g1', 'farsta', 'employee'),
    cohort('g2', 'farsta', 'manager'),
    cohort('g3', 'bromma', 'employee'),
  ];
  const sizes = [between(random, 2, 4), between(random, 1, 3), between(random, 1, 2)];
  let made = 0;
  const people = cohorts.flatMap((one, i) =>
    Array.from({ length: sizes[i] ?? 1 }, () => {
      made += 1;
      return personOf(made, one);
    }),
  );
  const first = people[0];
  if (first === undefined) throw new Error('nobody');
  const hidden = { ...first, given: 'Deltagare 07', family: '', workplace: '' };
  const days = daysApart(isLong).map((n) => addDays(Day.parse(day), n));
  const sessions = days.flatMap((one, i): PlannedSession[] => {
    const startsAt = instantAt(one, startTimes(one));
    const main = { session: sessionAt(`s${i}`, ['g1'], startsAt, between(random, 3, 4)), unit: 'farsta' };
    const beside = {
      session: sessionAt(`b${i}`, ['g2'], startsAt + between(random, 0, 90) * minuteMs, 3),
      unit: 'farsta',
    };
    const away = { session: sessionAt(`c${i}`, ['g3'], startsAt, 3), unit: 'bromma' };
    return i === 0 ? [main, beside] : i === 1 ? [main, away] : [main];
  });
  return { day, cohorts, people: [hidden, ...people.slice(1)], sessions, protectedPerson: hidden.id };
};
