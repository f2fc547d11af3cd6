import { unitName } from '../../../domain/programme.ts';
import type { Progress, UnitProgress } from '../../../protocol/programme-overview.ts';
import { useAdminText, type AdminText } from '../../text/admin-text.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import styles from './units-table.module.css';

const goal = 0.8;

type Row = Progress & { readonly unit: string | undefined };

/** Hours had, as a share of the hours offered so far; the tick is the goal. */
const OfferedBar = ({ row }: { readonly row: Row }) => {
  const { overview: words } = useAdminText();
  const { language } = useLanguage();
  if (row.offeredMinutes === 0) return <span className="muted">{words.units.notYet}</span>;
  const share = row.minutes / row.offeredMinutes;
  const percent = formatPercent(language, Math.floor(share * 100) / 100);
  return (
    <span className={styles['offered']}>
      <svg
        className={styles['bar']}
        viewBox="0 0 100 12"
        preserveAspectRatio="none"
        role="img"
        aria-label={words.units.shareLabel({ percent })}
      >
        <rect className={styles['ground']} width="100" height="12" />
        <rect className={styles['had']} width={Math.min(100, share * 100)} height="12" />
        <rect className={styles['tick']} x={goal * 100} width="1.5" height="12" />
      </svg>
      <span className="num" aria-hidden="true">
        {percent}
      </span>
    </span>
  );
};

const OnTrack = ({ row }: { readonly row: Row }) => {
  const { language } = useLanguage();
  if (row.offeredTo === 0) return '–';
  const share = Math.floor((row.onTrack / row.offeredTo) * 100) / 100;
  const percent = formatPercent(language, share);
  return share < goal ? (
    <Tag tone="attention" icon="arrow-down">
      {percent}
    </Tag>
  ) : (
    percent
  );
};

const columnsOf = (words: AdminText['overview'], number: (n: number) => string): readonly Column<Row>[] => [
  {
    key: 'unit',
    header: words.units.unit,
    isRowHeader: true,
    cell: ({ unit }) => (unit === undefined ? words.units.all : unitName(unit)),
  },
  {
    key: 'participants',
    header: words.units.participants,
    isNumber: true,
    cell: ({ participants }) => number(participants),
  },
  {
    key: 'hours',
    header: words.units.hours,
    isNumber: true,
    cell: ({ minutes }) => number(Math.round(minutes / 60)),
  },
  { key: 'share', header: words.units.share, cell: (row) => <OfferedBar row={row} /> },
  { key: 'onTrack', header: words.units.onTrack, isNumber: true, cell: (row) => <OnTrack row={row} /> },
  {
    key: 'completed',
    header: words.units.completed,
    isNumber: true,
    cell: ({ completed }) => number(completed),
  },
];

type UnitsTableProps = { readonly units: readonly UnitProgress[]; readonly total: Progress };

/** Every unit and, last, all together: participants, hours, share of what has been offered, on the way, completed. */
export const UnitsTable = ({ units, total }: UnitsTableProps) => {
  const { overview: words } = useAdminText();
  const { language } = useLanguage();
  const rows: readonly Row[] = [...units, { ...total, unit: undefined }];
  return (
    <>
      <Table
        caption={words.units.caption}
        columns={columnsOf(words, (n) => formatNumber(language, n))}
        rows={rows}
        rowKey={({ unit }) => unit ?? ''}
      />
      <p className={styles['note']}>{words.units.recordedNote}</p>
    </>
  );
};
