import { Link } from 'react-router';
import { unitName } from '../../../domain/programme.ts';
import type { Progress, UnitProgress } from '../../../protocol/programme-overview.ts';
import { useNow } from '../../device/clock.ts';
import { useFollowupText, type AdminFollowupText } from '../../text/admin-followup-text.ts';
import { formatDayKey, formatNumber, formatPercent } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { BarLegend, PlanBar } from '../../ui/chart/plan-bar.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { mayOpen } from '../access/screen-roles.ts';
import { useSignedIn } from '../admin-frame.tsx';
import { hourWords, wholePercent } from '../followup/month-words.ts';
import { SaveCsv, type CsvTable } from '../followup/save-csv.tsx';
import styles from './units-table.module.css';

const goal = 80;

type Row = Progress & { readonly unit: string | undefined; readonly toReview: number };

/** Room to the right of the plan, so that a unit ahead of it shows. */
const beyondPlan = 1.15;

/** Approved solid and waiting striped, against what the plan has offered so far (DESIGN §9). */
const AgainstPlan = ({ row }: { readonly row: Row }) => {
  const { units: words } = useFollowupText();
  const { language } = useLanguage();
  if (row.offeredMinutes === 0) return <span className="muted">{words.notYet}</span>;
  return (
    <PlanBar
      label={words.bar({
        approved: hourWords(language, row.approvedMinutes),
        pending: hourWords(language, row.pendingMinutes),
        plan: hourWords(language, row.offeredMinutes),
      })}
      solid={row.approvedMinutes}
      striped={row.pendingMinutes}
      tick={row.offeredMinutes}
      most={Math.max(beyondPlan * row.offeredMinutes, row.approvedMinutes + row.pendingMinutes)}
    />
  );
};

/** The share on the way; below the goal also with an arrow, a colour and words. */
export const OnTrackShare = ({ onTrack, offeredTo }: Pick<Progress, 'onTrack' | 'offeredTo'>) => {
  const { units: words } = useFollowupText();
  const { language } = useLanguage();
  if (offeredTo === 0) return '–';
  const whole = wholePercent(onTrack, offeredTo);
  const percent = formatPercent(language, whole / 100);
  return whole < goal ? (
    <Tag tone="attention" icon="arrow-down">
      <span aria-hidden="true">{percent}</span>
      <span className="sr-only">{words.below({ percent })}</span>
    </Tag>
  ) : (
    percent
  );
};

const ToReview = ({ row }: { readonly row: Row }) => {
  const { me } = useSignedIn();
  const href = row.unit === undefined ? '/admin/granska' : `/admin/granska?enhet=${row.unit}`;
  if (row.toReview === 0) return '–';
  return row.unit !== undefined && mayOpen('/admin/granska', me.roles) ? (
    <Link to={href} className={styles['review']}>
      {row.toReview}
    </Link>
  ) : (
    row.toReview
  );
};

const columnsOf = (
  words: AdminFollowupText['units'],
  number: (n: number) => string,
  hours: (minutes: number) => string,
): readonly Column<Row>[] => [
  {
    key: 'unit',
    header: words.unit,
    isRowHeader: true,
    cell: ({ unit }) => (unit === undefined ? words.all : unitName(unit)),
  },
  {
    key: 'participants',
    header: words.participants,
    isNumber: true,
    cell: ({ participants }) => number(participants),
  },
  { key: 'hours', header: words.hours, isNumber: true, cell: ({ minutes }) => hours(minutes) },
  { key: 'share', header: words.share, cell: (row) => <AgainstPlan row={row} /> },
  { key: 'onTrack', header: words.onTrack, isNumber: true, cell: (row) => <OnTrackShare {...row} /> },
  { key: 'review', header: words.toReview, isNumber: true, cell: (row) => <ToReview row={row} /> },
];

const csvOf = (words: AdminFollowupText['units'], rows: readonly Row[]): CsvTable => ({
  name: 'forvaltningar',
  head: [
    words.unit,
    words.participants,
    words.hours,
    words.legend.approved,
    words.legend.pending,
    words.legend.plan,
    words.offeredTo,
    words.onTrack,
    words.toReview,
  ],
  rows: rows.map((row) => [
    row.unit === undefined ? words.all : unitName(row.unit),
    row.participants,
    row.minutes / 60,
    row.approvedMinutes / 60,
    row.pendingMinutes / 60,
    row.offeredMinutes / 60,
    row.offeredTo,
    row.onTrack,
    row.toReview,
  ]),
});

type UnitsTableProps = { readonly units: readonly UnitProgress[]; readonly total: Progress };

/** Every unit and, last, all together: participants, hours, against plan, on the way, what waits for a review. */
export const UnitsTable = ({ units, total }: UnitsTableProps) => {
  const { units: words } = useFollowupText();
  const { language } = useLanguage();
  const day = formatDayKey(useNow(60_000));
  const all = units.reduce((sum, { toReview }) => sum + toReview, 0);
  const rows: readonly Row[] = [...units, { ...total, unit: undefined, toReview: all }];
  return (
    <>
      <Table
        caption={words.caption}
        columns={columnsOf(
          words,
          (n) => formatNumber(language, n),
          (minutes) => hourWords(language, minutes),
        )}
        rows={rows}
        rowKey={({ unit }) => unit ?? ''}
      />
      <div className={styles['note']}>
        <BarLegend
          items={[
            { kind: 'solid', label: words.legend.approved },
            { kind: 'striped', label: words.legend.pending },
            { kind: 'tick', label: words.legend.plan },
          ]}
        />
        <SaveCsv label={words.caption} from={day} to={day} table={csvOf(words, rows)} />
      </div>
    </>
  );
};
