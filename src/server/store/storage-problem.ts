/** What the database says when there is no room left, and when it cannot be reached. */
import type { ProblemCode } from '../../protocol/problems.ts';

/** SQLite's full. */
const sqliteFull = 13;
/** The file system's no space and over quota; PostgreSQL's disk full. */
const fullCodes = new Set(['ENOSPC', 'EDQUOT', '53100']);
/**
 * PostgreSQL going down, coming up, gone, or with all its connections taken: it comes back, or a person brings it back.
 * 08… are its own names for a connection that broke.
 */
const awayCodes = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);
const awayMessages = /^(Connection terminated|Client has encountered a connection error|timeout exceeded)/u;

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '');

/** True if nothing could be written because there was no room (CRASH-4). */
export const isStorageFull = (error: unknown): boolean =>
  error instanceof Error &&
  (fullCodes.has(codeOf(error)) || ('errcode' in error && (Number(error.errcode) & 0xff) === sqliteFull));

/** True if the database is not there at the moment (CRASH-4). */
export const isStorageAway = (error: unknown): boolean =>
  error instanceof Error &&
  (awayCodes.has(codeOf(error)) ||
    ('syscall' in error && error.syscall === 'connect') ||
    codeOf(error).startsWith('08') ||
    awayMessages.test(error.message));

/** What whoever asked is told of it; undefined for what is a defect. */
export const storageProblem = (error: unknown): ProblemCode | undefined => {
  if (isStorageFull(error)) return 'server/storage-full';
  return isStorageAway(error) ? 'server/unavailable' : undefined;
};
