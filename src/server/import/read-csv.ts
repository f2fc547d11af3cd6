/** Text with separators as a table, the way Excel writes and reads it (IMP-6). */
import { err, ok, type Result } from '../../domain/result.ts';
import type { FileRefusal } from '../../protocol/import.ts';
import { decodeText } from './decode-text.ts';
import { maxColumns, maxRows } from './limits.ts';
import type { Table } from './table.ts';

const separators = [';', '\t', ','] as const;
const sampleRecords = 20;
const sampleLength = 65_536;

/** Longer than this is no cell of any list; it is refused as too long, however its quotes are read. */
const longestField = 100_000;

type Parsed = {
  readonly records: readonly (readonly string[])[];
  readonly isClosed: boolean;
  readonly isTooWide: boolean;
};

/** Where a field that begins at `from` ends, and its text. A quote opens a field only at its very beginning. */
const readField = (text: string, from: number, separator: string) => {
  let at = from;
  let value = '';
  let isClosed = true;
  if (text[at] === '"') {
    at += 1;
    let quote = text.indexOf('"', at);
    while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
    isClosed = quote >= 0;
    const raw = text.slice(at, isClosed ? quote : text.length);
    value = raw.length > longestField ? raw : raw.replaceAll('""', '"');
    at = isClosed ? quote + 1 : text.length;
    if (!isClosed) return { value, next: at, isClosed };
  }
  const plainFrom = at;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return { value: value + text.slice(plainFrom, at), next: at, isClosed };
};

/** Stops at the first record that is wider than any table of ours, however long it goes on. */
const parseRecords = (text: string, separator: string, limit: number, widest = Infinity): Parsed => {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length && records.length < limit) {
    const field = readField(text, at, separator);
    record.push(field.value);
    if (!field.isClosed) return { records: [...records, record], isClosed: false, isTooWide: false };
    if (record.length > widest) return { records, isClosed: true, isTooWide: true };
    at = field.next;
    if (text[at] === separator && at + 1 < text.length) {
      at += 1;
      continue;
    }
    if (text[at] === separator) record.push('');
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    records.push(record);
    record = [];
  }
  return { records, isClosed: true, isTooWide: false };
};

/** The separator that cuts the first lines into the most columns, alike on every line. */
const separatorOf = (text: string): string => {
  const sample = text.slice(0, sampleLength);
  const scored = separators.map((separator) => {
    const { records } = parseRecords(sample, separator, sampleRecords);
    const widths = records.filter((record) => record.length > 1).map((record) => record.length);
    const common = widths.length === 0 ? 1 : Math.max(...widths);
    const alike = widths.filter((width) => width === common).length;
    return { separator, score: (common - 1) * (alike / Math.max(1, records.length)) };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).separator;
};

/** Reads a text file. `sep=` on the first line decides the separator and counts as no row, as in Excel. */
export const readCsv = (bytes: Uint8Array): Result<Table, FileRefusal> => {
  const text = decodeText(bytes);
  if (text.includes('\0')) return err('not-a-table');
  const told = /^sep=(.)(\r\n|\r|\n)/i.exec(text);
  const body = told === null ? text : text.slice(told[0].length);
  const separator = told?.[1] ?? separatorOf(body);
  const { records, isClosed, isTooWide } = parseRecords(body, separator, maxRows + 1, maxColumns);
  if (isTooWide) return err('too-many-columns');
  if (!isClosed) return err('unclosed-quote');
  if (records.length > maxRows) return err('too-many-rows');
  if (records.some((record) => record.length > maxColumns)) return err('too-many-columns');
  const firstRow = told === null ? 1 : 2;
  const rows = records.map((cells, index) => ({ row: index + firstRow, cells }));
  return rows.some(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    ? ok({ sheet: null, rows })
    : err('no-rows');
};
