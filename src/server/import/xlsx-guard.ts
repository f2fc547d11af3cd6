/**
 * Lets nothing but the plain tables of a workbook through to the reader. The parts that hold tables are unpacked
 * here, under a cap that a lying size cannot move, searched for what could do harm, and handed on in a new file, so
 * that the reader never sees a byte that has not been looked at (IMP-3).
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FileRefusal } from '../../protocol/import.ts';
import { maxListBytes, maxUnpackedBytes } from './limits.ts';
import { isPackedTooHard, readZipDirectory, type ZipEntry } from './zip-directory.ts';

export type WorkbookParts = ReadonlyMap<string, Buffer>;

/** What the reader needs: the list of sheets, their places, shared texts, number formats, and the sheets. */
const neededPart =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/i;

/** The parts that are read through as lists, and never hold the table itself. */
const listPart = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels)$/i;

/** Entries by whose mere presence a workbook is refused. */
const forbiddenParts: readonly (readonly [RegExp, FileRefusal])[] = [
  [/(^|\/)vbaProject\.bin$/i, 'macros'],
  [/(^|\/)(macrosheets|dialogsheets)\//i, 'macros'],
  [/^xl\/workbook\.bin$/i, 'binary-workbook'],
  [/^content\.xml$/i, 'open-document'],
  [/^(word|ppt)\//i, 'not-a-table'],
  [/^xl\/externalLinks\//i, 'external-links'],
  [/^xl\/(connections\.xml|queryTables\/)/i, 'external-links'],
  [/(^|\/)(embeddings|activeX|ctrlProps)\//i, 'embedded-files'],
  [/\.(zip|xlsx|xlsm|xlsb|xls|docx|exe|dll|js|vbs|jar)$/i, 'embedded-files'],
];

const forbiddenBy = (entries: readonly ZipEntry[]): FileRefusal | undefined =>
  forbiddenParts.find(([pattern]) => entries.some((entry) => pattern.test(entry.name)))?.[1];

const unpack = (file: Buffer, entry: ZipEntry, left: number): Result<Buffer, FileRefusal> => {
  const packed = file.subarray(entry.from, entry.to);
  if (entry.unpackedBytes > left) return err('suspicious');
  if (entry.method === 0) return packed.length === entry.unpackedBytes ? ok(packed) : err('suspicious');
  try {
    const whole = inflateRawSync(packed, { maxOutputLength: entry.unpackedBytes + 1 });
    if (whole.length !== entry.unpackedBytes) return err('suspicious');
    return isPackedTooHard(entry.packedBytes, whole.length) ? err('suspicious') : ok(whole);
  } catch (cause) {
    const isTooBig = cause instanceof RangeError;
    return err(isTooBig ? 'suspicious' : 'broken');
  }
};

const refusalOfPart = (part: Buffer): FileRefusal | undefined => {
  if (part.subarray(0, 2).toString('latin1') === 'PK') return 'embedded-files';
  if (part.subarray(0, 512).includes(0)) return 'suspicious';
  return part.includes('<!DOCTYPE') || part.includes('<!ENTITY') ? 'suspicious' : undefined;
};

/** The parts of a workbook that hold its tables, unpacked, or why the file is refused (IMP-3). */
export const openWorkbook = (bytes: Uint8Array): Result<WorkbookParts, FileRefusal> => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const directory = readZipDirectory(file);
  if (!directory.ok) return directory;
  const forbidden = forbiddenBy(directory.value);
  if (forbidden !== undefined) return err(forbidden);
  const parts = new Map<string, Buffer>();
  let left = maxUnpackedBytes;
  for (const entry of directory.value.filter(({ name }) => neededPart.test(name))) {
    const part = unpack(file, entry, listPart.test(entry.name) ? maxListBytes : left);
    if (!part.ok) return part;
    const refusal = refusalOfPart(part.value);
    if (refusal !== undefined) return err(refusal);
    parts.set(entry.name, part.value);
    left -= part.value.length;
  }
  return parts.has('xl/workbook.xml') && parts.has('xl/_rels/workbook.xml.rels')
    ? ok(parts)
    : err('not-a-table');
};

const localHeader = (name: Buffer, part: Buffer): Buffer => {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt32LE(crc32(part), 14);
  header.writeUInt32LE(part.length, 18);
  header.writeUInt32LE(part.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
};

const directoryHeader = (local: Buffer, name: Buffer, offset: number): Buffer => {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  local.copy(header, 6, 4, 30);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
};

/** A new workbook file with the given parts and nothing else, stored without packing. */
export const packWorkbook = (parts: WorkbookParts): Buffer => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, part] of parts) {
    const name = Buffer.from(path);
    const local = localHeader(name, part);
    files.push(local, part);
    directory.push(directoryHeader(local, name, offset));
    offset += local.length + part.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
};
