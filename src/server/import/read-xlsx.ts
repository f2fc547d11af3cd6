/** A workbook as a table: the first visible sheet that holds anything, every cell as the text a person sees (IMP-4). */
import readExcelFile from 'read-excel-file/node';
import { err, ok, type Result } from '../../domain/result.ts';
import { isoOf, minuteMs } from '../../domain/time.ts';
import type { FileRefusal } from '../../protocol/import.ts';
import type { Table, TableRow } from './table.ts';
import { scanSheet, type SheetScan } from './scan-sheet.ts';
import { openWorkbook, packWorkbook, type WorkbookParts } from './xlsx-guard.ts';

const sheetPart = /^xl\/worksheets\/[^/]+\.xml$/i;

/** Excel's day number 1; a moment before it is a time of day without a date. */
const firstExcelDay = -2_209_032_000_000;

const dateText = (at: number): string => {
  const rounded = Math.round(at / minuteMs) * minuteMs;
  const iso = isoOf(rounded);
  const time = iso.slice(11, 16);
  if (rounded < firstExcelDay) return time;
  return time === '00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`;
};

/** A number as its digits: 198001012386 however the file writes it, never 1.98E+11. */
const numberText = (text: string): string => {
  if (/^-?\d+$/.test(text)) return text;
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(0) : String(value);
};

const cellText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return dateText(value.getTime());
  if (typeof value === 'boolean') return value ? 'ja' : 'nej';
  return '';
};

type Scanned = { readonly parts: WorkbookParts; readonly scans: ReadonlyMap<string, SheetScan> };

const scanAll = (parts: WorkbookParts): Result<Scanned, FileRefusal> => {
  const cutParts = new Map(parts);
  const scans = new Map<string, SheetScan>();
  for (const [path, part] of parts) {
    if (!sheetPart.test(path)) continue;
    const scan = scanSheet(part);
    if (!scan.ok) return scan;
    scans.set(path, scan.value);
    cutParts.set(path, scan.value.part);
  }
  return ok({ parts: cutParts, scans });
};

const attribute = (tag: string, name: string): string =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

type SheetPlace = { readonly path: string; readonly isHidden: boolean };

/** Where each of the workbook's sheets is, in its own order, by way of the list of relations. */
const placesOf = (parts: WorkbookParts): readonly SheetPlace[] => {
  const text = (path: string) => parts.get(path)?.toString('utf8') ?? '';
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\s[^<>]*>/g)].map(([tag]) => {
      const target = attribute(tag, 'Target');
      return [attribute(tag, 'Id'), target.startsWith('/') ? target.slice(1) : `xl/${target}`];
    }),
  );
  return [...text('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\s[^<>]*>/g)].map(([tag]) => ({
    path: targets.get(attribute(tag, 'r:id')) ?? '',
    isHidden: /hidden/i.test(attribute(tag, 'state')),
  }));
};

const holdsText = (data: readonly (readonly unknown[])[]): boolean =>
  data.some((cells) => cells.some((cell) => cellText(cell) !== ''));

const rowsOf = (data: readonly (readonly unknown[])[], scan: SheetScan): readonly TableRow[] =>
  data.map((cells, index) => {
    const formulas = scan.formulas.get(index + 1);
    const row = { row: index + 1, cells: cells.map(cellText) };
    return formulas === undefined ? row : { ...row, formulas };
  });

/** Reads a workbook. A broken file is `broken`; the guard's refusals come as they are. */
export const readXlsx = async (bytes: Uint8Array): Promise<Result<Table, FileRefusal>> => {
  const opened = openWorkbook(bytes);
  if (!opened.ok) return opened;
  const scanned = scanAll(opened.value);
  if (!scanned.ok) return scanned;
  const { parts, scans } = scanned.value;
  try {
    const sheets = await readExcelFile(packWorkbook(parts), { parseNumber: numberText });
    const places = placesOf(parts);
    const index = sheets.findIndex(({ data }, at) => places[at]?.isHidden !== true && holdsText(data));
    const sheet = sheets[index];
    const scan = scans.get(places[index]?.path ?? '');
    if (sheet === undefined) return err('no-rows');
    if (scan === undefined) return err('broken');
    return ok({ sheet: sheets.length > 1 ? sheet.sheet : null, rows: rowsOf(sheet.data, scan) });
  } catch {
    return err('broken');
  }
};
