import { useState } from 'react';
import { AliasReply, UnprotectReply, type ProtectedPerson } from '../../../protocol/protected-people.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { useText } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { useSensitiveAct, type Acting } from './use-act.ts';

type ProtectionDialogProps = {
  readonly person: ProtectedPerson;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
};

type PartProps = Omit<ProtectionDialogProps, 'onClose'> & { readonly acting: Acting };

const pathOf = ({ id }: ProtectedPerson, what: string): string =>
  `/api/admin/protected/${encodeURIComponent(id)}/${what}`;

const AliasPart = ({ person, onDone, acting }: PartProps) => {
  const { protectedPeople } = useAdminAccessText();
  const { dialog: words, protect } = protectedPeople;
  const [alias, setAlias] = useState('');
  const [isTried, setIsTried] = useState(false);
  const save = async (): Promise<void> => {
    setIsTried(true);
    if (alias.trim() === '' || acting.isSending) return;
    const done = await acting.act(pathOf(person, 'alias'), { alias }, AliasReply);
    if (done !== undefined) onDone(protect.done({ alias: done.alias }));
  };
  return (
    <>
      <TextField
        label={words.alias}
        error={isTried && alias.trim() === '' ? words.aliasMissing : undefined}
        maxLength={100}
        autoComplete="off"
        value={alias}
        onChange={(change) => setAlias(change.target.value)}
      />
      <Button onClick={() => void save()}>{words.saveAlias}</Button>
    </>
  );
};

const EndPart = ({ person, onDone, acting }: PartProps) => {
  const { dialog: words } = useAdminAccessText().protectedPeople;
  const [given, setGiven] = useState('');
  const [family, setFamily] = useState('');
  const [isTried, setIsTried] = useState(false);
  const isMissing = !person.hasName && (given.trim() === '' || family.trim() === '');
  const end = async (): Promise<void> => {
    setIsTried(true);
    if (isMissing || acting.isSending) return;
    const body = { name: person.hasName ? null : { given, family } };
    const done = await acting.act(pathOf(person, 'unprotect'), body, UnprotectReply);
    if (done !== undefined) onDone(words.ended({ name: `${done.given} ${done.family}` }));
  };
  return (
    <>
      <h3>{words.endTitle}</h3>
      <p>{words.endWhat}</p>
      {!person.hasName && (
        <>
          <TextField
            label={words.given}
            error={isTried && isMissing ? words.nameMissing : undefined}
            maxLength={100}
            autoComplete="off"
            value={given}
            onChange={(change) => setGiven(change.target.value)}
          />
          <TextField
            label={words.family}
            maxLength={100}
            autoComplete="off"
            value={family}
            onChange={(change) => setFamily(change.target.value)}
          />
        </>
      )}
      <Button variant="danger" icon="shield-warning" onClick={() => void end()}>
        {words.end}
      </Button>
    </>
  );
};

/** Another alias, or the end of the protection (PROT-2). */
export const ProtectionDialog = ({ person, onClose, onDone }: ProtectionDialogProps) => {
  const { dialog: words } = useAdminAccessText().protectedPeople;
  const text = useText();
  const acting = useSensitiveAct();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.title({ name: person.alias })}
      footer={<Button onClick={onClose}>{text.action.close}</Button>}
    >
      <div className="stack">
        <FailureBanner failure={acting.failure} />
        <AliasPart person={person} onDone={onDone} acting={acting} />
        <EndPart person={person} onDone={onDone} acting={acting} />
      </div>
    </Dialog>
  );
};
