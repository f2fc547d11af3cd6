/** Why PostgreSQL cannot be used, in the few ways that a person can do something about. */
import { isStorageAway } from './storage-problem.ts';

export const postgresFaults = [
  'starting',
  'all-taken',
  'no-answer',
  'silent',
  'no-such-host',
  'not-postgres',
  'no-tls',
  'certificate',
  'certificate-file',
  'not-signed-in',
  'no-database',
  'may-not',
] as const;
export type PostgresFault = (typeof postgresFaults)[number];

/** What PostgreSQL itself, the network and TLS call it. */
const byCode: Readonly<Record<string, PostgresFault>> = {
  '57P01': 'starting',
  '57P02': 'starting',
  '57P03': 'starting',
  '53300': 'all-taken',
  ECONNREFUSED: 'no-answer',
  ECONNRESET: 'no-answer',
  EHOSTUNREACH: 'no-answer',
  ENETUNREACH: 'no-answer',
  EPIPE: 'no-answer',
  ETIMEDOUT: 'silent',
  '57014': 'silent',
  EAI_AGAIN: 'no-answer',
  ENOTFOUND: 'no-such-host',
  CERT_HAS_EXPIRED: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  '28P01': 'not-signed-in',
  '28000': 'not-signed-in',
  '3D000': 'no-database',
  '42501': 'may-not',
};

/** The driver has words only for these. */
const byMessage: readonly (readonly [RegExp, PostgresFault])[] = [
  [/does not support SSL/u, 'no-tls'],
  [/establishing an SSL connection|^Connection terminated unexpectedly/u, 'not-postgres'],
  [/timeout/u, 'silent'],
];

const certificateFiles = (url: string): readonly string[] =>
  [...new URLSearchParams(url.split('?')[1] ?? '')].flatMap(([name, value]) =>
    name.startsWith('ssl') ? value : [],
  );

/** What is the matter with the PostgreSQL at this address; undefined for an error of another kind (PG-1). */
export const postgresFault = (error: unknown, url: string): PostgresFault | undefined => {
  if (!(error instanceof Error)) return undefined;
  if ('path' in error && certificateFiles(url).includes(String(error.path))) return 'certificate-file';
  const known = byCode['code' in error ? String(error.code) : ''];
  if (known !== undefined) return known;
  if (!('code' in error)) {
    const told = byMessage.find(([words]) => words.test(error.message));
    if (told !== undefined) return told[1];
  }
  return isStorageAway(error) ? 'no-answer' : undefined;
};

const passing: ReadonlySet<PostgresFault> = new Set([
  'starting',
  'all-taken',
  'no-answer',
  'silent',
  /* So it is while the network comes up, and behind a proxy whose PostgreSQL is away. */
  'no-such-host',
  'not-postgres',
]);

/** True where it may be over by itself in a while: then a start waits for it. */
export const isPassing = (fault: PostgresFault): boolean => passing.has(fault);
