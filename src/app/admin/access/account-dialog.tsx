import { useState } from 'react';
import type { Role } from '../../../domain/roles.ts';
import {
  AdministratorActReply,
  OneTimeLinkReply,
  type ListedAdministrator,
} from '../../../protocol/administrators.ts';
import { FactorResetReply } from '../../../protocol/factors.ts';
import { useAccountText } from '../../text/admin-account-text.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { OneTimeLink } from './one-time-link.tsx';
import { RoleChoice } from './role-choice.tsx';
import { useSensitiveAct, type Acting } from './use-act.ts';

type AccountDialogProps = {
  readonly account: ListedAdministrator;
  readonly onClose: () => void;
  readonly onChanged: () => void;
};

type ResetFactorsProps = Pick<AccountDialogProps, 'account' | 'onChanged'> & {
  readonly act: Acting['act'];
  readonly path: string;
};

/** For somebody who has lost every second step: one asks, another agrees (AUTH-6). */
const ResetFactors = ({ account, act, path, onChanged }: ResetFactorsProps) => {
  const { reset } = useAccountText();
  const [state, setState] = useState<FactorResetReply['state']>();
  const isAsked = state === 'asked' || (state === undefined && account.factorReset === 'by-me');
  const isAgreeing = account.factorReset === 'by-other';
  const send = async (): Promise<void> => {
    const done = await act(path, {}, FactorResetReply);
    if (done === undefined) return;
    setState(done.state);
    onChanged();
  };
  return (
    <>
      <div role="status">
        {(isAsked || state === 'done') && (
          <Banner
            tone={state === 'done' ? 'in' : 'already'}
            title={state === 'done' ? reset.done : reset.asked}
          />
        )}
      </div>
      {!isAsked && state === undefined && (
        <>
          <p>{isAgreeing ? reset.agreeWhat : reset.askWhat}</p>
          <Button icon="key" onClick={() => void send()}>
            {isAgreeing ? reset.agree : reset.ask}
          </Button>
        </>
      )}
    </>
  );
};

/** Roles, a way back in, and whether the account is open. Everything asks for the password (ROLE-3, SIGN-6). */
export const AccountDialog = ({ account, onClose, onChanged }: AccountDialogProps) => {
  const { accounts } = useAdminAccessText();
  const { dialog: words } = accounts;
  const text = useText();
  const { act, failure, isSending } = useSensitiveAct();
  const [roles, setRoles] = useState<readonly Role[]>(account.roles);
  const [isSaved, setIsSaved] = useState(false);
  const [made, setMade] = useState<OneTimeLinkReply>();
  const path = (what: string): string =>
    `/api/admin/administrators/${encodeURIComponent(account.id)}/${what}`;
  const save = async (): Promise<void> => {
    if (roles.length === 0 || isSending) return;
    setIsSaved(false);
    const done = await act(path('roles'), { roles }, AdministratorActReply);
    setIsSaved(done !== undefined);
    if (done !== undefined) onChanged();
  };
  const turn = async (what: 'disable' | 'enable'): Promise<void> => {
    if ((await act(path(what), {}, AdministratorActReply)) === undefined) return;
    onChanged();
    onClose();
  };
  const makeLink = async (): Promise<void> => setMade(await act(path('password-link'), {}, OneTimeLinkReply));
  if (made !== undefined) return <OneTimeLink made={made} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.title({ name: account.name })}
      detail={words.login({ login: account.login })}
      footer={
        <>
          <Button
            variant="primary"
            disabledReason={isSending ? words.saving : undefined}
            onClick={() => void save()}
          >
            {words.save}
          </Button>
          <Button onClick={onClose}>{text.action.close}</Button>
        </>
      }
    >
      <div className="stack">
        <FailureBanner failure={failure} />
        <div role="status">{isSaved && <Banner tone="in" icon="check" title={words.saved} />}</div>
        <RoleChoice
          chosen={roles}
          onChange={setRoles}
          error={roles.length === 0 ? accounts.rolesMissing : undefined}
        />
        {account.isDisabled ? (
          <>
            <p>{words.enableWhat}</p>
            <Button onClick={() => void turn('enable')}>{words.enable}</Button>
          </>
        ) : (
          <>
            <Button icon="key" onClick={() => void makeLink()}>
              {words.passwordLink}
            </Button>
            <ResetFactors account={account} act={act} path={path('factor-reset')} onChanged={onChanged} />
            <p>{words.disableWhat}</p>
            <Button variant="danger" icon="prohibit" onClick={() => void turn('disable')}>
              {words.disable}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  );
};
