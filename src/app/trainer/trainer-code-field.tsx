/** The field for a trainer's own code: to attest, and to unlock the tablet (ATTEST-2). */
import { useState, type ReactNode } from 'react';
import type { TrainerId } from '../../domain/ids.ts';
import { formatTime } from '../text/format.ts';
import { useKioskText, type KioskText } from '../text/kiosk-text.ts';
import { useLanguage, useText } from '../text/language.tsx';
import type { Language } from '../text/languages.ts';
import { Button } from '../ui/button/button.tsx';
import { Field } from '../ui/field/field.tsx';
import { useTrainerCode, type CodeAnswer } from './use-trainer-code.ts';
import styles from './trainer-code-field.module.css';

type InputProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** Only the field, for a form with a button of its own. The code can be pasted, and shown while one types it. */
export const TrainerCodeInput = ({ label, hint, error, value, onChange }: InputProps) => {
  const text = useText();
  const { code } = useKioskText();
  const [isShown, setIsShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(aria) => (
        <div className={styles['code']}>
          <input
            {...aria}
            type={isShown ? 'text' : 'password'}
            inputMode="numeric"
            autoComplete="off"
            spellCheck={false}
            value={value}
            onChange={(change) => onChange(change.target.value)}
          />
          <Button
            icon={isShown ? 'eye-slash' : 'eye'}
            aria-label={isShown ? code.hide : code.show}
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? text.action.hide : text.action.show}
          </Button>
        </div>
      )}
    </Field>
  );
};

/** What is wrong with a code, in words; `undefined` when it was right (ATTEST-4). */
export const codeErrorWords = (
  answer: CodeAnswer,
  { code }: KioskText,
  language: Language,
): string | undefined => {
  switch (answer.kind) {
    case 'right':
      return undefined;
    case 'not-a-code':
      return code.notACode;
    case 'wrong':
      return code.wrong({ n: answer.triesLeft });
    case 'wait':
      return code.wait({ time: formatTime(language, answer.until) });
  }
};

type FieldProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly submitLabel: string;
  readonly onTrainer: (trainer: { readonly id: TrainerId; readonly name: string }) => void;
};

/** The field with its button: tells `onTrainer` whose code it was, and otherwise says what is wrong. */
export const TrainerCodeField = ({ label, hint, submitLabel, onTrainer }: FieldProps) => {
  const words = useKioskText();
  const { language } = useLanguage();
  const { hasCodes, waitUntil, check } = useTrainerCode();
  const [value, setValue] = useState('');
  const [error, setError] = useState<string>();
  if (!hasCodes) return <p>{words.code.none}</p>;

  const submit = async (): Promise<void> => {
    if (value.trim() === '') {
      setError(words.code.empty);
      return;
    }
    const answer = await check(value);
    setValue('');
    setError(answer.kind === 'wait' ? undefined : codeErrorWords(answer, words, language));
    if (answer.kind === 'right') onTrainer(answer.trainer);
  };
  const waiting =
    waitUntil === undefined ? undefined : codeErrorWords({ kind: 'wait', until: waitUntil }, words, language);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void submit();
      }}
    >
      <TrainerCodeInput
        label={label}
        hint={hint}
        error={waiting ?? error}
        value={value}
        onChange={setValue}
      />
      <p className="sr-only" role="alert">
        {waiting ?? error}
      </p>
      <Button type="submit" variant="primary" size="l" icon="key">
        {submitLabel}
      </Button>
    </form>
  );
};
