import { useState } from 'react';
import { ReportColumnKey, type ReportColumn } from '../../../domain/reporting.ts';
import { useAdminReportText } from '../../text/admin-report-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { SelectField, TextField } from '../../ui/field/field.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import styles from './settings-screen.module.css';

const needed: readonly ReportColumnKey[] = ['identity-number', 'hours'];

/** Where an error summary finds a column's heading. */
export const headingId = (key: ReportColumnKey): string => `heading-${key}`;

type ColumnsProps = {
  readonly columns: readonly ReportColumn[];
  /** Headings that are missing. */
  readonly errors: ReadonlySet<string>;
  readonly onChange: (columns: readonly ReportColumn[]) => void;
};

type LineProps = ColumnsProps & { readonly column: ReportColumn; readonly place: number };

const Line = ({ columns, errors, onChange, column, place }: LineProps) => {
  const { settings: words } = useAdminReportText();
  const announce = useAnnounce();
  const name = words.key[column.key];
  const id = headingId(column.key);
  const move = (by: 1 | -1): void => {
    const others = columns.filter(({ key }) => key !== column.key);
    onChange([...others.slice(0, place + by), column, ...others.slice(place + by)]);
    announce(words.moved({ column: name, place: place + by + 1 }), 'polite');
  };
  return (
    <li className={styles['column']}>
      <div className={styles['what']}>
        <strong>{name}</strong>
        {needed.includes(column.key) && <p>{words.needed}</p>}
      </div>
      <div className={styles['heading']}>
        <TextField
          id={id}
          label={words.heading}
          maxLength={80}
          value={column.heading}
          error={errors.has(id) ? words.errors.heading : undefined}
          onChange={(change) =>
            onChange(
              columns.map((one) => (one.key === column.key ? { ...one, heading: change.target.value } : one)),
            )
          }
        />
      </div>
      <div className={styles['moves']}>
        <Button
          size="s"
          icon="caret-up"
          disabledReason={place === 0 ? words.first : undefined}
          onClick={() => move(-1)}
        >
          <span className="sr-only">{words.up({ column: name })}</span>
        </Button>
        <Button
          size="s"
          icon="caret-down"
          disabledReason={place === columns.length - 1 ? words.last : undefined}
          onClick={() => move(1)}
        >
          <span className="sr-only">{words.down({ column: name })}</span>
        </Button>
        {!needed.includes(column.key) && (
          <Button
            size="s"
            aria-label={words.remove({ column: name })}
            onClick={() => onChange(columns.filter(({ key }) => key !== column.key))}
          >
            {words.removeWord}
          </Button>
        )}
      </div>
    </li>
  );
};

/** The file's columns in order, each with its heading (SCB-5). */
export const ColumnList = (props: ColumnsProps) => {
  const { settings: words } = useAdminReportText();
  const { columns, onChange } = props;
  const [chosen, setChosen] = useState('');
  const left = ReportColumnKey.options.filter((key) => !columns.some((column) => column.key === key));
  const key = left.find((one) => one === chosen);
  return (
    <Card>
      <h2>{words.columns}</h2>
      <ol className={styles['columns']}>
        {columns.map((column, place) => (
          <Line key={column.key} {...props} column={column} place={place} />
        ))}
      </ol>
      {left.length > 0 && (
        <div className={styles['add']}>
          <SelectField
            label={words.add}
            value={key ?? ''}
            options={[
              { value: '', label: words.choose },
              ...left.map((one) => ({ value: one, label: words.key[one] })),
            ]}
            onChange={(change) => setChosen(change.target.value)}
          />
          <Button
            icon="plus"
            disabledReason={key === undefined ? words.choose : undefined}
            onClick={() => {
              if (key !== undefined) onChange([...columns, { key, heading: words.key[key] }]);
              setChosen('');
            }}
          >
            {words.add}
          </Button>
        </div>
      )}
    </Card>
  );
};
