import type { FollowUpReply } from '../../../protocol/follow-up.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { wholePercent } from './month-words.ts';
import { TableCard } from './table-card.tsx';

type Row = FollowUpReply['trainers'][number];

/** How each trainer's participants were marked: the largest share by hand first (ATK-7). */
export const MarksCard = ({ page }: { readonly page: FollowUpReply }) => {
  const { followUp } = useFollowupText();
  const { language } = useLanguage();
  const { marks: words } = followUp;
  const number = (n: number): string => formatNumber(language, n);
  const columns: readonly Column<Row>[] = [
    { key: 'trainer', header: words.trainer, isRowHeader: true, cell: ({ trainer }) => trainer },
    { key: 'sessions', header: words.sessions, isNumber: true, cell: ({ sessions }) => number(sessions) },
    {
      key: 'attendances',
      header: words.attendances,
      isNumber: true,
      cell: ({ attendances }) => number(attendances),
    },
    {
      key: 'byHand',
      header: words.byHand,
      isNumber: true,
      cell: ({ byHand, attendances }) =>
        `${number(byHand)} (${formatPercent(language, wholePercent(byHand, attendances) / 100)})`,
    },
  ];
  return (
    <TableCard
      title={words.title}
      isWide
      from={page.from}
      to={page.to}
      note={words.note}
      table={{
        name: 'markeringar-per-kursledare',
        head: [words.trainer, words.sessions, words.attendances, words.byHand],
        rows: page.trainers.map(({ trainer, sessions, attendances, byHand }) => [
          trainer,
          sessions,
          attendances,
          byHand,
        ]),
      }}
    >
      <Table caption={words.title} columns={columns} rows={page.trainers} rowKey={({ trainer }) => trainer} />
    </TableCard>
  );
};
