/** What is done with a group's places: how many there are, and who gets an empty one (PPL-4). */
import { useState } from 'react';
import { Day } from '../../../domain/time.ts';
import { maxPlaces, type CohortPlaces, type WaitingPerson } from '../../../protocol/cohort-places.ts';
import { Done } from '../../../protocol/people.ts';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { TextField } from '../../ui/field/field.tsx';
import { send } from '../admin-api.ts';
import { fullName } from '../sessions/person-name.ts';
import { ActDialog } from './act-dialog.tsx';

type PlaceDialogProps = {
  readonly cohort: CohortPlaces;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

export const SizeDialog = ({ cohort, onDone, onClose }: PlaceDialogProps) => {
  const { sizeDialog: words } = useAdminPeopleText().groups;
  const [typed, setTyped] = useState(String(cohort.places));
  const [hasTried, setHasTried] = useState(false);
  const places = Number(typed);
  const isRight = /^\d{1,3}$/.test(typed.trim()) && places >= 1 && places <= maxPlaces;
  const { id, name } = cohort;
  return (
    <ActDialog
      title={words.title({ name })}
      confirm={words.confirm}
      isReady={() => {
        setHasTried(true);
        return isRight;
      }}
      act={() => send('/api/admin/places/size', { cohort: id, places }, Done)}
      done={() => words.done({ name, n: places })}
      onDone={onDone}
      onClose={onClose}
    >
      <TextField
        label={words.label}
        hint={words.hint}
        inputMode="numeric"
        value={typed}
        maxLength={3}
        error={hasTried && !isRight ? words.wrong : undefined}
        onChange={(change) => setTyped(change.target.value)}
      />
    </ActDialog>
  );
};

export const FillDialog = (
  props: PlaceDialogProps & { readonly first: WaitingPerson; readonly today: Day },
) => {
  const { cohort, first, today, onDone, onClose } = props;
  const words = useAdminPeopleText();
  const { fillDialog } = words.groups;
  const [day, setDay] = useState<string>(today);
  const [hasTried, setHasTried] = useState(false);
  const isDay = Day.safeParse(day).success;
  const name = fullName(first);
  return (
    <ActDialog
      title={fillDialog.title({ name: cohort.name })}
      confirm={fillDialog.confirm({ name })}
      isReady={() => {
        setHasTried(true);
        return isDay;
      }}
      act={() =>
        send('/api/admin/places/fill', { cohort: cohort.id, day, expected: first.participant }, Done)
      }
      done={() => fillDialog.done({ name, group: cohort.name })}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{fillDialog.first({ name })}</p>
      <TextField
        type="date"
        label={words.day}
        hint={fillDialog.dayHint}
        value={day}
        error={hasTried && !isDay ? words.dayMissing : undefined}
        onChange={(change) => setDay(change.target.value)}
      />
    </ActDialog>
  );
};
