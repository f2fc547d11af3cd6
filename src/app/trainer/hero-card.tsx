/** The one session the trainer is here for. */
import { expectedPeople } from '../../domain/door.ts';
import type { Plan, Session } from '../../domain/programme.ts';
import { minuteMs } from '../../domain/time.ts';
import { useTablet } from '../device/tablet-context.tsx';
import { formatSpan, formatTimeRange } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useTabletText } from '../text/tablet-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { LinkButton } from '../ui/button/button.tsx';
import { Card } from '../ui/card/card.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import { Ring } from '../ui/ring/ring.tsx';
import { Tag } from '../ui/tag/tag.tsx';
import { countOf, dotsFor } from './session-counts.ts';
import { cohortsOf } from './use-session.ts';
import styles from './hero-card.module.css';

type HeroProps = {
  readonly plan: Plan;
  readonly session: Session;
  readonly isOngoing: boolean;
  readonly now: number;
};

const useWhen = ({ session, isOngoing, now }: Omit<HeroProps, 'plan'>): string => {
  const { today } = useTrainerText();
  const { language } = useLanguage();
  if (isOngoing) return now >= session.endsAt ? today.overdue : today.ongoing;
  const away = session.startsAt - now;
  return away < minuteMs ? today.startsNow : today.startsIn({ span: formatSpan(language, away) });
};

const Fact = ({ icon, children }: { readonly icon: IconName; readonly children: string }) => (
  <span className={styles['fact']}>
    <Icon name={icon} />
    <span className="num">{children}</span>
  </span>
);

/** Its title, time, place and group, how many are here, and the way to the camera. */
export const HeroCard = ({ plan, session, isOngoing, now }: HeroProps) => {
  const tablet = useTablet();
  const text = useText();
  const { today } = useTrainerText();
  const { today: words } = useTabletText();
  const { language } = useLanguage();
  const when = useWhen({ session, isOngoing, now });
  const expected = expectedPeople(plan, session);
  const attendance = tablet.attendance(session);
  const { here, all } = countOf(expected, attendance);
  const hasStarted = attendance.byParticipant.size > 0;
  const cohorts = cohortsOf(plan, session);
  const address = `/tillfalle/${session.id}`;
  return (
    <Card tone="hero" aria-labelledby="hero">
      <div className={styles['top']}>
        <div>
          <Tag tone="mark" icon="clock">
            {when}
          </Tag>
          <h2 id="hero" className={styles['title']}>
            {session.title}
          </h2>
          <div className={styles['facts']}>
            <Fact icon="clock">{formatTimeRange(language, session.startsAt, session.endsAt)}</Fact>
            {session.place !== '' && <Fact icon="map-pin">{session.place}</Fact>}
            {cohorts !== '' && <Fact icon="users-three">{cohorts}</Fact>}
            <Fact icon="chalkboard-teacher">
              {today.numberOf({ number: session.number, of: session.of })}
            </Fact>
          </div>
        </div>
        <Ring
          size="l"
          dots={dotsFor(expected, attendance)}
          label={hasStarted ? text.ui.checkedInOf({ here, all }) : text.ui.registered({ n: all })}
        >
          <b className="num">{hasStarted ? here : all}</b>
          <small>{hasStarted ? today.isHere : today.registered}</small>
        </Ring>
      </div>
      <div className={styles['actions']}>
        <LinkButton href={`${address}/skanna`} variant="primary" size="xl" icon="qr-code">
          {attendance.openedAt === undefined ? text.action.startCheckIn : text.action.continueCheckIn}
        </LinkButton>
        <LinkButton href={`${address}/lista`} size="xl" icon="list-checks">
          {text.action.list}
        </LinkButton>
        <LinkButton href={`${address}/sjalv`} size="xl" icon="hand-waving">
          {text.action.selfCheckIn}
        </LinkButton>
        <LinkButton href={`${address}/kod`} size="xl" icon="device-mobile">
          {words.code}
        </LinkButton>
        {now >= session.endsAt && (
          <LinkButton href={`${address}/avsluta`} size="xl" icon="flag-checkered">
            {text.action.finish}
          </LinkButton>
        )}
      </div>
    </Card>
  );
};
