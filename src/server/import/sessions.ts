/**
 * A file's rows as sessions: what is new, what the office has and the file changes, what must be put right. A row is
 * the same session as before if it has the same reference, or the same cohort and number (IMP-14).
 */
import type { Cohort, OfficeSession } from '../../domain/office.ts';
import { type CohortId, type SessionId, UnitId } from '../../domain/ids.ts';
import type { Session } from '../../domain/programme.ts';
import type { RowNote, RowProblem, RowStatus, SessionField } from '../../protocol/import.ts';
import { type CohortBook, openCohortBook } from './cohort-book.ts';
import type { Mapped } from './columns.ts';
import { createFindings, masked, type RowFindings } from './row-problems.ts';
import { type ReadSession, readSession } from './session-cells.ts';
import { findOverlaps, type Timed } from './session-overlaps.ts';
import { readUnit } from './words-in-cells.ts';

export type KnownSession = OfficeSession & { readonly reference: string | null };

export type SessionContext = {
  readonly cohorts: readonly Cohort[];
  readonly known: readonly KnownSession[];
  /** Rows that the administrator leaves out. */
  readonly skipped: ReadonlySet<number>;
};

export type SessionDraft = Omit<Session, 'id' | 'cancelled'> & {
  readonly unit: UnitId | null;
  readonly reference: string | null;
};

export type SessionValues = Readonly<
  Record<
    'date' | 'start' | 'end' | 'cohorts' | 'title' | 'place' | 'unit' | 'trainer' | 'kind' | 'number',
    string
  >
>;

export type SessionRow = {
  readonly row: number;
  readonly status: RowStatus;
  readonly values: SessionValues;
  readonly problems: readonly RowProblem[];
  readonly notes: readonly RowNote[];
  readonly existing: SessionId | null;
  readonly draft: SessionDraft | null;
};

export type CheckedSessions = { readonly rows: readonly SessionRow[] };

type Checking = {
  readonly row: number;
  readonly read: ReadSession;
  readonly findings: RowFindings;
  readonly cohorts: readonly CohortId[];
  readonly unit: UnitId | null;
  readonly existing: KnownSession | undefined;
  sameAs: number | undefined;
  number: number;
  of: number;
};

const cohortAndNumber = (cohort: string, number: number): string => `${cohort}\n${number}`;
const cohortAndStart = (cohort: string, startsAt: number): string => `${cohort}\n@${startsAt}`;

/** Every name by which a session may be found again: its reference, and for each cohort its number and its start. */
const namesOf = (session: Session, reference: string | null): readonly string[] => [
  ...(reference === null ? [] : [`ref\n${reference}`]),
  ...session.cohorts.map((cohort) => cohortAndNumber(cohort, session.number)),
  ...session.cohorts.map((cohort) => cohortAndStart(cohort, session.startsAt)),
];

const indexOf = (known: readonly KnownSession[]): ReadonlyMap<string, KnownSession> =>
  new Map(
    known.flatMap((entry) => namesOf(entry.session, entry.reference).map((name) => [name, entry] as const)),
  );

/** The names of a row, the surest first. Only the first that the row has is trusted. */
const namesOfRow = (
  { reference, number, startsAt }: ReadSession,
  cohorts: readonly CohortId[],
): readonly string[] => {
  if (reference !== '') return [`ref\n${reference}`];
  if (number > 0) return cohorts.map((cohort) => cohortAndNumber(cohort, number));
  return startsAt === undefined ? [] : cohorts.map((cohort) => cohortAndStart(cohort, startsAt));
};

const hostOf = (read: ReadSession, findings: RowFindings): UnitId | null => {
  if (read.unitText === '') {
    const first = read.cohorts[0];
    return read.kind === 'digital' || first === undefined ? null : first.unit;
  }
  const answer = readUnit(read.unitText);
  if (answer.kind === 'known') return read.kind === 'digital' ? null : UnitId.parse(answer.unit);
  const { suggestion } = answer;
  findings.problem(
    'unit-unknown',
    'unit',
    { text: read.unitText, suggestion: suggestion ?? '' },
    suggestion ?? undefined,
  );
  return null;
};

const begin = (
  mapped: Mapped<SessionField>,
  book: CohortBook,
  index: ReadonlyMap<string, KnownSession>,
  seen: Map<string, number>,
): Checking => {
  const findings = createFindings();
  const read = readSession(mapped, book, findings);
  const cohorts = read.cohorts.flatMap(({ id }) => (id === null ? [] : [id]));
  const names = namesOfRow(read, cohorts);
  const sameAs = names.map((name) => seen.get(name)).find((row) => row !== undefined);
  for (const name of names) if (!seen.has(name)) seen.set(name, mapped.row);
  if (sameAs !== undefined) findings.problem('same-as-row', null, { row: sameAs });
  const existing = names.map((name) => index.get(name)).find((entry) => entry !== undefined);
  const unit = hostOf(read, findings);
  return {
    row: mapped.row,
    read,
    findings,
    cohorts,
    unit,
    existing,
    sameAs,
    number: read.number,
    of: read.of,
  };
};

const timedRows = (rows: readonly Checking[], skipped: ReadonlySet<number>): readonly Timed[] =>
  rows.flatMap(({ row, read, cohorts, sameAs }) => {
    const { startsAt, endsAt, title } = read;
    if (startsAt === undefined || endsAt === undefined || sameAs !== undefined || skipped.has(row)) return [];
    return cohorts.map((cohort) => ({ cohort, startsAt, endsAt, row, title }));
  });

const tellOverlaps = (rows: readonly Checking[], context: SessionContext, book: CohortBook): void => {
  const replaced = new Set(
    rows.flatMap(({ existing }) => (existing === undefined ? [] : [existing.session.id])),
  );
  const standing: readonly Timed[] = context.known
    .filter(({ session }) => !session.cancelled && !replaced.has(session.id))
    .flatMap(({ session: { cohorts, startsAt, endsAt, title } }) =>
      cohorts.map((cohort) => ({ cohort, startsAt, endsAt, row: null, title })),
    );
  const overlaps = findOverlaps([...standing, ...timedRows(rows, context.skipped)]);
  for (const { row, findings } of rows) {
    const overlap = overlaps.get(row);
    if (overlap === undefined) continue;
    const cohort = book.nameOf(overlap.cohort as CohortId);
    if (overlap.with.row !== null)
      findings.problem('overlaps-row', 'start', { row: overlap.with.row, cohort });
    else findings.problem('overlaps-session', 'start', { session: overlap.with.title, cohort });
  }
};

/** Numbers the sessions that the file does not number: in the order they are held, for each cohort. */
const numberSessions = (rows: readonly Checking[]): void => {
  const counts = new Map<string, number>();
  const ordered = [...rows].sort((a, b) => (a.read.startsAt ?? 0) - (b.read.startsAt ?? 0));
  for (const checking of ordered.filter(({ sameAs }) => sameAs === undefined)) {
    const cohort = checking.cohorts[0] ?? '';
    const count = (counts.get(cohort) ?? 0) + 1;
    counts.set(cohort, count);
    if (checking.number === 0) checking.number = checking.existing?.session.number ?? count;
  }
  for (const checking of rows) {
    const counted = counts.get(checking.cohorts[0] ?? '') ?? 0;
    if (checking.of === 0)
      checking.of = Math.max(checking.existing?.session.of ?? 0, counted, checking.number);
  }
};

const draftOf = ({ read, cohorts, unit, number, of }: Checking): SessionDraft | null => {
  const { kind, title, startsAt, endsAt, breaks, place, trainer, reference } = read;
  if (startsAt === undefined || endsAt === undefined) return null;
  return {
    kind,
    title,
    cohorts: [...cohorts],
    startsAt,
    endsAt,
    breaks: [...breaks],
    place,
    trainer,
    number,
    of,
    unit,
    reference: reference === '' ? null : reference,
  };
};

const compared = [
  'kind',
  'title',
  'cohorts',
  'startsAt',
  'endsAt',
  'breaks',
  'place',
  'trainer',
  'number',
  'of',
] as const;

const noteChanges = (draft: SessionDraft, known: KnownSession, findings: RowFindings): void => {
  const before: Record<string, unknown> = known.session;
  const fields: string[] = compared.filter(
    (field) => JSON.stringify(draft[field]) !== JSON.stringify(before[field]),
  );
  if (draft.unit !== known.unit) fields.push('unit');
  if (fields.length === 0) findings.note('no-change');
  else findings.note('changes', { fields: fields.join(',') });
};

const valuesOf = ({ read, number, of }: Checking): SessionValues => ({
  date: masked(read.dayText),
  start: masked(read.startText),
  end: masked(read.endText),
  cohorts:
    read.cohorts.length > 0 ? read.cohorts.map(({ name }) => name).join(', ') : masked(read.cohortText),
  title: masked(read.title),
  place: masked(read.place),
  unit: masked(read.unitText),
  trainer: masked(read.trainer),
  kind: read.kind,
  number: number === 0 ? '' : `${number}/${of}`,
});

const statusOf = ({ sameAs, findings, existing }: Checking, isSkipped: boolean): RowStatus => {
  if (isSkipped) return 'skipped';
  if (sameAs !== undefined) return 'duplicate';
  if (findings.problems.length > 0) return 'error';
  return existing === undefined ? 'ready' : 'update';
};

const finish = (checking: Checking, isSkipped: boolean): SessionRow => {
  const { row, findings, existing } = checking;
  const status = statusOf(checking, isSkipped);
  const draft = status === 'ready' || status === 'update' ? draftOf(checking) : null;
  if (draft !== null && existing !== undefined) noteChanges(draft, existing, findings);
  return {
    row,
    status,
    values: valuesOf(checking),
    problems: findings.problems,
    notes: findings.notes,
    existing: existing?.session.id ?? null,
    draft,
  };
};

/** Checks every row. Linear apart from one sort by time; `onRow` is told how many are done, now and then. */
export const checkSessions = (
  rows: readonly Mapped<SessionField>[],
  context: SessionContext,
  onRow: (done: number) => void = () => undefined,
): CheckedSessions => {
  const book = openCohortBook(context.cohorts);
  const index = indexOf(context.known);
  const seen = new Map<string, number>();
  const checking = rows.map((mapped, done) => {
    if (done % 500 === 499) onRow(done + 1);
    return begin(mapped, book, index, seen);
  });
  tellOverlaps(checking, context, book);
  numberSessions(checking);
  return { rows: checking.map((row) => finish(row, context.skipped.has(row.row))) };
};
