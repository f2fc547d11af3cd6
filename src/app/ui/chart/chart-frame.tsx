import { useId, useState, type ReactNode } from 'react';
import styles from './chart.module.css';

type ChartFrameProps = {
  readonly chart: ReactNode;
  /** The same figures as a table. */
  readonly table: ReactNode;
  /** What the table is called. */
  readonly label: string;
  readonly words: { readonly asTable: string; readonly asChart: string };
};

/** A chart and the same figures as a table: one of them in view, the other one tap away (DESIGN §9). */
export const ChartFrame = ({ chart, table, label, words }: ChartFrameProps) => {
  const id = useId();
  const [isTable, setIsTable] = useState(false);
  return (
    <div>
      <div id={id}>
        {isTable ? (
          /* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must be able to scroll it */
          <div role="group" className={styles['scroller']} aria-label={label} tabIndex={0}>
            {table}
          </div>
        ) : (
          chart
        )}
      </div>
      <button
        type="button"
        className={styles['toggle']}
        aria-controls={id}
        onClick={() => setIsTable((was) => !was)}
      >
        {isTable ? words.asChart : words.asTable}
      </button>
    </div>
  );
};
