/** What a series is drawn up from: for whom, in what rhythm, and with what. */
import type { SessionKind } from '../../../domain/programme.ts';
import type { PlanningChoicesReply } from '../../../protocol/planning.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { Card } from '../../ui/card/card.tsx';
import { Checkbox } from '../../ui/checkbox/checkbox.tsx';
import { SelectField, TextField } from '../../ui/field/field.tsx';
import { SegmentedControl } from '../../ui/segmented-control/segmented-control.tsx';
import { isSurveyLink } from '../../../domain/planning.ts';
import { CohortField, TimesFields, WithFields } from './plan-fields.tsx';
import { problemsIn, timesProblemIn, withRhythm, type SeriesForm } from './series-form.ts';
import styles from './planning.module.css';

type SeriesFieldsProps = {
  readonly form: SeriesForm;
  readonly choices: PlanningChoicesReply;
  /** True once somebody has tried to save: from then on what is missing is told beside its field. */
  readonly hasTried: boolean;
  readonly onChange: (form: SeriesForm) => void;
};

const workdays = [1, 2, 3, 4, 5, 6, 7];

const Rhythm = ({ form, hasTried, onChange }: Omit<SeriesFieldsProps, 'choices'>) => {
  const text = usePlanningText();
  const words = text.form;
  const change = (part: Partial<SeriesForm>): void => onChange(withRhythm(form, part));
  const isMany = Number(form.count) > 1;
  const errorOf = (id: string): string | undefined =>
    hasTried ? problemsIn(form, text).find((problem) => problem.id === id)?.words : undefined;
  return (
    <>
      <div className={styles['pair']}>
        <TextField
          id="plan-day"
          label={isMany ? words.firstDay : words.day}
          type="date"
          error={errorOf('plan-day')}
          value={form.firstDay}
          onChange={(event) => change({ firstDay: event.target.value })}
        />
        <TextField
          id="plan-count"
          label={words.count}
          type="number"
          inputMode="numeric"
          min={1}
          max={60}
          error={errorOf('plan-count')}
          value={form.count}
          onChange={(event) => change({ count: event.target.value })}
        />
      </div>
      {isMany && (
        <>
          <fieldset className={styles['group']}>
            <legend>{words.weekdays}</legend>
            <p className="muted small">{words.weekdaysHint}</p>
            <div className={styles['choices']}>
              {workdays.map((day) => (
                <Checkbox
                  key={day}
                  isChecked={form.weekdays.includes(day)}
                  onChange={(isChecked) =>
                    change({
                      weekdays: isChecked
                        ? [...form.weekdays, day]
                        : form.weekdays.filter((other) => other !== day),
                    })
                  }
                >
                  {text.weekday[day - 1]}
                </Checkbox>
              ))}
            </div>
          </fieldset>
          <SelectField
            label={words.everyWeeks}
            options={words.every.map((label, i) => ({ value: String(i + 1), label }))}
            value={String(form.everyWeeks)}
            onChange={(event) => change({ everyWeeks: Number(event.target.value) })}
          />
          <Checkbox isChecked={form.skipsHolidays} onChange={(skipsHolidays) => change({ skipsHolidays })}>
            {words.skipsHolidays}
          </Checkbox>
        </>
      )}
    </>
  );
};

export const SeriesFields = ({ form, choices, hasTried, onChange }: SeriesFieldsProps) => {
  const text = usePlanningText();
  const errorOf = (id: string): string | undefined =>
    hasTried ? problemsIn(form, text).find((problem) => problem.id === id)?.words : undefined;
  const words = text.form;
  const survey = form.survey.trim();
  return (
    <Card className={styles['form']} aria-label={words.newTitle}>
      <section className={styles['group']}>
        <h2>{words.who}</h2>
        <SegmentedControl<SessionKind>
          label={words.kind}
          isLabelShown
          options={[
            { value: 'on-site', label: words.onSite },
            { value: 'digital', label: words.digital },
          ]}
          value={form.kind}
          onChange={(kind) =>
            onChange({ ...form, kind, cohorts: kind === 'on-site' ? form.cohorts.slice(0, 1) : form.cohorts })
          }
        />
        <CohortField
          cohorts={choices.cohorts}
          chosen={form.cohorts}
          isDigital={form.kind === 'digital'}
          error={errorOf('plan-cohort')}
          onChange={(cohorts) => onChange({ ...form, cohorts })}
        />
      </section>
      <section className={styles['group']}>
        <h2>{words.when}</h2>
        <Rhythm form={form} hasTried={hasTried} onChange={onChange} />
        <TimesFields
          times={form.times}
          problem={timesProblemIn(form)}
          onChange={(times) => onChange({ ...form, times })}
        />
        <TextField
          id="plan-title"
          label={words.title}
          error={errorOf('plan-title')}
          hint={Number(form.count) > 1 ? words.titleHint : undefined}
          maxLength={120}
          autoComplete="off"
          value={form.title}
          onChange={(event) => onChange(withRhythm(form, { title: event.target.value }))}
        />
      </section>
      <section className={styles['group']}>
        <h2>{words.with}</h2>
        <WithFields
          choices={choices}
          value={form}
          isDigital={form.kind === 'digital'}
          onChange={({ venue, trainer, device }) => onChange({ ...form, venue, trainer, device })}
        />
        <TextField
          id="plan-survey"
          label={words.survey}
          isOptional
          hint={words.surveyHint}
          type="url"
          inputMode="url"
          autoComplete="off"
          maxLength={500}
          error={survey === '' || isSurveyLink(survey) ? undefined : words.surveyWrong}
          value={form.survey}
          onChange={(event) => onChange({ ...form, survey: event.target.value })}
        />
      </section>
    </Card>
  );
};
