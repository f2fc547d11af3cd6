/**
 * Files being checked, as this process remembers them. Only a memory: the sealed draft in the database is what
 * counts, and a process that has forgotten a file (or never had it) reads it again. Work is done one at a time, in
 * order, and a file with work to come is never forgotten (IMP-15).
 */
import { createHash } from 'node:crypto';
import { err, type Result } from '../../domain/result.ts';
import type { FileRefusal } from '../../protocol/import.ts';
import type { Services } from '../http/services.ts';
import type { ImportAnswers, ImportJob, ImportProgress } from './import-jobs.ts';
import { readInThread, runInThread } from './import-worker.ts';
import type { Table } from './table.ts';

export type CheckJob = Exclude<ImportJob, { readonly job: 'read' }>;
export type CheckAnswer = ImportAnswers[CheckJob['job']];

export type Check = {
  /** What was asked: mapping and edits. */
  readonly question: string;
  /** What was shown last when it was asked, by whichever process. */
  readonly after: string | undefined;
  /** What the office looked like at its turn; unknown before. */
  office: string | undefined;
  progress: ImportProgress;
  answer: Result<CheckAnswer, FileRefusal> | undefined;
  /** Why what the office knows could not be read: for whoever asks next, who then begins anew. */
  failure: unknown;
};

/** A check to make, and a mark of the office as it was read for it. */
export type Gathered = { readonly office: string; readonly job: CheckJob };

export type OpenFile = {
  table: Result<Table, FileRefusal> | undefined;
  check: Check | undefined;
  usedAt: number;
  /** When its latest work ended, in ms since 1970. */
  restedAt: number;
  /** When its draft is gone, in ms since 1970. */
  readonly expiresAt: number;
};

export type FileOfDraft = {
  readonly id: string;
  readonly fileName: string;
  readonly expiresAt: number;
  /** Asked for only when it is the file's turn to be read. */
  readonly bytes: () => Promise<Uint8Array>;
};

export type ImportDesk = {
  /** Seconds to wait when so many files wait that another is not received; otherwise undefined. */
  readonly fullFor: () => number | undefined;
  /**
   * The file of a draft, read in a thread when it is not remembered. While the desk is full the file is answered as
   * unread and nothing is queued: whoever asks again later gets its turn then.
   */
  readonly open: (file: FileOfDraft) => OpenFile;
  /**
   * The check of a file, queued once; it takes the place of one that still waits with another question. `gather` reads
   * what the office knows when it is the check's turn; a check of the same office that is done already serves again.
   */
  readonly startCheck: (
    file: OpenFile,
    asked: Pick<Check, 'question' | 'after'>,
    gather: () => Promise<Gathered>,
  ) => Check;
  /** Whether a file is remembered, so that its draft need not be fetched with everything in it. */
  readonly remembers: (id: string) => boolean;
  /** Drops a file and the work that waits for it. */
  readonly forget: (id: string) => void;
};

type Work = { readonly file: OpenFile; readonly run: () => Promise<void> };

const mostRemembered = 6;
const rememberedMs = 20 * 60_000;
/** How long an answer is kept for a page that asks for it every second or so, however many others there are. */
const collectedWithinMs = 10_000;
const mostWaiting = 20;
const fullSeconds = 30;

/** Does work one at a time, in order. `afterEach` is told whose work has ended. */
const createQueue = (afterEach: (file: OpenFile) => void) => {
  const waiting: Work[] = [];
  let current: OpenFile | undefined;
  const workOff = async (): Promise<void> => {
    for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) {
      current = work.file;
      await work.run();
      current = undefined;
      afterEach(work.file);
    }
  };
  return {
    length: (): number => waiting.length,
    has: (file: OpenFile): boolean => current === file || waiting.some((work) => work.file === file),
    add: (work: Work): void => {
      waiting.push(work);
      if (current === undefined) void workOff();
    },
    drop: (file: OpenFile): void => {
      const kept = waiting.filter((work) => work.file !== file);
      waiting.splice(0, waiting.length, ...kept);
    },
  };
};

const readInto = async (file: OpenFile, { bytes, fileName }: FileOfDraft): Promise<void> => {
  try {
    file.table = await readInThread(await bytes(), fileName);
  } catch {
    file.table = err('broken');
  }
};

const answerInto = async (check: Check, gather: () => Promise<Gathered>, before?: Check): Promise<void> => {
  let gathered: Gathered;
  try {
    gathered = await gather();
  } catch (error) {
    check.failure = error;
    return;
  }
  const { office, job } = gathered;
  check.office = office;
  const isSame = before?.question === check.question && before.office === office;
  if (isSame && before.answer !== undefined) {
    check.answer = before.answer;
    return;
  }
  try {
    check.answer = await runInThread(job, { onProgress: (progress) => void (check.progress = progress) });
  } catch {
    check.answer = err('broken');
  }
};

const createDesk = (clock: () => number): ImportDesk => {
  const files = new Map<string, OpenFile>();
  const queue = createQueue((file) => {
    file.restedAt = clock();
    tidy();
  });
  const drop = (id: string, file: OpenFile): void => {
    queue.drop(file);
    files.delete(id);
  };
  const tidy = (): void => {
    const now = clock();
    for (const [id, file] of files) if (file.expiresAt <= now) drop(id, file);
    const resting = [...files].filter(
      ([, file]) => !queue.has(file) && file.restedAt <= now - collectedWithinMs,
    );
    const byUse = resting.sort(([, a], [, b]) => b.usedAt - a.usedAt);
    byUse.forEach(([id, file], index) => {
      if (index >= mostRemembered - 1 || file.usedAt < now - rememberedMs) drop(id, file);
    });
  };
  const fullFor = (): number | undefined => {
    tidy();
    return queue.length() >= mostWaiting ? fullSeconds : undefined;
  };
  return {
    fullFor,
    open: (draft) => {
      const now = clock();
      const known = files.get(draft.id);
      if (known !== undefined) {
        known.usedAt = now;
        return known;
      }
      const { expiresAt } = draft;
      const file: OpenFile = { table: undefined, check: undefined, usedAt: now, restedAt: now, expiresAt };
      if (fullFor() !== undefined) return file;
      files.set(draft.id, file);
      queue.add({ file, run: () => readInto(file, draft) });
      return file;
    },
    startCheck: (file, asked, gather) => {
      const before = file.check;
      const check: Check = {
        ...asked,
        office: undefined,
        progress: { done: 0, total: 0 },
        answer: undefined,
        failure: undefined,
      };
      file.check = check;
      queue.drop(file);
      if ([...files.values()].includes(file))
        queue.add({ file, run: () => answerInto(check, gather, before) });
      return check;
    },
    remembers: (id) => files.has(id),
    forget: (id) => {
      const file = files.get(id);
      if (file !== undefined) drop(id, file);
    },
  };
};

const desks = new WeakMap<Services, ImportDesk>();

/** The desk of this server. */
export const deskOf = (services: Services): ImportDesk => {
  const known = desks.get(services);
  if (known !== undefined) return known;
  const desk = createDesk(services.clock);
  desks.set(services, desk);
  return desk;
};

/** A short mark of any value, to see whether it has changed. */
export const markOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url');
