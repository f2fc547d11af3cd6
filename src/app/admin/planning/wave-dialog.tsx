/** One wave: its name, its first day and its districts. */
import { useState } from 'react';
import { UnitId } from '../../../domain/ids.ts';
import type { Wave } from '../../../domain/planning.ts';
import { units } from '../../../domain/programme.ts';
import { isDay } from '../../../domain/time.ts';
import { PutWaveReply } from '../../../protocol/plan-places.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { Checkbox } from '../../ui/checkbox/checkbox.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { send } from '../admin-api.ts';
import { SaveDialog } from './save-dialog.tsx';
import styles from './planning.module.css';

type WaveDialogProps = {
  readonly wave: Wave | undefined;
  readonly waves: readonly Wave[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
};

export const WaveDialog = ({ wave, waves, onClose, onSaved }: WaveDialogProps) => {
  const { waves: words } = usePlanningText();
  const announce = useAnnounce();
  const [name, setName] = useState(wave?.name ?? '');
  const [startsOn, setStartsOn] = useState<string>(wave?.startsOn ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(wave?.units));
  const [hasTried, setHasTried] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const save = async (): Promise<void> => {
    setHasTried(true);
    if (isSending) return;
    if (name.trim() === '' || !isDay(startsOn)) {
      document.getElementById(name.trim() === '' ? 'wave-name' : 'wave-start')?.focus();
      return;
    }
    setIsSending(true);
    const own = units.flatMap(([id]) => (chosen.has(id) ? [UnitId.parse(id)] : []));
    const body = { id: wave?.id ?? null, name, startsOn, units: own };
    const answer = await send('/api/admin/planning/waves', body, PutWaveReply);
    setIsSending(false);
    if (!answer.ok) return setFailure(answer.error);
    announce(words.saved({ name: name.trim() }), 'polite');
    onSaved();
  };
  const toggle = (id: string, isChecked: boolean): void => {
    const next = new Set(chosen);
    if (isChecked) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <SaveDialog
      title={wave === undefined ? words.addTitle : words.editTitle}
      save={words.save}
      isSending={isSending}
      failure={failure}
      onSave={() => void save()}
      onClose={onClose}
    >
      <TextField
        id="wave-name"
        label={words.name}
        maxLength={60}
        autoComplete="off"
        error={hasTried && name.trim() === '' ? words.nameMissing : undefined}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        id="wave-start"
        label={words.startsOn}
        type="date"
        error={hasTried && !isDay(startsOn) ? words.startsOnMissing : undefined}
        value={startsOn}
        onChange={(event) => setStartsOn(event.target.value)}
      />
      <fieldset className={styles['group']}>
        <legend>{words.units}</legend>
        <div className={styles['columnsOfChoices']}>
          {units.map(([id, label]) => {
            const other = waves.find((one) => one.id !== wave?.id && one.units.some((unit) => unit === id));
            return (
              <Checkbox key={id} isChecked={chosen.has(id)} onChange={(is) => toggle(id, is)}>
                {label}
                {other !== undefined && (
                  <small className="muted"> {words.inOther({ name: other.name })}</small>
                )}
              </Checkbox>
            );
          })}
        </div>
      </fieldset>
    </SaveDialog>
  );
};
