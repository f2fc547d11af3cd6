/** One venue: its name as tablets show it, whose tablets are there, and how it works for everybody. */
import { useState } from 'react';
import { UnitId } from '../../../domain/ids.ts';
import { units } from '../../../domain/programme.ts';
import { PutVenueReply } from '../../../protocol/plan-places.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { Field, SelectField, TextField } from '../../ui/field/field.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { send } from '../admin-api.ts';
import type { ListedVenue } from './venues-screen.tsx';
import { SaveDialog } from './save-dialog.tsx';
import styles from './planning.module.css';

type VenueDialogProps = {
  /** None for a new one. */
  readonly venue: ListedVenue | undefined;
  readonly onClose: () => void;
  readonly onSaved: () => void;
};

export const VenueDialog = ({ venue, onClose, onSaved }: VenueDialogProps) => {
  const { venues: words } = usePlanningText();
  const announce = useAnnounce();
  const [form, setForm] = useState({
    name: venue?.name ?? '',
    unit: venue?.unit ?? '',
    address: venue?.address ?? '',
    accessibility: venue?.accessibility ?? '',
    seats: venue?.seats == null ? '' : String(venue.seats),
  });
  const [hasTried, setHasTried] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const areSeatsWrong = form.seats.trim() !== '' && !/^[1-9]\d{0,3}$/.test(form.seats.trim());
  const set = (change: Partial<typeof form>): void => setForm({ ...form, ...change });
  const save = async (): Promise<void> => {
    setHasTried(true);
    if (isSending) return;
    if (form.name.trim() === '' || areSeatsWrong) {
      document.getElementById(areSeatsWrong ? 'venue-seats' : 'venue-name')?.focus();
      return;
    }
    setIsSending(true);
    const body = {
      ...form,
      id: venue?.id ?? null,
      unit: form.unit === '' ? null : UnitId.parse(form.unit),
      seats: form.seats.trim() === '' ? null : Number(form.seats),
    };
    const answer = await send('/api/admin/planning/venues', body, PutVenueReply);
    setIsSending(false);
    if (!answer.ok) return setFailure(answer.error);
    const { renamed } = answer.value;
    announce(
      `${words.saved({ name: form.name.trim() })} ${renamed > 0 ? words.renamed({ n: renamed }) : ''}`.trim(),
      'polite',
    );
    onSaved();
  };
  return (
    <SaveDialog
      title={venue === undefined ? words.addTitle : words.editTitle}
      save={words.save}
      isSending={isSending}
      failure={failure}
      onSave={() => void save()}
      onClose={onClose}
    >
      <TextField
        id="venue-name"
        label={words.name}
        hint={words.nameHint}
        maxLength={100}
        autoComplete="off"
        error={hasTried && form.name.trim() === '' ? words.nameMissing : undefined}
        value={form.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <SelectField
        label={words.unit}
        hint={words.unitHint}
        options={[{ value: '', label: words.shared }, ...units.map(([value, label]) => ({ value, label }))]}
        value={form.unit}
        onChange={(event) => set({ unit: event.target.value })}
      />
      <Field label={words.accessibility} hint={words.accessibilityHint}>
        {({ className: _plain, ...aria }) => (
          <textarea
            {...aria}
            className={styles['area']}
            maxLength={1000}
            value={form.accessibility}
            onChange={(event) => set({ accessibility: event.target.value })}
          />
        )}
      </Field>
      <TextField
        label={words.address}
        isOptional
        maxLength={200}
        value={form.address}
        onChange={(event) => set({ address: event.target.value })}
      />
      <TextField
        id="venue-seats"
        label={words.seats}
        isOptional
        inputMode="numeric"
        maxLength={4}
        error={hasTried && areSeatsWrong ? words.seatsWrong : undefined}
        value={form.seats}
        onChange={(event) => set({ seats: event.target.value })}
      />
    </SaveDialog>
  );
};
