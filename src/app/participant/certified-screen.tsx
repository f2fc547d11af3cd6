/** The calm page after certifying: what is certified, and what happens next. */
import { Navigate, useParams } from 'react-router';
import { monthSpan } from '../../domain/certify-month.ts';
import type { MyMonth, ShowMyPageReply } from '../../protocol/show-my-page.ts';
import { useNow } from '../device/clock.ts';
import { useCertifyText } from '../text/certify-text.ts';
import { formatDateTime, formatMonthName } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { LinkButton } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { timeParts } from './hour-dots.ts';
import { PhoneFrame } from './phone-frame.tsx';
import styles from './certify-screen.module.css';

const Receipt = ({ month, at }: { readonly month: MyMonth; readonly at: number }) => {
  const { done, time } = useCertifyText();
  const { language } = useLanguage();
  const now = useNow(60_000);
  const name = formatMonthName(language, monthSpan(month.month).from, now);
  return (
    <PhoneFrame title={done.title({ month: name })} hasNav>
      <p className={styles['received']}>
        <Icon name="check-circle" />
        <span>{done.said({ time: time(timeParts(month.minutes)), at: formatDateTime(language, at) })}</span>
      </p>
      <section>
        <h2>{done.next}</h2>
        <p>{done.office}</p>
        <p>{done.change}</p>
      </section>
      <LinkButton href="/jag" size="l" block>
        {done.back}
      </LinkButton>
    </PhoneFrame>
  );
};

/** A month that is not certified, or no longer, has no receipt: it is asked about. */
export const CertifiedScreen = ({ me }: { readonly me: ShowMyPageReply }) => {
  const { manad = '' } = useParams();
  const month = me.hours?.months.find((one) => one.month === manad);
  if (month?.certifiedAt == null) return <Navigate to={`/jag/intyga/${manad}`} replace />;
  return <Receipt month={month} at={month.certifiedAt} />;
};
