import type { ShowMonthReply } from '../../../protocol/month.ts';
import { units, unitName } from '../../../domain/programme.ts';
import { useAdminMonthText } from '../../text/admin-month-text.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import styles from './month.module.css';

type Row = ShowMonthReply['units'][number] & { readonly isSum: boolean };

const isUnit = (id: string): boolean => units.some(([key]) => key === id);

/** The month district by district, with the whole city last. People are summed by the server: nobody is counted twice. */
export const UnitsPart = ({ month }: { readonly month: ShowMonthReply }) => {
  const { units: words } = useAdminMonthText();
  const { language } = useLanguage();
  const number = (n: number): string => (n === 0 ? '–' : formatNumber(language, n));
  const sum = (of: (row: ShowMonthReply['units'][number]) => number): number =>
    month.units.reduce((total, row) => total + of(row), 0);
  const rows: readonly Row[] = [
    ...month.units.map((row) => ({ ...row, isSum: false })),
    {
      unit: '',
      sessions: month.review.sessions,
      people: sum((row) => row.people),
      withoutCertificate: sum((row) => row.withoutCertificate),
      corrections: sum((row) => row.corrections),
      minutes: sum((row) => row.minutes),
      reportedMinutes: month.totals.reportedMinutes,
      ore: month.totals.ore,
      isSum: true,
    },
  ];
  const cell = (row: Row, words: string) => (row.isSum ? <b>{words}</b> : words);
  const nameOf = ({ unit, isSum }: Row): string =>
    isSum ? words.all : isUnit(unit) ? unitName(unit) : words.digital;
  const figure = (key: string, header: string, of: (row: Row) => string): Column<Row> => ({
    key,
    header,
    isNumber: true,
    cell: (row) => cell(row, of(row)),
  });
  const columns: readonly Column<Row>[] = [
    { key: 'unit', header: words.unit, isRowHeader: true, cell: nameOf },
    figure('sessions', words.sessions, (row) => number(row.sessions)),
    figure('people', words.people, (row) => number(row.people)),
    figure('without', words.without, (row) => number(row.withoutCertificate)),
    figure('corrections', words.corrections, (row) => number(row.corrections)),
    figure('hours', words.hours, (row) => number(row.minutes / 60)),
    figure('reported', words.reported, (row) => number(row.reportedMinutes / 60)),
    figure('money', words.money, (row) => number(Math.round(row.ore / 100))),
  ];
  return (
    <div className={styles['surface']}>
      <Table caption={words.caption} columns={columns} rows={rows} rowKey={(row) => row.unit || 'sum'} />
    </div>
  );
};
