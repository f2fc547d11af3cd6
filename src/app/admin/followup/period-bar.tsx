import type { FollowUpReply } from '../../../protocol/follow-up.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { useLanguage } from '../../text/language.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { SegmentedControl } from '../../ui/segmented-control/segmented-control.tsx';
import { monthWords } from './month-words.ts';
import styles from './followup.module.css';

type Period = { readonly from: string; readonly to: string };
type Choice = 'all' | 'year' | 'month' | 'last' | 'own';

/** The stretches that are asked for most, within the months there are. */
const periodsOf = (months: readonly string[]): Readonly<Record<Exclude<Choice, 'own'>, Period>> => {
  const first = months[0] ?? '';
  const now = months.at(-1) ?? '';
  const january = `${now.slice(0, 4)}-01`;
  const last = months.at(-2) ?? now;
  return {
    all: { from: first, to: now },
    year: { from: january < first ? first : january, to: now },
    month: { from: now, to: now },
    last: { from: last, to: last },
  };
};

const isSame = (a: Period, b: Period): boolean => a.from === b.from && a.to === b.to;

type PeriodBarProps = {
  readonly page: Pick<FollowUpReply, 'months' | 'from' | 'to'>;
  readonly onChange: (period: Period) => void;
};

/** Which months the figures are of. */
export const PeriodBar = ({ page, onChange }: PeriodBarProps) => {
  const { followUp: words } = useFollowupText();
  const { language } = useLanguage();
  const { months, from, to } = page;
  const periods = periodsOf(months);
  const choices = ['all', 'year', 'month', 'last'] as const;
  const chosen: Choice = choices.find((choice) => isSame(periods[choice], page)) ?? 'own';
  const options = months.toReversed().map((month) => ({ value: month, label: monthWords(language, month) }));
  return (
    <>
      <div className={styles['choices']}>
        <SegmentedControl<Choice>
          label={words.period}
          options={choices.map((choice) => ({ value: choice, label: words.choices[choice] }))}
          value={chosen}
          onChange={(choice) => {
            if (choice !== 'own') onChange(periods[choice]);
          }}
        />
      </div>
      <div className={styles['bar']}>
        <SelectField
          label={words.from}
          value={from}
          options={options}
          onChange={({ target }) =>
            onChange({ from: target.value, to: target.value > to ? target.value : to })
          }
        />
        <SelectField
          label={words.to}
          value={to}
          options={options}
          onChange={({ target }) =>
            onChange({ from: target.value < from ? target.value : from, to: target.value })
          }
        />
      </div>
    </>
  );
};
