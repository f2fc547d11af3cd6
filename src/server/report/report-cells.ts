/** What each column of the file says. The rows' order is the participants' ids', which never changes and tells nothing. */
import type { ReportColumnKey } from '../../domain/reporting.ts';
import type { ReportSettings } from '../../protocol/report.ts';
import type { FilledRow } from './report-month.ts';

export type Cell = { readonly text: string; readonly number?: number };

/** Hundredths of an hour, down: never more than was there. */
const hundredths = (minutes: number): number => Math.floor((minutes * 100) / 60);

/** Whole hours; with a decimal comma where the policy rounds finer (SCB-7). */
export const hoursText = (minutes: number): string => String(hundredths(minutes) / 100).replace('.', ',');

const sexWords = { woman: 'Kvinna', man: 'Man' } as const;

const cellOf = (row: FilledRow, key: ReportColumnKey): Cell => {
  switch (key) {
    case 'identity-number':
      return { text: row.identity.text ?? '' };
    case 'name':
      return { text: row.identity.isProtected ? 'Skyddade uppgifter' : row.name };
    case 'sex':
      return { text: row.identity.sex === null ? '' : sexWords[row.identity.sex] };
    case 'hours':
      return { text: hoursText(row.minutes), number: hundredths(row.minutes) / 100 };
    case 'start-date':
      return { text: row.start ?? '' };
    case 'end-date':
      return { text: row.end ?? '' };
    case 'unit':
      return { text: row.unit };
    case 'cohort':
      return { text: row.cohort };
  }
};

/** The headings and every row, in the columns' order (SCB-5). */
export const reportLines = (
  rows: readonly FilledRow[],
  { columns }: Pick<ReportSettings, 'columns'>,
): readonly (readonly Cell[])[] => [
  columns.map(({ heading }) => ({ text: heading })),
  ...rows.map((row) => columns.map(({ key }) => cellOf(row, key))),
];
