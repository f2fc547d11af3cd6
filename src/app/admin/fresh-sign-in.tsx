/**
 * Who somebody is, shown anew for what is most sensitive: a passkey, or the password and a code (SIGN-6). A screen wraps its call and thinks no more of it:
 *
 *     const ask = useFreshSignIn();
 *     const answer = await ask(() => send('/api/admin/…', body, Reply));   // or saveFile('/api/admin/…')
 *
 * When the server answers that the sign-in is stale, a box asks who it is and the call is made once more.
 * Whoever closes the box gets the first answer: `sign-in/stale`, which has words of its own.
 */
import { createContext, useCallback, useContext, useId, useRef, useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import type { Result } from '../../domain/result.ts';
import { ConfirmPasswordReply } from '../../protocol/confirm-password.ts';
import type { CurrentAdministratorReply } from '../../protocol/current-administrator.ts';
import { FactorOptionsReply } from '../../protocol/factors.ts';
import type { CallFailure } from '../device/server-call.ts';
import { useAccountText } from '../text/admin-account-text.ts';
import { useAdminAccessText } from '../text/admin-access-text.ts';
import { useText } from '../text/language.tsx';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { TextField } from '../ui/field/field.tsx';
import { kindOfCode, whyNotSent } from './accounts/code-kinds.ts';
import { askPasskey, hasPasskeys } from './accounts/passkey.ts';
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

type ConfirmBy = CurrentAdministratorReply['confirmBy'];
type DialogParts = { readonly by: ConfirmBy; readonly onEnd: (isConfirmed: boolean) => void };
type Errors = { readonly password?: string | undefined; readonly code?: string | undefined };

/** A passkey is enough by itself: it is something one has, and the device knows whose hand it is in (AUTH-2). */
const PasskeyWay = ({ onEnd }: Pick<DialogParts, 'onEnd'>) => {
  const { fresh, wayIn } = useAccountText();
  const [isWaiting, setIsWaiting] = useState(false);
  const [isRefused, setIsRefused] = useState(false);
  const use = async (): Promise<void> => {
    setIsWaiting(true);
    setIsRefused(false);
    const asked = await send('/api/admin/factor/options', {}, FactorOptionsReply);
    const question = asked.ok ? asked.value.passkey : null;
    const response = question === null ? undefined : await askPasskey(question);
    const answer =
      response === undefined
        ? undefined
        : await send('/api/admin/confirm-passkey', { response }, ConfirmPasswordReply);
    setIsWaiting(false);
    if (answer?.ok === true) onEnd(true);
    else setIsRefused(true);
  };
  return (
    <>
      {isRefused && <Banner role="alert" tone="attention" title={wayIn.noPasskey} />}
      <Button icon="key" block aria-busy={isWaiting} onClick={() => void use()}>
        {isWaiting ? wayIn.waiting : fresh.passkey}
      </Button>
      <p className="muted small">{fresh.orPassword}</p>
    </>
  );
};

/** What is sent, and which field is to say why it was not taken. */
const useConfirm = (
  { by, onEnd }: DialogParts,
  ids: { readonly password: string; readonly code: string },
) => {
  const { fresh } = useAdminAccessText();
  const { factor } = useAccountText();
  const callWords = useCallWords();
  const [errors, setErrors] = useState<Errors>({});
  const [isSending, setIsSending] = useState(false);
  const needsCode = by.code || by.passkey;
  const point = (next: Errors): void => {
    setErrors(next);
    document.getElementById(next.password === undefined && needsCode ? ids.code : ids.password)?.focus();
  };
  const errorsOf = (failure: CallFailure): Errors => {
    if (failure.kind === 'problem' && failure.problem.code === 'sign-in/wrong')
      return { password: fresh.wrong };
    const { title, action } = callWords(failure);
    const words = `${title}. ${action}`;
    const isCode = failure.kind === 'problem' && failure.problem.code === 'sign-in/code-wrong';
    return isCode || !by.password ? { code: words } : { password: words };
  };
  const confirm = async (password: string, code: string): Promise<void> => {
    if (isSending) return;
    const unsendable = needsCode ? whyNotSent(code, by.code) : undefined;
    const missing: Errors = {
      password: by.password && password === '' ? fresh.missing : undefined,
      code: unsendable === undefined ? undefined : factor[unsendable],
    };
    if (missing.password !== undefined || missing.code !== undefined) return point(missing);
    setErrors({});
    setIsSending(true);
    const shown = needsCode ? { code: { kind: kindOfCode(code), code: code.trim() } } : {};
    const answer = await send('/api/admin/confirm-password', { password, ...shown }, ConfirmPasswordReply);
    setIsSending(false);
    if (answer.ok) onEnd(true);
    else point(errorsOf(answer.error));
  };
  return { errors, isSending, needsCode, confirm };
};

const ConfirmDialog = (parts: DialogParts) => {
  const { by, onEnd } = parts;
  const { fresh } = useAdminAccessText();
  const { factor } = useAccountText();
  const text = useText();
  const formId = useId();
  const passwordId = useId();
  const codeId = useId();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { errors, isSending, needsCode, confirm } = useConfirm(parts, { password: passwordId, code: codeId });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void confirm(password, code);
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
      <form id={formId} className="stack" noValidate onSubmit={submit}>
        <p>{fresh.why}</p>
        {by.passkey && hasPasskeys() && <PasskeyWay onEnd={onEnd} />}
        {by.password && (
          <PasswordField
            id={passwordId}
            hint={fresh.how}
            error={errors.password}
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
        )}
        {needsCode && (
          <TextField
            id={codeId}
            label={factor.code}
            hint={by.code ? factor.codeHint : factor.recoveryHint}
            error={errors.code}
            autoComplete="one-time-code"
            spellCheck={false}
            maxLength={40}
            value={code}
            onChange={(change) => setCode(change.target.value)}
          />
        )}
      </form>
    </Dialog>
  );
};

type FreshSignInProps = {
  /** What whoever is signed in can show who they are with. */
  readonly by: ConfirmBy;
  /** The sign-in has another token from here: what was asked with the old one is asked again (AUTH-7). */
  readonly onConfirmed: () => void;
  readonly children: ReactNode;
};

/** Stands once around the office's screens. Several calls that wait at the same time share one box. */
export const FreshSignIn = ({ by, onConfirmed, children }: FreshSignInProps) => {
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
  const end = useCallback(
    (isConfirmed: boolean): void => {
      setIsAsking(false);
      if (isConfirmed) onConfirmed();
      for (const resolve of waiting.current.splice(0)) resolve(isConfirmed);
    },
    [onConfirmed],
  );
  return (
    <ConfirmContext value={confirm}>
      {children}
      {isAsking && <ConfirmDialog by={by} onEnd={end} />}
    </ConfirmContext>
  );
};
