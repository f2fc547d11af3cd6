/** The result over the stage. It takes no focus and stops nobody: the camera reads on behind it. */
import { useEffect, useRef, type ComponentProps, type CSSProperties } from 'react';
import { now as readClock } from '../device/clock.ts';
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Icon } from '../ui/icon/icon.tsx';
import type { Dot } from '../ui/ring/dots.ts';
import { Ring } from '../ui/ring/ring.tsx';
import { nameSize } from './names.ts';
import { outcomeWords, type OutcomeWords } from './outcome-words.ts';
import { useChoices, type Choice } from './scan-choices.ts';
import { ScanFooter } from './scan-footer.tsx';
import { isChoiceOpen, type Shown } from './scan-state.ts';
import type { Scan } from './use-scan.ts';
import styles from './scan-result.module.css';

const TimeLeft = ({ shown }: { readonly shown: Shown }) => {
  const text = useText();
  if (shown.lastsMs === undefined) return null;
  const style: CSSProperties = {
    animationDuration: `${shown.lastsMs}ms`,
    animationPlayState: shown.heldMs === undefined ? 'running' : 'paused',
  };
  return (
    <>
      <span className={styles['bar']} style={style} aria-hidden="true" />
      <span className={styles['seconds']}>
        {text.ui.showsFor({ seconds: Math.round(shown.lastsMs / 1000) })}
      </span>
    </>
  );
};

const Informing = ({ words, dots }: { readonly words: OutcomeWords; readonly dots: readonly Dot[] }) => (
  <div className={styles['middle']}>
    <div className={styles['over']}>
      <Ring size="fill" dots={dots} />
    </div>
    <span className={`${styles['mark']} ${styles['round']}`}>
      <Icon name={words.icon} />
    </span>
    {words.name !== undefined && (
      <span className={`${styles['name']} ${styles[nameSize(words.name)]}`}>{words.name}</span>
    )}
    <span className={words.name === undefined ? styles['title'] : styles['message']}>{words.title}</span>
    {words.detail !== '' && <span className={styles['detail']}>{words.detail}</span>}
  </div>
);

type AskingProps = {
  readonly words: OutcomeWords;
  readonly shown: Shown;
  readonly choices: readonly Choice[];
  readonly hasCamera: boolean;
};

const Asking = ({ words, shown, choices, hasCamera }: AskingProps) => {
  const { scan } = useTrainerText();
  return (
    <div className={styles['asking']}>
      <div className={styles['head']}>
        <span
          className={`${styles['mark']} ${words.tone === 'stop' ? styles['octagon'] : styles['diamond']}`}
        >
          <Icon name={words.icon} />
        </span>
        <h2 className={styles['question']}>{words.title}</h2>
      </div>
      <p className={styles['reason']}>{words.detail}</p>
      {choices.length > 0 && (
        <div className={styles['choices']}>
          {choices.map((choice) => (
            <button
              key={choice.label}
              type="button"
              className={choice.isMain ? styles['main'] : styles['other']}
              onClick={() => {
                if (isChoiceOpen(shown, readClock())) choice.act();
              }}
            >
              <Icon name={choice.icon} />
              <span>{choice.label}</span>
              {choice.note !== undefined && <small>{choice.note}</small>}
            </button>
          ))}
        </div>
      )}
      {words.icon !== 'lock-simple' && hasCamera && (
        <p className={styles['next']}>
          <Icon name="scan" />
          <span>{scan.nextPerson}</span>
        </p>
      )}
    </div>
  );
};

type ResultProps = {
  readonly shown: Shown;
  readonly scan: Scan;
  readonly dots: readonly Dot[];
  readonly listAddress: string;
  readonly hasCamera: boolean;
  /** Where focus goes when a button that had it goes away. */
  readonly onGone: () => void;
  readonly onCertify: ComponentProps<typeof ScanFooter>['onCertify'];
};

/** One outcome as colour, shape, icon and words. */
export const ScanResult = ({ shown, scan, dots, listAddress, hasCamera, onGone, onCertify }: ResultProps) => {
  const box = useRef<HTMLDivElement>(null);
  const words = outcomeWords(shown.outcome, scan.reading);
  const text = useText();
  const ways = useChoices(shown, scan, listAddress);
  const close: Choice = { icon: 'x', label: text.action.close, isMain: false, act: scan.settle };
  const choices = ways.length === 0 && shown.lastsMs === undefined ? [close] : ways;
  const isAsking = words.tone === 'attention' || words.tone === 'stop';
  useEffect(() => {
    const element = box.current;
    return () => {
      if (element?.contains(document.activeElement) === true) onGone();
    };
  }, [shown.id, onGone]);
  return (
    <div
      ref={box}
      className={`${styles['result']} ${styles[words.tone]}`}
      onPointerDown={() => scan.hold(true)}
      onPointerUp={() => scan.hold(false)}
      onPointerCancel={() => scan.hold(false)}
      onPointerLeave={() => scan.hold(false)}
      onFocus={() => scan.hold(true)}
      onBlur={() => scan.hold(false)}
    >
      {isAsking ? (
        <Asking words={words} shown={shown} choices={choices} hasCamera={hasCamera} />
      ) : (
        <>
          <Informing words={words} dots={dots} />
          <ScanFooter
            shown={shown}
            scan={scan}
            hasCamera={hasCamera}
            listAddress={listAddress}
            onCertify={onCertify}
          />
        </>
      )}
      <TimeLeft shown={shown} />
    </div>
  );
};
