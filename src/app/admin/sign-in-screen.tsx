import { useEffect, useState, type SubmitEvent } from 'react';
import { SignInAdministratorReply } from '../../protocol/sign-in-administrator.ts';
import { SignInMethodsReply } from '../../protocol/sign-in-methods.ts';
import { callServer, type CallFailure } from '../device/server-call.ts';
import { useAccountText } from '../text/admin-account-text.ts';
import { useAdminText } from '../text/admin-text.ts';
import { useText } from '../text/language.tsx';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { ErrorSummary } from '../ui/error-summary/error-summary.tsx';
import { TextField } from '../ui/field/field.tsx';
import { OtherWaysIn } from './accounts/other-ways-in.tsx';
import { send } from './admin-api.ts';
import { useCallWords } from './call-words.ts';
import { Entrance } from './entrance.tsx';
import { PasswordField } from './password-field.tsx';
import styles from './entrance.module.css';

type SignInScreenProps = {
  /** Somebody was signed in on this page until now. */
  readonly wasSignedIn?: boolean;
  readonly onSignedIn: () => void;
};

/** How long the page waits to be drawn whole; then the password can be typed while the office is still asked. */
const mostWaitMs = 1500;

/** How one can sign in here; unknown where the office does not answer. */
const useSignInMethods = () => {
  const [methods, setMethods] = useState<SignInMethodsReply>();
  const [isAsked, setIsAsked] = useState(false);
  useEffect(() => {
    const stopped = new AbortController();
    const call = { path: '/api/admin/sign-in-methods', reply: SignInMethodsReply, signal: stopped.signal };
    void callServer(call).then((answer) => {
      if (stopped.signal.aborted) return;
      if (answer.ok && answer.value !== 'not-modified') setMethods(answer.value.value);
      setIsAsked(true);
    });
    const waited = setTimeout(() => setIsAsked(true), mostWaitMs);
    return () => {
      clearTimeout(waited);
      stopped.abort();
    };
  }, []);
  return { methods, isAsked };
};

/** Login name and password. A page of its own for every address under /admin while nobody is signed in. */
export const SignInScreen = ({ wasSignedIn = false, onSignedIn }: SignInScreenProps) => {
  const text = useText();
  const { signIn } = useAdminText();
  const { wayIn } = useAccountText();
  const { methods, isAsked } = useSignInMethods();
  /* Drawn once: what is being pressed must not move. */
  if (!isAsked) return null;
  return (
    <Entrance title={signIn.title} isDemo={methods?.demo ?? false}>
      {methods?.isSetUp === false && (
        <Banner tone="already" title={signIn.notSetUp.title}>
          {signIn.notSetUp.detail}
        </Banner>
      )}
      {wasSignedIn && (
        <Banner tone="neutral" title={signIn.ended.title}>
          {signIn.ended.detail}
        </Banner>
      )}
      {methods === undefined || methods.methods.includes('password') ? (
        <SignInForm onSignedIn={onSignedIn} submitWords={text.action.signIn} />
      ) : (
        <p>{wayIn.onlySignOn}</p>
      )}
      {methods !== undefined && <OtherWaysIn methods={methods} onSignedIn={onSignedIn} />}
      <p className="muted small">{signIn.forgotten}</p>
    </Entrance>
  );
};

const SignInForm = ({ onSignedIn, submitWords }: { onSignedIn: () => void; submitWords: string }) => {
  const { signIn } = useAdminText();
  const callWords = useCallWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tries, setTries] = useState(0);
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();

  const missing = {
    login: tries > 0 && login.trim() === '' ? signIn.missingLogin : undefined,
    password: tries > 0 && password === '' ? signIn.missingPassword : undefined,
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setFailure(undefined);
    setTries((n) => n + 1);
    if (login.trim() === '' || password === '' || isSending) return;
    setIsSending(true);
    const answer = await send('/api/admin/sign-in', { login, password }, SignInAdministratorReply);
    setIsSending(false);
    if (answer.ok) onSignedIn();
    else setFailure(answer.error);
  };

  const words = failure === undefined ? undefined : callWords(failure);
  const errors = [
    ...(words === undefined ? [] : [{ id: 'login', words: words.action }]),
    ...(missing.login === undefined ? [] : [{ id: 'login', words: missing.login }]),
    ...(missing.password === undefined ? [] : [{ id: 'password', words: missing.password }]),
  ];
  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary key={tries} errors={errors} title={words?.title} />
      <TextField
        id="login"
        label={signIn.login}
        error={missing.login}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={login}
        onChange={(change) => setLogin(change.target.value)}
      />
      <PasswordField
        id="password"
        error={missing.password}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <Button type="submit" variant="primary" size="l" block aria-busy={isSending}>
        {isSending ? signIn.sending : submitWords}
      </Button>
    </form>
  );
};
