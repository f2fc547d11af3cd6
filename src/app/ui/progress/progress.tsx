import { useId, type ReactNode } from 'react';
import styles from './progress.module.css';

type ProgressProps = {
  readonly label: ReactNode;
  readonly value: number;
  readonly max: number;
  /** The figures in words: "3 av 5 grupper". */
  readonly detail?: ReactNode;
};

/** How far something that takes time has come. */
export const Progress = ({ label, value, max, detail }: ProgressProps) => {
  const id = useId();
  return (
    <div className={styles['progress']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <progress id={id} className={styles['bar']} value={Math.min(value, max)} max={Math.max(1, max)} />
      {detail !== undefined && <p className={`${styles['detail']} num`}>{detail}</p>}
    </div>
  );
};
