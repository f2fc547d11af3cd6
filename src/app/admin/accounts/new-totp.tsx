import { useEffect, useState } from 'react';
import { AddFactorReply, NewTotpReply } from '../../../protocol/factors.ts';
import { useAccountText } from '../../text/admin-account-text.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { QrCode } from '../../ui/qr-code/qr-code.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { FailureBanner } from '../access/failure-banner.tsx';
import { send } from '../admin-api.ts';
import { CodeForm } from './code-form.tsx';
import styles from './accounts.module.css';

type NewTotpProps = {
  readonly name: string;
  readonly onAdded: (added: AddFactorReply) => void;
};

/** A picture and a key for the code app, and its first code, which shows that the app has them (AUTH-3). */
export const NewTotp = ({ name, onAdded }: NewTotpProps) => {
  const { totp } = useAccountText();
  const [begun, setBegun] = useState<NewTotpReply>();
  const [failure, setFailure] = useState<CallFailure>();
  useEffect(() => {
    let isCurrent = true;
    void send('/api/admin/factors/totp/begin', {}, NewTotpReply).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setBegun(answer.value);
      else setFailure(answer.error);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  const add = async (code: string): Promise<CallFailure | undefined> => {
    const body = { ticket: begun?.ticket ?? '', name, code };
    const answer = await send('/api/admin/factors/totp', body, AddFactorReply);
    if (!answer.ok) return answer.error;
    onAdded(answer.value);
    return undefined;
  };
  if (begun === undefined) return failure === undefined ? <Skeleton /> : <FailureBanner failure={failure} />;
  return (
    <div className="stack">
      <p>{totp.scan}</p>
      <div className={styles['picture']}>
        <QrCode text={begun.address} label={totp.picture} />
      </div>
      <p>
        {totp.typed} <br />
        <code className={`mono ${styles['secret']}`}>{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <CodeForm
        label={totp.code}
        hint={totp.codeHint}
        missing={totp.missing}
        submitWords={totp.submit}
        sendingWords={totp.sending}
        onCode={add}
      />
    </div>
  );
};
