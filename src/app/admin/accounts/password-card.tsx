import { useId, useState, type SubmitEvent } from 'react';
import { AccountActReply } from '../../../protocol/factors.ts';
import { PasswordWeakness } from '../../../protocol/set-up-administrator.ts';
import { useAccountText } from '../../text/admin-account-text.ts';
import { useAdminText } from '../../text/admin-text.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { FailureBanner } from '../access/failure-banner.tsx';
import { send } from '../admin-api.ts';
import { useFreshSignIn } from '../fresh-sign-in.tsx';
import { PasswordField } from '../password-field.tsx';

type Errors = { readonly current?: string; readonly next?: string };

/** The old password and a new one (SIGN-2). */
export const PasswordCard = () => {
  const { account } = useAccountText();
  const { password: words } = account;
  const { signIn, setUp } = useAdminText();
  const ask = useFreshSignIn();
  const id = useId();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<CallFailure>();
  const [state, setState] = useState<'writing' | 'sending' | 'done'>('writing');
  const take = (error: CallFailure): void => {
    const problem = error.kind === 'problem' ? error.problem : undefined;
    if (problem?.code === 'sign-in/wrong') setErrors({ current: words.wrong });
    else if (problem?.code === 'sign-in/password-weak')
      setErrors({ next: setUp.weak[PasswordWeakness.safeParse(problem.reason).data ?? 'common'] });
    else setFailure(error);
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (state === 'sending') return;
    setFailure(undefined);
    setErrors({
      ...(current === '' ? { current: signIn.missingPassword } : {}),
      ...(next === '' ? { next: setUp.weak.short } : {}),
    });
    if (current === '' || next === '') return;
    setState('sending');
    const body = { current, password: next };
    const answer = await ask(() => send('/api/admin/account/password', body, AccountActReply));
    setState(answer.ok ? 'done' : 'writing');
    if (!answer.ok) return take(answer.error);
    setCurrent('');
    setNext('');
  };
  return (
    <Card>
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <h2>{words.title}</h2>
        <FailureBanner failure={failure} />
        <div role="status">{state === 'done' && <Banner tone="in" icon="check" title={words.done} />}</div>
        <PasswordField
          id={`${id}current`}
          label={words.current}
          error={errors.current}
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <PasswordField
          id={`${id}next`}
          label={words.next}
          hint={setUp.passwordHint}
          error={errors.next}
          autoComplete="new-password"
          value={next}
          onChange={setNext}
        />
        <p>
          <Button type="submit" aria-busy={state === 'sending'}>
            {state === 'sending' ? words.sending : words.submit}
          </Button>
        </p>
      </form>
    </Card>
  );
};
