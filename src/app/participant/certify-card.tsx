/** The amber card on my hours: a month that is over is to be certified, or one that has changed, again (CERT-1, CERT-2). */
import { monthSpan } from '../../domain/certify-month.ts';
import { instantAt } from '../../domain/time.ts';
import type { MyMonth } from '../../protocol/show-my-page.ts';
import { useNow } from '../device/clock.ts';
import { useCertifyText } from '../text/certify-text.ts';
import { formatDayAndMonth, formatMonthName } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useParticipantText } from '../text/participant-text.ts';
import { LinkButton } from '../ui/button/button.tsx';
import { timeParts } from './hour-dots.ts';
import styles from './certify-card.module.css';

const minuteMs = 60_000;

export const isAsked = ({ standing, rows }: MyMonth): boolean =>
  (standing === 'to-certify' || standing === 'reopened') && rows.length > 0;

export const CertifyCard = ({ month }: { readonly month: MyMonth }) => {
  const { card } = useCertifyText();
  const { hours } = useParticipantText();
  const { language } = useLanguage();
  const now = useNow(minuteMs);
  const isAgain = month.standing === 'reopened';
  const words = {
    month: formatMonthName(language, monthSpan(month.month).from, now),
    time: hours.time(timeParts(month.minutes)),
  };
  const lastMoment = instantAt(month.certifyBy, '23:59');
  const day = formatDayAndMonth(language, lastMoment);
  return (
    <section className={styles['card']} aria-labelledby={`certify-${month.month}`}>
      <h2 id={`certify-${month.month}`}>{isAgain ? card.again(words) : card.title(words)}</h2>
      {isAgain && <p>{card.changed}</p>}
      <p>{now > lastMoment + minuteMs ? card.late({ day }) : card.body({ day })}</p>
      <LinkButton
        href={`/jag/intyga/${month.month}`}
        size="l"
        block
        icon="signature"
        className={styles['go']}
      >
        {isAgain ? card.goAgain : card.go}
      </LinkButton>
    </section>
  );
};
