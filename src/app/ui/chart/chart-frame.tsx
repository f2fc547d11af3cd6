import { useId, useState, type ReactNode } from 'react';
import styles from './chart.module.css';

type ChartFrameProps = {
  readonly chart: ReactNode;
  /** The same figures as a table. */
  readonly table: ReactNode;
  readonly words: { readonly asTable: string; readonly asChart: string };
};

/** A chart and the same figures as a table: one of them in view, the other one tap away (DESIGN §9). */
export const ChartFrame = ({ chart, table, words }: ChartFrameProps) => {
  const id = useId();
  const [isTable, setIsTable] = useState(false);
  return (
    <div>
      <div id={id}>{isTable ? table : chart}</div>
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
