/** The board's data as a list, for a keyboard, a screen reader and a narrow window. */
import { dayOf, weekdayOf } from '../../../domain/time.ts';
import type { BoardSession } from '../../../protocol/planning.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { formatShortDay, formatTimeRange } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag, type Tone } from '../../ui/tag/tag.tsx';
import { lookOf, missingIcons, type LookKind } from './session-look.ts';
import styles from './planning.module.css';

const tones: Readonly<Record<LookKind, Tone>> = {
  planned: 'neutral',
  done: 'in',
  review: 'already',
  cancelled: 'neutral',
  lacks: 'attention',
};

const State = ({ session, now }: { readonly session: BoardSession; readonly now: number }) => {
  const text = usePlanningText();
  const look = lookOf(session, text, now);
  if (look.kind !== 'lacks')
    return (
      <Tag tone={tones[look.kind]} icon={look.icon}>
        {look.words}
      </Tag>
    );
  return (
    <span className={styles['tags']}>
      {session.missing.map((missing) => (
        <Tag key={missing} tone="attention" icon={missingIcons[missing]}>
          {text.missing[missing]}
        </Tag>
      ))}
      {session.clashes.length > 0 && (
        <Tag tone="attention" icon="warning-diamond">
          {text.clash}
        </Tag>
      )}
    </span>
  );
};

type ListProps = {
  readonly sessions: readonly BoardSession[];
  readonly isOnlyMissing: boolean;
  readonly chosen: string | undefined;
  readonly onChoose: (session: BoardSession) => void;
  readonly now: number;
};

const useColumns = ({
  chosen,
  onChoose,
  now,
}: Pick<ListProps, 'chosen' | 'onChoose' | 'now'>): readonly Column<BoardSession>[] => {
  const text = usePlanningText();
  const { language } = useLanguage();
  return [
    {
      key: 'title',
      header: text.column.title,
      isRowHeader: true,
      cell: (session) => (
        <button
          type="button"
          id={`chip-${session.id}`}
          className={styles['link']}
          aria-pressed={session.id === chosen}
          onClick={() => onChoose(session)}
        >
          {session.title}
        </button>
      ),
    },
    {
      key: 'when',
      header: text.column.when,
      cell: ({ startsAt, endsAt }) => (
        <span className="num">
          {text.shortWeekday[weekdayOf(dayOf(startsAt)) - 1]} {formatShortDay(language, startsAt)}{' '}
          <span className="nowrap">{formatTimeRange(language, startsAt, endsAt)}</span>
        </span>
      ),
    },
    {
      key: 'cohort',
      header: text.column.cohort,
      cell: ({ cohorts }) => cohorts.map(({ name }) => name).join(', '),
    },
    {
      key: 'place',
      header: text.column.place,
      cell: ({ kind, place }) => (kind === 'digital' ? text.digital : place),
    },
    { key: 'trainer', header: text.column.trainer, cell: ({ trainer }) => trainer },
    {
      key: 'state',
      header: text.column.state,
      cell: (session) => <State session={session} now={now} />,
    },
  ];
};

export const SessionList = ({ sessions, isOnlyMissing, chosen, onChoose, now }: ListProps) => {
  const text = usePlanningText();
  const columns = useColumns({ chosen, onChoose, now });
  return (
    <div className={styles['frame']}>
      <Table
        caption={text.caption.list}
        columns={columns}
        rows={sessions}
        rowKey={({ id }) => id}
        rowTone={({ id }) => (id === chosen ? 'selected' : undefined)}
        empty={
          <EmptyState
            icon={isOnlyMissing ? 'check-circle' : 'calendar-blank'}
            title={isOnlyMissing ? text.nothingMissing.title : text.none.title}
          >
            {isOnlyMissing ? text.nothingMissing.detail : text.none.detail}
          </EmptyState>
        }
      />
    </div>
  );
};
