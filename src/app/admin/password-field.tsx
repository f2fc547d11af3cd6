import { useState, type ReactNode } from 'react';
import { useText } from '../text/language.tsx';
import { useAdminText } from '../text/admin-text.ts';
import { Button } from '../ui/button/button.tsx';
import { Field } from '../ui/field/field.tsx';
import styles from './entrance.module.css';

type PasswordFieldProps = {
  readonly id: string;
  /** Which password, where there are several. */
  readonly label?: string;
  readonly hint?: ReactNode;
  readonly error: string | undefined;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** A password that can be shown while one writes it, pasted, and filled in by a password manager. */
export const PasswordField = ({
  id,
  label,
  hint,
  error,
  autoComplete,
  value,
  onChange,
}: PasswordFieldProps) => {
  const text = useText();
  const { signIn } = useAdminText();
  const [isShown, setIsShown] = useState(false);
  return (
    <Field id={id} label={label ?? signIn.password} hint={hint} error={error}>
      {(aria) => (
        <div className={styles['password']}>
          <input
            {...aria}
            type={isShown ? 'text' : 'password'}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            value={value}
            onChange={(change) => onChange(change.target.value)}
          />
          <Button
            icon={isShown ? 'eye-slash' : 'eye'}
            aria-label={isShown ? signIn.hidePassword : signIn.showPassword}
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? text.action.hide : text.action.show}
          </Button>
        </div>
      )}
    </Field>
  );
};
