/**
 * Looks through a sheet before it is read: how far its content reaches, and which cells are formulas. The reader
 * gives a formula's last result and fills every gap with empty cells, so both must be known beforehand (IMP-3, IMP-4).
 */
import { err, ok, type Result } from '../../domain/result.ts';
import type { FileRefusal } from '../../protocol/import.ts';
import { maxColumns, maxRows } from './limits.ts';

export type SheetScan = {
  /** The sheet without the empty rows below its last content, which Excel keeps by the hundred thousand. */
  readonly part: Buffer;
  readonly lastRow: number;
  /** Columns (from 0) with a formula, by row number. */
  readonly formulas: ReadonlyMap<number, readonly number[]>;
};

const address = /\sr="([A-Z]{1,3})([0-9]{1,7})"/;
const rowNumber = /\sr=["']([^"']*)["']/;

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

type Walk = {
  /** What the row itself says its number is; undefined when it does not. */
  rowSays: number | undefined;
  row: number;
  column: number;
  isInCell: boolean;
  lastRow: number;
  contentEnd: number;
  readonly formulas: Map<number, number[]>;
};

const meetRow = (tag: string, walk: Walk): FileRefusal | undefined => {
  const match = rowNumber.exec(tag);
  walk.rowSays = match === null ? undefined : Number(match[1]);
  return Number.isNaN(walk.rowSays) ? 'broken' : undefined;
};

const meetCell = (tag: string, walk: Walk): FileRefusal | undefined => {
  const match = address.exec(tag);
  if (match === null) return 'broken';
  const row = Number(match[2]);
  const column = columnOf(match[1] ?? '');
  if (walk.rowSays !== undefined && walk.rowSays !== row) return 'broken';
  if (row > maxRows) return 'too-many-rows';
  if (column >= maxColumns) return 'too-many-columns';
  walk.row = row;
  walk.column = column;
  walk.isInCell = true;
  walk.lastRow = Math.max(walk.lastRow, row);
  return undefined;
};

const meetFormula = ({ row, column, formulas }: Walk): void => {
  const known = formulas.get(row);
  if (known === undefined) formulas.set(row, [column]);
  else known.push(column);
};

/** The name of the tag at `from`, without what stands before a colon: the reader takes x:c for c. */
const nameAt = (
  xml: string,
  from: number,
  to: number,
): { readonly name: string; readonly isPrefixed: boolean } => {
  let end = from + 1;
  while (end < to && !' /\t\n\r'.includes(xml[end] ?? '')) end += 1;
  const whole = xml.slice(from + 1, end);
  const colon = whole.indexOf(':');
  return { name: whole.slice(colon + 1), isPrefixed: colon >= 0 };
};

const meetTag = (xml: string, from: number, to: number, walk: Walk): FileRefusal | undefined => {
  if (xml[from + 1] === '/') {
    if (xml[from + 2] !== 'c' || !' >\t\n\r'.includes(xml[from + 3] ?? '')) return undefined;
    walk.isInCell = false;
    walk.contentEnd = to + 1;
    return undefined;
  }
  const { name, isPrefixed } = nameAt(xml, from, to);
  const isEmpty = xml[to - 1] === '/';
  if (name === 'f' && walk.isInCell) meetFormula(walk);
  if (name !== 'row' && name !== 'c') return undefined;
  if (isPrefixed) return 'broken';
  const tag = xml.slice(from, to);
  if (name === 'row') return meetRow(tag, walk);
  return isEmpty ? undefined : meetCell(tag, walk);
};

/** Cuts the sheet after its last cell with content, so that nothing below is ever walked through. */
const cut = (xml: string, contentEnd: number): Buffer => {
  const closing = xml.indexOf('</sheetData>', contentEnd);
  if (contentEnd === 0 || closing < 0) return Buffer.from(xml, 'latin1');
  return Buffer.from(`${xml.slice(0, contentEnd)}</row></sheetData></worksheet>`, 'latin1');
};

/**
 * How far a sheet reaches and where its formulas are, or why it is refused. Linear in its size. What the reader would
 * understand and this does not is refused: the two must never see different sheets.
 */
export const scanSheet = (part: Buffer): Result<SheetScan, FileRefusal> => {
  const xml = part.toString('latin1');
  const walk: Walk = {
    rowSays: undefined,
    row: 0,
    column: 0,
    isInCell: false,
    lastRow: 0,
    contentEnd: 0,
    formulas: new Map(),
  };
  let from = xml.indexOf('<');
  while (from >= 0) {
    const to = xml.indexOf('>', from);
    if (to < 0) return err('broken');
    const refusal = meetTag(xml, from, to, walk);
    if (refusal !== undefined) return err(refusal);
    from = xml.indexOf('<', to);
  }
  return ok({ part: cut(xml, walk.contentEnd), lastRow: walk.lastRow, formulas: walk.formulas });
};
