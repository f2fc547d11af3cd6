import { useState } from 'react';
import { PasskeyQuestion } from '../../../protocol/passkeys.ts';
import { SignInAdministratorReply } from '../../../protocol/sign-in-administrator.ts';
import type { SignInMethodsReply } from '../../../protocol/sign-in-methods.ts';
import { BeginSignOnReply } from '../../../protocol/sign-on.ts';
import { useAccountText } from '../../text/admin-account-text.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { FailureBanner } from '../access/failure-banner.tsx';
import { send } from '../admin-api.ts';
import { askPasskey, hasPasskeys } from './passkey.ts';
import styles from './accounts.module.css';

type OtherWaysInProps = { readonly methods: SignInMethodsReply; readonly onSignedIn: () => void };

/** A passkey alone, and the city's own sign-in service where there is one (AUTH-2, AUTH-8). */
export const OtherWaysIn = ({ methods, onSignedIn }: OtherWaysInProps) => {
  const { wayIn } = useAccountText();
  const [isWaiting, setIsWaiting] = useState(false);
  const [isRefused, setIsRefused] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const byPasskey = async (): Promise<void> => {
    setIsWaiting(true);
    setIsRefused(false);
    setFailure(undefined);
    const asked = await send('/api/admin/passkey/options', {}, PasskeyQuestion);
    const response = asked.ok ? await askPasskey(asked.value) : undefined;
    const path = '/api/admin/passkey/sign-in';
    const answer =
      response === undefined ? undefined : await send(path, { response }, SignInAdministratorReply);
    setIsWaiting(false);
    if (!asked.ok) setFailure(asked.error);
    else if (answer === undefined) setIsRefused(true);
    else if (answer.ok) onSignedIn();
    else setFailure(answer.error);
  };
  const bySignOn = async (): Promise<void> => {
    setFailure(undefined);
    const begun = await send('/api/admin/sign-on/begin', { kind: 'sign-in' }, BeginSignOnReply);
    if (begun.ok) window.location.assign(begun.value.address);
    else setFailure(begun.error);
  };
  const hasPasskey = methods.methods.includes('passkey') && hasPasskeys();
  if (!hasPasskey && methods.signOn === null) return null;
  return (
    <div className={styles['ways']}>
      {methods.methods.includes('password') && (
        <p className={styles['or']} aria-hidden="true">
          {wayIn.or}
        </p>
      )}
      <FailureBanner failure={failure} />
      {isRefused && <Banner role="alert" tone="attention" title={wayIn.noPasskey} />}
      {methods.signOn !== null && (
        <Button size="l" block icon="sign-in" onClick={() => void bySignOn()}>
          {wayIn.signOn({ name: methods.signOn })}
        </Button>
      )}
      {hasPasskey && (
        <Button size="l" block icon="key" aria-busy={isWaiting} onClick={() => void byPasskey()}>
          {isWaiting ? wayIn.waiting : wayIn.passkey}
        </Button>
      )}
    </div>
  );
};
