/**
 * The password given anew for what is most sensitive (SIGN-6). A screen wraps its call and thinks no more of it:
 *
 *     const ask = useFreshSignIn();
 *     const answer = await ask(() => send('/api/admin/…', body, Reply));   // or saveFile('/api/admin/…')
 *
 * When the server answers that the sign-in is stale, a box asks for the password and the call is made once more.
 * Whoever closes the box gets the first answer: `sign-in/stale`, which has words of its own.
 */
import { createContext, useCallback, useContext, useId, useRef, useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import type { Result } from '../../domain/result.ts';
import { ConfirmPasswordReply } from '../../protocol/confirm-password.ts';
import type { CallFailure } from '../device/server-call.ts';
import { useAdminAccessText } from '../text/admin-access-text.ts';
import { useText } from '../text/language.tsx';
import { Button } from '../ui/button/button.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { send } from './admin-api.ts';
import { useCallWords } from './call-words.ts';
import { PasswordField } from './password-field.tsx';

type Answer<T> = Result<T, CallFailure>;
type Ask = <T>(call: () => Promise<Answer<T>>) => Promise<Answer<T>>;
/** Asks for the password; answers whether it was given. */
type Confirm = () => Promise<boolean>;

const ConfirmContext = createContext<Confirm | undefined>(undefined);

/** True for the answer that means: give the password first. */
export const isStale = (answer: Answer<unknown>): boolean =>
  !answer.ok && answer.error.kind === 'problem' && answer.error.problem.code === 'sign-in/stale';

/** How a call that may need the password is made; see the file's head. */
export const useFreshSignIn = (): Ask => {
  const confirm = useContext(ConfirmContext);
  if (confirm === undefined) throw new Error('useFreshSignIn is used outside AdminGate');
  return useCallback(
    async (call) => {
      const answer = await call();
      if (!isStale(answer) || !(await confirm())) return answer;
      return call();
    },
    [confirm],
  );
};

const PasswordDialog = ({ onEnd }: { readonly onEnd: (isConfirmed: boolean) => void }) => {
  const { fresh } = useAdminAccessText();
  const text = useText();
  const callWords = useCallWords();
  const formId = useId();
  const fieldId = useId();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  const wordsOf = (failure: CallFailure): string => {
    if (failure.kind === 'problem' && failure.problem.code === 'sign-in/wrong') return fresh.wrong;
    const { title, action } = callWords(failure);
    return `${title}. ${action}`;
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending) return;
    setError(password === '' ? fresh.missing : undefined);
    if (password !== '') {
      setIsSending(true);
      const answer = await send('/api/admin/confirm-password', { password }, ConfirmPasswordReply);
      setIsSending(false);
      if (answer.ok) return onEnd(true);
      setError(wordsOf(answer.error));
    }
    document.getElementById(fieldId)?.focus();
  };
  return (
    <Dialog
      isOpen
      onClose={() => onEnd(false)}
      title={fresh.title}
      footer={
        <>
          <Button type="submit" form={formId} variant="primary" aria-busy={isSending}>
            {isSending ? fresh.checking : fresh.confirm}
          </Button>
          <Button onClick={() => onEnd(false)}>{text.action.cancel}</Button>
        </>
      }
    >
      <form id={formId} className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <p>{fresh.why}</p>
        <PasswordField
          id={fieldId}
          hint={fresh.how}
          error={error}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
      </form>
    </Dialog>
  );
};

/** Stands once around the office's screens. Several calls that wait at the same time share one box. */
export const FreshSignIn = ({ children }: { readonly children: ReactNode }) => {
  const waiting = useRef<((isConfirmed: boolean) => void)[]>([]);
  const [isAsking, setIsAsking] = useState(false);
  const confirm = useCallback<Confirm>(
    () =>
      new Promise((resolve) => {
        waiting.current.push(resolve);
        setIsAsking(true);
      }),
    [],
  );
  const end = useCallback((isConfirmed: boolean): void => {
    setIsAsking(false);
    for (const resolve of waiting.current.splice(0)) resolve(isConfirmed);
  }, []);
  return (
    <ConfirmContext value={confirm}>
      {children}
      {isAsking && <PasswordDialog onEnd={end} />}
    </ConfirmContext>
  );
};
