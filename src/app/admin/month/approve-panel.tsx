import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import {
  LockMonthReply,
  type HardCheck,
  type ShowMonthReply,
  type SoftCheck,
} from '../../../protocol/month.ts';
import { useAdminMonthText } from '../../text/admin-month-text.ts';
import { formatMoney, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Checkbox } from '../../ui/checkbox/checkbox.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import type { CallFailure } from '../../device/server-call.ts';
import { mayOpen } from '../access/screen-roles.ts';
import { send } from '../admin-api.ts';
import { useMay, useSignedIn } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { monthName, monthNameFirst } from './month-names.ts';
import styles from './month.module.css';

type Said = { readonly words: string; readonly link?: { readonly href: string; readonly words: string } };

/** A hard check in words, and where it is mended. */
const useHardWords = (): ((check: HardCheck) => Said) => {
  const { approve } = useAdminMonthText();
  const { language } = useLanguage();
  return ({ kind, isOk, count: n, names: list }) => {
    const words = approve.check;
    const names = list.join(', ');
    switch (kind) {
      case 'over':
        return { words: isOk ? words.over.ok : words.over.not };
      case 'sessions':
        return isOk
          ? { words: words.sessions.ok }
          : {
              words: words.sessions.not({ n }),
              link: { href: '/admin/granska', words: words.sessions.link },
            };
      case 'devices':
        return isOk
          ? { words: words.devices.ok }
          : {
              words: words.devices.not({ n, names }),
              link: { href: '/admin/plattor', words: words.devices.link },
            };
      case 'set-aside':
        return isOk
          ? { words: words.aside.ok }
          : {
              words: words.aside.not({ n }),
              link: { href: '/admin/granska/undanlagt', words: words.aside.link },
            };
      case 'chains':
        return isOk
          ? { words: words.chains.ok }
          : {
              words: words.chains.not({ n, names }),
              link: { href: '/admin/plattor', words: words.chains.link },
            };
      case 'earlier': {
        if (isOk) return { words: words.earlier.ok };
        const [first = ''] = list;
        const months = list.map((month) => monthName(language, month)).join(', ');
        return {
          words: words.earlier.not({ names: months }),
          link: { href: `/admin/manad/${first}`, words: words.earlier.link },
        };
      }
      case 'own-corrections':
        return { words: isOk ? words.own.ok : words.own.not({ n }) };
    }
  };
};

/** A soft check in words. */
const useSoftWords = (month: string): ((check: SoftCheck) => Said) => {
  const { approve } = useAdminMonthText();
  const words = approve.softCheck;
  return ({ kind, people: n, minutes }) => {
    const people = approve.people({ n });
    const hours = hoursAndMinutes(minutes);
    switch (kind) {
      case 'without-certificate':
        return {
          words: words.without({ people, hours }),
          link: { href: `/admin/manad/${month}/intyg`, words: words.withoutLink },
        };
      case 'objections':
        return {
          words: words.objections({ people }),
          link: { href: '/admin/granska', words: words.objectionsLink },
        };
      case 'over-limit':
        return { words: words.over({ people, hours }) };
      case 'leavers-without-hours':
        return { words: words.leavers({ people }) };
    }
  };
};

const CheckLine = ({ said, children }: { readonly said: Said; readonly children: ReactNode }) => {
  const { me } = useSignedIn();
  const { link } = said;
  const [address = ''] = (link?.href ?? '').split('?');
  return (
    <>
      {children}
      <span>
        {said.words}{' '}
        {link !== undefined && mayOpen(address, me.roles) && (
          <Link to={link.href} className={styles['link']}>
            {link.words}
          </Link>
        )}
      </span>
    </>
  );
};

/** What must be so, and what should be known. */
export const Checks = ({ month }: { readonly month: ShowMonthReply }) => {
  const { approve: words } = useAdminMonthText();
  const hard = useHardWords();
  const soft = useSoftWords(month.month);
  const known = month.soft.filter(({ people }) => people > 0);
  return (
    <>
      <h3 className="sr-only">{words.hard}</h3>
      <ul className={styles['checks']}>
        {month.hard.map((check) => (
          <li key={check.kind} className={styles[check.isOk ? 'fine' : 'stop']}>
            <CheckLine said={hard(check)}>
              <Icon name={check.isOk ? 'check-circle' : 'warning-circle'} />
              <span className="sr-only">{check.isOk ? words.fine : words.inTheWay}: </span>
            </CheckLine>
          </li>
        ))}
      </ul>
      {known.length > 0 && (
        <>
          <h3 className="sr-only">{words.soft}</h3>
          <ul className={styles['checks']}>
            {known.map((check) => (
              <li key={check.kind} className={styles['info']}>
                <CheckLine said={soft(check)}>
                  <Icon name="info" />
                </CheckLine>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

/** The month's hours and money, large. */
export const MonthSum = ({ month }: { readonly month: ShowMonthReply }) => {
  const { approve: words } = useAdminMonthText();
  const { language } = useLanguage();
  const { reportedMinutes, ore, lostToRounding } = month.totals;
  return (
    <>
      <p className={`${styles['sum']} num`}>
        {words.hours({ hours: formatNumber(language, reportedMinutes / 60) })}
      </p>
      <p className={`${styles['money']} num`}>{words.money({ money: formatMoney(language, ore) })}</p>
      {lostToRounding > 0 && (
        <p className="muted num">{words.lost({ hours: hoursAndMinutes(lostToRounding) })}</p>
      )}
    </>
  );
};

type ApprovePanelProps = { readonly month: ShowMonthReply; readonly refresh: () => void };

const Lock = ({ month, refresh }: ApprovePanelProps) => {
  const { approve: words } = useAdminMonthText();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const callWords = useCallWords();
  /* A tick is for exactly what was shown: when the figures change, it is gone (MONTH-2). */
  const [ticked, setTicked] = useState<string>();
  const [isLocking, setIsLocking] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const isTicked = ticked === month.basis;
  const isReady = month.hard.every(({ isOk }) => isOk);
  const name = monthName(language, month.month);
  const lock = async (): Promise<void> => {
    setIsLocking(true);
    setFailure(undefined);
    const body = { month: month.month, basis: month.basis };
    const answer = await send('/api/admin/months/lock', body, LockMonthReply);
    setIsLocking(false);
    if (answer.ok) {
      announce(words.saidLocked({ month: monthNameFirst(language, month.month) }), 'assertive');
      document.querySelector<HTMLElement>('h1')?.focus();
    } else setFailure(answer.error);
    refresh();
  };
  const reason = isLocking
    ? words.locking
    : !isReady
      ? words.notReady
      : isTicked
        ? undefined
        : words.tickFirst;
  return (
    <div className={styles['approve']}>
      <Checkbox isChecked={isTicked} onChange={(is) => setTicked(is ? month.basis : undefined)}>
        {words.statement({ month: name })}
      </Checkbox>
      <Button
        variant="primary"
        size="l"
        block
        icon="lock-simple"
        disabledReason={reason}
        onClick={() => void lock()}
      >
        {words.lock({ month: name })}
      </Button>
      {failure !== undefined && (
        <Banner role="alert" tone="stop" title={callWords(failure).title}>
          {callWords(failure).action}
        </Banner>
      )}
      <p className="muted">{words.after({ month: name })}</p>
    </div>
  );
};

/** The sum, every check in words, and the lock (MONTH-2). */
export const ApprovePanel = ({ month, refresh }: ApprovePanelProps) => {
  const { approve: words } = useAdminMonthText();
  const { language } = useLanguage();
  const may = useMay();
  return (
    <section className={styles['card']} aria-labelledby="approve">
      <h2 id="approve">{words.title({ month: monthName(language, month.month) })}</h2>
      <MonthSum month={month} />
      <Checks month={month} />
      {may('approver') ? (
        <Lock month={month} refresh={refresh} />
      ) : (
        <p className={`${styles['tableNote']} muted`}>{words.notYours}</p>
      )}
    </section>
  );
};
