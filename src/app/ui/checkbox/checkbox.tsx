import { useId, type ReactNode } from 'react';
import styles from './checkbox.module.css';

type CheckboxProps = {
  readonly children: ReactNode;
  readonly hint?: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly name?: string | undefined;
};

/** A statement to agree with, or a thing to choose; the whole line can be pressed. */
export const Checkbox = ({ children, hint, isChecked, onChange, name }: CheckboxProps) => {
  const hintId = useId();
  return (
    <div>
      <label className={styles['check']}>
        <input
          type="checkbox"
          className={styles['box']}
          name={name}
          checked={isChecked}
          onChange={(change) => onChange(change.target.checked)}
          aria-describedby={hint === undefined ? undefined : hintId}
        />
        <span>{children}</span>
      </label>
      {hint !== undefined && (
        <p id={hintId} className={styles['hint']}>
          {hint}
        </p>
      )}
    </div>
  );
};
