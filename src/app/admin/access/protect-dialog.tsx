import { useState } from 'react';
import { AliasReply, type FoundPerson } from '../../../protocol/protected-people.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { useText } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { useSensitiveAct } from './use-act.ts';

type ProtectDialogProps = {
  readonly person: FoundPerson;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
};

/** Puts an alias where the name stood, everywhere (PROT-2). */
export const ProtectDialog = ({ person, onClose, onDone }: ProtectDialogProps) => {
  const { protectedPeople } = useAdminAccessText();
  const { protect: words } = protectedPeople;
  const text = useText();
  const { act, failure, isSending } = useSensitiveAct();
  const [alias, setAlias] = useState('');
  const submit = async (): Promise<void> => {
    if (isSending) return;
    const body = { alias: alias.trim() === '' ? null : alias };
    const done = await act(`/api/admin/protected/${encodeURIComponent(person.id)}/protect`, body, AliasReply);
    if (done !== undefined) onDone(words.done({ alias: done.alias }));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.title({ name: `${person.given} ${person.family}`.trim() })}
      footer={
        <>
          <Button variant="primary" icon="shield-check" aria-busy={isSending} onClick={() => void submit()}>
            {isSending ? words.sending : words.submit}
          </Button>
          <Button onClick={onClose}>{text.action.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        <FailureBanner failure={failure} />
        <p>{words.what}</p>
        <p>{protectedPeople.tablets}</p>
        <TextField
          label={words.alias}
          hint={words.hint}
          isOptional
          maxLength={100}
          autoComplete="off"
          value={alias}
          onChange={(change) => setAlias(change.target.value)}
        />
      </div>
    </Dialog>
  );
};
