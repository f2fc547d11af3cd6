import { useEffect, useRef, useState } from 'react';
import { AddFactorReply, NewTotpReply } from '../../../protocol/factors.ts';
import { useAccountText } from '../../text/admin-account-text.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { Button } from '../../ui/button/button.tsx';
import { QrCode } from '../../ui/qr-code/qr-code.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { FailureBanner } from '../access/failure-banner.tsx';
import { send } from '../admin-api.ts';
import { CodeForm } from './code-form.tsx';
import { isTotpCode } from './code-kinds.ts';
import { useCopying } from './use-copying.ts';
import styles from './accounts.module.css';

type NewTotpProps = {
  readonly name: string;
  readonly onAdded: (added: AddFactorReply) => void;
};

/** The picture, the key and the field for the first code. */
const Begun = ({
  begun,
  onCode,
}: {
  readonly begun: NewTotpReply;
  readonly onCode: (code: string) => Promise<CallFailure | undefined>;
}) => {
  const { totp, recovery } = useAccountText();
  const { copying, copy } = useCopying(begun.secret, totp.copyFailed);
  return (
    <>
      <div className={styles['picture']}>
        <QrCode text={begun.address} label={totp.picture} />
      </div>
      <p>
        {totp.typed} <br />
        <code className={`mono ${styles['secret']}`}>{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <p>
        <Button size="s" icon="copy" onClick={copy}>
          {copying === 'copied' ? recovery.copied : totp.copy}
        </Button>
      </p>
      {copying === 'failed' && <p>{totp.copyFailed}</p>}
      <CodeForm
        label={totp.code}
        hint={totp.codeHint}
        missing={totp.missing}
        submitWords={totp.submit}
        sendingWords={totp.sending}
        unlike={totp.missing}
        isPossible={isTotpCode}
        onCode={onCode}
      />
    </>
  );
};

/** A picture and a key for the code app, and its first code, which shows that the app has them (AUTH-3). */
export const NewTotp = ({ name, onAdded }: NewTotpProps) => {
  const { totp } = useAccountText();
  const [begun, setBegun] = useState<NewTotpReply>();
  const [failure, setFailure] = useState<CallFailure>();
  const first = useRef<HTMLParagraphElement>(null);
  /* The button that led here is gone, and focus with it: reading and Tab go on from the first words, past the key. */
  useEffect(() => first.current?.focus(), []);
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
  return (
    <div className="stack">
      <p ref={first} tabIndex={-1}>
        {totp.scan}
      </p>
      <FailureBanner failure={failure} />
      {begun === undefined && failure === undefined && <Skeleton />}
      {begun !== undefined && <Begun begun={begun} onCode={add} />}
    </div>
  );
};
