/** The rows of a check as an administrator's page shows them: filtered, counted, a page at a time. */
import {
  type ImportCounts,
  type ImportRow,
  type ImportRowsReply,
  type RowFilter,
  rowsPerPage,
} from '../../protocol/import.ts';
import type { CheckAnswer } from './import-desk.ts';
import type { ParticipantRow } from './participants.ts';
import type { SessionRow } from './sessions.ts';

type AnyRow = ParticipantRow | SessionRow;

const isProtectedRow = (row: AnyRow): boolean => 'isProtected' in row && row.isProtected;

/** True for a row that is taken in as it stands. */
export const isTakenIn = ({ status }: Pick<AnyRow, 'status'>): boolean =>
  status === 'ready' || status === 'update';

const passes: Readonly<Record<RowFilter, (row: AnyRow) => boolean>> = {
  all: () => true,
  ready: ({ status }) => status === 'ready',
  update: ({ status }) => status === 'update',
  error: (row) => !isTakenIn(row),
  protected: isProtectedRow,
};

const viewOf = (row: AnyRow): ImportRow => ({
  row: row.row,
  status: row.status,
  isProtected: isProtectedRow(row),
  values: Object.fromEntries(
    Object.entries(row.values).map(([field, value]) => [
      field,
      typeof value === 'string' ? value : value ? 'x' : '',
    ]),
  ),
  problems: [...row.problems],
  notes: [...row.notes],
});

/** How many rows there are of each sort. */
export const countRows = ({ rows }: CheckAnswer): ImportCounts => {
  const counts: ImportCounts = {
    all: 0,
    ready: 0,
    update: 0,
    error: 0,
    duplicate: 0,
    skipped: 0,
    protected: 0,
  };
  for (const row of rows) {
    counts.all += 1;
    counts[row.status] += 1;
    if (isProtectedRow(row)) counts.protected += 1;
  }
  return counts;
};

/** One page of the rows that pass a filter; the last page when there are not so many. */
export const pageOfRows = ({ rows }: CheckAnswer, filter: RowFilter, page: number): ImportRowsReply => {
  const all: readonly AnyRow[] = rows;
  const chosen = all.filter(passes[filter]);
  const pages = Math.max(1, Math.ceil(chosen.length / rowsPerPage));
  const shown = Math.min(page, pages - 1);
  const from = shown * rowsPerPage;
  return {
    rows: chosen.slice(from, from + rowsPerPage).map(viewOf),
    page: shown,
    pages,
    total: chosen.length,
  };
};
