/** A closed session: who took part, what happens next, and the attestation if it is missing (ATTEST-1, CLOSE-2). */
import { useState } from 'react';
import type { TrainerId } from '../../domain/ids.ts';
import { useTabletState } from '../device/tablet-context.tsx';
import { useViewsText } from '../text/views-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { LinkButton } from '../ui/button/button.tsx';
import { Card } from '../ui/card/card.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { Ring } from '../ui/ring/ring.tsx';
import { CloseAttest } from './close-attest.tsx';
import { dotsFor } from './session-counts.ts';
import { TrainerFocus } from './trainer-frame.tsx';
import type { SessionView } from './use-session.ts';
import styles from './close-screen.module.css';

const Next = ({ view }: { readonly view: SessionView }) => {
  const { close } = useTrainerText();
  const { close: words } = useViewsText();
  const { send } = useTabletState();
  const isAllReceived = send.unsent === 0;
  const n = view.counts.here;
  return (
    <ol className={styles['next']}>
      <li>
        <Icon name="device-tablet" />
        <span>
          <b>{view.attendance.attested === undefined ? close.saved({ n }) : words.savedAndAttested({ n })}</b>
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

const Attestation = ({ view }: { readonly view: SessionView }) => {
  const { close } = useTrainerText();
  const { close: words } = useViewsText();
  const [state, setState] = useState<'asking' | 'saving' | 'failed'>('asking');
  const attest = async (trainer: TrainerId): Promise<void> => {
    setState('saving');
    setState((await view.door.attest(trainer)).kind === 'attested' ? 'asking' : 'failed');
  };
  if (view.attendance.attested !== undefined)
    return <Banner tone="in" icon="signature" title={close.attested} />;
  return (
    <>
      <Banner tone="attention" icon="signature" title={close.missingAttest}>
        <p>{close.missingAttestDetail}</p>
      </Banner>
      <CloseAttest
        button={close.attestNow}
        isBusy={state === 'saving'}
        onAttest={(trainer) => void attest(trainer)}
      >
        <div role="alert">{state === 'failed' && <Banner tone="stop" title={words.attestFailed} />}</div>
      </CloseAttest>
    </>
  );
};

/** `isAttestFailed`: the closing was saved just now and the attestation was not. */
export const CloseDone = ({ view, isAttestFailed }: { view: SessionView; isAttestFailed: boolean }) => {
  const { close, enrol, scan } = useTrainerText();
  const { close: words } = useViewsText();
  const { session, counts, attendance } = view;
  return (
    <TrainerFocus
      title={close.thanks}
      pageTitle={`${close.thanks}, ${session.title}`}
      detail={session.title}
      back="/idag"
    >
      <div className={styles['done']}>
        <Card tone="hero" className={styles['took']}>
          <Ring size="fill" dots={dotsFor(view.expected, attendance)} label={`${counts.here} ${close.took}`}>
            <b className="num">{counts.here}</b>
            <small>{close.took}</small>
          </Ring>
        </Card>
        <div className="stack">
          {isAttestFailed && attendance.attested === undefined && (
            <Banner tone="stop" role="alert" title={words.attestFailed} />
          )}
          <Next view={view} />
          <Attestation view={view} />
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
