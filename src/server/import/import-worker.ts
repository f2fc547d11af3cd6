/**
 * Runs one job in a thread of its own with a limit on time and memory. A file that reaches a limit is refused and
 * its thread is ended; the server goes on as if nothing had happened (IMP-15).
 */
import { Worker } from 'node:worker_threads';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FileRefusal } from '../../protocol/import.ts';
import type { ImportAnswers, ImportJob, ImportProgress, ThreadMessage } from './import-jobs.ts';
import { maxHeapMegabytes, maxReadMs } from './limits.ts';
import type { Table } from './table.ts';

export type ThreadLimits = { readonly milliseconds: number; readonly megabytes: number };

const usualLimits: ThreadLimits = { milliseconds: maxReadMs, megabytes: maxHeapMegabytes };

export type ThreadOptions = {
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly limits?: ThreadLimits;
};

const refusalOf = (error: unknown): FileRefusal => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-heavy' : 'broken';
};

/**
 * The answer of one job. `too-slow` and `too-heavy` when it reached a limit, `broken` when the file made the thread
 * fail in any other way.
 */
export const runInThread = <J extends ImportJob>(
  job: J,
  { onProgress = () => undefined, limits = usualLimits }: ThreadOptions = {},
): Promise<Result<ImportAnswers[J['job']], FileRefusal>> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./import-thread.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
      stdout: true,
      stderr: true,
    });
    const finish = (result: Result<ImportAnswers[J['job']], FileRefusal>): void => {
      clearTimeout(timer);
      resolve(result);
      void worker.terminate();
    };
    const timer = setTimeout(() => finish(err('too-slow')), limits.milliseconds);
    worker.on('message', (message: ThreadMessage) => {
      if (message.kind === 'progress') onProgress({ done: message.done, total: message.total });
      else finish(ok(message.answer as ImportAnswers[J['job']]));
    });
    worker.once('error', (error) => finish(err(refusalOf(error))));
    worker.once('exit', () => finish(err('broken')));
  });

/** Reads a file in a thread of its own. */
export const readInThread = async (
  bytes: Uint8Array,
  fileName: string,
  options: ThreadOptions = {},
): Promise<Result<Table, FileRefusal>> => {
  const answer = await runInThread({ job: 'read', bytes, fileName }, options);
  return answer.ok ? answer.value : answer;
};
