/** What the one-time link opens: name, login name and password, and one is in (SIGN-1). */
import { useEffect, useState, type SubmitEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import {
  maxPasswordLength,
  minPasswordLength,
  PasswordWeakness,
  SetUpAdministratorReply,
  SetUpLinkReply,
} from '../../protocol/set-up-administrator.ts';
import { BeginSignOnReply } from '../../protocol/sign-on.ts';
import type { CallFailure } from '../device/server-call.ts';
import { useAccountText } from '../text/admin-account-text.ts';
import { useAdminText, type AdminText } from '../text/admin-text.ts';
import { useText } from '../text/language.tsx';
import { Banner } from '../ui/banner/banner.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { ErrorSummary } from '../ui/error-summary/error-summary.tsx';
import { TextField } from '../ui/field/field.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import { send } from './admin-api.ts';
import { useCallWords } from './call-words.ts';
import { Entrance } from './entrance.tsx';
import { PasswordField } from './password-field.tsx';
import styles from './entrance.module.css';

type LinkState = 'asking' | 'good' | 'used' | 'no-answer';

/** Whether the link still works, and whether this is a demo; asked without using the link up. */
const useSetUpLink = (token: string) => {
  const [state, setState] = useState<LinkState>('asking');
  const [isDemo, setIsDemo] = useState(false);
  const [signOn, setSignOn] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void send('/api/admin/set-up-link', { token }, SetUpLinkReply).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setIsDemo(answer.value.demo);
      if (answer.ok) setSignOn(answer.value.signOn);
      setState(answer.ok ? (answer.value.isGood ? 'good' : 'used') : 'no-answer');
    });
    return () => {
      isCurrent = false;
    };
  }, [token, round]);
  return { state, isDemo, signOn, markUsed: () => setState('used'), retry: () => setRound((n) => n + 1) };
};

/** The page at /admin/start#token. */
export const SetUpScreen = () => {
  const text = useText();
  const { menu, setUp } = useAdminText();
  const { hash } = useLocation();
  const token = hash.slice(1);
  const { state, isDemo, signOn, markUsed, retry } = useSetUpLink(token);
  return (
    <Entrance title={setUp.title} isDemo={isDemo}>
      {state === 'asking' && <Skeleton />}
      {state === 'good' && <SetUpForm token={token} signOn={signOn} onUsed={markUsed} />}
      {state === 'used' && (
        <>
          <Banner tone="attention" title={setUp.used.title} role="alert">
            {setUp.used.detail}
          </Banner>
          <LinkButton href="/admin" variant="primary">
            {text.action.signIn}
          </LinkButton>
        </>
      )}
      {state === 'no-answer' && (
        <Banner
          tone="attention"
          title={menu.noAnswer.title}
          action={<Button onClick={retry}>{text.action.retry}</Button>}
        >
          {menu.noAnswer.nothingYet}
        </Banner>
      )}
    </Entrance>
  );
};

type Given = { readonly name: string; readonly login: string; readonly password: string };
type Errors = Readonly<Partial<Record<keyof Given, string>>>;

/** What can be seen to be missing before anything is sent. */
const missingIn = ({ name, login, password }: Given, { setUp }: AdminText): Errors => {
  const length = [...password.normalize('NFC')].length;
  return {
    ...(name.trim() === '' ? { name: setUp.missingName } : {}),
    ...(login.trim().length < 3 ? { login: setUp.missingLogin } : {}),
    ...(length < minPasswordLength ? { password: setUp.weak.short } : {}),
    ...(length > maxPasswordLength ? { password: setUp.weak.long } : {}),
  };
};

/** What the server says about a field; undefined when it is about something else. */
const refusedIn = (failure: CallFailure | undefined, { setUp }: AdminText): Errors | undefined => {
  if (failure?.kind !== 'problem') return undefined;
  const { code, reason } = failure.problem;
  if (code !== 'sign-in/password-weak') return undefined;
  return { password: setUp.weak[PasswordWeakness.safeParse(reason).data ?? 'common'] };
};

type SetUpFormProps = {
  readonly token: string;
  /** The city's own sign-in service by name, where there is one. */
  readonly signOn: string | null;
  readonly onUsed: () => void;
};

const SetUpForm = ({ token, signOn, onUsed }: SetUpFormProps) => {
  const text = useAdminText();
  const { setUp, signIn } = text;
  const account = useAccountText();
  const callWords = useCallWords();
  const navigate = useNavigate();
  const [given, setGiven] = useState<Given>({ name: '', login: '', password: '' });
  const [tries, setTries] = useState(0);
  const [isSending, setIsSending] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<CallFailure>();

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending) return;
    const missing = missingIn(given, text);
    setFailure(undefined);
    setErrors(missing);
    setTries((n) => n + 1);
    if (Object.keys(missing).length > 0) return;
    setIsSending(true);
    const answer = await send('/api/admin/set-up', { token, ...given }, SetUpAdministratorReply);
    setIsSending(false);
    if (answer.ok) return navigate('/admin', { replace: true });
    if (answer.error.kind === 'problem' && answer.error.problem.code === 'sign-in/setup-link-used')
      return onUsed();
    const refused = refusedIn(answer.error, text);
    if (refused === undefined) setFailure(answer.error);
    else setErrors(refused);
  };

  const joinBySignOn = async (): Promise<void> => {
    const missing = missingIn(given, text).name;
    setFailure(undefined);
    setErrors(missing === undefined ? {} : { name: missing });
    setTries((n) => n + 1);
    if (missing !== undefined) return;
    const body = { kind: 'invitation', token, name: given.name };
    const begun = await send('/api/admin/sign-on/begin', body, BeginSignOnReply);
    if (begun.ok) window.location.assign(begun.value.address);
    else setFailure(begun.error);
  };

  const words = failure === undefined ? undefined : callWords(failure);
  const change = (key: keyof Given) => (value: string) => setGiven((before) => ({ ...before, [key]: value }));
  const summary = [
    ...(words === undefined ? [] : [{ id: 'name', words: words.action }]),
    ...(['name', 'login', 'password'] as const).flatMap((id) => {
      const error = errors[id];
      return error === undefined ? [] : [{ id, words: error }];
    }),
  ];
  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      <p>{setUp.lead}</p>
      <ErrorSummary key={`${tries} ${summary.length}`} errors={summary} title={words?.title} />
      <TextField
        id="name"
        label={setUp.name}
        hint={setUp.nameHint}
        error={errors.name}
        autoComplete="name"
        maxLength={100}
        value={given.name}
        onChange={(event) => change('name')(event.target.value)}
      />
      <TextField
        id="login"
        label={signIn.login}
        hint={setUp.loginHint}
        error={errors.login}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        value={given.login}
        onChange={(event) => change('login')(event.target.value)}
      />
      <PasswordField
        id="password"
        hint={setUp.passwordHint}
        error={errors.password}
        autoComplete="new-password"
        value={given.password}
        onChange={change('password')}
      />
      <Button type="submit" variant="primary" size="l" block aria-busy={isSending}>
        {isSending ? setUp.sending : setUp.submit}
      </Button>
      {signOn !== null && (
        <>
          <Button size="l" block icon="sign-in" onClick={() => void joinBySignOn()}>
            {account.signOn.setUp({ name: signOn })}
          </Button>
          <p className="muted small">{account.signOn.setUpWhat}</p>
        </>
      )}
    </form>
  );
};
