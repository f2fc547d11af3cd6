import { useId, useRef, type ComponentProps } from 'react';
import { useText } from '../../text/language.tsx';
import { Icon } from '../icon/icon.tsx';
import styles from './search-field.module.css';

type SearchFieldProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'className' | 'size'> & {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly size?: 'm' | 'l';
};

/** Search as one types. Esc empties it, and so does a button with a name. */
export const SearchField = ({ label, value, onChange, size = 'l', ...rest }: SearchFieldProps) => {
  const text = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange('');
    input.current?.focus();
  };
  return (
    <div className={`${styles['search']} ${styles[size]}`}>
      <label htmlFor={id} className={styles['label']}>
        <Icon name="magnifying-glass" />
        <span className="sr-only">{label}</span>
      </label>
      <input
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        {...rest}
        ref={input}
        id={id}
        type="text"
        placeholder={label}
        value={value}
        onChange={(change) => onChange(change.target.value)}
        onKeyDown={(press) => {
          if (press.key !== 'Escape' || value === '') return;
          press.stopPropagation();
          onChange('');
        }}
      />
      {value !== '' && (
        <button type="button" className={styles['clear']} aria-label={text.ui.clearSearch} onClick={clear}>
          <Icon name="x" />
        </button>
      )}
    </div>
  );
};
