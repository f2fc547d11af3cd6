import { useId, type ReactNode } from 'react';
import { Card } from '../../ui/card/card.tsx';
import { SaveCsv, type CsvTable } from './save-csv.tsx';
import styles from './followup.module.css';

type TableCardProps = {
  readonly title: string;
  readonly table: CsvTable;
  readonly from: string;
  readonly to: string;
  readonly note?: ReactNode;
  readonly isWide?: boolean;
  readonly children: ReactNode;
};

/** A table with its heading and a button that saves it. */
export const TableCard = ({ title, table, from, to, note, isWide = false, children }: TableCardProps) => {
  const id = useId();
  return (
    <Card padded={false} aria-labelledby={id} className={isWide ? styles['wide'] : ''}>
      <div className={styles['head']}>
        <h2 id={id}>{title}</h2>
        <SaveCsv label={title} table={table} from={from} to={to} />
      </div>
      {children}
      {note !== undefined && <p className={styles['note']}>{note}</p>}
    </Card>
  );
};
