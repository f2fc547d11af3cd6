import { useState } from 'react';
import type { Role } from '../../../domain/roles.ts';
import { OneTimeLinkReply, type InviteAdministratorRequest } from '../../../protocol/administrators.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { useText } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { OneTimeLink } from './one-time-link.tsx';
import { RoleChoice } from './role-choice.tsx';
import { useSensitiveAct } from './use-act.ts';

type InviteDialogProps = { readonly onClose: () => void; readonly onMade: () => void };

/** Whom the link is for, and what they may do; then the link, once (ROLE-3). */
export const InviteDialog = ({ onClose, onMade }: InviteDialogProps) => {
  const { accounts } = useAdminAccessText();
  const { inviteDialog: words } = accounts;
  const text = useText();
  const { act, failure, isSending } = useSensitiveAct();
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [isTried, setIsTried] = useState(false);
  const [made, setMade] = useState<OneTimeLinkReply>();
  const invite = async (): Promise<void> => {
    setIsTried(true);
    if (name.trim() === '' || roles.length === 0 || isSending) return;
    const body: InviteAdministratorRequest = { name, roles: [...roles] };
    const reply = await act('/api/admin/administrators/invite', body, OneTimeLinkReply);
    if (reply === undefined) return;
    setMade(reply);
    onMade();
  };
  if (made !== undefined) return <OneTimeLink made={made} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.title}
      footer={
        <>
          <Button variant="primary" icon="link" aria-busy={isSending} onClick={() => void invite()}>
            {isSending ? words.sending : words.submit}
          </Button>
          <Button onClick={onClose}>{text.action.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        <FailureBanner failure={failure} />
        <TextField
          label={words.name}
          error={isTried && name.trim() === '' ? words.nameMissing : undefined}
          maxLength={100}
          autoComplete="off"
          value={name}
          onChange={(change) => setName(change.target.value)}
        />
        <RoleChoice
          chosen={roles}
          onChange={setRoles}
          error={isTried && roles.length === 0 ? accounts.rolesMissing : undefined}
        />
      </div>
    </Dialog>
  );
};
