import { useRef, useState } from 'react';
import type { ImportField, ImportKind, ImportRow } from '../../../protocol/import.ts';
import { useAdminText, type AdminText } from '../../text/admin-text.ts';
import { Card } from '../../ui/card/card.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { RowCheck, type RowActs } from './row-check.tsx';
import styles from './import-screen.module.css';

type CellProps = { readonly row: ImportRow; readonly field: ImportField; readonly acts: RowActs };

/** A cell that can be put right where it stands. Leaving it or pressing Enter sends it. */
const EditableCell = ({ row, field, acts }: CellProps) => {
  const { import: text } = useAdminText();
  const before = row.values[field] ?? '';
  const [value, setValue] = useState(before);
  const sent = useRef(before);
  const send = (): void => {
    if (value.trim() === sent.current.trim()) return;
    sent.current = value;
    acts.onText(row.row, field, value, false);
  };
  return (
    <input
      className={styles['cell']}
      aria-label={text.table.cell({ field: text.field[field], row: row.row })}
      aria-invalid
      value={value}
      maxLength={200}
      onChange={(change) => setValue(change.target.value)}
      onBlur={send}
      onKeyDown={(press) => {
        if (press.key === 'Enter') send();
      }}
    />
  );
};

const hiddenFields: ReadonlySet<ImportField> = new Set<ImportField>(['given', 'family', 'email']);

const wordsOf = (field: ImportField, value: string, { table }: AdminText['import']): string => {
  if (field === 'start' || field === 'end') return value.replace(':', '.');
  const names: Readonly<Record<string, string>> =
    field === 'role' ? table.role : field === 'kind' ? table.kind : {};
  return names[value] ?? value;
};

const Cell = ({ row, field, acts }: CellProps) => {
  const { import: text } = useAdminText();
  if (row.isProtected && hiddenFields.has(field)) return <span className="muted">{text.table.hidden}</span>;
  const value = row.values[field] ?? '';
  const isWrong = row.status === 'error' && row.problems.some((problem) => problem.field === field);
  if (isWrong) return <EditableCell key={value} row={row} field={field} acts={acts} />;
  return wordsOf(field, value, text);
};

const participantFields: readonly ImportField[] = ['given', 'family', 'email', 'unit', 'role', 'cohort'];
const sessionFields: readonly ImportField[] = [
  'date',
  'start',
  'end',
  'cohorts',
  'title',
  'place',
  'trainer',
  'number',
];

const columnsOf = (
  fields: readonly ImportField[],
  acts: RowActs,
  { table, field: names }: AdminText['import'],
): readonly Column<ImportRow>[] => {
  const columnOf = (field: ImportField): Column<ImportRow> => ({
    key: field,
    header: names[field],
    cell: (row) => <Cell row={row} field={field} acts={acts} />,
  });
  const check = (row: ImportRow) => <RowCheck row={row} acts={acts} />;
  return [
    { key: 'row', header: table.row, cell: ({ row }) => row, isRowHeader: true },
    ...fields.map(columnOf),
    { key: 'check', header: table.check, cell: check },
  ];
};

type RowTableProps = {
  readonly kind: ImportKind;
  readonly rows: readonly ImportRow[];
  readonly acts: RowActs;
};

/** The rows of the file, with what is wrong beside each (IMP-5). */
export const RowTable = ({ kind, rows, acts }: RowTableProps) => {
  const { import: text } = useAdminText();
  return (
    <Card padded={false} className={styles['table']}>
      <Table
        caption={text.table.caption}
        columns={columnsOf(kind === 'participants' ? participantFields : sessionFields, acts, text)}
        rows={rows}
        rowKey={({ row }) => String(row)}
        rowTone={({ status }) => (status === 'error' || status === 'duplicate' ? 'attention' : undefined)}
        empty={<p className={styles['empty']}>{text.table.empty}</p>}
      />
    </Card>
  );
};
