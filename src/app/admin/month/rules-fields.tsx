/** The fields of new rules. */
import type { Day } from '../../../domain/time.ts';
import { useAdminMonthText } from '../../text/admin-month-text.ts';
import { useLanguage } from '../../text/language.tsx';
import { SelectField, TextField } from '../../ui/field/field.tsx';
import { SegmentedControl } from '../../ui/segmented-control/segmented-control.tsx';
import { dateWords } from './month-names.ts';
import type { Draft, Faults } from './rules-draft.ts';

type FieldsProps = {
  readonly draft: Draft;
  readonly faults: Faults | undefined;
  readonly earliest: Day;
  readonly ids: { readonly from: string; readonly grace: string };
  readonly onChange: (change: Partial<Draft>) => void;
};

const DayAndGrace = ({ draft, faults, earliest, ids, onChange }: FieldsProps) => {
  const { rules: words } = useAdminMonthText();
  const { language } = useLanguage();
  const day = dateWords(language, earliest);
  return (
    <>
      <TextField
        id={ids.from}
        type="date"
        label={words.fromField}
        hint={words.fromHint({ day })}
        min={earliest}
        value={draft.from}
        error={faults?.from === true ? words.fromMissing({ day }) : undefined}
        onChange={(change) => onChange({ from: change.target.value })}
      />
      <TextField
        id={ids.grace}
        inputMode="numeric"
        label={words.grace}
        hint={words.graceHint}
        value={draft.grace}
        error={faults?.grace === true ? words.graceWrong : undefined}
        onChange={(change) => onChange({ grace: change.target.value })}
      />
    </>
  );
};

export const Fields = (props: FieldsProps) => {
  const { draft, onChange } = props;
  const { rules: words } = useAdminMonthText();
  return (
    <>
      <DayAndGrace {...props} />
      <SegmentedControl
        label={words.breaks}
        isLabelShown
        value={draft.deductsBreaks ? 'deducted' : 'counted'}
        options={[
          { value: 'deducted', label: words.deducted },
          { value: 'counted', label: words.counted },
        ]}
        onChange={(value) => onChange({ deductsBreaks: value === 'deducted' })}
      />
      <SelectField
        label={words.round}
        value={draft.roundTo}
        options={[
          { value: '60', label: words.hour },
          { value: '30', label: words.half },
          { value: '15', label: words.quarter },
          { value: '1', label: words.minute },
        ]}
        onChange={(change) => onChange({ roundTo: change.target.value })}
      />
      <SegmentedControl
        label={words.per}
        isLabelShown
        value={draft.roundPer}
        options={[
          { value: 'month', label: words.perMonth },
          { value: 'session', label: words.perSession },
        ]}
        onChange={(roundPer) => onChange({ roundPer })}
      />
      <SegmentedControl
        label={words.over}
        isLabelShown
        value={draft.countsOverLimit ? 'counted' : 'left'}
        options={[
          { value: 'left', label: words.overLeft },
          { value: 'counted', label: words.overCounted },
        ]}
        onChange={(value) => onChange({ countsOverLimit: value === 'counted' })}
      />
    </>
  );
};
