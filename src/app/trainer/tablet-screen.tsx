/** The tablet itself: where the events are, what it knows, and its settings. */
import { useState } from 'react';
import { useNow } from '../device/clock.ts';
import { sendStatusOf, type SendStatus } from '../device/send-status.ts';
import { useTablet, useTabletState } from '../device/tablet-context.tsx';
import { formatRelativeDayTime, formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useTabletText } from '../text/tablet-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button } from '../ui/button/button.tsx';
import { Card } from '../ui/card/card.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import { Tag } from '../ui/tag/tag.tsx';
import { AboutTablet } from './about-tablet.tsx';
import { StorageBanner } from './storage-banner.tsx';
import { TabletHandIn } from './tablet-hand-in.tsx';
import { TabletRescue } from './tablet-rescue.tsx';
import { TabletSettings } from './tablet-settings.tsx';
import { TrainerPage } from './trainer-frame.tsx';
import { cohortsOf } from './use-session.ts';
import styles from './tablet-screen.module.css';

type StationProps = {
  readonly icon: IconName;
  readonly n: number;
  readonly label: string;
  readonly isFull?: boolean;
};

const Station = ({ icon, n, label, isFull = false }: StationProps) => (
  <div className={styles['station']}>
    <span className={`${styles['box']} ${isFull ? styles['full'] : ''}`}>
      <Icon name={icon} />
    </span>
    <span>
      <b className="num">{n}</b>
      {label}
    </span>
  </div>
);

const useStatusDetail = (status: SendStatus, now: number): string => {
  const { tablet } = useTrainerText();
  const { language } = useLanguage();
  const { send } = useTabletState();
  const last =
    send.lastSentAt === undefined
      ? tablet.neverSent
      : tablet.lastSent({ when: formatRelativeDayTime(language, send.lastSentAt, now) });
  const retry =
    status.kind === 'server' && status.retryAt !== undefined
      ? tablet.retryAt({ time: formatTime(language, status.retryAt) })
      : '';
  return [send.unsent > 0 ? tablet.safe : '', retry, last].filter(Boolean).join(' ');
};

const statusIcons: Readonly<Record<SendStatus['kind'], IconName>> = {
  sent: 'cloud-check',
  offline: 'wifi-slash',
  local: 'device-tablet',
  sending: 'cloud-arrow-up',
  server: 'device-tablet',
  late: 'clock-countdown',
  aside: 'device-tablet',
  revoked: 'prohibit',
};

const Flow = ({ now }: { readonly now: number }) => {
  const tablet = useTablet();
  const { tablet: words, today, ready } = useTrainerText();
  const { send, acknowledged } = useTabletState();
  const [isTrying, setIsTrying] = useState(false);
  const status = sendStatusOf(send, now);
  const detail = useStatusDetail(status, now);
  const said =
    status.kind === 'aside'
      ? `${status.way === 'reconnect' ? today.enrolAnew : ready.officeLooks}.`
      : status.kind === 'server' && status.isBusy
        ? words.busy
        : words.status[status.kind];
  const onWay = send.sending === undefined ? 0 : send.unsent;
  const attempt = async (): Promise<void> => {
    setIsTrying(true);
    await tablet.syncNow();
    setIsTrying(false);
  };
  return (
    <Card className={styles['flow']} aria-label={words.state}>
      <div className={styles['stations']}>
        <Station
          icon="device-tablet"
          n={send.unsent - onWay}
          label={words.saved({ n: send.unsent - onWay })}
          isFull={send.unsent > 0}
        />
        <span className={styles['arrow']} aria-hidden="true" />
        <Station icon="cloud-arrow-up" n={onWay} label={words.onWay} />
        <span className={styles['arrow']} aria-hidden="true" />
        <Station icon="cloud-check" n={acknowledged} label={words.received} />
      </div>
      <div className={styles['message']}>
        <Icon name={statusIcons[status.kind]} />
        <p className="grow">
          <b>{said}</b> {detail}
        </p>
        <Button
          variant="primary"
          size="l"
          icon="arrow-clockwise"
          disabledReason={isTrying ? '' : undefined}
          onClick={() => void attempt()}
        >
          {isTrying ? words.trying : words.sendNow}
        </Button>
      </div>
    </Card>
  );
};

const Sessions = ({ now }: { readonly now: number }) => {
  const tablet = useTablet();
  const { tablet: words } = useTrainerText();
  const { language } = useLanguage();
  const { tablet: more } = useTabletText();
  const { plan: held, send, recorded } = useTabletState();
  const plan = held?.plan;
  const opened =
    plan?.sessions
      .filter((session) => tablet.attendance(session).openedAt !== undefined)
      .toSorted((a, b) => b.startsAt - a.startsAt) ?? [];
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{words.sessions}</h2>
      {opened.length === 0 && (
        <p className="muted">{plan === undefined && recorded > 0 ? more.noNames : words.noSessions}</p>
      )}
      <ul className={styles['sessions']}>
        {plan !== undefined &&
          opened.map((session) => {
            const attendance = tablet.attendance(session);
            const isOpen = attendance.closedAt === undefined;
            const detail = [
              formatRelativeDayTime(language, session.startsAt, now),
              cohortsOf(plan, session),
              words.checkIns({ n: attendance.byParticipant.size }),
            ];
            const waits = send.unsent > 0 && (send.oldestUnsentAt ?? 0) <= (attendance.closedAt ?? now);
            return (
              <li key={session.id}>
                <span>
                  <b>{session.title}</b>
                  <small className="num">{detail.filter(Boolean).join(' · ')}</small>
                </span>
                {isOpen ? (
                  <Tag tone="outline" icon="clock">
                    {words.ongoingTag}
                  </Tag>
                ) : waits ? (
                  <Tag icon="device-tablet">{words.waits}</Tag>
                ) : (
                  <Tag tone="in" icon="check">
                    {words.receivedTag}
                  </Tag>
                )}
              </li>
            );
          })}
      </ul>
    </section>
  );
};

/** Send status, sessions, facts about the tablet and its settings. */
export const TabletScreen = () => {
  const { tablet } = useTrainerText();
  const now = useNow(5_000);
  return (
    <TrainerPage title={tablet.title}>
      <StorageBanner />
      <div className={styles['grid']}>
        <Flow now={now} />
        <div className="stack">
          <Sessions now={now} />
          <TabletSettings />
        </div>
        <div className="stack">
          <AboutTablet now={now} />
          <TabletRescue />
          <TabletHandIn />
        </div>
      </div>
    </TrainerPage>
  );
};
