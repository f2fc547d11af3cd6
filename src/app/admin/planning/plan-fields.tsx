/** The fields that a new series and a changed session share: times with breaks, groups, and what it is planned with. */
import { useState } from 'react';
import { CohortId, DeviceId, VenueId } from '../../../domain/ids.ts';
import type { SessionTimes, TimesProblem } from '../../../domain/planning.ts';
import { unitName } from '../../../domain/programme.ts';
import type { CohortPlan, PlanningChoicesReply } from '../../../protocol/planning.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Checkbox } from '../../ui/checkbox/checkbox.tsx';
import { SelectField, TextField } from '../../ui/field/field.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import styles from './planning.module.css';

type TimesFieldsProps = {
  readonly times: SessionTimes;
  readonly problem: TimesProblem | undefined;
  readonly onChange: (times: SessionTimes) => void;
};

const mostBreaks = 6;

export const TimesFields = ({ times, problem, onChange }: TimesFieldsProps) => {
  const { form } = usePlanningText();
  const { start, end, breaks } = times;
  const setBreak = (i: number, change: Partial<SessionTimes['breaks'][number]>): void =>
    onChange({ ...times, breaks: breaks.map((one, j) => (i === j ? { ...one, ...change } : one)) });
  return (
    <>
      <div className={styles['pair']}>
        <TextField
          id="plan-start"
          label={form.start}
          type="time"
          value={start}
          onChange={(event) => onChange({ ...times, start: event.target.value })}
        />
        <TextField
          id="plan-end"
          label={form.end}
          type="time"
          value={end}
          error={problem === undefined ? undefined : form.times[problem]}
          onChange={(event) => onChange({ ...times, end: event.target.value })}
        />
      </div>
      <fieldset className={styles['group']}>
        <legend className="sr-only">{form.breaks}</legend>
        {breaks.map(({ from, to }, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- a break has no identity but its place, and every field is controlled
          <div key={i} className={styles['pair']}>
            <TextField
              label={form.breakFrom({ n: i + 1 })}
              type="time"
              value={from}
              onChange={(event) => setBreak(i, { from: event.target.value })}
            />
            <TextField
              label={form.breakTo({ n: i + 1 })}
              type="time"
              value={to}
              onChange={(event) => setBreak(i, { to: event.target.value })}
            />
            <Button
              variant="ghost"
              icon="x"
              onClick={() => onChange({ ...times, breaks: breaks.filter((_, j) => j !== i) })}
            >
              <span className="sr-only">{form.removeBreak({ n: i + 1 })}</span>
            </Button>
          </div>
        ))}
        {breaks.length < mostBreaks && (
          <div>
            <Button
              size="s"
              icon="plus"
              onClick={() => onChange({ ...times, breaks: [...breaks, { from: start, to: start }] })}
            >
              {form.addBreak}
            </Button>
          </div>
        )}
      </fieldset>
    </>
  );
};

type CohortFieldProps = {
  readonly cohorts: readonly CohortPlan[];
  readonly chosen: readonly CohortId[];
  readonly isDigital: boolean;
  readonly error: string | undefined;
  readonly onChange: (cohorts: CohortId[]) => void;
};

/** One group for a session on site, any number for a digital lecture. */
export const CohortField = ({ cohorts, chosen, isDigital, error, onChange }: CohortFieldProps) => {
  const { form } = usePlanningText();
  const [first] = chosen;
  const one = cohorts.find(({ id }) => id === first);
  if (!isDigital)
    return (
      <SelectField
        id="plan-cohort"
        label={form.cohort}
        hint={
          one === undefined
            ? undefined
            : form.cohortHint({
                planned: hoursAndMinutes(one.minutes),
                target: hoursAndMinutes(one.target),
              })
        }
        error={error}
        options={[
          { value: '', label: form.choose },
          ...cohorts.map(({ id, name, unit }) => ({ value: id, label: `${name}, ${unitName(unit)}` })),
        ]}
        value={first ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? [] : [CohortId.parse(event.target.value)])}
      />
    );
  return (
    <fieldset id="plan-cohort" tabIndex={-1} className={styles['group']}>
      <legend>{form.cohorts}</legend>
      {error !== undefined && <p className="strong">{error}</p>}
      <div className={styles['columnsOfChoices']}>
        {cohorts.map(({ id, name, unit }) => (
          <Checkbox
            key={id}
            isChecked={chosen.includes(id)}
            onChange={(isChecked) =>
              onChange(isChecked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          >
            {name}, {unitName(unit)}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
};

export type PlannedWith = {
  readonly venue: VenueId | null;
  readonly trainer: string;
  readonly device: DeviceId | null;
};

type WithFieldsProps = {
  readonly choices: Pick<PlanningChoicesReply, 'venues' | 'trainers' | 'devices'>;
  readonly value: PlannedWith;
  readonly isDigital: boolean;
  readonly onChange: (value: PlannedWith) => void;
};

const TrainerField = ({ choices, value, onChange }: Omit<WithFieldsProps, 'isDigital'>) => {
  const { form } = usePlanningText();
  const [isOther, setIsOther] = useState(value.trainer !== '' && !choices.trainers.includes(value.trainer));
  return (
    <>
      <SelectField
        label={form.trainer}
        options={[
          { value: '', label: form.noTrainer },
          ...choices.trainers.map((name) => ({ value: name, label: name })),
          { value: '+', label: form.otherTrainer },
        ]}
        value={isOther ? '+' : value.trainer}
        onChange={(event) => {
          const { value: picked } = event.target;
          setIsOther(picked === '+');
          onChange({ ...value, trainer: picked === '+' ? '' : picked });
        }}
      />
      {isOther && (
        <TextField
          label={form.trainerName}
          value={value.trainer}
          maxLength={100}
          onChange={(event) => onChange({ ...value, trainer: event.target.value })}
        />
      )}
    </>
  );
};

export const WithFields = ({ choices, value, isDigital, onChange }: WithFieldsProps) => {
  const { form } = usePlanningText();
  const working = choices.devices.filter(({ id, revokedAt }) => revokedAt === null || id === value.device);
  return (
    <>
      {!isDigital && (
        <SelectField
          label={form.venue}
          hint={form.venueHint}
          options={[
            { value: '', label: form.noVenue },
            ...choices.venues.map(({ id, name, accessibility }) => ({
              value: id,
              label: accessibility === '' ? `${name} (${form.notDescribed})` : name,
            })),
          ]}
          value={value.venue ?? ''}
          onChange={(event) =>
            onChange({
              ...value,
              venue: event.target.value === '' ? null : VenueId.parse(event.target.value),
            })
          }
        />
      )}
      <TrainerField choices={choices} value={value} onChange={onChange} />
      {!isDigital && (
        <SelectField
          label={form.device}
          hint={form.deviceHint}
          options={[
            { value: '', label: form.unitDevices },
            ...working.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={value.device ?? ''}
          onChange={(event) =>
            onChange({
              ...value,
              device: event.target.value === '' ? null : DeviceId.parse(event.target.value),
            })
          }
        />
      )}
    </>
  );
};
