/**
 * Files being checked, as this process remembers them. Only a memory: the sealed draft in the database is what
 * counts, and a process that has forgotten a file (or never had it) reads it again. Jobs run one at a time (IMP-15).
 */
import { createHash } from 'node:crypto';
import type { Result } from '../../domain/result.ts';
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
  /** What the office looked like when it was asked. */
  readonly office: string;
  progress: ImportProgress;
  answer: Result<CheckAnswer, FileRefusal> | undefined;
};

export type OpenFile = {
  table: Result<Table, FileRefusal> | undefined;
  check: Check | undefined;
  usedAt: number;
};

export type ImportDesk = {
  /** The file of a draft; read from `bytes` in a thread when it is not remembered. */
  readonly open: (id: string, fileName: string, bytes: () => Promise<Uint8Array>) => OpenFile;
  readonly startCheck: (file: OpenFile, question: string, office: string, job: CheckJob) => Check;
  readonly forget: (id: string) => void;
};

const mostRemembered = 6;
const rememberedMs = 20 * 60_000;

const createDesk = (clock: () => number): ImportDesk => {
  const files = new Map<string, OpenFile>();
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  const tidy = (now: number): void => {
    const byAge = [...files].sort(([, a], [, b]) => b.usedAt - a.usedAt);
    byAge.forEach(([id, file], index) => {
      if (index >= mostRemembered - 1 || file.usedAt < now - rememberedMs) files.delete(id);
    });
  };
  const read = async (file: OpenFile, fileName: string, bytes: () => Promise<Uint8Array>): Promise<void> => {
    try {
      file.table = await readInThread(await bytes(), fileName);
    } catch {
      file.table = { ok: false, error: 'broken' };
    }
  };
  return {
    open: (id, fileName, bytes) => {
      const now = clock();
      const known = files.get(id);
      if (known !== undefined) {
        known.usedAt = now;
        return known;
      }
      tidy(now);
      const file: OpenFile = { table: undefined, check: undefined, usedAt: now };
      files.set(id, file);
      void inTurn(() => read(file, fileName, bytes));
      return file;
    },
    startCheck: (file, question, office, job) => {
      const check: Check = { question, office, progress: { done: 0, total: 0 }, answer: undefined };
      file.check = check;
      const run = async (): Promise<void> => {
        check.answer = await runInThread(job, { onProgress: (progress) => void (check.progress = progress) });
      };
      void inTurn(run);
      return check;
    },
    forget: (id) => void files.delete(id),
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
