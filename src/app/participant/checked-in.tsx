/** The office has answered: checked in, or already. A clock that runs shows that it is no picture of a screen. */
import { useEffect, useState } from 'react';
import type { KeptClaim } from '../device/phone-keeper.ts';
import { now as readClock, useNow } from '../device/clock.ts';
import { formatDayAndMonth, formatRunningTime, formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useParticipantText } from '../text/participant-text.ts';
import { Brand } from '../ui/brand/brand.tsx';
import { LinkButton } from '../ui/button/button.tsx';
import { DemoStrip, isDemoPage } from '../ui/demo-strip/demo-strip.tsx';
import { EmblemSlot } from '../ui/emblem-slot/emblem-slot.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import { PageHeading } from '../ui/page-heading/page-heading.tsx';
import { Ring } from '../ui/ring/ring.tsx';
import { dotsOf } from '../ui/ring/dots.ts';
import styles from './checked-in.module.css';

const ringDots = 20;
/** Later than this after the code was seen, the time it counts from is told. */
const toldAfterMs = 2 * 60_000;

const RunningClock = () => {
  const { language } = useLanguage();
  const now = useNow(1000);
  return (
    <p className={`num ${styles['clock']}`}>
      {formatDayAndMonth(language, now)} {formatRunningTime(now)}
    </p>
  );
};

export const CheckedIn = ({ claim }: { readonly claim: KeptClaim }) => {
  const { checkIn } = useParticipantText();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const [shownAt] = useState(readClock);
  const { reply } = claim;
  const isAlready = reply?.outcome === 'already';
  const title = isAlready ? checkIn.alreadyTitle : checkIn.in;
  useEffect(() => announce(title, 'polite'), [announce, title]);
  if (reply === undefined) return null;
  const time = formatTime(language, reply.at);
  return (
    <div className={`${styles['page']} ${isAlready ? styles['already'] : styles['in']}`}>
      {isDemoPage() && (
        <div className={styles['demo']}>
          <DemoStrip />
        </div>
      )}
      <Brand />
      <main className={styles['main']}>
        <Ring size="l" dots={dotsOf({ all: ringDots, here: 1, isLastHot: true })}>
          <span className={styles['mark']}>
            <Icon name={isAlready ? 'checks' : 'check'} size="xl" />
          </span>
        </Ring>
        <PageHeading title={title} className={styles['title']} />
        {!isAlready && (
          <p lang={language === 'sv' ? 'en' : 'sv'} className={styles['other']}>
            {checkIn.inOther}
          </p>
        )}
        {reply.given !== '' && <p className={styles['name']}>{reply.given}</p>}
        <p className={styles['session']}>
          {reply.session.title}
          {reply.session.place !== '' && (
            <>
              <br />
              {reply.session.place}
            </>
          )}
        </p>
        <RunningClock />
        {isAlready && <p>{checkIn.already({ time })}</p>}
        {!isAlready && shownAt - claim.seenAt > toldAfterMs && <p>{checkIn.sentLater({ time })}</p>}
        <p>{checkIn.show}</p>
      </main>
      <div className={styles['foot']}>
        <LinkButton href="/jag" size="l" block icon="clock">
          {checkIn.toHours}
        </LinkButton>
        <EmblemSlot />
      </div>
    </div>
  );
};
