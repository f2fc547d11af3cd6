/** A locked month as a report, with everybody's identity joined in; and what stands in the way of handing it over. */
import type { Participant } from '../../domain/office.ts';
import { followMerges } from '../../domain/decisions.ts';
import { ParticipantId } from '../../domain/ids.ts';
import type { MonthState } from '../../domain/month.ts';
import { reportRows, type ReportRow } from '../../domain/reporting.ts';
import { unitName } from '../../domain/programme.ts';
import { dayOf, type Day } from '../../domain/time.ts';
import type { ReportObstacle, ReportSettings } from '../../protocol/report.ts';
import type { Context } from '../http/endpoint.ts';
import { reportIdentities, type ReportIdentity } from '../identity/report-identities.ts';
import { statesOfMonths } from '../months.ts';
import type { MonthVersion } from '../store/month-store.ts';
import { readReportSettings } from './report-settings.ts';

/** One row of the file, with what every column could ask for. */
export type FilledRow = ReportRow & {
  readonly identity: ReportIdentity;
  /** Empty for protected identity, as are unit and cohort: the file says no more of them than SCB's notation. */
  readonly name: string;
  readonly unit: string;
  readonly cohort: string;
  /** Goes by an alias, for whatever reason (PRIV-3). */
  readonly isAlias: boolean;
};

export type ReportMonth = {
  readonly month: string;
  readonly version: MonthVersion;
  readonly state: MonthState;
  readonly settings: ReportSettings;
  readonly rows: readonly FilledRow[];
  readonly minutes: number;
  readonly obstacle: ReportObstacle | null;
  /** The month that has to be sent first. */
  readonly before: string | null;
  readonly leavers: readonly { readonly name: string; readonly leftOn: Day }[];
};

const nameOf = ({ given, family }: Participant): string => `${given} ${family}`.trim();

/** Everybody, also records that were merged into another's: an earlier version may still name them. */
const peopleById = async (
  ids: readonly string[],
  { programme }: Context,
): Promise<ReadonlyMap<string, Participant>> => {
  const people = new Map(
    (await programme.participantsWith(ids)).map((person) => [person.id as string, person]),
  );
  for (const id of ids) {
    const merged = people.has(id) ? undefined : await programme.participant(id);
    if (merged !== undefined) people.set(id, merged);
  }
  return people;
};

/** These records, and those that have been merged with any of them, one way or the other (PPL-5). */
const withDoubles = async (ids: readonly string[], { decisions }: Context): Promise<readonly string[]> => {
  const merges = await decisions.merges();
  const ownerOf = followMerges(merges);
  const owners = new Set(ids.map((id) => ownerOf(ParticipantId.parse(id))));
  const doubles = [...merges.keys()].filter((id) => owners.has(ownerOf(ParticipantId.parse(id))));
  return [...new Set<string>([...ids, ...owners, ...doubles])];
};

/** First attended days, of everything that was ever recorded under one of the persons' records. */
const firstDays = async (
  month: string,
  participants: readonly string[],
  { reportFacts, decisions }: Context,
): Promise<(participant: string) => Day | undefined> => {
  const ownerOf = followMerges(await decisions.merges());
  const first = new Map<string, number>();
  for (const [participant, at] of await reportFacts.firstSessions(month, participants)) {
    const owner = ownerOf(ParticipantId.parse(participant));
    first.set(owner, Math.min(at, first.get(owner) ?? at));
  }
  return (participant) => {
    const at = first.get(ownerOf(ParticipantId.parse(participant)));
    return at === undefined ? undefined : dayOf(at);
  };
};

const obstacleOf = (
  rows: readonly FilledRow[],
  before: string | undefined,
): Pick<ReportMonth, 'obstacle' | 'before'> => {
  if (before !== undefined) return { obstacle: 'month/order', before };
  if (rows.some(({ identity }) => identity.lacks === 'number'))
    return { obstacle: 'report/number-missing', before: null };
  if (rows.some(({ identity }) => identity.lacks === 'code'))
    return { obstacle: 'report/protected-code-missing', before: null };
  return { obstacle: null, before: null };
};

/** A row with the person it is about; who is protected has no name, unit or cohort in it (SCB-4). */
const fill = (
  row: ReportRow,
  identity: ReportIdentity,
  person: Participant | undefined,
  cohorts: ReadonlyMap<string, string>,
): FilledRow => {
  const isShown = !identity.isProtected && person !== undefined;
  return {
    ...row,
    identity,
    name: isShown ? nameOf(person) : '',
    unit: isShown ? unitName(person.unit) : '',
    cohort: isShown ? (cohorts.get(person.cohort ?? '') ?? '') : '',
    isAlias: person?.family === '',
  };
};

/** The report of a month's latest version, by participant; `undefined` while the month is open (SCB-1 to SCB-4). */
export const reportMonth = async (month: string, context: Context): Promise<ReportMonth | undefined> => {
  const { months, people, programme, identities, services } = context;
  const version = await months.latest(month);
  if (version === undefined) return undefined;
  const settings = await readReportSettings(context, services);
  const kept = await months.rows(month, version.version);
  const departures = await people.departures();
  const leaving = [...departures].flatMap(([id, { leftOn }]) => (leftOn.startsWith(month) ? [id] : []));
  const asked = await withDoubles([...kept.map(({ participant }) => participant), ...leaving], context);
  const firstDayOf = await firstDays(month, asked, context);
  const ownerOf = followMerges(await context.decisions.merges());
  const reported = new Set(
    [...(await months.reportedBefore(month, asked))]
      .filter(([, minutes]) => minutes > 0)
      .map(([participant]) => ownerOf(ParticipantId.parse(participant))),
  );
  const rows = reportRows(month, kept, (participant) => ({
    firstDay: firstDayOf(participant),
    leftOn: departures.get(participant)?.leftOn,
    isReportedBefore: reported.has(ownerOf(participant)),
  }));
  const ids = rows.map(({ participant }) => participant as string);
  const identityOf = await reportIdentities(ids, identities, settings.protectedManCode);
  const persons = await peopleById(ids, context);
  const leavers = new Map(
    (await programme.participantsWith(leaving)).map((person) => [person.id as string, person]),
  );
  const cohorts = new Map((await programme.cohorts()).map(({ id, name }) => [id as string, name]));
  const filled = rows.map((row) =>
    fill(row, identityOf(row.participant), persons.get(row.participant), cohorts),
  );
  const states = await statesOfMonths(context);
  const before = [...states].find(
    ([other, state]) => other < month && (state === 'locked' || state === 'again'),
  )?.[0];
  const inFile = new Set(ids);
  return {
    month,
    version,
    state: states.get(month) ?? 'locked',
    settings,
    rows: filled,
    minutes: filled.reduce((sum, row) => sum + row.minutes, 0),
    ...obstacleOf(filled, before),
    leavers: [...departures].flatMap(([id, { leftOn }]) => {
      const person = leavers.get(id);
      const hasStarted = firstDayOf(id) !== undefined;
      return leftOn.startsWith(month) && hasStarted && !inFile.has(id) && person !== undefined
        ? [{ name: nameOf(person), leftOn }]
        : [];
    }),
  };
};
