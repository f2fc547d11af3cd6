/** The survey of each of a group's series: an address of somebody else's, or none (SER-7). */
import { useState } from 'react';
import { isSurveyLink } from '../../../domain/planning.ts';
import type { CohortPlan, SeriesPlan } from '../../../protocol/planning.ts';
import { SetSurveyReply } from '../../../protocol/plan-places.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { formatDate } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { send } from '../admin-api.ts';
import { useCallWords } from '../call-words.ts';
import styles from './planning.module.css';

type OneProps = { readonly series: SeriesPlan; readonly onSaved: () => void };

const OneSurvey = ({ series, onSaved }: OneProps) => {
  const { cohorts: words, form } = usePlanningText();
  const { language } = useLanguage();
  const callWords = useCallWords();
  const [link, setLink] = useState(series.surveyLink ?? '');
  const [hasTried, setHasTried] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const isWrong = !isSurveyLink(link.trim());
  const save = async (next: string | null): Promise<void> => {
    setIsSaved(false);
    setFailure(undefined);
    const answer = await send(
      `/api/admin/planning/series/${series.id}/survey`,
      { link: next },
      SetSurveyReply,
    );
    if (!answer.ok) return setFailure(answer.error);
    if (next === null) setLink('');
    setHasTried(false);
    setIsSaved(true);
    onSaved();
  };
  const id = `survey-${series.id}`;
  return (
    <section className={styles['form']}>
      <h3 className="num">
        {series.firstAt === null || series.lastAt === null
          ? words.emptySeries
          : words.series({
              n: series.sessions,
              from: formatDate(language, series.firstAt),
              to: formatDate(language, series.lastAt),
            })}
      </h3>
      {failure !== undefined && (
        <Banner tone="attention" role="alert" title={callWords(failure).title}>
          {callWords(failure).action}
        </Banner>
      )}
      {isSaved && <Banner tone="in" role="status" title={words.saved} />}
      <TextField
        id={id}
        label={words.link}
        hint={words.linkHint}
        type="url"
        inputMode="url"
        autoComplete="off"
        maxLength={500}
        error={hasTried && isWrong ? form.surveyWrong : undefined}
        value={link}
        onChange={(event) => setLink(event.target.value)}
      />
      <div className={styles['buttons']}>
        <Button
          variant="primary"
          onClick={() => {
            setHasTried(true);
            if (isWrong) document.getElementById(id)?.focus();
            else void save(link.trim());
          }}
        >
          {words.save}
        </Button>
        {series.surveyLink !== null && <Button onClick={() => void save(null)}>{words.remove}</Button>}
      </div>
    </section>
  );
};

type SurveyDialogProps = {
  readonly cohort: CohortPlan;
  readonly series: readonly SeriesPlan[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
};

export const SurveyDialog = ({ cohort, series, onClose, onSaved }: SurveyDialogProps) => {
  const { cohorts: words } = usePlanningText();
  return (
    <Dialog isOpen onClose={onClose} title={words.surveyTitle({ name: cohort.name })} detail={words.notOurs}>
      <div className={styles['form']}>
        {series.map((one) => (
          <OneSurvey key={one.id} series={one} onSaved={onSaved} />
        ))}
      </div>
    </Dialog>
  );
};
