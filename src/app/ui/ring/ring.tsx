import type { ReactNode } from 'react';
import { dotRadius, mostDots, placeDots, type Dot, type PlacedDot } from './dots.ts';
import styles from './ring.module.css';

type RingProps = {
  readonly dots: readonly Dot[];
  /** Read aloud instead of the dots. Without it the ring is hidden, for when the number stands beside it as text. */
  readonly label?: string | undefined;
  readonly size?: 's' | 'm' | 'l' | 'fill';
  /** What stands in the middle. */
  readonly children?: ReactNode;
};

const DotShape = ({ dot, radius, stroke }: { dot: PlacedDot; radius: number; stroke: number }) => {
  const { kind, x, y } = dot;
  const inner = radius - stroke / 2;
  switch (kind) {
    case 'empty':
      return <circle className={styles['empty']} cx={x} cy={y} r={inner} strokeWidth={stroke} />;
    case 'filled':
      return <circle className={styles['filled']} cx={x} cy={y} r={radius} />;
    case 'half':
      return (
        <>
          <circle className={styles['outline']} cx={x} cy={y} r={inner} strokeWidth={stroke} />
          <path
            className={styles['filled']}
            d={`M${x} ${y - radius}a${radius} ${radius} 0 0 0 0 ${2 * radius}z`}
          />
        </>
      );
    case 'square': {
      const side = radius * 1.8;
      return (
        <rect
          className={styles['filled']}
          x={x - side / 2}
          y={y - side / 2}
          width={side}
          height={side}
          rx="0.6"
        />
      );
    }
    case 'hot':
      return (
        <g className={styles['hot']}>
          <circle className={styles['filled']} cx={x} cy={y} r={radius} />
          <circle className={styles['outline']} cx={x} cy={y} r={radius + 2} strokeWidth="1.2" />
        </g>
      );
  }
};

/** Dots stand closer together in a small ring and leave more air in one that fills the stage. */
const dotScale = { s: 0.85, m: 1, l: 1, fill: 0.667 } as const;

/** A group as a ring with one dot a person; above 60 people only what stands in the middle (UI-5). */
export const Ring = ({ dots, label, size = 'm', children }: RingProps) => {
  const radius = dotRadius(dots.length) * dotScale[size];
  const stroke = size === 's' ? Math.min(2.4, radius * 0.6) : Math.min(1.35, radius * 0.35);
  const placed = dots.length > mostDots ? [] : placeDots(dots);
  return (
    <span className={`${styles['box']} ${styles[size]}`}>
      <svg
        className={styles['ring']}
        viewBox="0 0 120 120"
        focusable="false"
        {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      >
        {placed.map((dot) => (
          <DotShape key={`${dot.x} ${dot.y}`} dot={dot} radius={radius} stroke={stroke} />
        ))}
      </svg>
      {children !== undefined && (
        <span className={styles['middle']} aria-hidden={label === undefined ? undefined : true}>
          {children}
        </span>
      )}
    </span>
  );
};
