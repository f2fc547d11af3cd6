/**
 * The form of a backup's file: one readable line that says what it is, then the content packed and sealed in chunks.
 * Each chunk is AES-256-GCM under the file's own key with its number as nonce, and the last one says that it is the
 * last: a file that has been cut, changed, or put together from two does not open (BACKUP-2).
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import * as z from 'zod/mini';
import { err, ok, type Result } from '../../domain/result.ts';
import { recoveryKeyName, unwrapKey, wrapKey, type RecoveryKey } from './recovery-key.ts';

const chunkBytes = 64 * 1024;
const tagBytes = 16;
const longestHead = 4096;

const FileHead = z.strictObject({
  narvaroBackup: z.literal(1),
  madeAt: z.int(),
  /** Which recovery key opens it. */
  recoveryKey: z.string(),
  oneTime: z.string(),
  sealed: z.string(),
});
export type FileHead = z.infer<typeof FileHead>;

export type BackupFault =
  | { readonly kind: 'no-file'; readonly file: string }
  | { readonly kind: 'not-a-backup'; readonly file: string }
  | { readonly kind: 'other-key'; readonly file: string; readonly key: string }
  /** Cut, or changed since it was made. */
  | { readonly kind: 'damaged'; readonly file: string };

const nonceOf = (number: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 0, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
};

const sealChunk = (key: Uint8Array, head: Buffer, number: number, isLast: boolean, bytes: Buffer): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast));
  cipher.setAAD(head);
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
};

/** The chunk as it was, or undefined: changed, moved, or not the last although it should be. */
const openChunk = (
  key: Uint8Array,
  head: Buffer,
  number: number,
  isLast: boolean,
  sealed: Buffer,
): Buffer | undefined => {
  if (sealed.length < tagBytes) return undefined;
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast));
    cipher.setAAD(head);
    cipher.setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([cipher.update(sealed.subarray(0, -tagBytes)), cipher.final()]);
  } catch {
    return undefined;
  }
};

async function* asBytes(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let waiting: string[] = [];
  let length = 0;
  for await (const line of lines) {
    waiting.push(line, '\n');
    length += line.length + 1;
    if (length < chunkBytes) continue;
    yield Buffer.from(waiting.join(''));
    waiting = [];
    length = 0;
  }
  yield Buffer.from(waiting.join(''));
}

export type Written = { readonly bytes: number; readonly checksum: string; readonly fileKey: Buffer };

/**
 * Writes lines to a new file, readable by this user alone, and answers when it is on the disk. The file's key is
 * answered so that the file can be read back at once; it is kept nowhere.
 */
export const writeSealed = async (
  path: string,
  lines: AsyncIterable<string>,
  { publicKey, madeAt }: { readonly publicKey: string; readonly madeAt: number },
): Promise<Written> => {
  const fileKey = randomBytes(32);
  const wrapped = wrapKey(fileKey, publicKey);
  const about: FileHead = { narvaroBackup: 1, madeAt, recoveryKey: recoveryKeyName(publicKey), ...wrapped };
  const head = Buffer.from(`${JSON.stringify(about)}\n`);
  const checksum = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  let bytes = 0;
  let number = 0;
  const write = async (part: Buffer): Promise<void> => {
    await file.write(part);
    checksum.update(part);
    bytes += part.length;
  };
  try {
    await write(head);
    let held = Buffer.alloc(0);
    const packed = Readable.from(asBytes(lines)).compose(createGzip()) as AsyncIterable<Buffer>;
    for await (const part of packed) {
      held = Buffer.concat([held, part]);
      for (; held.length > chunkBytes; number += 1) {
        await write(sealChunk(fileKey, head, number, false, held.subarray(0, chunkBytes)));
        held = held.subarray(chunkBytes);
      }
    }
    await write(sealChunk(fileKey, head, number, true, held));
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, checksum: checksum.digest('hex'), fileKey };
};

/** The file is not what was written: told apart from every other error while it is read. */
export class Damaged extends Error {}

async function* chunksOf(
  file: FileHandle,
  start: number,
  head: Buffer,
  key: Uint8Array,
): AsyncGenerator<Buffer> {
  const { size } = await file.stat();
  const sealedBytes = chunkBytes + tagBytes;
  let at = start;
  for (let number = 0; ; number += 1) {
    const sealed = Buffer.alloc(Math.min(sealedBytes, size - at));
    const { bytesRead } = await file.read(sealed, 0, sealed.length, at);
    at += bytesRead;
    const isLast = at >= size;
    const opened = openChunk(key, head, number, isLast, sealed.subarray(0, bytesRead));
    if (opened === undefined) throw new Damaged();
    yield opened;
    if (isLast) return;
  }
}

async function* linesOf(
  file: FileHandle,
  start: number,
  head: Buffer,
  key: Uint8Array,
): AsyncGenerator<string> {
  const content = Readable.from(chunksOf(file, start, head, key)).compose(
    createGunzip(),
  ) as AsyncIterable<Buffer>;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let held = '';
  for await (const part of content) {
    const lines = (held + decoder.decode(part, { stream: true })).split('\n');
    held = lines.pop() ?? '';
    yield* lines;
  }
  if (held !== '') throw new Damaged();
}

export type SealedReader = {
  readonly head: FileHead;
  /** The lines as they were written; throws `Damaged` for a file that has been cut or changed. */
  readonly lines: AsyncIterable<string>;
  readonly close: () => Promise<void>;
};

const headIn = async (file: FileHandle): Promise<{ head: FileHead; bytes: Buffer } | undefined> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHead), 0, longestHead, 0);
  const end = buffer.subarray(0, bytesRead).indexOf(10);
  if (end < 0) return undefined;
  try {
    const head = FileHead.safeParse(JSON.parse(buffer.subarray(0, end).toString('utf8')));
    return head.success ? { head: head.data, bytes: Buffer.from(buffer.subarray(0, end + 1)) } : undefined;
  } catch {
    return undefined;
  }
};

/** Opens a backup with the recovery key, or with the file's own key just after it was written. */
export const openSealed = async (
  path: string,
  key: { readonly recovery: RecoveryKey } | { readonly fileKey: Buffer },
): Promise<Result<SealedReader, BackupFault>> => {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch {
    return err({ kind: 'no-file', file: path });
  }
  const read = await headIn(file).catch(() => undefined);
  if (read === undefined) {
    await file.close();
    return err({ kind: 'not-a-backup', file: path });
  }
  const { head, bytes } = read;
  const fileKey = 'fileKey' in key ? key.fileKey : unwrapKey(head, key.recovery);
  if (fileKey === undefined) {
    await file.close();
    return err({ kind: 'other-key', file: path, key: head.recoveryKey });
  }
  return ok({ head, lines: linesOf(file, bytes.length, bytes, fileKey), close: () => file.close() });
};
