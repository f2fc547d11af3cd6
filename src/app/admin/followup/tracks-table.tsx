import type { ProgrammeOverviewReply } from '../../../protocol/programme-overview.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { wholePercent } from './month-words.ts';

type Row = ProgrammeOverviewReply['tracks'][number];

/** On the way and completed in each track, as figures. */
export const TracksTable = ({ tracks }: { readonly tracks: readonly Row[] }) => {
  const { followUp: words, progress, tracks: names } = useFollowupText();
  const { language } = useLanguage();
  const number = (n: number): string => formatNumber(language, n);
  const columns: readonly Column<Row>[] = [
    { key: 'track', header: words.groups.group, isRowHeader: true, cell: ({ track }) => names[track] },
    {
      key: 'people',
      header: words.groups.people,
      isNumber: true,
      cell: ({ participants }) => number(participants),
    },
    {
      key: 'offered',
      header: words.groups.offeredTo,
      isNumber: true,
      cell: ({ offeredTo }) => number(offeredTo),
    },
    {
      key: 'onTrack',
      header: words.groups.onTrack,
      isNumber: true,
      cell: ({ onTrack, offeredTo }) =>
        offeredTo === 0
          ? '–'
          : `${number(onTrack)} (${formatPercent(language, wholePercent(onTrack, offeredTo) / 100)})`,
    },
    {
      key: 'completed',
      header: words.groups.completed,
      isNumber: true,
      cell: ({ completed }) => number(completed),
    },
  ];
  return <Table caption={progress.title} columns={columns} rows={tracks} rowKey={({ track }) => track} />;
};
