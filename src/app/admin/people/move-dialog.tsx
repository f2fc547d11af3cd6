import { useState } from 'react';
import { unitName } from '../../../domain/programme.ts';
import { Day } from '../../../domain/time.ts';
import { Done, type ShowPersonReply } from '../../../protocol/people.ts';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { SelectField, TextField } from '../../ui/field/field.tsx';
import { send } from '../admin-api.ts';
import { fullName } from '../sessions/person-name.ts';
import { ActDialog } from './act-dialog.tsx';

type PersonDialogProps = {
  readonly person: ShowPersonReply;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** Another group, or a first one, from a day on (PPL-1). */
export const MoveDialog = ({ person, onDone, onClose }: PersonDialogProps) => {
  const words = useAdminPeopleText();
  const { move, group } = words.person;
  const [cohort, setCohort] = useState('');
  const [day, setDay] = useState<string>(person.today);
  const [hasTried, setHasTried] = useState(false);
  const chosen = person.choices.find(({ id }) => id === cohort);
  const name = fullName(person);
  const isReady = (): boolean => {
    setHasTried(true);
    return chosen !== undefined && Day.safeParse(day).success;
  };
  return (
    <ActDialog
      title={person.cohort === null ? `${group.place}, ${name}` : move.title({ name })}
      confirm={person.cohort === null ? group.place : move.confirm}
      isReady={isReady}
      act={() => send('/api/admin/people/move', { participant: person.id, cohort, day }, Done)}
      done={() => move.done({ name, group: chosen?.name ?? '' })}
      onDone={onDone}
      onClose={onClose}
    >
      <SelectField
        label={move.group}
        value={cohort}
        error={hasTried && chosen === undefined ? move.groupMissing : undefined}
        options={[
          { value: '', label: move.choose },
          ...person.choices
            .filter(({ id }) => id !== person.cohort)
            .toSorted((a, b) => Number(b.unit === person.unit) - Number(a.unit === person.unit))
            .map((choice) => ({
              value: choice.id,
              label: move.option({ name: choice.name, unit: unitName(choice.unit), free: choice.free }),
            })),
        ]}
        onChange={(change) => setCohort(change.target.value)}
      />
      <TextField
        type="date"
        label={words.day}
        hint={person.cohort === null ? undefined : move.dayHint}
        value={day}
        error={hasTried && !Day.safeParse(day).success ? words.dayMissing : undefined}
        onChange={(change) => setDay(change.target.value)}
      />
      {chosen !== undefined && chosen.free <= 0 && (
        <Banner role="status" tone="attention" title={move.full} />
      )}
      <p>{move.consequence}</p>
    </ActDialog>
  );
};
