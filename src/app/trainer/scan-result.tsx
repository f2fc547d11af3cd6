/** The result over the stage. It takes no focus and stops nobody: the camera reads on behind it. */
import { useEffect, useRef, type CSSProperties } from 'react';
import { useNavigate } from 'react-router';
import type { ParticipantId } from '../../domain/ids.ts';
import { now as readClock } from '../device/clock.ts';
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import type { Dot } from '../ui/ring/dots.ts';
import { Ring } from '../ui/ring/ring.tsx';
import { nameSize } from './names.ts';
import { outcomeWords, type OutcomeWords } from './outcome-words.ts';
import { isChoiceOpen, type Shown } from './scan-state.ts';
import type { Scan } from './use-scan.ts';
import styles from './scan-result.module.css';

type Choice = {
  readonly icon: IconName;
  readonly label: string;
  readonly note?: string;
  readonly isMain: boolean;
  readonly act: () => void;
};

const useChoices = (shown: Shown, scan: Scan, listAddress: string): readonly Choice[] => {
  const text = useText();
  const { scan: words } = useTrainerText();
  const navigate = useNavigate();
  const { outcome } = shown;
  const search = (label: string, note?: string): Choice => ({
    icon: 'magnifying-glass',
    label,
    ...(note === undefined ? {} : { note }),
    isMain: true,
    act: () => {
      scan.refuse(outcome);
      void navigate(`${listAddress}#sok`);
    },
  });
  switch (outcome.kind) {
    case 'other-session': {
      const { expected } = outcome;
      return [
        {
          icon: 'sign-in',
          label: words.checkInHere,
          note: words.officeChecks,
          isMain: true,
          act: () =>
            outcome.token === undefined
              ? scan.checkIn(outcome.participant, 'code')
              : scan.checkIn(outcome.participant, 'badge', { token: outcome.token }),
        },
        ...(expected === undefined || outcome.isExpectedNow !== true
          ? []
          : [
              {
                icon: 'arrow-right' as const,
                label: words.checkInAt({ session: expected.title }),
                isMain: true,
                act: () => scan.checkInElsewhere(expected, outcome.participant, outcome.token),
              },
            ]),
        { icon: 'x', label: words.doNot, isMain: false, act: () => scan.refuse(outcome) },
      ];
    }
    case 'unknown':
      return [
        search(words.searchInGroup, words.mostCommon),
        {
          icon: 'user-plus',
          label: words.addWithoutCard,
          note: words.officeChecks,
          isMain: true,
          act: () => {
            scan.refuse(outcome);
            void navigate(listAddress.replace(/lista$/, 'lagg-till'));
          },
        },
        { icon: 'x', label: words.skip, isMain: false, act: () => scan.refuse(outcome) },
      ];
    case 'blocked':
      return [
        search(text.action.searchName),
        { icon: 'x', label: words.skip, isMain: false, act: () => scan.refuse(outcome) },
      ];
    case 'not-saved':
      return [
        search(text.action.searchName),
        { icon: 'check', label: words.understood, isMain: false, act: scan.settle },
      ];
    case 'closed':
      return [
        {
          icon: 'list-checks',
          label: words.showList,
          isMain: true,
          act: () => void navigate(listAddress),
        },
      ];
    case 'checked-in':
    case 'already':
    case 'not-ours':
    case 'undone':
    case 'checked-out':
    case 'all-out':
    case 'back':
    case 'not-here':
    case 'added':
    case 'unknown-code':
      return [];
  }
};

type FooterProps = Pick<ResultProps, 'shown' | 'scan' | 'hasCamera' | 'listAddress'>;

const Footer = ({ shown, scan, hasCamera, listAddress }: FooterProps) => {
  const text = useText();
  const navigate = useNavigate();
  const { scan: words } = useTrainerText();
  const { outcome } = shown;
  const showPerson = (person: ParticipantId): void => void navigate(listAddress, { state: { person } });
  const whenMeant = (act: () => void) => () => {
    if (isChoiceOpen(shown, readClock())) act();
  };
  return (
    <div className={styles['foot']}>
      <span className="row">
        <Icon name={hasCamera ? 'scan' : 'user'} />
        <span>{hasCamera ? text.scan.next : words.nextNoCamera}</span>
      </span>
      {outcome.kind === 'checked-in' && (
        <button
          type="button"
          className={styles['act']}
          onClick={whenMeant(() => scan.undo(outcome.participant, outcome.elsewhere))}
        >
          <Icon name="arrow-counter-clockwise" />
          <span>{text.action.undo}</span>
        </button>
      )}
      {outcome.kind === 'checked-out' && (
        <button
          type="button"
          className={styles['act']}
          onClick={whenMeant(() => scan.undoLeaving(outcome.participant))}
        >
          <Icon name="arrow-counter-clockwise" />
          <span>{text.action.undo}</span>
        </button>
      )}
      {outcome.kind === 'not-here' && outcome.leftAt === undefined && (
        <button
          type="button"
          className={styles['act']}
          onClick={whenMeant(() => scan.checkOut(outcome.participant))}
        >
          <Icon name="sign-out" />
          <span>{words.checkOutAnyway}</span>
        </button>
      )}
      {outcome.kind === 'already' && (
        <button
          type="button"
          className={styles['act']}
          onClick={whenMeant(() => showPerson(outcome.participant))}
        >
          <Icon name="user" />
          <span>{words.showPerson}</span>
        </button>
      )}
      {outcome.kind === 'undone' && (
        <button
          type="button"
          className={styles['act']}
          onClick={whenMeant(() => scan.checkIn(outcome.participant, 'hand'))}
        >
          <Icon name="check" />
          <span>{words.checkInAgain}</span>
        </button>
      )}
      {shown.lastsMs === undefined && (
        <button type="button" className={styles['act']} onClick={whenMeant(scan.settle)}>
          <Icon name="x" />
          <span>{text.action.close}</span>
        </button>
      )}
    </div>
  );
};

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
};

/** One outcome as colour, shape, icon and words. */
export const ScanResult = ({ shown, scan, dots, listAddress, hasCamera, onGone }: ResultProps) => {
  const box = useRef<HTMLDivElement>(null);
  const words = outcomeWords(shown.outcome, scan.reading);
  const choices = useChoices(shown, scan, listAddress);
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
          <Footer shown={shown} scan={scan} hasCamera={hasCamera} listAddress={listAddress} />
        </>
      )}
      <TimeLeft shown={shown} />
    </div>
  );
};
