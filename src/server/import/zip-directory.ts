/**
 * Reads a zip file's central directory without unpacking anything, and refuses what an office's workbook never has:
 * entries that overlap, climb out of the file or are locked, and sizes that are absurd (IMP-3).
 */
import { err, ok, type Result } from '../../domain/result.ts';
import type { FileRefusal } from '../../protocol/import.ts';
import { maxRatio, maxUnpackedBytes, maxZipEntries, ratioFromBytes } from './limits.ts';

export type ZipEntry = {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Where the packed bytes begin and end in the file. */
  readonly from: number;
  readonly to: number;
};

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const entryLength = 46;
const localLength = 30;

const findEnd = (file: Buffer): number => {
  const first = Math.max(0, file.length - endLength - 0xffff);
  for (let at = file.length - endLength; at >= first; at -= 1) {
    if (file.readUInt32LE(at) === endSignature) return at;
  }
  return -1;
};

const isClimbing = (name: string): boolean =>
  name === '' ||
  name.startsWith('/') ||
  /[\\\0:]/.test(name) ||
  name.split('/').some((part) => part === '..' || part === '.');

/** The packed bytes' place, from the entry's own header, which must say the same name. */
const placeOf = (file: Buffer, offset: number, name: Buffer): number | undefined => {
  if (offset + localLength > file.length || file.readUInt32LE(offset) !== localSignature) return undefined;
  const nameLength = file.readUInt16LE(offset + 26);
  const nameAt = offset + localLength;
  if (!file.subarray(nameAt, nameAt + nameLength).equals(name)) return undefined;
  return nameAt + nameLength + file.readUInt16LE(offset + 28);
};

const readEntry = (file: Buffer, at: number): Result<{ entry: ZipEntry; next: number }, FileRefusal> => {
  if (at + entryLength > file.length || file.readUInt32LE(at) !== entrySignature) return err('broken');
  const flags = file.readUInt16LE(at + 8);
  const method = file.readUInt16LE(at + 10);
  const packedBytes = file.readUInt32LE(at + 20);
  const unpackedBytes = file.readUInt32LE(at + 24);
  const nameLength = file.readUInt16LE(at + 28);
  const next = at + entryLength + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  const name = file.subarray(at + entryLength, at + entryLength + nameLength);
  if ((flags & 1) === 1) return err('encrypted');
  const from = placeOf(file, file.readUInt32LE(at + 42), name);
  if (from === undefined || from + packedBytes > file.length) return err('broken');
  if (method !== 0 && method !== 8) return err('broken');
  const entry = {
    name: name.toString('utf8'),
    method,
    packedBytes,
    unpackedBytes,
    from,
    to: from + packedBytes,
  };
  return ok({ entry, next });
};

const refusalOf = (entries: readonly ZipEntry[]): FileRefusal | undefined => {
  if (entries.some((entry) => isClimbing(entry.name))) return 'suspicious';
  if (new Set(entries.map((entry) => entry.name.toLowerCase())).size !== entries.length) return 'suspicious';
  const total = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  if (total > maxUnpackedBytes) return 'suspicious';
  if (entries.some((entry) => isPackedTooHard(entry.packedBytes, entry.unpackedBytes))) return 'suspicious';
  const ordered = [...entries].sort((a, b) => a.from - b.from);
  return ordered.some((entry, index) => entry.to > (ordered[index + 1]?.from ?? Infinity))
    ? 'suspicious'
    : undefined;
};

/** True if so much came out of so little that it was made to exhaust whoever unpacks it (IMP-3). */
export const isPackedTooHard = (packedBytes: number, unpackedBytes: number): boolean =>
  unpackedBytes > ratioFromBytes && unpackedBytes > packedBytes * maxRatio;

/** Every entry of a zip file, or why the file is refused (IMP-3). Nothing is unpacked. */
export const readZipDirectory = (file: Buffer): Result<readonly ZipEntry[], FileRefusal> => {
  const end = findEnd(file);
  if (end < 0) return err('broken');
  const count = file.readUInt16LE(end + 10);
  if (count === 0) return err('broken');
  if (count > maxZipEntries) return err('suspicious');
  const entries: ZipEntry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    const read = readEntry(file, at);
    if (!read.ok) return read;
    if (!read.value.entry.name.endsWith('/')) entries.push(read.value.entry);
    at = read.value.next;
  }
  const refusal = refusalOf(entries);
  return refusal === undefined ? ok(entries) : err(refusal);
};
