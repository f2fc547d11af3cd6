import { Navigate, useParams } from 'react-router';
import { dayOf } from '../../../domain/time.ts';
import { ListMonthsReply, ShowMonthReply } from '../../../protocol/month.ts';
import { useNow } from '../../device/clock.ts';
import { useAdminMonthText } from '../../text/admin-month-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { LinkButton } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { ReportPanel, ReportSide } from '../report/report-panel.tsx';
import { ApprovePanel, MonthSum } from './approve-panel.tsx';
import { LatePart } from './late-part.tsx';
import { monthName, monthNameFirst, monthTitle } from './month-names.ts';
import { monthToWorkOn, stepsOf } from './month-steps.ts';
import { MonthsList } from './months-list.tsx';
import { PolicyPart } from './policy-part.tsx';
import { Steps } from './steps.tsx';
import { UnitsPart } from './units-part.tsx';
import styles from './month.module.css';

type PartProps = { readonly month: ShowMonthReply; readonly refresh: () => void };

/** The months beside this one. */
const Beside = ({ month }: Pick<PartProps, 'month'>) => {
  const { language } = useLanguage();
  const place = month.months.findIndex((one) => one.month === month.month);
  const before = month.months[place - 1];
  const after = place < 0 ? undefined : month.months[place + 1];
  return (
    <div className={styles['title']}>
      {before !== undefined && (
        <LinkButton href={`/admin/manad/${before.month}`} icon="caret-left">
          {monthNameFirst(language, before.month)}
        </LinkButton>
      )}
      {after !== undefined && (
        <LinkButton href={`/admin/manad/${after.month}`} iconEnd="caret-right">
          {monthNameFirst(language, after.month)}
        </LinkButton>
      )}
    </div>
  );
};

/** Which months must be sent again, the oldest first (MONTH-5). */
const SendAgain = ({ month }: Pick<PartProps, 'month'>) => {
  const { again } = useAdminMonthText();
  const { language } = useLanguage();
  /* A locked month's report says it itself, in its own order. */
  if (month.sendAgain.length === 0 || month.version !== null) return null;
  const months = month.sendAgain.map((each) => monthName(language, each)).join(', ');
  return (
    <div className={styles['wide']}>
      <Banner
        tone="attention"
        icon="arrows-clockwise"
        title={again.title({ months })}
        action={
          month.sendAgain[0] !== undefined && month.sendAgain[0] !== month.month ? (
            <LinkButton href={`/admin/manad/${month.sendAgain[0]}`}>
              {monthNameFirst(language, month.sendAgain[0])}
            </LinkButton>
          ) : undefined
        }
      >
        {again.hint}
      </Banner>
    </div>
  );
};

/** The locked month's sum, who locked it and when. */
const Locked = ({ month }: Pick<PartProps, 'month'>) => {
  const { approve: words } = useAdminMonthText();
  const { language } = useLanguage();
  const { lockedAt, lockedBy, version } = month;
  return (
    <section className={styles['card']} aria-labelledby="locked">
      <h2 id="locked">{monthTitle(language, month.month)}</h2>
      <MonthSum month={month} />
      {lockedAt !== null && lockedBy !== null && (
        <p className={styles['tableNote']}>
          {words.lockedBy({ who: lockedBy, when: formatDateTime(language, lockedAt) })}{' '}
          {version !== null && version > 1 && words.version({ n: version })}
        </p>
      )}
    </section>
  );
};

const Parts = ({ month, refresh }: PartProps) => {
  const isLocked = month.version !== null;
  return (
    <div className={styles['layout']}>
      <div className={styles['main']}>
        {isLocked && <LatePart month={month} refresh={refresh} />}
        {isLocked && <ReportPanel key={month.version} month={month} refresh={refresh} />}
        <UnitsPart month={month} />
        <PolicyPart month={month} />
      </div>
      <div className={styles['side']}>
        {isLocked && <ReportSide key={month.version} month={month} refresh={refresh} />}
        {isLocked ? (
          <Locked month={month} />
        ) : (
          <ApprovePanel key={month.month} month={month} refresh={refresh} />
        )}
        <MonthsList months={month.months} shown={month.month} />
      </div>
    </div>
  );
};

const MonthOf = ({ month }: { readonly month: string }) => {
  const words = useAdminMonthText();
  const { language } = useLanguage();
  const now = useNow(60_000);
  const { value, failure, refresh } = usePolled(
    `/api/admin/months/${encodeURIComponent(month)}`,
    ShowMonthReply,
    30_000,
  );
  if (value === undefined)
    return (
      <AdminFrame title={failure?.kind === 'problem' ? words.unknown : words.choose.title}>
        {failure?.kind === 'problem' ? (
          <EmptyState
            icon="calendar-x"
            title={words.unknownHint}
            action={<LinkButton href="/admin/manad">{words.toCurrent}</LinkButton>}
          />
        ) : (
          <Skeleton rows={8} />
        )}
      </AdminFrame>
    );
  const { lockedAt } = value;
  return (
    <AdminFrame title={monthTitle(language, value.month)} actions={<Beside month={value} />}>
      {lockedAt !== null && (
        <p className={styles['wide']}>
          <Tag tone="in" icon="lock-simple">
            {words.lockedTag({ when: formatDateTime(language, lockedAt) })}
          </Tag>
        </p>
      )}
      <SendAgain month={value} />
      <Steps month={value} steps={stepsOf(value, dayOf(now))} />
      <Parts month={value} refresh={refresh} />
    </AdminFrame>
  );
};

/** /admin/manad/:manad: four steps from review to SCB (DESIGN §9, RVIEW-5). */
export const MonthScreen = () => {
  const { manad = '' } = useParams();
  return <MonthOf key={manad} month={manad} />;
};

/** /admin/manad: goes to the month there is work with. */
export const CurrentMonthScreen = () => {
  const words = useAdminMonthText();
  const { value } = usePolled('/api/admin/months', ListMonthsReply, 60_000);
  const month = value === undefined ? undefined : monthToWorkOn(value.months);
  if (month !== undefined) return <Navigate to={`/admin/manad/${month}`} replace />;
  return (
    <AdminFrame title={words.choose.title}>
      {value === undefined ? (
        <Skeleton rows={8} />
      ) : (
        <EmptyState
          icon="calendar-blank"
          title={words.choose.empty}
          action={<LinkButton href="/admin/tillfallen">{words.toPlanning}</LinkButton>}
        >
          <p>{words.choose.emptyHint}</p>
        </EmptyState>
      )}
    </AdminFrame>
  );
};
