import { useId, type ReactNode } from 'react';
import styles from './segmented-control.module.css';

type SegmentedControlProps<V extends string> = {
  readonly label: string;
  readonly isLabelShown?: boolean;
  readonly options: readonly { readonly value: V; readonly label: ReactNode }[];
  readonly value: V;
  readonly onChange: (value: V) => void;
};

/** One choice of two to four, all in view. Radio buttons underneath, so arrow keys and screen readers know it. */
export const SegmentedControl = <V extends string>(props: SegmentedControlProps<V>) => {
  const { label, isLabelShown = false, options, value, onChange } = props;
  const name = useId();
  return (
    <fieldset className={styles['group']}>
      <legend className={isLabelShown ? styles['legend'] : 'sr-only'}>{label}</legend>
      <div className={styles['segments']}>
        {options.map((option) => (
          <label key={option.value} className={styles['segment']}>
            <input
              type="radio"
              className={styles['radio']}
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
