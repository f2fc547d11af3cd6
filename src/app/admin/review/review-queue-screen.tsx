import { Link, useSearchParams } from 'react-router';
import { unitName, units } from '../../../domain/programme.ts';
import { instantAt, isDay } from '../../../domain/time.ts';
import { ReviewQueueReply, type QueuedSession } from '../../../protocol/review.ts';
import { useAdminReviewText, type AdminReviewText } from '../../text/admin-review-text.ts';
import { formatDay, formatDayAndMonth, formatMonth } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { LinkButton } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { ScreenLink } from '../access/screen-link.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import styles from './review.module.css';

type Month = ReviewQueueReply['months'][number];

/** What stands out about a session, as far as the list tells; its page tells the rest. */
export const waitsFor = (
  { session, progress }: Pick<QueuedSession, 'session' | 'progress'>,
  { queue: words }: Pick<AdminReviewText, 'queue'>,
): readonly string[] => {
  if (progress !== 'to-decide' || session.cancelled) return [];
  if (session.openedAt === null && session.present === 0) return [words.nothing];
  return [
    ...(session.closedAt === null
      ? [words.notClosed]
      : session.attestedAt === null
        ? [words.notAttested]
        : []),
    ...(session.setAside > 0 ? [words.setAside({ n: session.setAside })] : []),
    ...(session.walkIns > 0 ? [words.walkIns({ n: session.walkIns })] : []),
  ];
};

const Waits = ({ queued }: { readonly queued: QueuedSession }) => {
  const words = useAdminReviewText();
  const { language } = useLanguage();
  const { progress, toDecide, corrections, reviewedAt } = queued;
  const parts = waitsFor(queued, words);
  return (
    <span className={styles['waits']}>
      {progress === 'to-decide' && (
        <Tag tone="attention" icon="warning-diamond">
          {words.queue.decisions({ n: toDecide })}
        </Tag>
      )}
      {parts.length > 0 && <span>{parts.join(', ')}</span>}
      {progress === 'ready' && <span>{words.queue.ready}</span>}
      {progress === 'done' && (
        <Tag tone="in" icon="check-circle">
          {reviewedAt === null
            ? words.queue.doneTag
            : words.queue.done({ day: formatDayAndMonth(language, reviewedAt) })}
        </Tag>
      )}
      {corrections > 0 && <span className="muted">{words.queue.corrections({ n: corrections })}</span>}
    </span>
  );
};

const useColumns = (): readonly Column<QueuedSession>[] => {
  const { queue: words } = useAdminReviewText();
  const { language } = useLanguage();
  return [
    {
      key: 'session',
      header: words.column.session,
      isRowHeader: true,
      cell: ({ session }) => (
        <Link to={`/admin/granska/${session.id}`} className={styles['session']}>
          {session.title}
        </Link>
      ),
    },
    { key: 'day', header: words.column.day, cell: ({ session }) => formatDay(language, session.startsAt) },
    {
      key: 'cohort',
      header: words.column.cohort,
      cell: ({ session }) =>
        `${session.cohorts.join(', ')}, ${session.unit === null ? words.digital : unitName(session.unit)}`,
    },
    { key: 'state', header: words.column.state, cell: (queued) => <Waits queued={queued} /> },
    {
      key: 'hours',
      header: words.column.hours,
      isNumber: true,
      cell: ({ session }) => <span className="nowrap">{hoursAndMinutes(session.minutes)}</span>,
    },
  ];
};

const middleOf = (month: string): number => {
  const day = `${month}-15`;
  return isDay(day) ? instantAt(day, '12:00') : 0;
};

const MonthPart = ({
  month,
  sessions,
}: {
  readonly month: Month;
  readonly sessions: readonly QueuedSession[];
}) => {
  const { queue: words } = useAdminReviewText();
  const { language } = useLanguage();
  const columns = useColumns();
  const name = formatMonth(language, middleOf(month.month));
  const due = isDay(month.due) ? formatDayAndMonth(language, instantAt(month.due, '12:00')) : month.due;
  const all = month.left + month.done;
  return (
    <section className={styles['month']} aria-labelledby={`month-${month.month}`}>
      <h2 id={`month-${month.month}`} className="num">
        {words.month({ month: name, due, left: month.left, all })}
        {month.isLocked && <Tag icon="lock-simple">{words.locked}</Tag>}
      </h2>
      <div className={styles['surface']}>
        <Table
          caption={words.caption({ month: name })}
          columns={columns}
          rows={sessions}
          rowKey={({ session }) => session.id}
        />
      </div>
    </section>
  );
};

/** The chosen district, kept in the address so that going back comes back to it. */
const useUnit = (): readonly [string, (unit: string) => void] => {
  const [params, setParams] = useSearchParams();
  const set = (unit: string): void => setParams(unit === '' ? {} : { enhet: unit }, { replace: true });
  return [params.get('enhet') ?? '', set];
};

const UnitFilter = ({ unit, onChange }: { unit: string; onChange: (unit: string) => void }) => {
  const { queue: words } = useAdminReviewText();
  return (
    <div className={styles['filters']}>
      <SelectField
        label={words.unit}
        value={unit}
        options={[
          { value: '', label: words.allUnits },
          ...units.map(([value, label]) => ({ value, label })),
          { value: '-', label: words.digital },
        ]}
        onChange={(change) => onChange(change.target.value)}
      />
    </div>
  );
};

const Queue = ({ queue, unit }: { readonly queue: ReviewQueueReply; readonly unit: string }) => {
  const { queue: words } = useAdminReviewText();
  const shown = queue.sessions.filter(({ session }) => unit === '' || (session.unit ?? '-') === unit);
  if (shown.length === 0) {
    const isDone = queue.sessions.length === 0;
    return (
      <EmptyState
        icon="check-circle"
        title={isDone ? words.empty : words.emptyFilter}
        action={isDone ? <ScreenLink href="/admin/manad">{words.toMonth}</ScreenLink> : undefined}
      >
        <p>{isDone ? words.emptyHint : words.emptyFilterHint}</p>
      </EmptyState>
    );
  }
  return queue.months.map((month) => {
    const ofMonth = shown.filter((queued) => queued.month === month.month);
    return ofMonth.length === 0 ? null : <MonthPart key={month.month} month={month} sessions={ofMonth} />;
  });
};

/** /admin/granska: sessions to review, those of the month that is due first at the top (REV-2). */
export const ReviewQueueScreen = () => {
  const { queue: words } = useAdminReviewText();
  const [unit, setUnit] = useUnit();
  const { value } = usePolled('/api/admin/review', ReviewQueueReply, 30_000);
  return (
    <AdminFrame title={words.title}>
      {value !== undefined && value.setAside > 0 && (
        <Banner
          tone="attention"
          title={words.asideBanner({ n: value.setAside })}
          action={<LinkButton href="/admin/granska/undanlagt">{words.asideLink}</LinkButton>}
        />
      )}
      <UnitFilter unit={unit} onChange={setUnit} />
      {value === undefined ? <Skeleton rows={8} /> : <Queue queue={value} unit={unit} />}
    </AdminFrame>
  );
};
