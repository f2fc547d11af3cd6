/** The six characters beside the big code, typed. */
import { useState, type FormEvent } from 'react';
import { readSessionCode } from '../../domain/session-code.ts';
import { useParticipantText } from '../text/participant-text.ts';
import { Button } from '../ui/button/button.tsx';
import { TextField } from '../ui/field/field.tsx';
import styles from './code-form.module.css';

export const CodeForm = ({ onCode }: { readonly onCode: (code: string) => void }) => {
  const { checkIn } = useParticipantText();
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isCode = readSessionCode(typed) !== undefined;
    setIsWrong(!isCode);
    if (isCode) onCode(typed);
  };
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <h2>{checkIn.typedTitle}</h2>
      <TextField
        label={checkIn.typedLabel}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={isWrong ? checkIn.typedWrong : undefined}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={12}
      />
      <Button type="submit" variant="primary" size="l" block>
        {checkIn.go}
      </Button>
    </form>
  );
};
