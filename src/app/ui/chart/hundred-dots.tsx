import styles from './chart.module.css';

const rows = 5;
const columns = 20;

type HundredDotsProps = {
  readonly filled: number;
  /** Where the goal's line stands: a whole number of columns of five. */
  readonly goal: number;
  readonly goalWord: string;
  readonly label: string;
};

/** A hundred dots filled column by column, so that the goal is a line between two columns. */
export const HundredDots = ({ filled, goal, goalWord, label }: HundredDotsProps) => {
  const goalX = (goal / rows) * 22.4 - 0.2;
  return (
    <svg viewBox="0 0 450 150" role="img" aria-label={label} className={styles['drawing']}>
      {Array.from({ length: rows * columns }, (_, i) => (
        <circle
          // oxlint-disable-next-line react/no-array-index-key -- a dot has no identity but its place
          key={i}
          className={i < filled ? styles['filled'] : styles['empty']}
          cx={11 + Math.floor(i / rows) * 22.4}
          cy={11 + (i % rows) * 25}
          r={i < filled ? 7.5 : 6.75}
        />
      ))}
      <line className={styles['goal']} x1={goalX} x2={goalX} y1="0" y2="124" />
      <text className={styles['goalWord']} x={goalX + 32} y="143" textAnchor="end">
        {goalWord}
      </text>
    </svg>
  );
};
