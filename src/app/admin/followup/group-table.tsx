import type { Group } from '../../../protocol/follow-up.ts';
import { useFollowupText, type AdminFollowupText } from '../../text/admin-followup-text.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { PlanBar } from '../../ui/chart/plan-bar.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { OnTrackShare } from '../overview/units-table.tsx';
import type { CsvTable } from './save-csv.tsx';
import { hourWords, wholePercent } from './month-words.ts';
import styles from './followup.module.css';

const goal = 80;

/** The share on the way as a bar with the goal across it, and as a figure. */
export const ShareBar = ({ group }: { readonly group: Group }) => {
  const { followUp: words } = useFollowupText();
  const { language } = useLanguage();
  const { onTrack, offeredTo } = group;
  if (onTrack === null || offeredTo === null) return <span className="muted">{words.groups.hidden}</span>;
  if (offeredTo === 0) return '–';
  const percent = formatPercent(language, wholePercent(onTrack, offeredTo) / 100);
  return (
    <span className={styles['share']}>
      <PlanBar
        label={`${words.goal.onTrack({ percent })}, ${words.goal.goalAt({ percent: formatPercent(language, goal / 100) })}`}
        solid={wholePercent(onTrack, offeredTo)}
        tick={goal}
        most={100}
      />
      <OnTrackShare onTrack={onTrack} offeredTo={offeredTo} />
    </span>
  );
};

type NameOf = (group: Group) => string;

const columnsOf = (
  words: AdminFollowupText['followUp'],
  header: string,
  nameOf: NameOf,
  language: Language,
): readonly Column<Group>[] => {
  const number = (n: number | null): string => (n === null ? '–' : formatNumber(language, n));
  return [
    { key: 'group', header, isRowHeader: true, cell: nameOf },
    { key: 'people', header: words.groups.people, isNumber: true, cell: ({ people }) => number(people) },
    { key: 'onTrack', header: words.groups.onTrack, cell: (group) => <ShareBar group={group} /> },
    {
      key: 'completed',
      header: words.groups.completed,
      isNumber: true,
      cell: ({ completed }) => number(completed),
    },
    {
      key: 'hours',
      header: words.groups.hours,
      isNumber: true,
      cell: ({ minutes }) => (minutes === null ? '–' : hourWords(language, minutes)),
    },
    {
      key: 'share',
      header: words.groups.share,
      isNumber: true,
      cell: ({ minutes, offeredMinutes }) =>
        minutes === null || offeredMinutes === null || offeredMinutes === 0
          ? '–'
          : formatPercent(language, wholePercent(minutes, offeredMinutes) / 100),
    },
  ];
};

type GroupTableProps = {
  readonly caption: string;
  readonly header: string;
  readonly groups: readonly Group[];
  readonly nameOf: NameOf;
};

/** Groups of participants: how many are on the way, have completed, and their hours (DASH-3, DASH-4). */
export const GroupTable = ({ caption, header, groups, nameOf }: GroupTableProps) => {
  const { followUp: words } = useFollowupText();
  const { language } = useLanguage();
  return (
    <Table
      caption={caption}
      columns={columnsOf(words, header, nameOf, language)}
      rows={groups}
      rowKey={nameOf}
    />
  );
};

/** The same as a file. */
export const groupCsv = (
  name: string,
  words: AdminFollowupText['followUp']['groups'],
  header: string,
  groups: readonly Group[],
  nameOf: NameOf,
): CsvTable => ({
  name,
  head: [header, words.people, words.offeredTo, words.onTrackCount, words.completed, words.hours],
  rows: groups.map((group) => [
    nameOf(group),
    group.people ?? words.hidden,
    group.offeredTo,
    group.onTrack,
    group.completed,
    group.minutes === null ? null : group.minutes / 60,
  ]),
});
