import { useState, type ReactNode } from 'react';
import type { ReportColumn } from '../../../domain/reporting.ts';
import type { ReportPreviewRow, ShowReportReply } from '../../../protocol/report.ts';
import { useAdminReportText, type AdminReportText } from '../../text/admin-report-text.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import styles from './report-panel.module.css';

/** How many rows are shown before somebody asks for all. */
const firstRows = 10;

const cellOf = (
  row: ReportPreviewRow,
  key: ReportColumn['key'],
  words: AdminReportText['preview'],
  language: Language,
): ReactNode => {
  switch (key) {
    case 'identity-number': {
      const lacking = row.isProtected ? words.noCode : words.noNumber;
      return row.identity === null ? (
        <strong>{lacking}</strong>
      ) : (
        <span className="mono">{row.identity}</span>
      );
    }
    case 'name':
      return row.isProtected ? words.protected : row.name === '' ? words.alias : row.name;
    case 'sex':
      return row.sex === null ? words.none : words[row.sex];
    case 'hours':
      return formatNumber(language, row.minutes / 60);
    case 'start-date':
      return row.start ?? words.none;
    case 'end-date':
      return row.end ?? words.none;
    case 'unit':
      return row.unit === '' ? words.none : row.unit;
    case 'cohort':
      return row.cohort === '' ? words.none : row.cohort;
  }
};

type Numbered = ReportPreviewRow & { readonly place: number };

/** The columns of the file, and the name where the file has none: whoever checks it has to know whose row it is. */
const columnsOf = (
  columns: readonly ReportColumn[],
  { preview, settings }: AdminReportText,
  language: Language,
): readonly Column<Numbered>[] => {
  const [first, ...rest] = columns;
  const named: readonly ReportColumn[] =
    first === undefined || columns.some(({ key }) => key === 'name')
      ? columns
      : [first, { key: 'name', heading: settings.key.name }, ...rest];
  return named.map(({ key, heading }) => ({
    key,
    header: heading,
    isNumber: key === 'hours',
    isRowHeader: key === 'identity-number',
    cell: (row) => cellOf(row, key, preview, language),
  }));
};

/** What the file says, row by row, with masked numbers (SCB-8). */
export const PreviewTable = ({ report }: { readonly report: ShowReportReply }) => {
  const text = useAdminReportText();
  const { language } = useLanguage();
  const [isWhole, setIsWhole] = useState(false);
  const words = text.preview;
  const rows = report.rows.map((row, place) => ({ ...row, place }));
  return (
    <Card padded={false} className={styles['table']}>
      <Table
        caption={words.title}
        isCaptionShown
        columns={columnsOf(report.columns, text, language)}
        rows={isWhole ? rows : rows.slice(0, firstRows)}
        rowKey={({ place }) => String(place)}
        empty={<p className={styles['empty']}>{words.empty}</p>}
      />
      {rows.length > firstRows && (
        <div className={styles['more']}>
          <Button size="s" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? words.fewer : words.all({ n: rows.length })}
          </Button>
        </div>
      )}
      <p className={styles['note']}>{words.note}</p>
    </Card>
  );
};
