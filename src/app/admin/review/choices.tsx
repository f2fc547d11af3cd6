import { useId, type ReactNode } from 'react';
import { Icon } from '../../ui/icon/icon.tsx';
import styles from './choices.module.css';

type ChoicesProps<V extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: V; readonly label: ReactNode; readonly detail?: ReactNode }[];
  readonly value: V | undefined;
  readonly onChange: (value: V) => void;
  readonly error?: string | undefined;
  readonly isFramed?: boolean;
  readonly id?: string | undefined;
};

/** One choice of several, all in view, each at least 44 pixels high. */
export const Choices = <V extends string>(props: ChoicesProps<V>) => {
  const { label, options, value, onChange, error, isFramed = false, id } = props;
  const name = useId();
  const errorId = `${name}-error`;
  return (
    <fieldset className={styles['group']} aria-describedby={error === undefined ? undefined : errorId}>
      <legend>{label}</legend>
      {error !== undefined && (
        <p id={errorId} className={styles['error']}>
          <Icon name="warning-circle" />
          {error}
        </p>
      )}
      <div className={isFramed ? styles['framed'] : styles['plain']}>
        {options.map((option, place) => (
          <label key={option.value} className={styles['choice']}>
            <input
              id={place === 0 ? id : undefined}
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>
              <span className={styles['label']}>{option.label}</span>
              {option.detail !== undefined && <span className={styles['detail']}>{option.detail}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
