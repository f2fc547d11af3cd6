/** Everything the planning weighs a change against, read once per request. */
import type { CohortId } from '../../domain/ids.ts';
import type { Cohort } from '../../domain/office.ts';
import {
  clashesIn,
  dayConcerns,
  orderConcerns,
  type Concern,
  type OrderFacts,
  type PlanBook,
  type PlannedSession,
  type Wave,
} from '../../domain/planning.ts';
import { dayOf, type Day } from '../../domain/time.ts';
import { DeviceId, UnitId } from '../../domain/ids.ts';
import type { Context } from '../http/endpoint.ts';
import { isOffices } from '../phones-log.ts';
import type { DeviceRow } from '../store/device-store.ts';

export type OfficeBook = PlanBook & {
  readonly cohorts: readonly Cohort[];
  readonly waves: readonly Wave[];
  readonly unitsOfManagers: OrderFacts['unitsOfManagers'];
  readonly tablets: readonly DeviceRow[];
  /** How many belong to each cohort. */
  readonly people: ReadonlyMap<string, number>;
  readonly today: Day;
};

type Reading = Pick<Context, 'planning' | 'programme' | 'devices' | 'reports' | 'services'>;

/** Managers' cohorts gather people from several units: each of them counts as having managers there (SER-4). */
const unitsOfManagersIn = async (
  cohorts: readonly Cohort[],
  { programme }: Reading,
): Promise<OrderFacts['unitsOfManagers']> => {
  const managers = cohorts.filter(({ track }) => track === 'manager').map(({ id }) => id);
  const units = new Map<CohortId, Set<string>>();
  for (const { cohort, unit } of await programme.participantsOf(managers))
    if (cohort !== null) units.set(cohort, (units.get(cohort) ?? new Set()).add(unit));
  return units;
};

/** The whole plan with what it is weighed against. */
export const readPlanBook = async (context: Reading): Promise<OfficeBook> => {
  const { planning, programme, devices, reports, services } = context;
  const cohorts = await programme.cohorts();
  const tablets = (await devices.all()).filter((row) => !isOffices(row, services));
  return {
    sessions: await planning.all(),
    venues: await planning.venues(),
    devices: tablets.map(({ id, unit, revoked_at }) => ({
      id: DeviceId.parse(id),
      unit: unit === null ? null : UnitId.parse(unit),
      isRevoked: revoked_at !== null,
    })),
    cohorts,
    waves: await planning.waves(),
    unitsOfManagers: await unitsOfManagersIn(cohorts, context),
    tablets,
    people: await reports.peopleByCohort(),
    today: dayOf(services.clock()),
  };
};

/** The book as it would be with these sessions in it, or instead of those that have their ids. */
export const bookWith = (book: OfficeBook, sessions: readonly PlannedSession[]): OfficeBook => {
  const replaced = new Set<string>(sessions.map(({ session }) => session.id));
  return {
    ...book,
    sessions: [...book.sessions.filter(({ session }) => !replaced.has(session.id)), ...sessions],
  };
};

/** How many are expected at a session. */
export const expectedAt = ({ session }: PlannedSession, { people }: OfficeBook): number =>
  session.cohorts.reduce((sum, cohort) => sum + (people.get(cohort) ?? 0), 0);

/** All there is to know before a session is saved as it stands in the book (SER-3, SER-4). */
export const concernsOf = (planned: PlannedSession, book: OfficeBook): readonly Concern[] => [
  ...(planned.session.cancelled
    ? []
    : dayConcerns(planned, book, { today: book.today, expected: expectedAt(planned, book) })),
  ...clashesIn(planned, book),
  ...orderConcerns(planned, book),
];
