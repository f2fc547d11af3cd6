/**
 * What a file is, by its first bytes and never by its name: an office's ".xls" is often a web page, and a ".csv"
 * sometimes a workbook (IMP-2).
 */
import type { FileRefusal } from '../../protocol/import.ts';
import { err, ok, type Result } from '../../domain/result.ts';

export type FileKind = 'workbook' | 'text';

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

const zip = [0x50, 0x4b, 0x03, 0x04];
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Files that are no table whatever their name says: PDF, PNG, JPEG, GIF, gzip, RAR, 7-Zip, ELF, Windows program. */
const otherSignatures: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x1f, 0x8b],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x4d, 0x5a, 0x90],
  [0x7b, 0x5c, 0x72, 0x74, 0x66],
];

/** The name of the stream in which Office keeps a workbook that is locked with a password, in UTF-16. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

const hasByteOrderMark = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);

/** A workbook or text, or why the file is neither (IMP-2). */
export const fileKindOf = (bytes: Uint8Array, fileName: string): Result<FileKind, FileRefusal> => {
  if (bytes.length === 0) return err('empty-file');
  if (startsWith(bytes, zip)) return ok('workbook');
  if (startsWith(bytes, compoundFile)) {
    return err(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(encryptedPackage)
        ? 'encrypted'
        : 'old-excel',
    );
  }
  if (otherSignatures.some((signature) => startsWith(bytes, signature))) return err('not-a-table');
  if (/\.xls[xm]$/i.test(fileName)) return err('broken');
  const start = Buffer.from(bytes.subarray(0, 1024));
  if (!hasByteOrderMark(bytes) && start.includes(0)) return err('not-a-table');
  const opening = start
    .toString('latin1')
    .replace(/^[^<]{0,3}\s*/, '')
    .toLowerCase();
  if (/^(<!doctype|<html|<table|<\?xml|<meta|<head|<!--)/.test(opening)) return err('html');
  return ok('text');
};
