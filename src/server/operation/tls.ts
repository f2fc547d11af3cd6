/**
 * TLS that the server ends itself: the certificate is checked before anybody meets it, and a renewed one is taken into
 * use without a restart (OPS-5).
 */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { err, ok, type Result } from '../../domain/result.ts';
import { dayOf } from '../../domain/time.ts';
import type { TlsProblem } from './tls-words.ts';

export type TlsFiles = { readonly certificate: string; readonly key: string };

export type Tls = {
  readonly options: SecureContextOptions;
  /** When it stops being valid, in ms since 1970. */
  readonly expiresAt: number;
};

const fault = (why: TlsProblem['fault']) => err({ kind: 'tls' as const, fault: why });

const parsed = <T>(parse: () => T): T | undefined => {
  try {
    return parse();
  } catch {
    return undefined;
  }
};

const readOf = async (file: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
};

/** True if every certificate in the file is whole: one that is being written may end anywhere. */
const isWholeChain = (text: string): boolean => {
  const blocks = text.split(/(?=-----BEGIN )/).filter((block) => block.startsWith('-----BEGIN '));
  const certificates = blocks.filter((block) => !/^-----BEGIN [A-Z0-9 ]*(?:KEY|PARAMETERS)-----/.test(block));
  return certificates.every((block) => parsed(() => new X509Certificate(block)) !== undefined);
};

/** The certificate and key, or why nobody's browser would take them. What is answered is what OpenSSL takes. */
export const readTls = async (
  files: TlsFiles,
  { host, now }: { readonly host: string; readonly now: number },
): Promise<Result<Tls, TlsProblem>> => {
  const [cert, key] = [await readOf(files.certificate), await readOf(files.key)];
  if (cert === undefined) return fault({ kind: 'unreadable', file: files.certificate });
  if (key === undefined) return fault({ kind: 'unreadable', file: files.key });
  const certificate = parsed(() => new X509Certificate(cert));
  if (certificate === undefined) return fault({ kind: 'not-a-certificate', file: files.certificate });
  if (!isWholeChain(cert.toString('latin1'))) return fault({ kind: 'broken-chain', file: files.certificate });
  const privateKey: KeyObject | undefined = parsed(() => createPrivateKey(key));
  if (privateKey === undefined) return fault({ kind: 'not-a-key', file: files.key });
  if (!certificate.checkPrivateKey(privateKey)) return fault({ kind: 'other-key' });
  const expiresAt = certificate.validToDate.getTime();
  const beginsAt = certificate.validFromDate.getTime();
  if (now >= expiresAt) return fault({ kind: 'expired', day: dayOf(expiresAt) });
  if (now < beginsAt) return fault({ kind: 'not-yet', day: dayOf(beginsAt) });
  const isFor = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
  if (isFor === undefined) return fault({ kind: 'other-name', host });
  const options = { cert, key, minVersion: 'TLSv1.2' } as const;
  if (parsed(() => createSecureContext(options)) === undefined) return fault({ kind: 'too-weak' });
  return ok({ options, expiresAt });
};

/** What changes when a file is written anew or a link to it is pointed elsewhere. */
const markOf = async ({ certificate, key }: TlsFiles): Promise<string> => {
  const marks = await Promise.all(
    [certificate, key].map(async (file) => {
      const { mtimeMs, size, ino } = await stat(file);
      return `${mtimeMs}/${size}/${ino}`;
    }),
  );
  return marks.join();
};

export type TlsWatch = {
  /** Reads the files again now, also if they look the same. */
  readonly reload: () => Promise<void>;
  readonly stop: () => void;
};

/**
 * Looks at the files every now and then, and gives a new certificate to `take`. One that cannot be used is told, and
 * the one in use stays in use.
 */
export const watchTls = (
  files: TlsFiles,
  look: {
    readonly everyMs: number;
    readonly read: () => Promise<Result<Tls, TlsProblem>>;
    readonly take: (tls: Tls) => void;
    readonly refuse: (problem: TlsProblem) => void;
  },
): TlsWatch => {
  let seen: string | undefined;
  const reload = async (): Promise<void> => {
    try {
      const read = await look.read();
      if (read.ok) look.take(read.value);
      else look.refuse(read.error);
    } catch {
      look.refuse({ kind: 'tls', fault: { kind: 'not-taken' } });
    }
  };
  const check = async (): Promise<void> => {
    const mark = await markOf(files).catch(() => 'gone');
    const isChanged = seen !== undefined && mark !== seen && mark !== 'gone';
    seen = mark === 'gone' ? seen : mark;
    if (isChanged) await reload();
  };
  const first = check();
  const timer = setInterval(() => void first.then(check), look.everyMs).unref();
  return { reload, stop: () => clearInterval(timer) };
};
