/** One or several stretches of time, each end typed or moved by quarters. */
import { useId } from 'react';
import { useAdminReviewText } from '../../text/admin-review-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { stepTime, type TimeFault, type Typed } from './correction-draft.ts';
import styles from './review.module.css';

type StepperProps = {
  readonly label: string;
  readonly value: string;
  readonly fallback: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
};

const TimeStepper = ({ label, value, fallback, error, onChange }: StepperProps) => {
  const { correction: words } = useAdminReviewText();
  const id = useId();
  return (
    <div className={styles['stepper']}>
      <Button
        aria-label={words.earlier({ which: label })}
        onClick={() => onChange(stepTime(value, -1, fallback))}
      >
        −
      </Button>
      <TextField
        id={id}
        inputMode="numeric"
        autoComplete="off"
        label={label}
        value={value}
        error={error}
        onChange={(change) => onChange(change.target.value)}
      />
      <Button
        aria-label={words.later({ which: label })}
        onClick={() => onChange(stepTime(value, 1, fallback))}
      >
        +
      </Button>
    </div>
  );
};

type TimeStretchesProps = {
  readonly typed: readonly Typed[];
  readonly faults: readonly (TimeFault | undefined)[];
  /** The whole session. */
  readonly whole: Typed;
  readonly onChange: (typed: readonly Typed[]) => void;
};

const mostStretches = 10;

export const TimeStretches = ({ typed, faults, whole, onChange }: TimeStretchesProps) => {
  const { correction: words } = useAdminReviewText();
  const put = (place: number, change: Partial<Typed>): void =>
    onChange(typed.map((each, i) => (i === place ? { ...each, ...change } : each)));
  const last = typed.at(-1);
  return (
    <>
      {typed
        .map((stretch, place) => ({ ...stretch, place, fault: faults[place] }))
        .map(({ from, to, place, fault }) => (
          <div
            key={place}
            role="group"
            aria-label={words.stretch({ n: place + 1 })}
            className={styles['stretch']}
          >
            <TimeStepper
              label={words.from}
              value={from}
              fallback={whole.from}
              error={
                fault === 'overlap' ? words.error.overlap : fault === 'time' ? words.error.time : undefined
              }
              onChange={(value) => put(place, { from: value })}
            />
            <TimeStepper
              label={words.to}
              value={to}
              fallback={whole.to}
              error={fault === 'order' ? words.error.order : undefined}
              onChange={(value) => put(place, { to: value })}
            />
            {typed.length > 1 && (
              <Button variant="ghost" icon="x" onClick={() => onChange(typed.filter((_, i) => i !== place))}>
                {words.without}
              </Button>
            )}
          </div>
        ))}
      <div className={styles['buttons']}>
        {typed.length < mostStretches && (
          <Button
            size="s"
            icon="plus"
            onClick={() => onChange([...typed, { from: last?.to ?? whole.from, to: whole.to }])}
          >
            {words.more}
          </Button>
        )}
        <Button size="s" onClick={() => onChange([whole])}>
          {words.whole}
        </Button>
      </div>
    </>
  );
};
