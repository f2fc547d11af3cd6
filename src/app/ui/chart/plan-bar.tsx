import { useId } from 'react';
import styles from './chart.module.css';

type PlanBarProps = {
  readonly label: string;
  /** What is certain, drawn solid, and what may be added to it, striped; in the same measure as `most`. */
  readonly solid: number;
  readonly striped?: number;
  /** What was planned or is the goal, as a line across. */
  readonly tick?: number;
  readonly most: number;
  readonly isWide?: boolean;
};

const place = (n: number, most: number): number =>
  most <= 0 ? 0 : Math.round(Math.min(100, Math.max(0, (n / most) * 100)) * 10) / 10;

/** Solid, striped and a tick: told apart without colour. The figures stand beside it or in its label. */
export const PlanBar = ({ label, solid, striped = 0, tick, most, isWide = false }: PlanBarProps) => {
  const pattern = useId();
  const end = place(solid, most);
  const stripedEnd = place(solid + striped, most);
  return (
    <svg
      className={`${styles['bar']} ${isWide ? styles['wide'] : ''}`}
      viewBox="0 0 100 14"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <defs>
        <pattern
          id={pattern}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line className={styles['stripe']} x1="0" x2="0" y1="0" y2="4" />
        </pattern>
      </defs>
      <rect className={styles['ground']} y="2" width="100" height="10" />
      <rect className={styles['filled']} y="2" width={end} height="10" />
      {stripedEnd > end && (
        <>
          <rect fill={`url(#${pattern})`} x={end} y="2" width={stripedEnd - end} height="10" />
          <rect className={styles['outline']} x={end} y="2" width={stripedEnd - end} height="10" />
        </>
      )}
      {tick !== undefined &&
        /* A light edge, so that the line is seen across a solid bar also in black on white. */
        (['halo', 'tick'] as const).map((look) => (
          <line
            key={look}
            className={styles[look]}
            x1={place(tick, most)}
            x2={place(tick, most)}
            y1="0"
            y2="14"
          />
        ))}
    </svg>
  );
};

export type LegendKind = 'solid' | 'striped' | 'tick';

const Mark = ({ kind }: { readonly kind: LegendKind }) => {
  const pattern = useId();
  return (
    <svg viewBox="0 0 28 14" aria-hidden="true">
      <defs>
        <pattern
          id={pattern}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line className={styles['stripe']} x1="0" x2="0" y1="0" y2="4" />
        </pattern>
      </defs>
      {kind === 'solid' && <rect className={styles['filled']} y="2" width="28" height="10" />}
      {kind === 'striped' && (
        <>
          <rect fill={`url(#${pattern})`} x="1" y="2" width="26" height="10" />
          <rect className={styles['outline']} x="1" y="2" width="26" height="10" />
        </>
      )}
      {kind === 'tick' && <line className={styles['tick']} x1="14" x2="14" y1="0" y2="14" />}
    </svg>
  );
};

/** What solid, stripes and tick mean. */
export const BarLegend = ({
  items,
}: {
  readonly items: readonly { readonly kind: LegendKind; readonly label: string }[];
}) => (
  <ul className={styles['legend']}>
    {items.map(({ kind, label }) => (
      <li key={kind}>
        <Mark kind={kind} />
        {label}
      </li>
    ))}
  </ul>
);
