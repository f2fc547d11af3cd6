import { unitName } from '../../../domain/programme.ts';
import type { FollowUpReply, Group } from '../../../protocol/follow-up.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { wholePercent } from './month-words.ts';
import { TableCard } from './table-card.tsx';

type Row = { readonly unit: string; readonly bySex: ReadonlyMap<string, Group> };

/** Women and men in each unit: how many and the share on the way. Hidden where it would tell of a few (DASH-4). */
export const UnitSexesCard = ({ page }: { readonly page: FollowUpReply }) => {
  const { followUp, units } = useFollowupText();
  const { language } = useLanguage();
  const { groups: words, sexNames } = followUp;
  const { unitSexes, from, to } = page;
  const rows: readonly Row[] = [...new Set(unitSexes.map(({ group }) => group))].map((unit) => ({
    unit,
    bySex: new Map(unitSexes.filter(({ group }) => group === unit).map((cell) => [cell.key, cell])),
  }));
  const cellWords = (group: Group | undefined): string => {
    if (group === undefined) return '–';
    if (group.people === null) return words.hidden;
    const share =
      group.offeredTo === null || group.onTrack === null || group.offeredTo === 0
        ? '–'
        : formatPercent(language, wholePercent(group.onTrack, group.offeredTo) / 100);
    return `${formatNumber(language, group.people)} · ${share}`;
  };
  const sexes = ['woman', 'man'] as const;
  const columns: readonly Column<Row>[] = [
    { key: 'unit', header: units.unit, isRowHeader: true, cell: ({ unit }) => unitName(unit) },
    ...sexes.map((sex) => ({
      key: sex,
      header: `${sexNames[sex]}, ${words.onTrack.toLowerCase()}`,
      isNumber: true,
      cell: ({ bySex }: Row) => cellWords(bySex.get(sex)),
    })),
  ];
  return (
    <TableCard
      title={words.unitSexes}
      isWide
      from={from}
      to={to}
      note={unitSexes.some(({ people }) => people === null) ? words.hiddenNote : undefined}
      table={{
        name: 'kon-per-forvaltning',
        head: [units.unit, words.sex, words.people, words.offeredTo, words.onTrackCount, words.completed],
        rows: unitSexes.map((cell) => [
          unitName(cell.group),
          sexNames[cell.key as keyof typeof sexNames],
          cell.people ?? words.hidden,
          cell.offeredTo,
          cell.onTrack,
          cell.completed,
        ]),
      }}
    >
      <Table caption={words.unitSexes} columns={columns} rows={rows} rowKey={({ unit }) => unit} />
    </TableCard>
  );
};
