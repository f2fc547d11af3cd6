/** Everybody missing, each with a choice that nobody has made for the trainer, and from when (CLOSE-1, ATT-7). */
import type { ParticipantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useViewsText } from '../text/views-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Icon } from '../ui/icon/icon.tsx';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import { SegmentedControl } from '../ui/segmented-control/segmented-control.tsx';
import type { ListRow } from './list-rows.ts';
import { stepTime, type TimeBounds } from './person-time.ts';
import styles from './close-screen.module.css';

type TimeProps = {
  readonly name: string;
  readonly at: Instant;
  readonly bounds: TimeBounds;
  readonly onStep: (at: Instant) => void;
};

/** From when, a quarter at a time. At the bound a step stays reachable and says why it goes no further (UI-1). */
const FromTime = ({ name, at, bounds, onStep }: TimeProps) => {
  const { close } = useViewsText();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const step = (direction: -1 | 1) => {
    const bound = direction === -1 ? bounds.from : bounds.to;
    const isAtBound = at === bound;
    const label = direction === -1 ? close.earlier({ name }) : close.later({ name });
    const time = formatTime(language, bound);
    const reason = direction === -1 ? close.earliest({ time }) : close.latest({ time });
    return (
      <button
        type="button"
        className={styles['step']}
        aria-label={isAtBound ? `${label}, ${reason}` : label}
        aria-disabled={isAtBound ? true : undefined}
        onClick={() => {
          if (isAtBound) return;
          const next = stepTime(at, direction, bounds);
          onStep(next);
          announce(formatTime(language, next), 'polite');
        }}
      >
        <Icon name={direction === -1 ? 'minus' : 'plus'} />
      </button>
    );
  };
  return (
    <div role="group" aria-label={close.from({ name })} className={styles['from']}>
      {step(-1)}
      <span className="num">{close.fromTime({ time: formatTime(language, at) })}</span>
      {step(1)}
    </div>
  );
};

type MissingProps = {
  readonly missing: readonly ListRow[];
  /** Said to have been here, from when. */
  readonly wereHere: ReadonlyMap<ParticipantId, Instant>;
  readonly bounds: TimeBounds;
  readonly onChange: (participant: ParticipantId, from: Instant | undefined) => void;
};

export const CloseMissing = ({ missing, wereHere, bounds, onChange }: MissingProps) => {
  const text = useText();
  const { close } = useTrainerText();
  const { close: words } = useViewsText();
  if (missing.length === 0) return <p className="strong">{close.nobodyMissing}</p>;
  return (
    <section aria-labelledby="missing">
      <h2 id="missing" className={styles['heading']}>
        {text.close.missing({ n: missing.length })}
      </h2>
      <p className="muted">{close.phoneNote}</p>
      <ul className={styles['missing']}>
        {missing.map(({ id, name }) => {
          const from = wereHere.get(id);
          return (
            <li key={id}>
              <span className={from === undefined ? styles['dot'] : styles['full']} aria-hidden="true" />
              <span className={styles['name']} aria-hidden="true">
                {name}
              </span>
              {from !== undefined && (
                <FromTime name={name} at={from} bounds={bounds} onStep={(at) => onChange(id, at)} />
              )}
              <SegmentedControl
                label={name}
                value={from === undefined ? 'not-here' : 'here'}
                onChange={(value) => onChange(id, value === 'here' ? bounds.from : undefined)}
                options={[
                  { value: 'not-here', label: close.wasNotHere },
                  { value: 'here', label: close.wasHere },
                ]}
              />
            </li>
          );
        })}
      </ul>
      {wereHere.size > 0 && <p className="muted">{words.told}</p>}
    </section>
  );
};
