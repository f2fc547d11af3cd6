/** Telling a time for somebody: a quarter at a time, or typed exactly (ATT-7). */
import { useEffect, useId, useRef, useState } from 'react';
import type { Instant } from '../../domain/time.ts';
import { useDoorText } from '../text/door-text.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { Button } from '../ui/button/button.tsx';
import { Field } from '../ui/field/field.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import { stepTime, typedTime, within, type TimeBounds } from './person-time.ts';
import styles from './person-time-form.module.css';

type StepProps = {
  readonly direction: -1 | 1;
  readonly at: Instant;
  readonly bounds: TimeBounds;
  readonly isFirst?: boolean;
  readonly onStep: (at: Instant) => void;
};

/** A step of a quarter. At the bound it stays reachable and says why it goes no further (UI-1). */
const Step = ({ direction, at, bounds, isFirst = false, onStep }: StepProps) => {
  const { time: words } = useDoorText();
  const { language } = useLanguage();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isFirst) button.current?.focus();
  }, [isFirst]);
  const bound = direction === -1 ? bounds.from : bounds.to;
  const isAtBound = at === bound;
  const limit = formatTime(language, bound);
  const name = direction === -1 ? words.earlier : words.later;
  const reason = direction === -1 ? words.earliest({ time: limit }) : words.latest({ time: limit });
  return (
    <button
      ref={button}
      type="button"
      className={styles['step']}
      aria-label={isAtBound ? `${name}, ${reason}` : name}
      aria-disabled={isAtBound ? true : undefined}
      onClick={() => {
        if (!isAtBound) onStep(stepTime(at, direction, bounds));
      }}
    >
      <Icon name={direction === -1 ? 'minus' : 'plus'} />
    </button>
  );
};

type FormProps = {
  readonly kind: 'came' | 'left';
  readonly name: string;
  readonly bounds: TimeBounds;
  readonly start: number;
  readonly onSave: (at: Instant) => void;
  readonly onCancel: () => void;
};

const useTold = ({ bounds, start }: Pick<FormProps, 'bounds' | 'start'>) => {
  const { time: words } = useDoorText();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const [at, setAt] = useState(() => within(bounds, start));
  const [typed, setTyped] = useState(() => formatTime(language, within(bounds, start)));
  const [isTold, setIsTold] = useState(false);
  const read = typedTime(typed, bounds);
  const range = { from: formatTime(language, bounds.from), to: formatTime(language, bounds.to) };
  const trouble = { time: undefined, 'no-time': words.noTime, outside: words.outside(range) }[read.kind];
  return {
    at,
    typed,
    range,
    read,
    error: isTold ? trouble : undefined,
    tellTrouble: () => setIsTold(true),
    step: (next: Instant) => {
      setAt(next);
      setTyped(formatTime(language, next));
      setIsTold(false);
      announce(formatTime(language, next), 'polite');
    },
    type: (text: string) => {
      setTyped(text);
      setIsTold(false);
      const now = typedTime(text, bounds);
      if (now.kind === 'time') setAt(now.at);
    },
  };
};

export const PersonTimeForm = ({ kind, name, bounds, start, onSave, onCancel }: FormProps) => {
  const { time: words } = useDoorText();
  const { language } = useLanguage();
  const text = useText();
  const told = useTold({ bounds, start });
  const titleId = useId();
  const input = useRef<HTMLInputElement>(null);
  const time = formatTime(language, told.at);
  const saved = kind === 'left' ? words.saveLeft({ time }) : words.saveCame({ time });
  return (
    <form
      className="stack"
      aria-labelledby={titleId}
      noValidate
      onSubmit={(submit) => {
        submit.preventDefault();
        if (told.read.kind === 'time') onSave(told.read.at);
        else {
          told.tellTrouble();
          input.current?.focus();
        }
      }}
    >
      <h3 id={titleId} className={styles['title']}>
        {words[kind]({ name })}
      </h3>
      <div className={styles['frame']}>
        <div className={styles['picker']}>
          <Step direction={-1} at={told.at} bounds={bounds} onStep={told.step} isFirst />
          <Field label={words.label} hint={words.hint(told.range)} error={told.error}>
            {(aria) => (
              <input
                {...aria}
                ref={input}
                type="text"
                inputMode="decimal"
                autoComplete="off"
                maxLength={5}
                className={`${aria.className} ${styles['time']} num`}
                value={told.typed}
                onChange={(change) => told.type(change.target.value)}
              />
            )}
          </Field>
          <Step direction={1} at={told.at} bounds={bounds} onStep={told.step} />
        </div>
      </div>
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" size="l" icon="check">
          {told.read.kind === 'time' ? saved : text.action.save}
        </Button>
        <Button size="l" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
      <p className="muted small">{words.stays}</p>
    </form>
  );
};
