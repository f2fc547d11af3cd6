import { useEffect, useState } from 'react';
import { FactorOptionsReply } from '../../../protocol/factors.ts';
import { SignInAdministratorReply } from '../../../protocol/sign-in-administrator.ts';
import { useAccountText } from '../../text/admin-account-text.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { FailureBanner } from '../access/failure-banner.tsx';
import { send } from '../admin-api.ts';
import { Entrance } from '../entrance.tsx';
import { FactorCodeForm } from './code-form.tsx';
import { kindOfCode } from './code-kinds.ts';
import { askPasskey } from './passkey.ts';

type FactorScreenProps = {
  readonly onSignedIn: () => void;
  readonly onCancel: () => void;
};

const askOptions = () => send('/api/admin/factor/options', {}, FactorOptionsReply);

/** After the password: the second step, by passkey or code (AUTH-1). */
export const FactorScreen = ({ onSignedIn, onCancel }: FactorScreenProps) => {
  const { factor, wayIn } = useAccountText();
  const [options, setOptions] = useState<FactorOptionsReply>();
  const [failure, setFailure] = useState<CallFailure>();
  const [isWaiting, setIsWaiting] = useState(false);
  const [isRefused, setIsRefused] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void askOptions().then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setOptions(answer.value);
      else setFailure(answer.error);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  /** A question is good for one answer, so each press asks anew. */
  const byPasskey = async (): Promise<void> => {
    setIsWaiting(true);
    setIsRefused(false);
    setFailure(undefined);
    const asked = await askOptions();
    const question = asked.ok ? asked.value.passkey : null;
    const response = question === null ? undefined : await askPasskey(question);
    const path = '/api/admin/passkey/sign-in';
    const answer =
      response === undefined ? undefined : await send(path, { response }, SignInAdministratorReply);
    setIsWaiting(false);
    if (answer?.ok === true) return onSignedIn();
    if (answer === undefined) setIsRefused(true);
    else setFailure(answer.error);
  };
  const byCode = async (code: string): Promise<CallFailure | undefined> => {
    const body = { kind: kindOfCode(code), code };
    const answer = await send('/api/admin/factor', body, SignInAdministratorReply);
    if (!answer.ok) return answer.error;
    onSignedIn();
    return undefined;
  };
  return (
    <Entrance title={factor.title} isDemo={false}>
      <p>{factor.lead}</p>
      <FailureBanner failure={failure} />
      {isRefused && <Banner role="alert" tone="attention" title={wayIn.noPasskey} />}
      {options === undefined && failure === undefined && <Skeleton />}
      {options?.hasPasskey === true && (
        <Button variant="primary" size="l" block aria-busy={isWaiting} onClick={() => void byPasskey()}>
          {isWaiting ? wayIn.waiting : factor.passkey}
        </Button>
      )}
      {options !== undefined && (
        <FactorCodeForm onCode={byCode} hasTotp={options.hasTotp} isPrimary={!options.hasPasskey} />
      )}
      <Button variant="ghost" onClick={onCancel}>
        {factor.cancel}
      </Button>
      <p className="muted small">{factor.lost}</p>
    </Entrance>
  );
};
