/**
 * A file of lines outside the database that is only ever added to: each line numbered, naming the hash of the one before,
 * and signed with the key that receipts are signed with. What the office's machine once said of itself cannot be cut
 * in the middle or written anew without its showing (A23). Two such files lie in the folder of the backups.
 */
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { Hash } from '../../domain/ids.ts';
import { canonical, noHash } from '../../domain/log.ts';
import { sha256 } from '../../signing/hash.ts';
import { isSignedBy, sign } from '../../signing/keys.ts';
import type { Services } from '../http/services.ts';
import { holdLock, inTransaction, type Database } from '../store/database.ts';

export type JournalName = 'heads' | 'revocations';

const Signed = z.strictObject({ text: z.string(), signature: z.string() });
const Placed = z.looseObject({ n: z.int(), prev: Hash, at: z.int(), kind: z.string() });
export type JournalLine = z.infer<typeof Placed>;

export type Journal = {
  readonly lines: readonly JournalLine[];
  /** The first line that is not as it was written, counted from one; nothing when all are. Those after it are read too. */
  readonly brokenAt: number | undefined;
  readonly end: { readonly n: number; readonly hash: Hash };
};

export const journalFile = (folder: string, name: JournalName): string => join(folder, `${name}.jsonl`);

/** How large it is now; 0 for none. It grows with every line. */
export const journalSize = async (folder: string, name: JournalName): Promise<number> => {
  try {
    return (await stat(journalFile(folder, name))).size;
  } catch {
    return 0;
  }
};

const signedText = (name: JournalName, text: string): string => `narvaro/journal-${name}/1\n${text}`;

/** What ends without a new line was never finished: the machine stopped while it was written. */
const finishedLines = (text: string): readonly string[] => text.split('\n').slice(0, -1);

const textOf = async (folder: string, name: JournalName): Promise<string> => {
  try {
    return await readFile(journalFile(folder, name), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
};

const parsed = <T>(schema: z.ZodMiniType<T>, text: string): T | undefined => {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

type Read = { readonly text: string; readonly line: JournalLine };

/** The line if the server has signed it. */
const signedLine = async (
  name: JournalName,
  raw: string,
  { secrets }: Pick<Services, 'secrets'>,
): Promise<Read | undefined> => {
  const signed = parsed(Signed, raw);
  const line = signed === undefined ? undefined : parsed(Placed, signed.text);
  if (signed === undefined || line === undefined) return undefined;
  const isOurs = await isSignedBy(secrets.receiptPublicKey, signedText(name, signed.text), signed.signature);
  return isOurs ? { text: signed.text, line } : undefined;
};

/**
 * Reads a journal and follows it; an empty one if there is none. After a line that is damaged or gone it goes on with
 * those that are signed: one bad line must not undo what was shut out after it (BACKUP-5). A line whose number has
 * been is an old one that somebody has put there again, and says nothing.
 */
export const readJournal = async (
  folder: string,
  name: JournalName,
  services: Pick<Services, 'secrets'>,
): Promise<Journal> => {
  const lines: JournalLine[] = [];
  let end = { n: 0, hash: noHash };
  let brokenAt: number | undefined;
  for (const [i, raw] of finishedLines(await textOf(folder, name)).entries()) {
    const read = await signedLine(name, raw, services);
    const isNext = read?.line.n === end.n + 1 && read.line.prev === end.hash;
    if (!isNext) brokenAt ??= i + 1;
    if (read === undefined || read.line.n <= end.n) continue;
    lines.push(read.line);
    end = { n: read.line.n, hash: await sha256(read.text) };
  }
  return { lines, brokenAt, end };
};

/** The last line that the server has signed: what comes next is chained to it. */
const lastSigned = async (
  name: JournalName,
  text: string,
  services: Pick<Services, 'secrets'>,
): Promise<Read | undefined> => {
  const numberOf = (raw: string): number => parsed(Placed, parsed(Signed, raw)?.text ?? '')?.n ?? 0;
  const highestFirst = finishedLines(text)
    .map((raw) => ({ raw, n: numberOf(raw) }))
    .toSorted((a, b) => b.n - a.n);
  for (const { raw } of highestFirst) {
    const read = await signedLine(name, raw, services);
    if (read !== undefined) return read;
  }
  return undefined;
};

type Content = { readonly kind: string } & Readonly<Record<string, unknown>>;

const write = async (file: string, held: string, text: string): Promise<void> => {
  const handle = await open(file, held === '' ? 'a' : 'r+', 0o600);
  try {
    const finished = held.lastIndexOf('\n') + 1;
    const bytes = Buffer.byteLength(held.slice(0, finished));
    await handle.truncate(bytes);
    await handle.write(text, bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/**
 * Adds lines, and answers when they are on the disk. One process at a time. A journal that is broken is told, and gone
 * on with after its last good line: what is said from now on must not be lost because of what somebody did to it.
 */
export const addToJournal = async (
  folder: string,
  name: JournalName,
  contents: readonly Content[],
  { database, services }: { readonly database: Database; readonly services: Services },
): Promise<void> => {
  if (contents.length === 0) return;
  await inTransaction(database, async (tx) => {
    await holdLock(tx, `journal-${name}`);
    const held = await textOf(folder, name);
    const last = await lastSigned(name, held, services);
    let n = last?.line.n ?? 0;
    let prev = last === undefined ? noHash : await sha256(last.text);
    let added = '';
    for (const content of contents) {
      n += 1;
      const text = canonical({ ...content, n, prev, at: services.clock() });
      const signature = await sign(services.secrets.receiptKey, signedText(name, text));
      added += `${JSON.stringify({ text, signature })}\n`;
      prev = await sha256(text);
    }
    await write(journalFile(folder, name), held, added);
  });
};
