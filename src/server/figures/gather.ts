/**
 * Reads what the figures are made of, once, as plain values. Everything a screen, a file or a printed report says comes
 * from here and from the pure functions of domain/, so that no two of them can say different things (DASH-1).
 */
import { minutesOf } from '../../domain/counted-minutes.ts';
import type { MonthDeeds } from '../../domain/month.ts';
import type { OfficeSession, Participant } from '../../domain/office.ts';
import { policyOn, type HoursPolicy } from '../../domain/policy.ts';
import type {
  AttendedLine,
  FigureInputs,
  FigurePerson,
  FigureSession,
  LockedMonth,
} from '../../domain/programme-figures.ts';
import type { Session } from '../../domain/programme.ts';
import { dayOf, type Month } from '../../domain/time.ts';
import type { Context } from '../http/endpoint.ts';
import type { SessionStanding } from '../store/figure-store.ts';
import { isHeldOn, type Membership } from '../store/membership-rows.ts';

/** A session as the figures see it, with what only the office's own pages ask about. */
export type GatheredSession = FigureSession & {
  readonly session: Session;
  readonly unit: OfficeSession['unit'];
  readonly toDecide: number;
  readonly hasRecords: boolean;
};

export type Gathered = Omit<FigureInputs, 'sessions'> & {
  readonly sessions: readonly GatheredSession[];
  readonly participants: readonly Participant[];
  readonly deeds: readonly MonthDeeds[];
};

/** What a session gives to somebody who is there all the time, by the policy of its day (HRS-1, HRS-4). */
export const wholeMinutesOf = (session: Session, policies: readonly HoursPolicy[]): number => {
  if (session.cancelled) return 0;
  const { deductsBreaks } = policyOn(policies, dayOf(session.startsAt));
  const whole = [{ from: session.startsAt, to: session.endsAt }];
  return minutesOf(whole, deductsBreaks ? session : { ...session, breaks: [] });
};

type Holders = (cohorts: readonly string[], day: string) => readonly string[];

/** Who held a place in some cohorts on a day; somebody with two of the places is there once. */
const holdersOf = (places: readonly Membership[]): Holders => {
  const byCohort = new Map<string, Membership[]>();
  for (const place of places) {
    const own = byCohort.get(place.cohort) ?? [];
    own.push(place);
    byCohort.set(place.cohort, own);
  }
  return (cohorts, day) => [
    ...new Set(
      cohorts.flatMap((cohort) =>
        (byCohort.get(cohort) ?? [])
          .filter((place) => isHeldOn(place, day))
          .map(({ participant }) => participant),
      ),
    ),
  ];
};

const sessionFrom = (
  { session, unit }: OfficeSession,
  standing: SessionStanding | undefined,
  holders: Holders,
  policies: readonly HoursPolicy[],
): GatheredSession => {
  const day = dayOf(session.startsAt);
  const month: Month = day.slice(0, 7);
  return {
    id: session.id,
    session,
    unit,
    month,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    wholeMinutes: wholeMinutesOf(session, policies),
    isCancelled: session.cancelled,
    isClosed: standing?.isClosed ?? false,
    isAttested: standing?.isAttested ?? false,
    isReviewed: standing?.isReviewed ?? false,
    corrections: standing?.corrections ?? 0,
    setAside: standing?.setAside ?? 0,
    toDecide: standing?.toDecide ?? 0,
    hasRecords: standing !== undefined,
    expected: holders(session.cohorts, day),
  };
};

export const personFrom = (person: Participant): FigurePerson => ({
  id: person.id,
  unit: person.unit,
  workplace: person.workplace,
  track: person.track,
  isKeyPerson: person.isKeyPerson,
  hasPlace: person.cohort !== null,
});

type Stores = Pick<Context, 'programme' | 'figures' | 'decisions' | 'months' | 'people'>;

const attendedFrom = async ({ figures }: Pick<Stores, 'figures'>): Promise<readonly AttendedLine[]> => {
  const certified = await figures.certified();
  const objections = await figures.objections();
  return (await figures.attended()).map(({ session, participant, minutes, remarks }) => {
    const key = `${session}/${participant}`;
    return {
      session,
      participant,
      minutes,
      isLate: remarks.includes('"late"'),
      hasLeftEarly: remarks.includes('"left-early"'),
      isCertified: minutes > 0 && certified.get(key) === minutes && !objections.has(key),
    };
  });
};

/** The locked months as of their latest versions, the oldest first; a merged record's rows are its owner's (PPL-5). */
const lockedFrom = async ({
  months,
  people,
}: Pick<Stores, 'months' | 'people'>): Promise<readonly LockedMonth[]> => {
  const ownerOf = await people.merges();
  const latest = new Map((await months.versions()).map((version) => [version.month, version]));
  const locked: LockedMonth[] = [];
  for (const [month, { version }] of latest)
    locked.push({
      month,
      rows: (await months.rows(month, version)).map(({ participant, reportedMinutes }) => ({
        participant: ownerOf.get(participant) ?? participant,
        reportedMinutes,
      })),
    });
  return locked;
};

/** Everything at once (DASH-1). */
export const gatherFigures = async (stores: Stores): Promise<Gathered> => {
  const { programme, figures, decisions } = stores;
  const holders = holdersOf(await figures.places());
  const standings = await figures.standings();
  const policies = await decisions.policies();
  const participants = await programme.participants();
  return {
    participants,
    people: participants.map(personFrom),
    sessions: (await programme.sessionsBetween(0, Number.MAX_SAFE_INTEGER)).map((one) =>
      sessionFrom(one, standings.get(one.session.id), holders, policies),
    ),
    attended: await attendedFrom(stores),
    locked: await lockedFrom(stores),
    deeds: await stores.months.deeds(),
  };
};
