import { useEffect, useId, useState } from 'react';
import { AddFactorReply } from '../../../protocol/factors.ts';
import { NewPasskeyQuestion } from '../../../protocol/passkeys.ts';
import { useAccountText } from '../../text/admin-account-text.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { FailureBanner } from '../access/failure-banner.tsx';
import { send } from '../admin-api.ts';
import { NewTotp } from './new-totp.tsx';
import { hasPasskeys, makePasskey } from './passkey.ts';
import styles from './accounts.module.css';

type ChooseFactorProps = { readonly onAdded: (added: AddFactorReply) => void };

/** Two ways, each with what it means; the name is asked for first, and may be left out (AUTH-1). */
export const ChooseFactor = ({ onAdded }: ChooseFactorProps) => {
  const { choose, wayIn } = useAccountText();
  const totpId = useId();
  const [name, setName] = useState('');
  const [isTotp, setIsTotp] = useState<boolean>();
  const [isWaiting, setIsWaiting] = useState(false);
  const [isRefused, setIsRefused] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  useEffect(() => {
    if (isTotp === false) document.getElementById(totpId)?.focus();
  }, [isTotp, totpId]);
  const byPasskey = async (): Promise<void> => {
    setIsWaiting(true);
    setIsRefused(false);
    setFailure(undefined);
    const asked = await send('/api/admin/factors/passkey/begin', {}, NewPasskeyQuestion);
    const response = asked.ok ? await makePasskey(asked.value) : undefined;
    const body = { name: name.trim(), response };
    const answer =
      response === undefined ? undefined : await send('/api/admin/factors/passkey', body, AddFactorReply);
    setIsWaiting(false);
    if (!asked.ok) setFailure(asked.error);
    else if (answer === undefined) setIsRefused(true);
    else if (answer.ok) onAdded(answer.value);
    else setFailure(answer.error);
  };
  if (isTotp === true)
    return (
      <div className="stack">
        <NewTotp name={name.trim()} onAdded={onAdded} />
        <Button variant="ghost" onClick={() => setIsTotp(false)}>
          {choose.back}
        </Button>
      </div>
    );
  return (
    <div className={styles['ways']}>
      <FailureBanner failure={failure} />
      {isRefused && <Banner role="alert" tone="attention" title={choose.failed} />}
      <TextField
        label={choose.name}
        hint={choose.nameHint}
        isOptional
        maxLength={60}
        value={name}
        onChange={(change) => setName(change.target.value)}
      />
      <div className={styles['way']}>
        <Button
          variant="primary"
          size="l"
          block
          aria-busy={isWaiting}
          disabledReason={hasPasskeys() ? undefined : choose.noPasskeyHere}
          onClick={() => void byPasskey()}
        >
          {isWaiting ? wayIn.waiting : choose.passkey}
        </Button>
        <p className="muted small">{choose.passkeyWhat}</p>
      </div>
      <div className={styles['way']}>
        <Button id={totpId} size="l" block onClick={() => setIsTotp(true)}>
          {choose.totp}
        </Button>
        <p className="muted small">{choose.totpWhat}</p>
      </div>
    </div>
  );
};
