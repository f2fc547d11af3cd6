import type { CurvePoint } from '../../../protocol/programme-overview.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import styles from './cumulative-chart.module.css';

const box = { left: 40, right: 460, top: 18, bottom: 182, height: 204, width: 468 } as const;

const place = (n: number): number => Math.round(n * 10) / 10;

/** A round step that gives three to five lines up to `most`. */
export const stepFor = (most: number): number => {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((n) => n * power >= rough) ?? 10) * power;
};

type Scale = { readonly x: (i: number) => number; readonly y: (minutes: number) => number };

const scaleFor = (curve: readonly CurvePoint[]): Scale => {
  const most = Math.max(60, ...curve.flatMap((point) => [point.plannedMinutes, point.recordedMinutes ?? 0]));
  return {
    x: (i) => place(box.left + ((box.right - box.left) * i) / Math.max(1, curve.length)),
    y: (minutes) => place(box.bottom - ((box.bottom - box.top) * minutes) / most),
  };
};

/** A line from zero before the first month to the end of each month. */
const lineOf = (values: readonly number[], { x, y }: Scale): string =>
  `M${x(0)} ${y(0)}${values.map((minutes, i) => `L${x(i + 1)} ${y(minutes)}`).join('')}`;

const Grid = ({ curve, scale }: { readonly curve: readonly CurvePoint[]; readonly scale: Scale }) => {
  const { language } = useLanguage();
  const most = Math.max(60, ...curve.map(({ plannedMinutes }) => plannedMinutes)) / 60;
  const step = stepFor(most);
  const lines = Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
  return (
    <g className={styles['axis']}>
      {lines.map((hours) => (
        <g key={hours}>
          <line x1={box.left - 4} x2={box.right} y1={scale.y(hours * 60)} y2={scale.y(hours * 60)} />
          <text x={box.left - 8} y={scale.y(hours * 60) + 4} textAnchor="end">
            {formatNumber(language, hours / 1000)}
          </text>
        </g>
      ))}
      {curve.flatMap(({ month }, i) =>
        i === 0 || month.endsWith('-01')
          ? [
              <g key={month}>
                <line x1={scale.x(i)} x2={scale.x(i)} y1={box.bottom} y2={box.bottom + 6} />
                <text x={scale.x(i) + 2} y={box.bottom + 19}>
                  {i === 0 && curve[1]?.month.endsWith('-01') === true ? '' : month.slice(0, 4)}
                </text>
              </g>,
            ]
          : [],
      )}
    </g>
  );
};

const ChartLines = ({ curve, scale }: { readonly curve: readonly CurvePoint[]; readonly scale: Scale }) => {
  const { overview: words } = useAdminText();
  const recorded = curve.flatMap(({ recordedMinutes }) =>
    recordedMinutes === null ? [] : [recordedMinutes],
  );
  const planned = curve.map(({ plannedMinutes }) => plannedMinutes);
  const last = recorded.at(-1) ?? 0;
  const at = Math.floor(curve.length * 0.62);
  const x = scale.x(recorded.length);
  const isLate = x > box.right - 120;
  return (
    <>
      <path className={styles['plan']} d={lineOf(planned, scale)} />
      <text
        className={styles['planWord']}
        x={scale.x(at) - 10}
        y={scale.y(planned[at] ?? 0) - 8}
        textAnchor="end"
      >
        {words.money.plan}
      </text>
      <path className={styles['recorded']} d={lineOf(recorded, scale)} />
      <circle className={styles['now']} cx={x} cy={scale.y(last)} r="6" />
      <text
        className={styles['recordedWord']}
        x={isLate ? x - 12 : x + 12}
        y={scale.y(last) + 18}
        textAnchor={isLate ? 'end' : 'start'}
      >
        {words.money.recordedLine}
      </text>
    </>
  );
};

type CumulativeChartProps = { readonly curve: readonly CurvePoint[]; readonly label: string };

/** Recorded hours against the plan, summed from the start. The same figures stand in a table beside it (DESIGN §9). */
export const CumulativeChart = ({ curve, label }: CumulativeChartProps) => {
  const scale = scaleFor(curve);
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={label} className={styles['chart']}>
      <Grid curve={curve} scale={scale} />
      <ChartLines curve={curve} scale={scale} />
    </svg>
  );
};
