/** What each outcome looks and sounds like, with a button to hear it (DESIGN §6). */
import type { SignalKind } from '../device/sounds.ts';
import { useTabletText } from '../text/tablet-text.ts';
import { Button } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import { signal, useSenses } from './senses.tsx';
import styles from './signal-rows.module.css';

export type Shown = 'in' | 'already' | 'choice' | 'stop' | 'undone';

const icons: Readonly<Record<Shown, IconName>> = {
  in: 'check',
  already: 'checks',
  choice: 'question',
  stop: 'prohibit',
  undone: 'arrow-counter-clockwise',
};

/** Plays a signal as the trainer asked for it: the sound is turned on if it was off. */
export const usePlay = (): ((kind: SignalKind) => void) => {
  const { senses, isSoundOn, setSoundOn } = useSenses();
  return (kind) => {
    if (!isSoundOn) setSoundOn(true);
    senses.sounds.unlock();
    signal(senses, kind);
  };
};

type RowsProps = { readonly shown: readonly Shown[]; readonly onPlayed?: (kind: Shown) => void };

export const SignalRows = ({ shown, onPlayed }: RowsProps) => {
  const { help, senses } = useTabletText();
  const play = usePlay();
  return (
    <ul className={styles['rows']}>
      {shown.map((kind) => {
        const { title, detail } = help.signal[kind];
        return (
          <li key={kind}>
            <span className={`${styles['mark']} ${styles[kind]}`} aria-hidden="true">
              <Icon name={icons[kind]} />
            </span>
            <span className={styles['words']}>
              <b>{title}</b>
              <span>{detail}</span>
            </span>
            <Button
              icon="speaker-high"
              aria-label={senses.playOf({ what: title })}
              onClick={() => {
                play(kind);
                onPlayed?.(kind);
              }}
            >
              {senses.play}
            </Button>
          </li>
        );
      })}
    </ul>
  );
};
