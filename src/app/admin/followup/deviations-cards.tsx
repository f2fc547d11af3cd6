import { unitName } from '../../../domain/programme.ts';
import type { FollowUpReply } from '../../../protocol/follow-up.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { deviationRows, type DeviationRow } from './deviation-rows.ts';
import { wholePercent } from './month-words.ts';
import { TableCard } from './table-card.tsx';

type Props = { readonly page: FollowUpReply };

/** What went otherwise than planned in the period (DASH-7). */
export const DeviationsCard = ({ page }: Props) => {
  const { followUp } = useFollowupText();
  const { language } = useLanguage();
  const { deviations: words } = followUp;
  const { from, to, silentDevices } = page;
  const rows = deviationRows(page.deviations, silentDevices.length);
  const number = (n: number): string => formatNumber(language, n);
  const columns: readonly Column<DeviationRow>[] = [
    { key: 'what', header: words.what, isRowHeader: true, cell: ({ key }) => words.names[key] },
    { key: 'count', header: words.count, isNumber: true, cell: ({ count }) => number(count) },
    {
      key: 'of',
      header: words.of,
      isNumber: true,
      cell: ({ count, of }) =>
        of === null || of === 0
          ? '–'
          : `${number(of)} (${formatPercent(language, wholePercent(count, of) / 100)})`,
    },
  ];
  return (
    <TableCard
      title={words.title}
      from={from}
      to={to}
      note={silentDevices.length === 0 ? undefined : silentDevices.join(', ')}
      table={{
        name: 'avvikelser',
        head: [words.what, words.count, words.of],
        rows: rows.map(({ key, count, of }) => [words.names[key], count, of]),
      }}
    >
      <Table caption={words.caption} columns={columns} rows={rows} rowKey={({ key }) => key} />
    </TableCard>
  );
};

type UnitRow = FollowUpReply['unitDeviations'][number];

/** The same, in the units where the sessions were held. */
export const UnitDeviationsCard = ({ page }: Props) => {
  const { followUp, units } = useFollowupText();
  const { language } = useLanguage();
  const { deviations: words } = followUp;
  const { from, to, unitDeviations } = page;
  const nameOf = ({ unit }: UnitRow): string => (unit === '' ? words.digital : unitName(unit));
  const shown = ['noShows', 'late', 'leftEarly', 'notClosed', 'withoutAttest', 'corrections'] as const;
  const columns: readonly Column<UnitRow>[] = [
    { key: 'unit', header: units.unit, isRowHeader: true, cell: nameOf },
    {
      key: 'sessions',
      header: words.sessions,
      isNumber: true,
      cell: ({ sessions }) => formatNumber(language, sessions),
    },
    ...shown.map((key) => ({
      key,
      header: words.names[key],
      isNumber: true,
      cell: (row: UnitRow) => formatNumber(language, row[key]),
    })),
  ];
  return (
    <TableCard
      title={words.perUnit}
      isWide
      from={from}
      to={to}
      table={{
        name: 'avvikelser-per-forvaltning',
        head: [units.unit, words.sessions, ...shown.map((key) => words.names[key])],
        rows: unitDeviations.map((row) => [nameOf(row), row.sessions, ...shown.map((key) => row[key])]),
      }}
    >
      <Table caption={words.perUnit} columns={columns} rows={unitDeviations} rowKey={({ unit }) => unit} />
    </TableCard>
  );
};
