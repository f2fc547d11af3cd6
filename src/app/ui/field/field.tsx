import { useId, type ComponentProps, type ReactNode } from 'react';
import { useText } from '../../text/language.tsx';
import { Icon } from '../icon/icon.tsx';
import styles from './field.module.css';

/** What the input must carry to be named and described by its field. */
export type FieldAria = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly className: string;
};

type FieldWords = {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong and how to put it right; nothing when all is well. */
  readonly error?: string | undefined;
  readonly isOptional?: boolean;
  /** Set it when an error summary links here. */
  readonly id?: string | undefined;
};

type FieldProps = FieldWords & { readonly children: (aria: FieldAria) => ReactNode };

/** Label, hint and error around any one input. */
export const Field = ({ label, hint, error, isOptional = false, id, children }: FieldProps) => {
  const text = useText();
  const ownId = useId();
  const inputId = id ?? ownId;
  const hintId = `${inputId}-hint`;
  const errorId = `${inputId}-error`;
  const described = [hint === undefined ? '' : hintId, error === undefined ? '' : errorId]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={`${styles['field']} ${error === undefined ? '' : styles['wrong']}`}>
      <label className={styles['label']} htmlFor={inputId}>
        {label}
        {isOptional && <span className={styles['optional']}> ({text.ui.optional})</span>}
      </label>
      {hint !== undefined && (
        <p className={styles['hint']} id={hintId}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p className={styles['error']} id={errorId}>
          <Icon name="warning-circle" />
          <span>{error}</span>
        </p>
      )}
      {children({
        id: inputId,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error === undefined ? undefined : true,
        className: styles['input'] ?? '',
      })}
    </div>
  );
};

type TextFieldProps = FieldWords & Omit<ComponentProps<'input'>, 'id' | 'className'>;

/** A field with one line of text. */
export const TextField = ({ label, hint, error, isOptional = false, id, ...input }: TextFieldProps) => (
  <Field label={label} hint={hint} error={error} isOptional={isOptional} id={id}>
    {(aria) => <input type="text" {...input} {...aria} />}
  </Field>
);

type SelectFieldProps = FieldWords &
  Omit<ComponentProps<'select'>, 'id' | 'className' | 'children'> & {
    readonly options: readonly { readonly value: string; readonly label: string }[];
  };

/** A field with a choice from a list. */
export const SelectField = ({
  label,
  hint,
  error,
  isOptional = false,
  id,
  options,
  ...select
}: SelectFieldProps) => (
  <Field label={label} hint={hint} error={error} isOptional={isOptional} id={id}>
    {(aria) => (
      <select {...select} {...aria}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )}
  </Field>
);
