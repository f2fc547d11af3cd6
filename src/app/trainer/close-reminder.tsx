/** What was never closed reminds: on Today as banners, elsewhere as one line (CLOSE-3, HOME-3). */
import { useLocation } from 'react-router';
import type { Session } from '../../domain/programme.ts';
import { addDays, dayOf } from '../../domain/time.ts';
import { useNow } from '../device/clock.ts';
import { formatRelativeDayTime, formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useTabletText } from '../text/tablet-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { LinkButton } from '../ui/button/button.tsx';
import { isReminded } from './close-reminded.ts';
import { useDay } from './today-day.ts';
import { useClockOffset } from './use-clock-check.ts';
import styles from './close-reminder.module.css';

type WordsProps = { readonly session: Session; readonly now: number };

/** Today's, yesterday's and older ones in words. */
const useWords = () => {
  const { today: words } = useTabletText();
  const { today } = useTrainerText();
  const { language } = useLanguage();
  return ({ session, now }: WordsProps): { readonly title: string; readonly detail: string } => {
    const { title, startsAt, endsAt } = session;
    const when = formatRelativeDayTime(language, startsAt, now);
    if (dayOf(startsAt) === dayOf(now))
      return {
        title: words.overdue({ title }),
        detail: words.overdueDetail({ time: formatTime(language, endsAt) }),
      };
    return dayOf(startsAt) === addDays(dayOf(now), -1)
      ? { title: words.yesterday, detail: words.yesterdayDetail({ title, day: when }) }
      : { title: today.notClosed({ title }), detail: today.notClosedDetail({ day: when }) };
  };
};

/** A banner for each, with the way to closing it. */
export const NotClosedBanners = ({ now }: { readonly now: number }) => {
  const { today } = useTrainerText();
  const wordsOf = useWords();
  return (useDay(now)?.notClosed ?? []).map((session) => {
    const { title, detail } = wordsOf({ session, now });
    return (
      <Banner
        key={session.id}
        tone="attention"
        icon="clock-countdown"
        title={title}
        action={
          <LinkButton href={`/tillfalle/${session.id}/avsluta`} size="l" icon="flag-checkered">
            {today.close}
          </LinkButton>
        }
      >
        <p>{detail}</p>
      </Banner>
    );
  });
};

/** One line above the camera, the list and the open views; nothing on views others can see. */
export const CloseReminder = () => {
  const { pathname } = useLocation();
  const now = useNow(10_000) + useClockOffset();
  const { today } = useTrainerText();
  const wordsOf = useWords();
  const session = useDay(now)?.notClosed.find(({ id }) => isReminded(pathname, id));
  if (session === undefined) return null;
  return (
    <p className={styles['line']} role="status">
      <b>{wordsOf({ session, now }).title}</b>
      <LinkButton href={`/tillfalle/${session.id}/avsluta`} icon="flag-checkered">
        {today.close}
      </LinkButton>
    </p>
  );
};
