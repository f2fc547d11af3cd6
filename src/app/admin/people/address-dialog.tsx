import { useState } from 'react';
import { Done, type ShowPersonReply } from '../../../protocol/people.ts';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { TextField } from '../../ui/field/field.tsx';
import { send } from '../admin-api.ts';
import { fullName } from '../sessions/person-name.ts';
import { ActDialog } from './act-dialog.tsx';

type AddressDialogProps = {
  readonly person: ShowPersonReply;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** The address somebody was asked for (MAIL-2). */
export const AddressDialog = ({ person, onDone, onClose }: AddressDialogProps) => {
  const { give } = useAdminPeopleText().person;
  const [address, setAddress] = useState(person.address.kind === 'given' ? person.address.text : '');
  return (
    <ActDialog
      title={give.title({ name: fullName(person) })}
      confirm={give.confirm}
      act={() => send('/api/admin/letters/address', { participant: person.id, address }, Done)}
      done={() => (address.trim() === '' ? give.removed : give.done)}
      onDone={onDone}
      onClose={onClose}
    >
      <TextField
        type="email"
        label={give.label}
        hint={give.hint}
        value={address}
        maxLength={254}
        autoComplete="off"
        onChange={(change) => setAddress(change.target.value)}
      />
    </ActDialog>
  );
};
