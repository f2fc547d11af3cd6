import { useId, useState, type SubmitEvent } from 'react';
import { useAccountText } from '../../text/admin-account-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { TextField } from '../../ui/field/field.tsx';
import type { CallFailure } from '../../device/server-call.ts';
import { useCallWords } from '../call-words.ts';
import styles from '../entrance.module.css';
import { whyNotSent } from './code-kinds.ts';

type CodeFormProps = {
  readonly label: string;
  readonly hint: string;
  readonly missing: string;
  /** What is said of something typed that cannot be a code; it is not sent. */
  readonly unlike: string;
  readonly isPossible: (code: string) => boolean;
  readonly submitWords: string;
  readonly sendingWords: string;
  /** Sends the code; answers why it was not taken. */
  readonly onCode: (code: string) => Promise<CallFailure | undefined>;
  readonly isPrimary?: boolean;
};

/** One code and a button. What was wrong stands at the field, which gets focus. */
export const CodeForm = (props: CodeFormProps) => {
  const callWords = useCallWords();
  const id = useId();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending) return;
    const isPossible = props.isPossible(code);
    setError(isPossible ? undefined : code.trim() === '' ? props.missing : props.unlike);
    if (isPossible) {
      setIsSending(true);
      const failure = await props.onCode(code.trim());
      setIsSending(false);
      if (failure === undefined) return;
      const { title, action } = callWords(failure);
      setError(`${title}. ${action}`);
    }
    document.getElementById(id)?.focus();
  };
  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        id={id}
        label={props.label}
        hint={props.hint}
        error={error}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        value={code}
        onChange={(change) => setCode(change.target.value)}
      />
      <Button
        type="submit"
        variant={props.isPrimary === false ? 'secondary' : 'primary'}
        size="l"
        block
        aria-busy={isSending}
      >
        {isSending ? props.sendingWords : props.submitWords}
      </Button>
    </form>
  );
};

/** The same with the words of the second step. */
export const FactorCodeForm = ({
  onCode,
  hasTotp,
  isPrimary,
}: Pick<CodeFormProps, 'onCode'> & { readonly hasTotp: boolean; readonly isPrimary: boolean }) => {
  const { factor } = useAccountText();
  return (
    <CodeForm
      label={factor.code}
      hint={hasTotp ? factor.codeHint : factor.recoveryHint}
      missing={factor.missing}
      unlike={hasTotp ? factor.unlike : factor.unlikeRecovery}
      isPossible={(code) => whyNotSent(code, hasTotp) === undefined}
      submitWords={factor.submit}
      sendingWords={factor.checking}
      onCode={onCode}
      isPrimary={isPrimary}
    />
  );
};
