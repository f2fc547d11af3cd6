/** /admin/planering/ny: one session or a whole series, seen whole before it is saved in one go (SER-1, SER-3). */
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { PlanningChoicesReply, type CohortPlan } from '../../../protocol/planning.ts';
import { CheckSeriesReply, PlanSeriesReply } from '../../../protocol/plan-series.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Checkbox } from '../../ui/checkbox/checkbox.tsx';
import { ErrorSummary } from '../../ui/error-summary/error-summary.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { send, usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { SeriesFields } from './series-fields.tsx';
import { draftOf, problemsIn, startOf, type SeriesForm } from './series-form.ts';
import { SeriesRows } from './series-rows.tsx';
import { useChecked } from './use-checked.ts';
import styles from './planning.module.css';

type PreviewProps = {
  readonly form: SeriesForm;
  readonly cohorts: readonly CohortPlan[];
  readonly hasTried: boolean;
  readonly onTry: () => void;
  readonly onChange: (form: SeriesForm) => void;
  readonly onSaved: (saved: PlanSeriesReply) => void;
};

const Preview = ({ form, cohorts, hasTried, onTry, onChange, onSaved }: PreviewProps) => {
  const text = usePlanningText();
  const { preview } = text;
  const callWords = useCallWords();
  const draft = draftOf(form);
  const { value, failure, isChecking, again } = useChecked(
    '/api/admin/planning/series/check',
    draft,
    CheckSeriesReply,
  );
  const [confirmed, setConfirmed] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  const [refused, setRefused] = useState<CallFailure>();
  const isConfirmed = value !== undefined && confirmed === value.seen;
  const problems = problemsIn(form, text);
  const count = form.rows.length;
  const save = async (): Promise<void> => {
    onTry();
    if (problems.length > 0 || draft === undefined || value === undefined || isSending) return;
    setIsSending(true);
    setRefused(undefined);
    const body = { draft, seen: value.seen, isConfirmed };
    const answer = await send('/api/admin/planning/series', body, PlanSeriesReply);
    setIsSending(false);
    if (answer.ok) return onSaved(answer.value);
    setRefused(answer.error);
    again();
  };
  const trouble = refused ?? failure;
  const nameOf = (cohort: string): string => cohorts.find(({ id }) => id === cohort)?.name ?? '';
  return (
    <Card className={styles['form']} aria-labelledby="preview-heading">
      <h2 id="preview-heading">{preview.title}</h2>
      {hasTried && <ErrorSummary errors={problems} title={text.form.fix} />}
      {count === 0 ? (
        <p className="muted">{preview.empty}</p>
      ) : (
        <SeriesRows form={form} concerns={value?.concerns ?? []} onChange={onChange} />
      )}
      {trouble !== undefined && (
        <Banner tone="attention" role="alert" title={callWords(trouble).title}>
          {callWords(trouble).action}
        </Banner>
      )}
      {value !== undefined && (
        <div className={styles['told']}>
          <p>{preview.each({ time: hoursAndMinutes(value.minutesEach) })}</p>
          <ul className={styles['bullets']}>
            {value.hours.map(({ cohort, before, after, target }) => (
              <li key={cohort}>
                {preview.hours({
                  name: nameOf(cohort),
                  before: hoursAndMinutes(before),
                  after: hoursAndMinutes(after),
                  target: hoursAndMinutes(target),
                })}{' '}
                {after > target && (
                  <Tag tone="attention" icon="warning-diamond">
                    {preview.more({ time: hoursAndMinutes(after - target) })}
                  </Tag>
                )}
              </li>
            ))}
          </ul>
          {value.missing.length > 0 && (
            <Banner
              tone="attention"
              title={preview.missing({
                what: value.missing
                  .map((missing) => text.missing[missing].toLocaleLowerCase('sv'))
                  .join(', '),
              })}
            />
          )}
          {value.mustConfirm && (
            <Checkbox
              isChecked={isConfirmed}
              onChange={(isChecked) => setConfirmed(isChecked ? value.seen : undefined)}
            >
              {preview.confirm}
            </Checkbox>
          )}
        </div>
      )}
      <Button
        variant="primary"
        block
        aria-busy={isSending}
        disabledReason={
          problems.length > 0
            ? undefined
            : isChecking
              ? preview.checking
              : value?.mustConfirm === true && !isConfirmed
                ? preview.confirmFirst
                : undefined
        }
        onClick={() => void save()}
      >
        {count <= 1 ? preview.saveOne : preview.saveMany({ n: count })}
      </Button>
    </Card>
  );
};

const Planner = ({ choices }: { readonly choices: PlanningChoicesReply }) => {
  const text = usePlanningText();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [hasTried, setHasTried] = useState(false);
  const [form, setForm] = useState<SeriesForm>(() => startOf(choices, params.get('grupp')));
  const saved = ({ sessions }: PlanSeriesReply): void => {
    announce(
      sessions.length === 1 ? text.preview.savedOne : text.preview.savedMany({ n: sessions.length }),
      'polite',
    );
    const [first] = form.rows;
    void navigate(`/admin/planering?vecka=${first?.day ?? ''}&valt=${sessions[0]?.id ?? ''}`);
  };
  return (
    <div className={styles['wide']}>
      <SeriesFields form={form} choices={choices} hasTried={hasTried} onChange={setForm} />
      <Preview
        form={form}
        cohorts={choices.cohorts}
        hasTried={hasTried}
        onTry={() => setHasTried(true)}
        onChange={setForm}
        onSaved={saved}
      />
    </div>
  );
};

export const SeriesScreen = () => {
  const text = usePlanningText();
  const { value } = usePolled('/api/admin/planning/choices', PlanningChoicesReply, 60_000);
  return (
    <AdminFrame
      title={text.form.newTitle}
      actions={
        <LinkButton size="s" icon="arrow-left" href="/admin/planering">
          {text.form.back}
        </LinkButton>
      }
    >
      {value === undefined ? <Skeleton rows={6} /> : <Planner choices={value} />}
    </AdminFrame>
  );
};
