/** Closing a session: what will be counted, who is missing, the times, and the attestation (DESIGN §5.8). */
import { useState } from 'react';
import type { ParticipantId, TrainerId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { useNow } from '../device/clock.ts';
import { useDoorText } from '../text/door-text.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useViewsText } from '../text/views-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { Ring } from '../ui/ring/ring.tsx';
import { CloseAttest } from './close-attest.tsx';
import { CloseDone } from './close-done.tsx';
import { exceptionsIn } from './close-exceptions.ts';
import { CloseMissing } from './close-missing.tsx';
import { closeSession } from './close-session.ts';
import { CloseTimes } from './close-times.tsx';
import { rowsOf, type ListRow } from './list-rows.ts';
import { NoSession } from './no-page.tsx';
import { cameBounds, within } from './person-time.ts';
import { TrainerFocus } from './trainer-frame.tsx';
import { dotsFor } from './session-counts.ts';
import { useSession, type SessionView } from './use-session.ts';
import styles from './close-screen.module.css';

const Summary = ({ view }: { readonly view: SessionView }) => {
  const { close } = useTrainerText();
  const { close: words } = useViewsText();
  const { here, all, guests, left, walkIns } = view.counts;
  return (
    <div className={styles['summary']}>
      <Ring size="m" dots={dotsFor(view.expected, view.attendance)}>
        <b className="num">{here}</b>
      </Ring>
      <p>
        {[
          close.summary({ here, all }),
          left > 0 ? close.leftEarly({ n: left }) : '',
          guests > 0 ? close.guests({ n: guests }) : '',
          walkIns > 0 ? words.walkIns({ n: walkIns }) : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </div>
  );
};

type UntilProps = { readonly view: SessionView; readonly stillIn: number; readonly now: number };

/** How long those count who have not checked out: to the end, or to now when it is closed early (ATT-5). */
const Until = ({ view: { session }, stillIn, now }: UntilProps) => {
  const { close } = useTrainerText();
  const { close: words } = useViewsText();
  const { language } = useLanguage();
  if (stillIn === 0) return null;
  const end = formatTime(language, session.endsAt);
  const isEarly = now < session.endsAt;
  return (
    <Banner
      tone={isEarly ? 'attention' : 'neutral'}
      icon="clock"
      title={isEarly ? close.early : words.forgotten({ n: stillIn })}
    >
      <p>
        {isEarly ? close.untilNow({ time: formatTime(language, now), end }) : close.untilEnd({ time: end })}
      </p>
    </Banner>
  );
};

type FinishProps = {
  readonly view: SessionView;
  readonly stillIn: number;
  readonly now: number;
  readonly state: 'asking' | 'closing' | 'failed';
  readonly onFinish: (trainer?: TrainerId) => void;
};

const Finish = ({ view, stillIn, now, state, onFinish }: FinishProps) => {
  const { close } = useTrainerText();
  const { close: words } = useViewsText();
  const { session } = view;
  const isLecture = session.kind === 'digital';
  return (
    <div className={styles['do']}>
      <CloseAttest
        button={close.attestAndClose}
        isBusy={state === 'closing'}
        onAttest={(trainer) => onFinish(trainer)}
      >
        <Until view={view} stillIn={stillIn} now={now} />
        <Banner icon="info" title={words.locks}>
          <p>{words.locksDetail}</p>
        </Banner>
        <div role="alert">{state === 'failed' && <Banner tone="stop" title={close.failed} />}</div>
      </CloseAttest>
      <div className={styles['other']}>
        <Button
          size="l"
          block
          icon="flag-checkered"
          disabledReason={state === 'closing' ? '' : undefined}
          onClick={() => onFinish()}
        >
          {close.withoutAttest}
        </Button>
        <p className="muted">{close.withoutAttestDetail}</p>
        <LinkButton href={isLecture ? '/idag' : `/tillfalle/${session.id}/skanna`} size="l" block>
          {isLecture ? words.toToday : close.notYet}
        </LinkButton>
      </div>
    </div>
  );
};

type ClosingProps = {
  readonly view: SessionView;
  readonly onEnd: (isAttestFailed: boolean) => void;
  readonly onStart: () => void;
};

const Closing = ({ view, onStart, onEnd }: ClosingProps) => {
  const { close } = useTrainerText();
  const { row: rowWords } = useDoorText();
  const now = useNow(10_000);
  const [state, setState] = useState<'asking' | 'closing' | 'failed'>('asking');
  const [told, setTold] = useState<ReadonlyMap<ParticipantId, Instant>>(new Map());
  const { session } = view;
  const rows: readonly ListRow[] = rowsOf(view, rowWords);
  const missing = rows.filter(({ kind, attendance }) => kind === 'expected' && attendance === undefined);
  const bounds = cameBounds(session, undefined, now) ?? { from: session.startsAt, to: session.startsAt };
  /** Whoever has come meanwhile, on another tablet, is no longer missing and needs no word. */
  const wereHere = new Map(
    missing.flatMap(({ id }) => {
      const from = told.get(id);
      return from === undefined ? [] : [[id, within(bounds, from)] as const];
    }),
  );
  const choose = (participant: ParticipantId, from: Instant | undefined): void => {
    const next = new Map(told);
    if (from === undefined) next.delete(participant);
    else next.set(participant, from);
    setTold(next);
  };
  const finish = async (trainer?: TrainerId): Promise<void> => {
    setState('closing');
    onStart();
    const done = await closeSession(view.door, { wereHere, trainer });
    setState(done.kind === 'not-closed' ? 'failed' : 'asking');
    onEnd(done.kind === 'not-attested');
  };
  return (
    <TrainerFocus
      title={close.title}
      pageTitle={`${close.title}, ${session.title}`}
      detail={session.title}
      back={session.kind === 'digital' ? '/idag' : `/tillfalle/${session.id}/skanna`}
    >
      <div className={styles['close']}>
        <div className={styles['who']}>
          <Summary view={view} />
          <CloseMissing missing={missing} wereHere={wereHere} bounds={bounds} onChange={choose} />
          <CloseTimes view={view} rows={rows} />
        </div>
        <Finish
          view={view}
          stillIn={exceptionsIn(rows, session).stillIn.length + wereHere.size}
          now={now}
          state={state}
          onFinish={(trainer) => void finish(trainer)}
        />
      </div>
    </TrainerFocus>
  );
};

/** Closes the session in the address; afterwards, what happens next. */
export const CloseScreen = () => {
  const view = useSession();
  /** Between the closing and the attestation the list is locked already; the page waits for both. */
  const [isUnderWay, setIsUnderWay] = useState(false);
  const [isAttestFailed, setIsAttestFailed] = useState(false);
  if (view === undefined) return <NoSession />;
  if (view.isLocked && !isUnderWay) return <CloseDone view={view} isAttestFailed={isAttestFailed} />;
  return (
    <Closing
      view={view}
      onStart={() => setIsUnderWay(true)}
      onEnd={(hasFailed) => {
        setIsAttestFailed(hasFailed);
        setIsUnderWay(false);
      }}
    />
  );
};
