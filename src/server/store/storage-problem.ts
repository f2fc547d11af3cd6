/** What the database says when there is no room left, and when it cannot be reached. */
import type { ProblemCode } from '../../protocol/problems.ts';

/** SQLite's full. */
const sqliteFull = 13;
/** SQLite's locked too long by another, input/output error and cannot-open: it comes back, or a person brings it back. */
const sqliteAway = new Set([5, 10, 14]);
/** SQLite's corrupt and not-a-database. */
const sqliteDamaged = new Set([11, 26]);
/** The file system's no space and over quota; PostgreSQL's disk full. */
const fullCodes = new Set(['ENOSPC', 'EDQUOT', '53100']);
/**
 * PostgreSQL going down, coming up, gone, too slow, or with all its connections taken: it comes back, or a person brings
 * it back.
 * 08… are its own names for a connection that broke.
 */
const awayCodes = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '57014',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);
const awayMessages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded|timeout expired)/u;

const sqliteCodeOf = (error: Error): number => ('errcode' in error ? Number(error.errcode) & 0xff : 0);

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '');

/** True if nothing could be written because there was no room (CRASH-4). */
export const isStorageFull = (error: unknown): boolean =>
  error instanceof Error && (fullCodes.has(codeOf(error)) || sqliteCodeOf(error) === sqliteFull);

/** True if the database is not there at the moment (CRASH-4). */
export const isStorageAway = (error: unknown): boolean =>
  error instanceof Error &&
  (awayCodes.has(codeOf(error)) ||
    sqliteAway.has(sqliteCodeOf(error)) ||
    ('syscall' in error && error.syscall === 'connect') ||
    codeOf(error).startsWith('08') ||
    awayMessages.test(error.message));

/** True if the database's own file is damaged: only a person can put it right, from a backup (CLK-3). */
export const isStorageDamaged = (error: unknown): boolean =>
  error instanceof Error && sqliteDamaged.has(sqliteCodeOf(error));

/** A code as databases and file systems give it: never words, which may quote somebody's data. */
const plainCode = /^[A-Z0-9_]{2,40}$/;

/** What the log says of an error beside its name: SQLite's number, or the code; nothing where there is none. */
export const loggedCode = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  const code = codeOf(error);
  if ('errcode' in error) return `sqlite ${Number(error.errcode)}`;
  return plainCode.test(code) ? code : null;
};

/** What whoever asked is told of it; undefined for what is a defect. */
export const storageProblem = (error: unknown): ProblemCode | undefined => {
  if (isStorageFull(error)) return 'server/storage-full';
  return isStorageAway(error) || isStorageDamaged(error) ? 'server/unavailable' : undefined;
};
