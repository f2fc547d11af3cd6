import type { CurvePoint } from '../../../protocol/programme-overview.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { ChartFrame } from '../../ui/chart/chart-frame.tsx';
import { LineChart } from '../../ui/chart/line-chart.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { hourWords, monthWords } from './month-words.ts';
import { SaveCsv } from './save-csv.tsx';

const known = (values: readonly (number | null)[]): readonly number[] =>
  values.flatMap((value) => (value === null ? [] : [value / 60]));

const yearMarks = (curve: readonly CurvePoint[]): ReadonlyMap<number, string> =>
  new Map(
    curve.flatMap(({ month }, i) => {
      const isTight = i === 0 && curve.slice(1, 4).some((next) => next.month.endsWith('-01'));
      return (i === 0 || month.endsWith('-01')) && !isTight ? [[i, month.slice(0, 4)] as const] : [];
    }),
  );

const CurveTable = ({ curve }: { readonly curve: readonly CurvePoint[] }) => {
  const { money: words } = useFollowupText();
  const { language } = useLanguage();
  const hours = (minutes: number | null): string => (minutes === null ? '–' : hourWords(language, minutes));
  const columns: readonly Column<CurvePoint>[] = [
    {
      key: 'month',
      header: words.month,
      isRowHeader: true,
      cell: ({ month }) => monthWords(language, month),
    },
    {
      key: 'approved',
      header: words.approvedLine,
      isNumber: true,
      cell: ({ approvedMinutes }) => hours(approvedMinutes),
    },
    {
      key: 'recorded',
      header: words.recorded,
      isNumber: true,
      cell: ({ recordedMinutes }) => hours(recordedMinutes),
    },
    { key: 'plan', header: words.plan, isNumber: true, cell: ({ plannedMinutes }) => hours(plannedMinutes) },
  ];
  const inHours = (minutes: number | null): number | null => (minutes === null ? null : minutes / 60);
  return (
    <>
      <Table caption={words.caption} columns={columns} rows={curve} rowKey={({ month }) => month} />
      <SaveCsv
        label={words.caption}
        from={curve[0]?.month ?? ''}
        to={curve.at(-1)?.month ?? ''}
        table={{
          name: 'samlat-sedan-start',
          head: [words.month, words.approvedLine, words.recorded, words.plan],
          rows: curve.map(({ month, approvedMinutes, recordedMinutes, plannedMinutes }) => [
            month,
            inHours(approvedMinutes),
            inHours(recordedMinutes),
            inHours(plannedMinutes),
          ]),
        }}
      />
    </>
  );
};

type CurveChartProps = {
  readonly curve: readonly CurvePoint[];
  readonly figures: { readonly approved: string; readonly hours: string; readonly planned: string };
};

/** Approved and recorded hours against the plan, summed from the start, as a chart and as a table (DESIGN §9). */
export const CurveChart = ({ curve, figures }: CurveChartProps) => {
  const { money: words, chart } = useFollowupText();
  const { language } = useLanguage();
  return (
    <ChartFrame
      label={words.caption}
      words={chart}
      chart={
        <>
          <LineChart
            label={words.chart(figures)}
            columns={curve.length}
            marks={yearMarks(curve)}
            valueWords={(hours) => formatNumber(language, hours / 1000)}
            lines={[
              {
                key: 'plan',
                label: words.plan,
                look: 'dashed',
                values: known(curve.map(({ plannedMinutes }) => plannedMinutes)),
              },
              {
                key: 'recorded',
                label: words.recorded,
                look: 'hollow',
                values: known(curve.map(({ recordedMinutes }) => recordedMinutes)),
              },
              {
                key: 'approved',
                label: words.approvedLine,
                look: 'solid',
                values: known(curve.map(({ approvedMinutes }) => approvedMinutes)),
              },
            ]}
          />
          <p className="muted">{words.axis}</p>
        </>
      }
      table={<CurveTable curve={curve} />}
    />
  );
};
