import styles from './chart.module.css';
import { linesFor, pathOf, scaleFor, type Scale } from './scale.ts';

const box = { left: 40, right: 460, top: 18, bottom: 182, height: 204, width: 468 } as const;

export type ChartLine = {
  readonly key: string;
  readonly label: string;
  readonly look: 'solid' | 'hollow' | 'dashed';
  /** Sums to the end of each column, up to the last one that is known. */
  readonly values: readonly number[];
};

type LineChartProps = {
  /** What the chart says, in words with its most important figures. */
  readonly label: string;
  readonly lines: readonly ChartLine[];
  readonly columns: number;
  /** Words under some of the columns, by index. */
  readonly marks: ReadonlyMap<number, string>;
  readonly valueWords: (value: number) => string;
};

const End = ({ line, scale }: { readonly line: ChartLine; readonly scale: Scale }) => {
  const last = line.values.at(-1);
  if (last === undefined || line.look === 'dashed') return null;
  const x = scale.x(line.values.length);
  const y = scale.y(last);
  const isLate = x > box.right - 150;
  /* The hollow line ends above and after the solid one, so that their words stand apart. */
  const below = line.look === 'solid' ? 20 : 5;
  return (
    <>
      <circle className={`${styles['end']} ${styles[`${line.look}End`]}`} cx={x} cy={y} r="5" />
      <text
        className={styles['word']}
        x={isLate ? x - 10 : x + 10}
        y={Math.min(box.bottom - 4, Math.max(box.top, y + below))}
        textAnchor={isLate ? 'end' : 'start'}
      >
        {line.label}
      </text>
    </>
  );
};

const DashedWord = ({ line, scale }: { readonly line: ChartLine; readonly scale: Scale }) => {
  const at = Math.floor(line.values.length * 0.62);
  return line.look !== 'dashed' || line.values.length === 0 ? null : (
    <text
      className={`${styles['word']} ${styles['dashedWord']}`}
      x={scale.x(at) - 10}
      y={scale.y(line.values[at] ?? 0) - 8}
      textAnchor="end"
    >
      {line.label}
    </text>
  );
};

/** Lines that grow from zero, told apart by how they are drawn as well as by colour. Its figures stand in a table too. */
export const LineChart = ({ label, lines, columns, marks, valueWords }: LineChartProps) => {
  const most = Math.max(1, ...lines.flatMap(({ values }) => values));
  const scale = scaleFor(box, columns, most);
  return (
    <svg
      viewBox={`0 0 ${box.width} ${box.height}`}
      role="img"
      aria-label={label}
      className={styles['drawing']}
    >
      <g className={styles['axis']}>
        {linesFor(most).map((value) => (
          <g key={value}>
            <line x1={box.left - 4} x2={box.right} y1={scale.y(value)} y2={scale.y(value)} />
            <text x={box.left - 8} y={scale.y(value) + 4} textAnchor="end">
              {valueWords(value)}
            </text>
          </g>
        ))}
        {[...marks].map(([i, words]) => (
          <g key={i}>
            <line x1={scale.x(i)} x2={scale.x(i)} y1={box.bottom} y2={box.bottom + 6} />
            <text x={scale.x(i) + 2} y={box.bottom + 19}>
              {words}
            </text>
          </g>
        ))}
      </g>
      {lines.map((line) => (
        <g key={line.key}>
          <path className={`${styles['line']} ${styles[line.look]}`} d={pathOf(line.values, scale)} />
          <DashedWord line={line} scale={scale} />
        </g>
      ))}
      {lines.map((line) => (
        <End key={line.key} line={line} scale={scale} />
      ))}
    </svg>
  );
};
