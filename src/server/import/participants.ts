/**
 * A file's rows as participants: what is new, what is known before, what must be put right. The identity numbers
 * are kept beside the rows and never in them (IMP-5, IMP-8, IMP-11, IMP-12).
 */
import type { Cohort, Participant } from '../../domain/office.ts';
import { type ParticipantId, UnitId } from '../../domain/ids.ts';
import { unitName } from '../../domain/programme.ts';
import type { Day } from '../../domain/time.ts';
import type { ParticipantField, RowNote, RowProblem, RowStatus } from '../../protocol/import.ts';
import {
  createNumberIndex,
  type NumberIndex,
  type PersonalNumber,
  readPersonalNumber,
} from '../identity/personal-number.ts';
import { type AliasBook, openAliasBook } from './alias-book.ts';
import { foldText, unescapeCell } from './clean-text.ts';
import { type CohortBook, type CohortEntry, openCohortBook } from './cohort-book.ts';
import type { Mapped } from './columns.ts';
import {
  isMarkedProtected,
  type ReadingRules,
  type ReadParticipant,
  readParticipant,
} from './participant-cells.ts';
import type { PersonName } from './person-name.ts';
import { createFindings, masked, type RowFindings } from './row-problems.ts';
import { readRole, readUnit, remembering } from './words-in-cells.ts';

export type KnownParticipant = { readonly participant: Participant; readonly isProtected: boolean };

export type ParticipantContext = {
  readonly today: Day;
  readonly ages: { readonly min: number; readonly max: number };
  readonly cohorts: readonly Cohort[];
  readonly known: readonly KnownParticipant[];
  /** Rows that the administrator leaves out. */
  readonly skipped: ReadonlySet<number>;
  /** The known participant who has this number. */
  readonly find: (number: PersonalNumber) => KnownParticipant | undefined;
};

/** What is saved for a row. `cohortKey` names the cohort, which may be one that the file makes. */
export type ParticipantDraft = Omit<Participant, 'id' | 'cohort'> & { readonly cohortKey: string | null };

export type ParticipantValues = Readonly<
  Record<'given' | 'family' | 'email' | 'unit' | 'workplace' | 'role' | 'cohort', string>
> & { readonly isKeyPerson: boolean };

export type ParticipantRow = {
  readonly row: number;
  readonly status: RowStatus;
  readonly isProtected: boolean;
  /** True if it is this file that says so, and not only what the office knew before. */
  readonly isMarkedProtected: boolean;
  /** As shown. With protected identity the alias stands for the name, and name and e-mail are not here at all. */
  readonly values: ParticipantValues;
  readonly problems: readonly RowProblem[];
  readonly notes: readonly RowNote[];
  readonly existing: ParticipantId | null;
  /** Null when the row cannot be taken in. */
  readonly draft: ParticipantDraft | null;
};

export type CheckedParticipants = {
  readonly rows: readonly ParticipantRow[];
  readonly cohorts: readonly CohortEntry[];
  /** By row number, for the rows that can be taken in. */
  readonly numbers: ReadonlyMap<number, PersonalNumber>;
};

type Books = {
  readonly cohorts: CohortBook;
  readonly aliases: AliasBook;
  readonly seen: NumberIndex<number>;
  /** Whoever any row of the file marks as protected, so that another row about the same person is hidden too. */
  readonly hidden: NumberIndex<true>;
  readonly rules: ReadingRules;
};

const findCohort = (read: ReadParticipant, books: Books, findings: RowFindings): CohortEntry | undefined => {
  const { cohortText, role, unit } = read;
  if (cohortText === '' || role === undefined || unit === undefined || foldText(cohortText) === '')
    return undefined;
  const before = books.cohorts.find(cohortText);
  if (before === undefined && findings.problems.length > 0) return undefined;
  const cohort = before ?? books.cohorts.findOrMake(cohortText, role.track, unit);
  if (cohort.track !== role.track) findings.problem('cohort-other-track', 'cohort', { cohort: cohort.name });
  if (cohort.id === null) findings.note('cohort-new', { cohort: cohort.name });
  if (cohort.name !== cohortText) findings.note('cohort-spelling', { text: cohortText, cohort: cohort.name });
  return cohort;
};

const aliasFor = (
  read: ReadParticipant,
  known: KnownParticipant | undefined,
  cohort: CohortEntry | undefined,
  books: Books,
  findings: RowFindings,
): string => {
  const key = cohort?.key ?? '';
  const knownAlias = known?.isProtected === true ? known.participant.given : '';
  if (read.alias === '' || foldText(read.alias) === foldText(knownAlias)) {
    if (knownAlias !== '') return knownAlias;
    return findings.problems.length > 0 ? '' : books.aliases.takeNext(key);
  }
  const names = [read.name.given, read.name.family, `${read.name.given} ${read.name.family}`].map(foldText);
  if (names.includes(foldText(read.alias))) {
    findings.problem('alias-is-name', 'alias');
    return '';
  }
  if (books.aliases.isTaken(key, read.alias))
    findings.problem('alias-taken', 'alias', { cohort: cohort?.name ?? '' });
  else books.aliases.take(key, read.alias);
  return read.alias;
};

const draftOf = (
  read: ReadParticipant,
  shownAs: PersonName,
  isProtected: boolean,
  cohort: CohortEntry | undefined,
  known: Participant | undefined,
  knownCohortKey: string | null,
): ParticipantDraft => ({
  ...shownAs,
  email: isProtected ? '' : read.email || (known?.email ?? ''),
  unit: read.unit ?? UnitId.parse(read.unitText),
  workplace: read.workplace || (known?.workplace ?? ''),
  track: read.role?.track ?? 'employee',
  isKeyPerson: read.isKeyPerson ?? (read.role?.isKeyPerson === true || (known?.isKeyPerson ?? false)),
  cohortKey: cohort?.key ?? knownCohortKey,
});

const compared = ['given', 'family', 'email', 'unit', 'workplace', 'track', 'isKeyPerson'] as const;

const noteChanges = (
  draft: ParticipantDraft,
  known: Participant,
  knownCohortKey: string | null,
  books: Books,
  findings: RowFindings,
): void => {
  const fields = compared.filter((field) => draft[field] !== known[field]);
  const moves = draft.cohortKey !== knownCohortKey;
  if (moves && knownCohortKey !== null) {
    const nameOf = (key: string | null): string => books.cohorts.find(key ?? '')?.name ?? '';
    findings.note('moves-cohort', { from: nameOf(knownCohortKey), to: nameOf(draft.cohortKey) });
  }
  if (fields.length > 0) findings.note('changes', { fields: fields.join(',') });
  if (fields.length === 0 && !moves) findings.note('no-change');
};

const valuesOf = (
  read: ReadParticipant,
  shownAs: PersonName,
  isProtected: boolean,
  cohort: CohortEntry | undefined,
): ParticipantValues => ({
  given: masked(shownAs.given),
  family: masked(shownAs.family),
  email: isProtected ? '' : masked(read.email),
  unit: read.unit === undefined ? masked(read.unitText) : unitName(read.unit),
  workplace: masked(read.workplace),
  role: read.role === undefined ? masked(read.roleText) : read.role.track,
  cohort: cohort?.name ?? masked(read.cohortText),
  isKeyPerson: read.isKeyPerson ?? read.role?.isKeyPerson ?? false,
});

const statusOf = (
  findings: RowFindings,
  sameAs: number | undefined,
  known: unknown,
  isSkipped: boolean,
): RowStatus => {
  if (isSkipped) return 'skipped';
  if (sameAs !== undefined) return 'duplicate';
  if (findings.problems.length > 0) return 'error';
  return known === undefined ? 'ready' : 'update';
};

const isHidden = (number: PersonalNumber | undefined, books: Books): boolean =>
  number !== undefined && books.hidden.get(number) === true;

const checkRow = (
  mapped: Mapped<ParticipantField>,
  context: ParticipantContext,
  books: Books,
): { readonly row: ParticipantRow; readonly number: PersonalNumber | undefined } => {
  const findings = createFindings();
  const read = readParticipant(mapped, books.rules, findings);
  const known = read.number === undefined ? undefined : context.find(read.number);
  const sameAs = read.number === undefined ? undefined : books.seen.get(read.number);
  if (read.number !== undefined && sameAs === undefined) books.seen.set(read.number, mapped.row);
  if (sameAs !== undefined) findings.problem('same-as-row', 'identity', { row: sameAs });
  const isMarked = read.isProtected || isHidden(read.number, books);
  const isProtected = isMarked || known?.isProtected === true;
  const cohort = findCohort(read, books, findings);
  const alias = isProtected ? aliasFor(read, known, cohort, books, findings) : '';
  const shownAs = isProtected ? { given: alias, family: '' } : read.name;
  const status = statusOf(findings, sameAs, known, context.skipped.has(mapped.row));
  const knownCohort = known?.participant.cohort ?? null;
  const knownKey = knownCohort === null ? null : foldText(books.cohorts.nameOf(knownCohort));
  const isTakenIn = status === 'ready' || status === 'update';
  if (isProtected && isTakenIn) findings.note('protected-as', { alias });
  const draft = isTakenIn ? draftOf(read, shownAs, isProtected, cohort, known?.participant, knownKey) : null;
  if (draft !== null && known !== undefined) noteChanges(draft, known.participant, knownKey, books, findings);
  const row: ParticipantRow = {
    row: mapped.row,
    status,
    isProtected,
    isMarkedProtected: isMarked,
    values: valuesOf(read, shownAs, isProtected, cohort),
    problems: findings.problems,
    notes: findings.notes,
    existing: known?.participant.id ?? null,
    draft,
  };
  return { row, number: isTakenIn ? read.number : undefined };
};

const keyOfCohort =
  (cohorts: CohortBook) =>
  (participant: Participant): string =>
    participant.cohort === null ? '' : foldText(cohorts.nameOf(participant.cohort));

const findHidden = (rows: readonly Mapped<ParticipantField>[]): NumberIndex<true> => {
  const hidden = createNumberIndex<true>();
  for (const { text } of rows) {
    if (!isMarkedProtected(text('protected'))) continue;
    const number = readPersonalNumber(unescapeCell(text('identity')));
    if (number.ok) hidden.set(number.value, true);
  }
  return hidden;
};

/** Checks every row. Linear in the number of rows; `onRow` is told how many are done, now and then. */
export const checkParticipants = (
  rows: readonly Mapped<ParticipantField>[],
  context: ParticipantContext,
  onRow: (done: number) => void = () => undefined,
): CheckedParticipants => {
  const cohorts = openCohortBook(context.cohorts);
  const everybody = context.known.map(({ participant }) => participant);
  const books: Books = {
    cohorts,
    aliases: openAliasBook(everybody, keyOfCohort(cohorts)),
    seen: createNumberIndex(),
    hidden: findHidden(rows),
    rules: {
      today: context.today,
      ages: context.ages,
      readUnit: remembering(readUnit),
      readRole: remembering(readRole),
    },
  };
  const numbers = new Map<number, PersonalNumber>();
  const checked = rows.map((mapped, index) => {
    const { row, number } = checkRow(mapped, context, books);
    if (number !== undefined) numbers.set(row.row, number);
    if ((index + 1) % 500 === 0) onRow(index + 1);
    return row;
  });
  return { rows: checked, cohorts: cohorts.all(), numbers };
};
