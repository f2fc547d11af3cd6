import { Day, instantAt } from '../../../domain/time.ts';
import type { CurvePoint, ProgrammeOverviewReply } from '../../../protocol/programme-overview.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatMoney, formatMonth, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { CumulativeChart } from './cumulative-chart.tsx';
import styles from './money-card.module.css';

const wholeHours = (minutes: number): number => Math.round(minutes / 60);

const CurveTable = ({ curve }: { readonly curve: readonly CurvePoint[] }) => {
  const { overview: words } = useAdminText();
  const { language } = useLanguage();
  const hours = (minutes: number): string => formatNumber(language, wholeHours(minutes));
  const columns: readonly Column<CurvePoint>[] = [
    {
      key: 'month',
      header: words.money.month,
      isRowHeader: true,
      cell: ({ month }) => formatMonth(language, instantAt(Day.parse(`${month}-01`), '12:00')),
    },
    {
      key: 'recorded',
      header: words.money.recordedLine,
      isNumber: true,
      cell: ({ recordedMinutes }) => (recordedMinutes === null ? '–' : hours(recordedMinutes)),
    },
    {
      key: 'planned',
      header: words.money.plan,
      isNumber: true,
      cell: ({ plannedMinutes }) => hours(plannedMinutes),
    },
  ];
  return (
    <details className={styles['details']}>
      <summary>{words.money.table}</summary>
      <Table caption={words.money.caption} columns={columns} rows={curve} rowKey={({ month }) => month} />
    </details>
  );
};

/** Money recorded so far of the whole budget, and the hours against the plan, as a curve and as a table (ADM-4). */
export const MoneyCard = ({ page }: { readonly page: ProgrammeOverviewReply }) => {
  const { overview: words } = useAdminText();
  const { language } = useLanguage();
  const { recordedOre, budgetOre, total, curve } = page;
  const figures = {
    hours: formatNumber(language, wholeHours(total.minutes)),
    planned: formatNumber(language, wholeHours(total.offeredMinutes)),
  };
  return (
    <Card aria-labelledby="overview-money">
      <h2 id="overview-money" className={styles['title']}>
        {words.money.title}
      </h2>
      <p className={styles['key']}>
        <span className={`${styles['value']} num`}>
          {formatMoney(language, Math.round(recordedOre / 100) * 100)}
        </span>{' '}
        <span className="muted num">
          {words.money.recorded({ budget: formatMoney(language, budgetOre) })}
        </span>
      </p>
      <p className="num">{words.money.sum(figures)}</p>
      <p className="muted">{words.money.note}</p>
      {curve.length > 0 && (
        <>
          <CumulativeChart curve={curve} label={words.money.chart(figures)} />
          <p className="muted">{words.money.axis}</p>
          <CurveTable curve={curve} />
        </>
      )}
    </Card>
  );
};
