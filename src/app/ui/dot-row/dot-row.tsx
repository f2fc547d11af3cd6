import type { Dot } from '../ring/dots.ts';
import styles from './dot-row.module.css';

type DotRowProps = {
  readonly dots: readonly Dot[];
  /** Read aloud instead of the dots; without it the row is hidden. */
  readonly label?: string | undefined;
};

/** Dots in a line: hours of a series, steps done, or a group where a ring has no room. */
export const DotRow = ({ dots, label }: DotRowProps) => (
  <span
    className={styles['dots']}
    {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
  >
    {dots
      .map((dot, place) => ({ dot, place }))
      .map(({ dot, place }) => (
        <i key={place} className={`${styles['dot']} ${styles[dot]}`} />
      ))}
  </span>
);
