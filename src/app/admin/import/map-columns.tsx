import { useState, type SubmitEvent } from 'react';
import { units } from '../../../domain/programme.ts';
import {
  type ImportField,
  type ImportKind,
  type ImportMapping,
  ParticipantField,
  SessionField,
} from '../../../protocol/import.ts';
import { useAdminText, type AdminText } from '../../text/admin-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { ErrorSummary } from '../../ui/error-summary/error-summary.tsx';
import { SelectField, TextField } from '../../ui/field/field.tsx';
import styles from './import-screen.module.css';

type MapColumnsProps = {
  readonly kind: ImportKind;
  readonly headings: readonly string[];
  readonly mapping: ImportMapping;
  readonly missing: readonly ImportField[];
  readonly onMapped: (mapping: ImportMapping) => void;
};

const fieldsOf = (kind: ImportKind): readonly ImportField[] =>
  kind === 'participants' ? ParticipantField.options : SessionField.options;

/** Fields that a whole file may have in common, so that they can be given once instead of in a column. */
const sharedFields: ReadonlySet<ImportField> = new Set<ImportField>([
  'unit',
  'workplace',
  'role',
  'cohort',
  'cohorts',
  'title',
  'place',
  'trainer',
  'kind',
]);

const noColumn = '';

type Wrong = { readonly field: ImportField; readonly words: string };

const wrongIn = (
  { columns, constants }: ImportMapping,
  kind: ImportKind,
  text: AdminText['import'],
): readonly Wrong[] => {
  const isGiven = (field: ImportField): boolean =>
    columns[field] !== undefined || (constants[field] ?? '').trim() !== '';
  const needed: readonly ImportField[] =
    kind === 'sessions'
      ? ['date', 'start', 'end', 'cohorts', 'title', 'place', 'trainer']
      : [...(isGiven('name') ? [] : (['given', 'family'] as const)), 'identity', 'unit', 'role'];
  const used = new Set<number>();
  const twice = fieldsOf(kind).filter((field) => {
    const column = columns[field];
    if (column === undefined) return false;
    const isUsed = used.has(column);
    used.add(column);
    return isUsed;
  });
  return [
    ...needed
      .filter((field) => !isGiven(field))
      .map((field) => ({ field, words: text.map.required({ field: text.field[field].toLowerCase() }) })),
    ...twice.map((field) => ({ field, words: text.map.twice({ field: text.field[field].toLowerCase() }) })),
  ];
};

type RowProps = {
  readonly field: ImportField;
  readonly headings: readonly string[];
  readonly mapping: ImportMapping;
  readonly error: string | undefined;
  readonly onColumn: (column: number | undefined) => void;
  readonly onConstant: (text: string) => void;
};

const SharedValue = ({ field, mapping, onConstant }: Pick<RowProps, 'field' | 'mapping' | 'onConstant'>) => {
  const { import: text } = useAdminText();
  const label = text.map.constant({ field: text.field[field] });
  const value = mapping.constants[field] ?? '';
  if (field !== 'unit')
    return (
      <TextField
        label={label}
        value={value}
        maxLength={200}
        onChange={(event) => onConstant(event.target.value)}
      />
    );
  const options = [{ value: '', label: '–' }, ...units.map(([, name]) => ({ value: name, label: name }))];
  return (
    <SelectField
      label={label}
      value={value}
      options={options}
      onChange={(event) => onConstant(event.target.value)}
    />
  );
};

const FieldRow = ({ field, headings, mapping, error, onColumn, onConstant }: RowProps) => {
  const { import: text } = useAdminText();
  const column = mapping.columns[field];
  const options = [
    { value: noColumn, label: text.map.none },
    ...headings.map((heading, index) => ({
      value: String(index),
      label: heading.trim() === '' ? text.map.column({ n: index + 1 }) : heading,
    })),
  ];
  return (
    <div className={styles['mapRow']}>
      <SelectField
        id={`map-${field}`}
        label={text.field[field]}
        error={error}
        options={options}
        value={column === undefined ? noColumn : String(column)}
        onChange={(event) =>
          onColumn(event.target.value === noColumn ? undefined : Number(event.target.value))
        }
      />
      {column === undefined && sharedFields.has(field) && (
        <SharedValue field={field} mapping={mapping} onConstant={onConstant} />
      )}
    </div>
  );
};

const without = <T extends object>(values: T, field: ImportField): T =>
  Object.fromEntries(Object.entries(values).filter(([key]) => key !== field)) as T;

/** Which column holds what, by hand (IMP-7). */
export const MapColumns = ({ kind, headings, mapping: found, missing, onMapped }: MapColumnsProps) => {
  const { import: text } = useAdminText();
  const [mapping, setMapping] = useState(found);
  const [tries, setTries] = useState(0);
  const wrong = tries > 0 ? wrongIn(mapping, kind, text) : [];
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTries((n) => n + 1);
    if (wrongIn(mapping, kind, text).length === 0) onMapped(mapping);
  };
  const setColumn = (field: ImportField, column: number | undefined): void =>
    setMapping(({ columns, constants }) =>
      column === undefined
        ? { columns: without(columns, field), constants }
        : { columns: { ...columns, [field]: column }, constants: without(constants, field) },
    );
  const setConstant = (field: ImportField, value: string): void =>
    setMapping(({ columns, constants }) => ({
      columns,
      constants: value === '' ? without(constants, field) : { ...constants, [field]: value },
    }));
  return (
    <Card>
      <form noValidate onSubmit={submit} className="stack">
        <h2>{text.map.title}</h2>
        {missing.length > 0 && <p>{text.map.lead}</p>}
        <ErrorSummary key={tries} errors={wrong.map(({ field, words }) => ({ id: `map-${field}`, words }))} />
        <div className={styles['fields']}>
          {fieldsOf(kind).map((field) => (
            <FieldRow
              key={field}
              field={field}
              headings={headings}
              mapping={mapping}
              error={wrong.find((each) => each.field === field)?.words}
              onColumn={(column) => setColumn(field, column)}
              onConstant={(value) => setConstant(field, value)}
            />
          ))}
        </div>
        <div>
          <Button type="submit" variant="primary" size="l">
            {text.map.submit}
          </Button>
        </div>
      </form>
    </Card>
  );
};
