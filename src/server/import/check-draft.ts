/** How far a draft has come, and what its check says: between the database, the desk and the thread (IMP-15). */
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { Participant } from '../../domain/office.ts';
import { dayOf } from '../../domain/time.ts';
import type { FileRefusal, ImportKind, ParticipantField, SessionField } from '../../protocol/import.ts';
import type { Context } from '../http/endpoint.ts';
import { digitsOf, readPersonalNumber } from '../identity/personal-number.ts';
import type { KnownDraft } from '../store/import-draft-store.ts';
import { unescapeCell } from './clean-text.ts';
import { type Columns, editedRows, findColumns, hasRows, mappedRows } from './columns.ts';
import { createId, type Services } from '../http/services.ts';
import type { Stores } from '../store/stores.ts';
import { type DraftWork, kindOf, openDraftFile, openWork, sealWork } from './draft-seal.ts';
import { type Check, type CheckJob, deskOf, type Gathered, markOf, type OpenFile } from './import-desk.ts';
import { ageLimits } from './limits.ts';
import type { KnownParticipant } from './participants.ts';
import type { KnownSession } from './sessions.ts';
import type { Table } from './table.ts';

export type DraftState = {
  readonly draft: KnownDraft;
  readonly kind: ImportKind;
  readonly work: DraftWork;
  readonly file: OpenFile;
  /** Why the file was refused when it was read. */
  readonly refusal: FileRefusal | undefined;
  /** Known when the file has been read and has rows below its headings. */
  readonly read: { readonly table: Table; readonly columns: Columns } | undefined;
};

/** The draft of an administrator, or undefined when it is gone. Begins to read the file if nobody has. */
export const openDraft = async (
  { importDrafts, services }: Pick<Context, 'importDrafts' | 'services'>,
  id: string,
  administrator: string,
): Promise<DraftState | undefined> => {
  const draft = await importDrafts.get(id, administrator, services.clock());
  if (draft === undefined) return undefined;
  const kind = kindOf(draft);
  const work = await openWork(services, draft);
  const desk = deskOf(services);
  const sealed = desk.remembers(id) ? '' : await importDrafts.sealedFile(id);
  if (sealed === undefined) return undefined;
  const file = desk.open({
    id,
    fileName: draft.file_name,
    expiresAt: draft.expires_at,
    bytes: () => openDraftFile(services, id, sealed),
  });
  const state = { draft, kind, work, file, refusal: undefined, read: undefined };
  if (file.table === undefined) return state;
  if (!file.table.ok) return { ...state, refusal: file.table.error };
  const table = file.table.value;
  const columns = findColumns(table, kind, work.mapping ?? undefined);
  return hasRows(table, columns) ? { ...state, read: { table, columns } } : { ...state, refusal: 'no-rows' };
};

/** Somebody without a family name is shown under an alias; no list may bring the name back (IMP-11). */
const knownOf = (participant: Participant): KnownParticipant => ({
  participant,
  isProtected: participant.family === '',
});

const rowsPerTurn = 1000;

/**
 * Reads from the database. What a check needs to know is read in pieces, each in a transaction of its own: the embedded
 * database has one connection, and others have a turn between. What is taken in is compared again when it is (IMP-14).
 */
type Reading = <T>(work: (stores: Pick<Stores, 'programme' | 'identities'>) => Promise<T>) => Promise<T>;

/** Identity digits and participant, for those in a file whom the office has. Lets others' requests in between. */
const findNumbers = async (
  texts: readonly string[],
  read: Reading,
): Promise<readonly (readonly [string, string])[]> => {
  const found: (readonly [string, string])[] = [];
  for (let from = 0; from < texts.length; from += rowsPerTurn) {
    const numbers = texts
      .slice(from, from + rowsPerTurn)
      .map((text) => readPersonalNumber(unescapeCell(text)));
    const digits = numbers.flatMap((number) => (number.ok ? [digitsOf(number.value)] : []));
    found.push(...(await read(({ identities }) => identities.find(digits))));
    await nextTurn();
  }
  return found;
};

type Known = { readonly read: Reading; readonly services: Services };

const participantJob = async (
  { read, services }: Known,
  { work }: DraftState,
  table: Table,
  columns: Columns,
): Promise<CheckJob> => {
  const known = (await read(({ programme }) => programme.participants())).map(knownOf);
  const indexById = new Map<string, number>(known.map(({ participant }, index) => [participant.id, index]));
  const found = await findNumbers(
    editedRows(mappedRows<ParticipantField>(table, columns), work.edits).map(({ text }) => text('identity')),
    read,
  );
  return {
    job: 'check-participants',
    table,
    mapping: columns.mapping,
    edits: work.edits,
    cohorts: await read(({ programme }) => programme.cohorts()),
    today: dayOf(services.clock()),
    ages: ageLimits,
    known,
    knownNumbers: found.flatMap(([number, participant]) => {
      const index = indexById.get(participant);
      return index === undefined ? [] : [[number, index] as const];
    }),
  };
};

const sessionJob = async (
  { read }: Known,
  { work }: DraftState,
  table: Table,
  columns: Columns,
): Promise<CheckJob> => {
  const referenceById = new Map<string, string>();
  const rows = mappedRows<SessionField>(table, columns);
  for (const reference of new Set(rows.map(({ text }) => unescapeCell(text('reference')).trim()))) {
    const known =
      reference === '' ? undefined : await read(({ programme }) => programme.sessionByReference(reference));
    if (known !== undefined) referenceById.set(known.session.id, reference);
  }
  const sessions = await read(({ programme }) => programme.sessionsBetween(0, Number.MAX_SAFE_INTEGER));
  const known = sessions.map((session): KnownSession => ({
    ...session,
    reference: referenceById.get(session.session.id) ?? null,
  }));
  return {
    job: 'check-sessions',
    table,
    mapping: columns.mapping,
    edits: work.edits,
    cohorts: await read(({ programme }) => programme.cohorts()),
    known,
  };
};

/** A mark of the office as the check sees it: another mark means that the check must be made again. */
const officeMarkOf = (job: CheckJob): string =>
  job.job === 'check-participants'
    ? markOf([job.cohorts, job.known, job.knownNumbers.toSorted(([a], [b]) => (a < b ? -1 : 1)), job.today])
    : markOf([job.cohorts, job.known]);

const questionOf = ({ work }: DraftState, columns: Columns): string =>
  markOf([columns.mapping, [...work.edits.texts], [...work.edits.skipped]]);

const gather = async (
  known: Known,
  state: DraftState,
  { table, columns }: Exclude<DraftState['read'], undefined>,
): Promise<Gathered> => {
  const job = await (state.kind === 'participants' ? participantJob : sessionJob)(
    known,
    state,
    table,
    columns,
  );
  return { office: officeMarkOf(job), job };
};

/** Whether the columns are known, so that the rows can be checked. */
export const isMapped = ({ read }: DraftState): boolean =>
  read !== undefined && read.columns.missing.length === 0;

/** The check of a draft for this mapping and these edits, where this process has begun one. */
export const checkMade = (state: DraftState): Check | undefined => {
  const { file, read } = state;
  if (read === undefined || !isMapped(state)) return undefined;
  return file.check?.question === questionOf(state, read.columns) ? file.check : undefined;
};

/** Whether a check is of the office as it was shown last, or has been made since. */
export const isAsShown = ({ office, after }: Check, { work: { shown } }: DraftState): boolean =>
  shown === undefined || shown === office || shown === after;

/** What the check says of the office as it was shown last, where this process has it. */
export const answerAsShown = (state: DraftState): Check['answer'] => {
  const check = checkMade(state);
  return check?.office === state.work.shown ? check?.answer : undefined;
};

/** The check of a draft after the office as it is now has been read: another check where it has changed since. */
export const checkNow = async (
  context: Pick<Context, 'programme' | 'identities' | 'services'>,
  state: DraftState,
): Promise<Check | undefined> => {
  const { file, read } = state;
  if (read === undefined || !isMapped(state)) return undefined;
  const { services } = context;
  const gathered = await gather({ read: (work) => work(context), services }, state, read);
  const made = checkMade(state);
  if (made?.office === gathered.office) return made;
  const asked = { question: questionOf(state, read.columns), after: state.work.shown };
  const check = deskOf(services).startCheck(file, asked, async () => gathered);
  check.office = gathered.office;
  return check;
};

/**
 * The check of a draft, begun if there is none for this mapping and these edits, or where another process has shown it
 * otherwise. What the office knows is read when it is the check's turn: nobody's question waits for it.
 */
const checkBegun = (state: DraftState, read: Reading, services: Services): Check | undefined => {
  if (state.read === undefined || !isMapped(state)) return undefined;
  const made = checkMade(state);
  if (made?.failure !== undefined) {
    state.file.check = undefined;
    throw made.failure;
  }
  if (made !== undefined && (made.answer === undefined || isAsShown(made, state))) return made;
  const ofRead = state.read;
  const asked = { question: questionOf(state, ofRead.columns), after: state.work.shown };
  return deskOf(services).startCheck(state.file, asked, () => gather({ read, services }, state, ofRead));
};

/** Of no office: what was shown is not how the office is now, and every process has to look again. */
const outdatedMark = (services: Services): string => `outdated/${createId(services)}`;

/** Notes what has been shown, so that nothing else is taken in by another process (IMP-14). */
export const noteShown = async (
  { importDrafts, services }: Pick<Context, 'importDrafts' | 'services'>,
  { draft, work }: DraftState,
  office: string,
): Promise<void> => {
  if (work.shown === office) return;
  const sealed = await sealWork(services, draft.id, { ...work, shown: office });
  await importDrafts.setMappingAfter(draft.id, draft.mapping, sealed);
};

/** Longer than a common file takes, and shorter than anybody waits without being told; and where progress is told. */
const patienceMs = { long: 8000, short: 2000 } as const;
const lookMs = 50;

type Until = {
  /** Checked against the office as it is now. */
  readonly isFresh?: boolean;
  readonly is?: 'checked' | 'read';
  readonly patience?: keyof typeof patienceMs;
};

/**
 * Waits until this process has read a file and checked it, which another may have done before: whoever looks at the
 * rows, changes them or takes them in does not notice which process is asked. After a while it waits no longer.
 */
export const untilChecked = async (
  { id, administrator }: { readonly id: string; readonly administrator: string },
  read: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>,
  services: Services,
  { isFresh = false, is = 'checked', patience = 'long' }: Until = {},
): Promise<void> => {
  const until = performance.now() + patienceMs[patience];
  for (let isFirst = true; ; isFirst = false) {
    const isDone = await read(async (stores) => {
      const context = { ...stores, services };
      const state = await openDraft(context, id, administrator);
      if (state === undefined || state.refusal !== undefined) return true;
      if (state.read === undefined) return false;
      const check = isFresh && isFirst ? await checkNow(context, state) : checkBegun(state, read, services);
      if (check === undefined || is === 'read') return true;
      const isAnswered = check.answer !== undefined && (isFresh || isAsShown(check, state));
      if (isFresh && isAnswered && check.office !== state.work.shown)
        await noteShown(context, state, outdatedMark(services));
      return isAnswered;
    });
    if (isDone || performance.now() > until) return;
    await wait(lookMs);
  }
};
