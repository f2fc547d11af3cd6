import { minutesToOre } from '../../../domain/hours.ts';
import { unitName } from '../../../domain/programme.ts';
import type { SteeringReportReply } from '../../../protocol/follow-up.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { formatMoney, formatNumber, formatPercent } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Table } from '../../ui/table/table.tsx';
import { deviationRows } from './deviation-rows.ts';
import { GroupTable, groupCsv } from './group-table.tsx';
import { hourWords, wholePercent } from './month-words.ts';
import { SaveCsv } from './save-csv.tsx';

type Props = { readonly report: SteeringReportReply };

/** Where the hours stand, in hours and kronor; the rows add up to the last (DASH-2). */
export const MoneyTable = ({ report }: Props) => {
  const { steering } = useFollowupText();
  const { language } = useLanguage();
  const { money: words } = steering;
  const { money, month } = report;
  const rows = [
    { key: 'approved', label: words.approved, minutes: money.approvedMinutes },
    { key: 'certified', label: words.certified, minutes: money.certifiedMinutes },
    { key: 'uncertified', label: words.uncertified, minutes: money.uncertifiedMinutes },
    { key: 'leftOut', label: words.leftOut, minutes: money.leftOutMinutes },
    { key: 'recorded', label: words.recorded, minutes: money.recordedMinutes },
  ];
  return (
    <>
      <Table
        caption={words.caption}
        columns={[
          { key: 'what', header: words.what, isRowHeader: true, cell: ({ label }) => label },
          {
            key: 'hours',
            header: words.hours,
            isNumber: true,
            cell: ({ minutes }) => hourWords(language, minutes),
          },
          {
            key: 'money',
            header: words.money,
            isNumber: true,
            cell: ({ minutes }) => formatMoney(language, Math.round(minutesToOre(minutes) / 100) * 100),
          },
        ]}
        rows={rows}
        rowKey={({ key }) => key}
      />
      <SaveCsv
        label={words.title}
        from={month}
        to={month}
        table={{
          name: 'medfinansiering',
          head: [words.what, words.hours, words.money],
          rows: rows.map(({ label, minutes }) => [label, minutes / 60, minutesToOre(minutes) / 100]),
        }}
      />
    </>
  );
};

/** Units at the end of the month, the small ones not shown (DASH-4). */
export const UnitGroups = ({ report }: Props) => {
  const { followUp, units, steering } = useFollowupText();
  const nameOf = ({ key }: { readonly key: string }): string => unitName(key);
  return (
    <>
      <GroupTable caption={steering.units.title} header={units.unit} groups={report.units} nameOf={nameOf} />
      {report.units.some(({ people }) => people === null) && (
        <p className="muted">{followUp.groups.hiddenNote}</p>
      )}
      <SaveCsv
        label={steering.units.title}
        from={report.month}
        to={report.month}
        table={groupCsv('per-forvaltning', followUp.groups, units.unit, report.units, nameOf)}
      />
    </>
  );
};

/** What went otherwise in the month and the month before. */
export const DeviationTable = ({ report }: Props) => {
  const { followUp, steering } = useFollowupText();
  const { language } = useLanguage();
  const { deviations: words } = followUp;
  const before = new Map(deviationRows(report.deviationsBefore, undefined).map((row) => [row.key, row]));
  const rows = deviationRows(report.deviations, undefined);
  const told = (row: (typeof rows)[number] | undefined): string => {
    if (row === undefined) return '–';
    const count = formatNumber(language, row.count);
    return row.of === null || row.of === 0
      ? count
      : `${count} (${formatPercent(language, wholePercent(row.count, row.of) / 100)})`;
  };
  return (
    <>
      <Table
        caption={steering.deviations.caption}
        columns={[
          { key: 'what', header: words.what, isRowHeader: true, cell: ({ key }) => words.names[key] },
          { key: 'now', header: steering.deviations.now, isNumber: true, cell: (row) => told(row) },
          {
            key: 'before',
            header: steering.deviations.before,
            isNumber: true,
            cell: ({ key }) => told(before.get(key)),
          },
        ]}
        rows={rows}
        rowKey={({ key }) => key}
      />
      <SaveCsv
        label={steering.deviations.title}
        from={report.month}
        to={report.month}
        table={{
          name: 'avvikelser',
          head: [words.what, steering.deviations.now, words.of, steering.deviations.before],
          rows: rows.map(({ key, count, of }) => [
            words.names[key],
            count,
            of,
            before.get(key)?.count ?? null,
          ]),
        }}
      />
    </>
  );
};
