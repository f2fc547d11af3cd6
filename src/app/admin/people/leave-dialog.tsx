import { useState } from 'react';
import { Day } from '../../../domain/time.ts';
import { Done, LeaveReason, type ShowPersonReply } from '../../../protocol/people.ts';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { SelectField, TextField } from '../../ui/field/field.tsx';
import { send } from '../admin-api.ts';
import { fullName } from '../sessions/person-name.ts';
import { ActDialog } from './act-dialog.tsx';

type LeaveDialogProps = {
  readonly person: ShowPersonReply;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** A last day and one of five reasons; there is no room for anybody's words about another's life (PPL-3). */
export const LeaveDialog = ({ person, onDone, onClose }: LeaveDialogProps) => {
  const words = useAdminPeopleText();
  const { leave } = words.person;
  const [day, setDay] = useState<string>(person.today);
  const [reason, setReason] = useState<LeaveReason>('other-post');
  const [hasTried, setHasTried] = useState(false);
  const name = fullName(person);
  const isDay = Day.safeParse(day).success;
  return (
    <ActDialog
      title={leave.title({ name })}
      confirm={leave.confirm}
      isDanger
      isReady={() => {
        setHasTried(true);
        return isDay;
      }}
      act={() => send('/api/admin/people/leave', { participant: person.id, day, reason }, Done)}
      done={() => leave.done({ name })}
      onDone={onDone}
      onClose={onClose}
    >
      <TextField
        type="date"
        label={leave.day}
        hint={leave.dayHint}
        value={day}
        error={hasTried && !isDay ? words.dayMissing : undefined}
        onChange={(change) => setDay(change.target.value)}
      />
      <SelectField
        label={leave.reason}
        hint={leave.reasonHint}
        value={reason}
        options={LeaveReason.options.map((value) => ({ value, label: leave.reasons[value] }))}
        onChange={(change) => setReason(LeaveReason.parse(change.target.value))}
      />
      <p>{leave.consequence}</p>
    </ActDialog>
  );
};
