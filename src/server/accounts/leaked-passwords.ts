/**
 * Passwords that are known to have leaked, in a file beside the server: one SHA-1 hash a line in order, as Have I Been
 * Pwned gives them away (GUESS-1). The file may be tens of gigabytes; it is searched where it lies, and nothing of a
 * password leaves the machine.
 */
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { err, ok, type Result } from '../../domain/result.ts';

export type LeakedProblem = {
  readonly kind: 'leaked-passwords';
  readonly fault: 'unreadable' | 'not-hashes' | 'not-in-order';
  readonly file: string;
};

/** Answers whether a password is in the file; throws when the file cannot be read any more. */
export type Leaked = (password: string) => Promise<boolean>;

const line = /^([0-9A-Fa-f]{40})(?::\d+)?$/;
/** Longer than any line with a count. */
const lineAtMost = 80;
const samples = 64;

const readAt = async (file: FileHandle, at: number, length: number): Promise<string> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.toString('latin1', 0, bytesRead);
};

/** The first whole line that begins at `at` or after it; nothing at the end of the file. */
const lineFrom = async (file: FileHandle, at: number): Promise<string | undefined> => {
  const from = Math.max(0, at - 1);
  const text = await readAt(file, from, 3 * lineAtMost);
  const begins = at === 0 ? 0 : text.indexOf('\n') + 1;
  if (at > 0 && begins === 0) return undefined;
  const [found = ''] = text.slice(begins).split('\n');
  return found.trim() === '' ? undefined : found.trim();
};

/** The hash on the first line from `at`: in capitals, empty for what is no hash, nothing at the end. */
const hashFrom = async (file: FileHandle, at: number): Promise<string | undefined> => {
  const found = await lineFrom(file, at);
  return found === undefined ? undefined : (line.exec(found)?.[1]?.toUpperCase() ?? '');
};

const isIn = async (file: FileHandle, wanted: string): Promise<boolean> => {
  let low = 0;
  let high = (await file.stat()).size;
  /* The first line from `low` on is before the wanted one or is it; the first from `high` on is after it. */
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const hash = await hashFrom(file, middle);
    if (hash === wanted) return true;
    if (hash === undefined || hash > wanted) high = middle;
    else low = middle;
  }
  return (await hashFrom(file, low)) === wanted;
};

const inFile = async <T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> => {
  const file = await open(path, 'r');
  try {
    return await work(file);
  } finally {
    await file.close();
  }
};

const faultIn = async (file: FileHandle): Promise<LeakedProblem['fault'] | undefined> => {
  const { size } = await file.stat();
  let before = '';
  for (let i = 0; i < samples; i += 1) {
    const hash = await hashFrom(file, Math.floor((size * i) / samples));
    if (i === 0 && hash === undefined) return 'not-hashes';
    if (hash === '') return 'not-hashes';
    if (hash !== undefined && hash < before) return 'not-in-order';
    before = hash ?? before;
  }
  return undefined;
};

/** The file looked at in many places, or what is wrong with it. It is opened anew for each password, so that it can be renewed. */
export const readLeaked = async (path: string): Promise<Result<Leaked, LeakedProblem>> => {
  const fault = await inFile(path, faultIn).catch(() => 'unreadable' as const);
  if (fault !== undefined) return err({ kind: 'leaked-passwords', fault, file: path });
  return ok((password) => {
    const hash = createHash('sha1').update(password, 'utf8').digest('hex').toUpperCase();
    return inFile(path, (file) => isIn(file, hash));
  });
};

/** What is wrong and what to do, first in Swedish, then in English. */
export const leakedLines = ({ fault, file }: LeakedProblem): readonly string[] => {
  switch (fault) {
    case 'unreadable':
      return [
        `Filen ${file} i NARVARO_LEAKED_PASSWORDS går inte att läsa. Kontrollera sökvägen, och att kontot som startar Närvaro får läsa den.`,
        `The file ${file} in NARVARO_LEAKED_PASSWORDS cannot be read. Check the path, and that the account that starts Närvaro may read it.`,
      ];
    case 'not-hashes':
      return [
        `Filen ${file} i NARVARO_LEAKED_PASSWORDS har inte en SHA-1 på varje rad. Hämta Pwned Passwords som SHA-1, packa upp den och peka ut den.`,
        `The file ${file} in NARVARO_LEAKED_PASSWORDS does not have one SHA-1 on each line. Get Pwned Passwords as SHA-1, unpack it and point it out.`,
      ];
    case 'not-in-order':
      return [
        `Filen ${file} i NARVARO_LEAKED_PASSWORDS är inte i bokstavsordning. Hämta den som är ordnad efter hash, eller ordna den med LC_ALL=C sort.`,
        `The file ${file} in NARVARO_LEAKED_PASSWORDS is not in order. Get the one that is ordered by hash, or put it in order with LC_ALL=C sort.`,
      ];
  }
};
