/** Any file that an office sends, as a table of texts or a refusal in one word (IMP-1, IMP-2). */
import { err, type Result } from '../../domain/result.ts';
import type { FileRefusal } from '../../protocol/import.ts';
import { fileKindOf } from './file-kind.ts';
import { maxFileBytes } from './limits.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import type { Table } from './table.ts';

/** Reads a file by what it is, not by what it is called. */
export const readTable = async (bytes: Uint8Array, fileName: string): Promise<Result<Table, FileRefusal>> => {
  if (bytes.length > maxFileBytes) return err('file-too-large');
  const kind = fileKindOf(bytes, fileName);
  if (!kind.ok) return kind;
  return kind.value === 'workbook' ? readXlsx(bytes) : readCsv(bytes);
};
