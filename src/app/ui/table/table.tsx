import type { ReactNode } from 'react';
import styles from './table.module.css';

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand to the right, in figures of equal width. */
  readonly isNumber?: boolean;
  /** Names the row for a screen reader; usually the first column. */
  readonly isRowHeader?: boolean;
  readonly sort?: 'ascending' | 'descending' | 'none' | undefined;
  readonly onSort?: (() => void) | undefined;
};

type TableProps<Row> = {
  readonly caption: string;
  readonly isCaptionShown?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly rowTone?: (row: Row) => 'selected' | 'attention' | undefined;
  /** What stands under the caption when there are no rows. */
  readonly empty?: ReactNode;
};

/** Written out because a browser forgets what a table is when it is laid out as cards. */
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

const cellClass = <Row,>(column: Column<Row>): string | undefined =>
  column.isNumber === true ? styles['number'] : undefined;

const HeaderCell = <Row,>({ column }: { readonly column: Column<Row> }) => (
  <th {...roles.columnheader} scope="col" className={cellClass(column)} aria-sort={column.sort}>
    {column.onSort === undefined ? (
      column.header
    ) : (
      <button type="button" className={styles['sort']} onClick={column.onSort}>
        {column.header}
        <span aria-hidden="true">{{ ascending: '↑', descending: '↓', none: '' }[column.sort ?? 'none']}</span>
      </button>
    )}
  </th>
);

const BodyCell = <Row,>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) => {
  const content = <span className={styles['value']}>{column.cell(row)}</span>;
  return column.isRowHeader === true ? (
    <th {...roles.rowheader} scope="row" data-label={column.header} className={cellClass(column)}>
      {content}
    </th>
  ) : (
    <td {...roles.cell} data-label={column.header} className={cellClass(column)}>
      {content}
    </td>
  );
};

/** Rows and columns; a card for each row where there is no room (UI-10). */
export const Table = <Row,>(props: TableProps<Row>) => {
  const { caption, isCaptionShown = false, columns, rows, rowKey, rowTone, empty } = props;
  return (
    <div className={styles['frame']}>
      <table {...roles.table} className={styles['table']}>
        <caption className={isCaptionShown ? styles['caption'] : 'sr-only'}>{caption}</caption>
        <thead {...roles.rowgroup}>
          <tr {...roles.row}>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody {...roles.rowgroup}>
          {rows.map((row) => (
            <tr key={rowKey(row)} {...roles.row} className={styles[rowTone?.(row) ?? 'plain']}>
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && empty}
    </div>
  );
};
