import type { FollowUpReply, MonthFigures } from '../../../protocol/follow-up.ts';
import { useFollowupText, type AdminFollowupText } from '../../text/admin-followup-text.ts';
import { useLanguage } from '../../text/language.tsx';
import { PlanBar } from '../../ui/chart/plan-bar.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { hourWords, monthWords } from './month-words.ts';
import { TableCard } from './table-card.tsx';

type MonthBarProps = { readonly figures: MonthFigures; readonly most: number };

/** A month's hours against its plan: solid once they are approved, striped as long as they wait. */
const MonthBar = ({ figures, most }: MonthBarProps) => {
  const { units } = useFollowupText();
  const { language } = useLanguage();
  const { plannedMinutes, recordedMinutes, approvedMinutes } = figures;
  const waiting = approvedMinutes === null ? recordedMinutes : 0;
  return (
    <PlanBar
      label={units.bar({
        approved: hourWords(language, approvedMinutes ?? 0),
        pending: hourWords(language, waiting),
        plan: hourWords(language, plannedMinutes),
      })}
      solid={approvedMinutes ?? 0}
      striped={waiting}
      tick={plannedMinutes}
      most={most}
    />
  );
};

const columnsOf = (
  { followUp: { monthly: words }, money, units }: AdminFollowupText,
  hours: (minutes: number) => string,
  monthOf: (month: string) => string,
  most: number,
): readonly Column<MonthFigures>[] => {
  return [
    {
      key: 'month',
      header: money.month,
      isRowHeader: true,
      cell: ({ month }) => monthOf(month),
    },
    {
      key: 'plan',
      header: words.planned,
      isNumber: true,
      cell: ({ plannedMinutes }) => hours(plannedMinutes),
    },
    {
      key: 'recorded',
      header: words.recorded,
      isNumber: true,
      cell: ({ recordedMinutes }) => hours(recordedMinutes),
    },
    {
      key: 'approved',
      header: words.approved,
      isNumber: true,
      cell: ({ approvedMinutes }) => (approvedMinutes === null ? words.notLocked : hours(approvedMinutes)),
    },
    {
      key: 'bar',
      header: units.share,
      cell: (figures) => <MonthBar figures={figures} most={most} />,
    },
  ];
};

/** Each month's own hours: planned, recorded, approved once the month is locked (DASH-1). */
export const MonthlyCard = ({ page }: { readonly page: FollowUpReply }) => {
  const text = useFollowupText();
  const { language } = useLanguage();
  const {
    followUp: { monthly: words },
    money,
  } = text;
  const { monthly, from, to } = page;
  const most = Math.max(1, ...monthly.map((one) => Math.max(one.plannedMinutes, one.recordedMinutes)));
  const columns = columnsOf(
    text,
    (minutes) => hourWords(language, minutes),
    (month) => monthWords(language, month),
    most,
  );
  return (
    <TableCard
      title={words.title}
      isWide
      from={from}
      to={to}
      table={{
        name: 'manad-for-manad',
        head: [money.month, words.planned, words.recorded, words.approved],
        rows: monthly.map(({ month, plannedMinutes, recordedMinutes, approvedMinutes }) => [
          month,
          plannedMinutes / 60,
          recordedMinutes / 60,
          approvedMinutes === null ? words.notLocked : approvedMinutes / 60,
        ]),
      }}
    >
      <Table caption={words.caption} columns={columns} rows={monthly} rowKey={({ month }) => month} />
    </TableCard>
  );
};
