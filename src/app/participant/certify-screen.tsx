/**
 * /jag/intyga/:manad: the rows, the sum, an unticked statement and a button that names the sum (CERT-1). The tick is for
 * exactly what is shown: when the figures change it is to be read and ticked anew; without a network it is kept.
 */
import { useState } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { monthSpan, MonthText } from '../../domain/certify-month.ts';
import { CertifyHoursReply } from '../../protocol/certify-hours.ts';
import type { MyMonth, MySession, ShowMyPageReply } from '../../protocol/show-my-page.ts';
import { useNow } from '../device/clock.ts';
import { callServer } from '../device/server-call.ts';
import { useCertifyText } from '../text/certify-text.ts';
import { formatMonthName } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { Checkbox } from '../ui/checkbox/checkbox.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { CertifyRows } from './certify-rows.tsx';
import { timeParts } from './hour-dots.ts';
import { NoticeLines } from './notice-screen.tsx';
import { PhoneFrame } from './phone-frame.tsx';
import { useMyPages } from './use-me.tsx';
import styles from './certify-screen.module.css';

type Trouble = 'none' | 'offline' | 'changed' | 'failed';

/** What a tick agrees to; another text is another thing to agree to. */
const shownAs = ({ rows }: MyMonth): string => JSON.stringify(rows);

const useCertify = (month: MyMonth) => {
  const { refresh } = useMyPages();
  const navigate = useNavigate();
  const [ticked, setTicked] = useState<string>();
  const [trouble, setTrouble] = useState<Trouble>('none');
  const [isSending, setIsSending] = useState(false);
  const certify = async (): Promise<void> => {
    setIsSending(true);
    setTrouble('none');
    const body = { month: month.month, rows: month.rows };
    const answer = await callServer({ path: '/api/me/certify', reply: CertifyHoursReply, body });
    if (answer.ok) {
      await refresh();
      void navigate(`/jag/intyga/${month.month}/klart`, { replace: true });
    } else if (answer.error.kind !== 'problem') setTrouble('offline');
    else if (answer.error.problem.code === 'certify/changed') {
      await refresh();
      setTicked(undefined);
      setTrouble('changed');
    } else setTrouble('failed');
    setIsSending(false);
  };
  return {
    isTicked: ticked === shownAs(month),
    tick: (isChecked: boolean) => setTicked(isChecked ? shownAs(month) : undefined),
    trouble,
    isSending,
    certify,
  };
};

const TroubleBanner = ({ trouble }: { readonly trouble: Trouble }) => {
  const { page } = useCertifyText();
  switch (trouble) {
    case 'none':
      return null;
    case 'offline':
      return (
        <Banner icon="wifi-slash" title={page.offline}>
          <p>{page.offlineBody}</p>
        </Banner>
      );
    case 'changed':
      return (
        <Banner tone="attention" title={page.changed}>
          <p>{page.changedBody}</p>
        </Banner>
      );
    case 'failed':
      return <Banner tone="attention" title={page.failed} />;
  }
};

const Statement = ({ month }: { readonly month: MyMonth }) => {
  const { page, time } = useCertifyText();
  const { isTicked, tick, trouble, isSending, certify } = useCertify(month);
  const sum = time(timeParts(month.minutes));
  return (
    <>
      <p className={styles['total']}>
        <span>{page.total}</span>
        <b className="num">{sum}</b>
      </p>
      <div className={styles['statement']}>
        <Checkbox isChecked={isTicked} onChange={tick}>
          <b>{page.statement}</b>
        </Checkbox>
      </div>
      <div role="alert">
        <TroubleBanner trouble={trouble} />
      </div>
      <Button
        variant="primary"
        size="xl"
        block
        icon="signature"
        disabledReason={isSending ? page.sending : isTicked ? undefined : page.tickFirst}
        onClick={() => void certify()}
      >
        {page.go({ time: sum })}
      </Button>
      {!isTicked && <p className="muted">{page.tickFirst}</p>}
    </>
  );
};

const Why = ({ office }: Pick<ShowMyPageReply, 'office'>) => {
  const { page } = useCertifyText();
  return (
    <>
      <details className={styles['why']} open>
        <summary>
          <Icon name="caret-down" />
          <span>{page.why}</span>
        </summary>
        <NoticeLines />
        <p>
          <Link to="/integritet">{page.more}</Link>
        </p>
      </details>
      <Banner icon="phone" title={page.paperTitle}>
        <p>{page.paper({ office: `${office.name}, ${office.phone}` })}</p>
      </Banner>
    </>
  );
};

const inMonth = (sessions: readonly MySession[], month: string): readonly MySession[] => {
  const { from, to } = monthSpan(month);
  return sessions.filter(
    ({ startsAt, attendance }) => startsAt >= from && startsAt < to && attendance !== null,
  );
};

const AskedMonth = ({ me, month }: { readonly me: ShowMyPageReply; readonly month: MyMonth }) => {
  const { page } = useCertifyText();
  const { language } = useLanguage();
  const now = useNow(60_000);
  const asked = new Set<string>(month.rows.map(({ session }) => session));
  const sessions = inMonth(me.hours?.sessions ?? [], month.month);
  const name = formatMonthName(language, monthSpan(month.month).from, now);
  return (
    <PhoneFrame title={page.title({ month: name })} hasNav>
      <p className={styles['back']}>
        <Link to="/jag">
          <Icon name="arrow-left" />
          <span>{page.back}</span>
        </Link>
      </p>
      <CertifyRows
        title={page.rows}
        sessions={sessions.filter(({ id }) => asked.has(id))}
        canObject
        isQuiet
      />
      {asked.size === 0 ? <p>{page.nothing}</p> : <Statement month={month} />}
      <CertifyRows title={page.notCounted} sessions={sessions.filter(({ id }) => !asked.has(id))} />
      <Why office={me.office} />
    </PhoneFrame>
  );
};

/** The month in the address; what is certified already shows its receipt. */
export const CertifyScreen = ({ me }: { readonly me: ShowMyPageReply }) => {
  const { manad = '' } = useParams();
  const month = me.hours?.months.find((one) => one.month === manad);
  if (!MonthText.safeParse(manad).success || month === undefined) return <Navigate to="/jag" replace />;
  if (month.certifiedAt !== null) return <Navigate to={`/jag/intyga/${manad}/klart`} replace />;
  return <AskedMonth me={me} month={month} />;
};
