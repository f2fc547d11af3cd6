/** The thread that reads and checks a file, so that a large or hostile one never holds up the server (IMP-15). */
import { parentPort, workerData } from 'node:worker_threads';
import type { ParticipantField, SessionField } from '../../protocol/import.ts';
import { createNumberIndex, digitsOf, readPersonalNumber } from '../identity/personal-number.ts';
import { editedRows, findColumns, mappedRows } from './columns.ts';
import type { ImportAnswers, ImportJob, ThreadMessage } from './import-jobs.ts';
import { checkParticipants, type KnownParticipant } from './participants.ts';
import { readTable } from './read-table.ts';
import { checkSessions } from './sessions.ts';

const tell = (message: ThreadMessage): void => parentPort?.postMessage(message);

const telling =
  (total: number) =>
  (done: number): void =>
    tell({ kind: 'progress', done, total });

type Job<Name extends ImportJob['job']> = Extract<ImportJob, { readonly job: Name }>;

const participantsOf = (job: Job<'check-participants'>): ImportAnswers['check-participants'] => {
  const byNumber = createNumberIndex<KnownParticipant>();
  for (const [digits, index] of job.knownNumbers) {
    const number = readPersonalNumber(digits);
    const known = job.known[index];
    if (number.ok && known !== undefined) byNumber.set(number.value, known);
  }
  const columns = findColumns(job.table, 'participants', job.mapping);
  const rows = editedRows(mappedRows<ParticipantField>(job.table, columns), job.edits);
  const { today, ages, cohorts, known } = job;
  const context = { today, ages, cohorts, known, skipped: job.edits.skipped, find: byNumber.get };
  const checked = checkParticipants(rows, context, telling(rows.length));
  return {
    ...checked,
    numbers: [...checked.numbers].map(([row, number]) => [row, digitsOf(number)] as const),
  };
};

const sessionsOf = (job: Job<'check-sessions'>): ImportAnswers['check-sessions'] => {
  const columns = findColumns(job.table, 'sessions', job.mapping);
  const rows = editedRows(mappedRows<SessionField>(job.table, columns), job.edits);
  const { cohorts, known } = job;
  return checkSessions(rows, { cohorts, known, skipped: job.edits.skipped }, telling(rows.length));
};

const run = async (job: ImportJob): Promise<ImportAnswers[keyof ImportAnswers]> => {
  if (job.job === 'read') return readTable(job.bytes, job.fileName);
  return job.job === 'check-participants' ? participantsOf(job) : sessionsOf(job);
};

tell({ kind: 'answer', answer: await run(workerData as ImportJob) });
