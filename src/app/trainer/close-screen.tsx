/** Closing a session: what will be counted, who is missing, and what happens next. */
import { useState } from 'react';
import type { ParticipantId, TrainerId } from '../../domain/ids.ts';
import { useNow } from '../device/clock.ts';
import { useTabletState } from '../device/tablet-context.tsx';
import { formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { Card } from '../ui/card/card.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { Ring } from '../ui/ring/ring.tsx';
import { CloseAttest } from './close-attest.tsx';
import { CloseMissing } from './close-missing.tsx';
import { closeSession } from './close-session.ts';
import { CloseTimes } from './close-times.tsx';
import { byName } from './names.ts';
import { NoSession } from './no-page.tsx';
import { TrainerFocus } from './trainer-frame.tsx';
import { dotsFor } from './session-counts.ts';
import { useSession, type SessionView } from './use-session.ts';
import styles from './close-screen.module.css';

const Summary = ({ view }: { readonly view: SessionView }) => {
  const { close } = useTrainerText();
  const { here, all, guests, left } = view.counts;
  return (
    <div className={styles['summary']}>
      <Ring size="m" dots={dotsFor(view.expected, view.attendance)}>
        <b className="num">{here}</b>
      </Ring>
      <p>
        {[
          close.summary({ here, all }),
          guests > 0 ? close.guests({ n: guests }) : '',
          left > 0 ? close.leftEarly({ n: left }) : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </div>
  );
};

const Closing = ({ view }: { readonly view: SessionView }) => {
  const { close } = useTrainerText();
  const { language } = useLanguage();
  const now = useNow(10_000);
  const [state, setState] = useState<'asking' | 'closing' | 'failed'>('asking');
  const [chosen, setChosen] = useState<ReadonlySet<ParticipantId>>(new Set());
  const { session } = view;
  const missing = view.expected.filter(({ id }) => !view.attendance.byParticipant.has(id)).toSorted(byName);
  const end = formatTime(language, session.endsAt);
  const isEarly = now < session.endsAt;
  const choose = (participant: ParticipantId, wasHere: boolean): void => {
    const others = [...chosen].filter((id) => id !== participant);
    setChosen(new Set(wasHere ? [...others, participant] : others));
  };
  const finish = async (trainer?: TrainerId): Promise<void> => {
    setState('closing');
    const wereHere = new Map(
      missing.filter(({ id }) => chosen.has(id)).map(({ id }) => [id, session.startsAt] as const),
    );
    const done = await closeSession(view.door, { wereHere, trainer });
    if (done.kind === 'not-closed') setState('failed');
  };
  return (
    <TrainerFocus
      title={close.title}
      pageTitle={`${close.title}, ${session.title}`}
      detail={session.title}
      back={`/tillfalle/${session.id}/skanna`}
    >
      <div className={styles['close']}>
        <div className={styles['who']}>
          <Summary view={view} />
          <CloseMissing missing={missing} wereHere={chosen} onChange={choose} />
          {chosen.size > 0 && (
            <p className="muted">{close.fromStart({ time: formatTime(language, session.startsAt) })}</p>
          )}
          <CloseTimes view={view} />
        </div>
        <div className={styles['do']}>
          {view.counts.here > 0 && (
            <Banner
              tone={isEarly ? 'attention' : 'neutral'}
              icon="clock"
              title={isEarly ? close.early : close.stillIn}
            >
              <p>
                {isEarly
                  ? close.untilNow({ time: formatTime(language, now), end })
                  : close.untilEnd({ time: end })}
              </p>
            </Banner>
          )}
          <Banner icon="info" title={close.locks} />
          <div role="alert">{state === 'failed' && <Banner tone="stop" title={close.failed} />}</div>
          <CloseAttest
            button={close.attestAndClose}
            isBusy={state === 'closing'}
            onAttest={(trainer) => void finish(trainer)}
          />
          <Button
            size="l"
            block
            icon="flag-checkered"
            disabledReason={state === 'closing' ? '' : undefined}
            onClick={() => void finish()}
          >
            {close.withoutAttest}
          </Button>
          <p className="muted">{close.withoutAttestDetail}</p>
          <LinkButton href={`/tillfalle/${session.id}/skanna`} size="l" block>
            {close.notYet}
          </LinkButton>
        </div>
      </div>
    </TrainerFocus>
  );
};

const Next = ({ view }: { readonly view: SessionView }) => {
  const { close } = useTrainerText();
  const { send } = useTabletState();
  const isAllReceived = send.unsent === 0;
  return (
    <ol className={styles['next']}>
      <li>
        <Icon name="device-tablet" />
        <span>
          <b>{close.saved({ n: view.counts.here })}</b>
          <small>{close.savedDetail}</small>
        </span>
      </li>
      <li>
        <Icon name={isAllReceived ? 'cloud-check' : 'wifi-high'} />
        <span>
          <b>{isAllReceived ? close.received : close.connect}</b>
          {!isAllReceived && <small>{close.connectDetail}</small>}
        </span>
      </li>
      <li>
        <Icon name="list-magnifying-glass" />
        <span>
          <b>{close.review}</b>
          <small>{close.reviewDetail}</small>
        </span>
      </li>
    </ol>
  );
};

const Closed = ({ view }: { readonly view: SessionView }) => {
  const { close, enrol, scan } = useTrainerText();
  const { session, counts } = view;
  return (
    <TrainerFocus title={close.thanks} detail={session.title} back="/idag">
      <div className={styles['done']}>
        <Card tone="hero" className={styles['took']}>
          <Ring
            size="fill"
            dots={dotsFor(view.expected, view.attendance)}
            label={`${counts.here} ${close.took}`}
          >
            <b className="num">{counts.here}</b>
            <small>{close.took}</small>
          </Ring>
        </Card>
        <div className="stack">
          <Next view={view} />
          {view.attendance.attested === undefined ? (
            <>
              <Banner tone="attention" icon="signature" title={close.missingAttest}>
                <p>{close.missingAttestDetail}</p>
              </Banner>
              <CloseAttest
                button={close.attestNow}
                isBusy={false}
                onAttest={(trainer) => void view.door.attest(trainer)}
              />
            </>
          ) : (
            <Banner tone="in" icon="signature" title={close.attested} />
          )}
          <div className="row wrap">
            <LinkButton href="/idag" variant="primary" size="l" icon="calendar-check">
              {enrol.lists.toToday}
            </LinkButton>
            <LinkButton href="/plattan" size="l">
              {close.toTablet}
            </LinkButton>
            <LinkButton href={`/tillfalle/${session.id}/lista`} size="l" icon="list-checks">
              {scan.showList}
            </LinkButton>
          </div>
        </div>
      </div>
    </TrainerFocus>
  );
};

/** Closes the session in the address; afterwards, what happens next. */
export const CloseScreen = () => {
  const view = useSession();
  if (view === undefined) return <NoSession />;
  return view.isLocked ? <Closed view={view} /> : <Closing view={view} />;
};
