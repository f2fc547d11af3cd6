/** How hours are counted, in words from what has been decided, and what other ways of rounding would give (HRS-5). */
import { minutesToOre } from '../../../domain/hours.ts';
import type { HoursPolicy } from '../../../domain/policy.ts';
import type { ShowMonthReply } from '../../../protocol/month.ts';
import { useAdminMonthText, type AdminMonthText } from '../../text/admin-month-text.ts';
import { formatMoney } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { ScreenLink } from '../access/screen-link.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { policySentences } from './policy-words.ts';
import styles from './month.module.css';

type Way = ShowMonthReply['rounding'][number];

const stepWords = (step: number, words: AdminMonthText['policy']['step']): string => {
  const said = step === 1 || step === 15 || step === 30 || step === 60 ? words[step] : String(step);
  return said.charAt(0).toUpperCase() + said.slice(1);
};

const useColumns = (policy: HoursPolicy): readonly Column<Way>[] => {
  const { policy: words } = useAdminMonthText();
  const { language } = useLanguage();
  const isCurrent = (way: Way): boolean =>
    way.roundToMinutes === policy.roundToMinutes &&
    (way.roundPer === policy.roundPer || policy.roundToMinutes === 1);
  return [
    {
      key: 'way',
      header: words.column.way,
      isRowHeader: true,
      cell: (way) => (
        <>
          {words.way({ step: stepWords(way.roundToMinutes, words.step), per: words.per[way.roundPer] })}{' '}
          {isCurrent(way) && <Tag icon="check">{words.current}</Tag>}
        </>
      ),
    },
    {
      key: 'reported',
      header: words.column.reported,
      isNumber: true,
      cell: (way) => hoursAndMinutes(way.reportedMinutes),
    },
    { key: 'lost', header: words.column.lost, isNumber: true, cell: (way) => hoursAndMinutes(way.lost) },
    {
      key: 'money',
      header: words.column.money,
      isNumber: true,
      cell: (way) => formatMoney(language, minutesToOre(way.lost)),
    },
  ];
};

/** What each way of rounding reports of the same minutes (HRS-5). */
export const RoundingTable = ({
  ways,
  policy,
}: {
  readonly ways: readonly Way[];
  readonly policy: HoursPolicy;
}) => {
  const { policy: words } = useAdminMonthText();
  return (
    <Table
      caption={words.previewCaption}
      rows={ways}
      rowKey={({ roundToMinutes, roundPer }) => `${roundToMinutes} ${roundPer}`}
      columns={useColumns(policy)}
    />
  );
};

export const PolicyPart = ({ month }: { readonly month: ShowMonthReply }) => {
  const words = useAdminMonthText();
  return (
    <section className={styles['card']} aria-labelledby="month-policy">
      <div className={styles['how']}>
        <Icon name="calculator" />
        <div>
          <h2 id="month-policy">{words.policy.title}</h2>
          <p>{policySentences(month.policy, words).join(' ')}</p>
        </div>
      </div>
      <details>
        <summary className={styles['summary']}>{words.policy.preview}</summary>
        <RoundingTable ways={month.rounding} policy={month.policy} />
      </details>
      <ScreenLink size="s" href="/admin/manad/regler" icon="gear">
        {words.policy.link}
      </ScreenLink>
    </section>
  );
};
