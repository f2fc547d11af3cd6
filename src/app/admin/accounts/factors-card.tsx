import { useState } from 'react';
import {
  AccountActReply,
  RecoveryCodesReply,
  type OwnAccountReply,
  type OwnFactor,
} from '../../../protocol/factors.ts';
import { useAccountText } from '../../text/admin-account-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { KeptDialog } from '../../ui/dialog/kept-dialog.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { FailureBanner } from '../access/failure-banner.tsx';
import { useSensitiveAct } from '../access/use-act.ts';
import { ChooseFactor } from './choose-factor.tsx';
import { nameOfFactor } from './factor-name.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import styles from './accounts.module.css';

type Opened =
  | { readonly kind: 'add' }
  | { readonly kind: 'codes'; readonly codes: readonly string[] }
  | { readonly kind: 'rename' | 'remove'; readonly factor: OwnFactor };

type FactorsCardProps = { readonly account: OwnAccountReply; readonly onChanged: () => void };

const FactorDialog = ({
  opened,
  onClose,
  onChanged,
}: {
  readonly opened: Extract<Opened, { readonly factor: OwnFactor }>;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) => {
  const text = useText();
  const { account, choose } = useAccountText();
  const { factors: words } = account;
  const { act, failure, isSending } = useSensitiveAct();
  const { factor, kind } = opened;
  const shown = nameOfFactor(factor, words.kind);
  const [name, setName] = useState(shown);
  const path = `/api/admin/factors/${encodeURIComponent(factor.id)}`;
  const isNameless = kind === 'rename' && name.trim() === '';
  const go = async (): Promise<void> => {
    if (isSending || isNameless) return;
    const done =
      kind === 'rename'
        ? await act(`${path}/name`, { name: name.trim() }, AccountActReply)
        : await act(`${path}/remove`, {}, AccountActReply);
    if (done === undefined) return;
    onChanged();
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={(kind === 'rename' ? words.renameOf : words.removeTitle)({ name: shown })}
      footer={
        <>
          <Button
            variant={kind === 'rename' ? 'primary' : 'danger'}
            aria-busy={isSending}
            onClick={() => void go()}
          >
            {kind === 'rename' ? words.save : words.remove}
          </Button>
          <Button onClick={onClose}>{text.action.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        <FailureBanner failure={failure} />
        {kind === 'remove' ? (
          <p>{words.removeWhat}</p>
        ) : (
          <TextField
            label={choose.name}
            error={isNameless ? choose.nameMissing : undefined}
            maxLength={60}
            value={name}
            onChange={(change) => setName(change.target.value)}
          />
        )}
      </div>
    </Dialog>
  );
};

const FactorRow = ({
  factor,
  isLast,
  onOpen,
}: {
  readonly factor: OwnFactor;
  readonly isLast: boolean;
  readonly onOpen: (opened: Opened) => void;
}) => {
  const { language } = useLanguage();
  const { account } = useAccountText();
  const { factors: words } = account;
  const { kind, createdAt, lastUsedAt, isBackedUp } = factor;
  const name = nameOfFactor(factor, words.kind);
  return (
    <li className={styles['factor']}>
      <div>
        <p className="row wrap">
          <b>{name}</b> {name !== words.kind[kind] && <Tag>{words.kind[kind]}</Tag>}
          {kind === 'passkey' && <Tag tone="outline">{isBackedUp ? words.copied : words.onlyHere}</Tag>}
        </p>
        <p className="muted small">
          {words.added({ time: formatDateTime(language, createdAt) })}{' '}
          {lastUsedAt === null ? words.neverUsed : words.used({ time: formatDateTime(language, lastUsedAt) })}
        </p>
      </div>
      <p className={styles['acts']}>
        <Button
          size="s"
          aria-haspopup="dialog"
          aria-label={words.renameOf({ name })}
          onClick={() => onOpen({ kind: 'rename', factor })}
        >
          {words.rename}
        </Button>
        <Button
          size="s"
          aria-haspopup="dialog"
          aria-label={words.removeOf({ name })}
          disabledReason={isLast ? words.lastOne : undefined}
          onClick={() => onOpen({ kind: 'remove', factor })}
        >
          {words.remove}
        </Button>
      </p>
    </li>
  );
};

/** One's own second steps and recovery codes: added, named, taken away; never the last one (AUTH-5). */
export const FactorsCard = ({ account, onChanged }: FactorsCardProps) => {
  const text = useText();
  const { account: all, recovery, choose } = useAccountText();
  const { factors: words } = all;
  const { act, failure } = useSensitiveAct();
  const [opened, setOpened] = useState<Opened>();
  const close = (): void => setOpened(undefined);
  const renew = async (): Promise<void> => {
    const made = await act('/api/admin/recovery-codes', {}, RecoveryCodesReply);
    if (made === undefined) return;
    setOpened({ kind: 'codes', codes: made.recoveryCodes });
    onChanged();
  };
  return (
    <Card>
      <div className="stack">
        <h2>{words.title}</h2>
        <p>{account.factors.length === 0 ? words.none : words.intro}</p>
        <FailureBanner failure={failure} />
        <ul className={styles['factors']}>
          {account.factors.map((factor) => (
            <FactorRow
              key={factor.id}
              factor={factor}
              isLast={account.factors.length === 1}
              onOpen={setOpened}
            />
          ))}
        </ul>
        <p>
          <Button aria-haspopup="dialog" onClick={() => setOpened({ kind: 'add' })}>
            {words.add}
          </Button>
        </p>
        {account.factors.length > 0 && (
          <p className={styles['acts']}>
            <span>
              {recovery.list}: {recovery.left({ n: account.recoveryCodesLeft })}
            </span>
            <Button size="s" aria-haspopup="dialog" onClick={() => void renew()}>
              {recovery.renew}
            </Button>
            <span className="muted small">{recovery.renewWhat}</span>
          </p>
        )}
      </div>
      {opened?.kind === 'add' && (
        <Dialog
          isOpen
          onClose={close}
          title={choose.title}
          footer={<Button onClick={close}>{text.action.cancel}</Button>}
        >
          <ChooseFactor
            onAdded={({ recoveryCodes }) => {
              setOpened(recoveryCodes === null ? undefined : { kind: 'codes', codes: recoveryCodes });
              onChanged();
            }}
          />
        </Dialog>
      )}
      {opened?.kind === 'codes' && (
        <KeptDialog title={recovery.title}>
          <RecoveryCodes codes={opened.codes} onSaved={close} />
        </KeptDialog>
      )}
      {(opened?.kind === 'rename' || opened?.kind === 'remove') && (
        <FactorDialog opened={opened} onClose={close} onChanged={onChanged} />
      )}
    </Card>
  );
};
