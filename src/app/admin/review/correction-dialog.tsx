import { useId, useState } from 'react';
import { CorrectionReason } from '../../../domain/decision-entries.ts';
import { instantAt } from '../../../domain/time.ts';
import { DecidedReply, type PersonReview, type ShowReviewReply } from '../../../protocol/review.ts';
import type { SessionPerson } from '../../../protocol/show-session.ts';
import { useAdminReviewText } from '../../text/admin-review-text.ts';
import { formatMonth, formatTimeRange } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Checkbox } from '../../ui/checkbox/checkbox.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { fullName } from '../sessions/person-name.ts';
import { Choices } from './choices.tsx';
import { consequenceWords } from './consequence-words.ts';
import {
  consequencesOf,
  faultsIn,
  minutesAfter,
  spansOf,
  startOf,
  typedOf,
  type Typed,
} from './correction-draft.ts';
import { FaultBanner, isTooShort, WordsField } from './panel-shell.tsx';
import { TimeStretches } from './time-stretches.tsx';
import { useDecide } from './use-decide.ts';
import styles from './review.module.css';

type CorrectionDialogProps = {
  readonly review: ShowReviewReply;
  readonly person: SessionPerson;
  readonly onClose: () => void;
  readonly onSaved: () => void;
  readonly onStale: () => void;
};

type Standing = Pick<PersonReview, 'minutes' | 'counted' | 'recorded' | 'basis' | 'certificate'>;

/** What the server calls the state of somebody with nothing recorded. */
const nothing: Standing = { minutes: 0, counted: [], recorded: null, basis: '-', certificate: 'nothing' };

const Before = ({ standing, language }: { readonly standing: Standing; readonly language: Language }) => {
  const { correction: words } = useAdminReviewText();
  const { minutes, counted, recorded } = standing;
  return (
    <div>
      <p className={styles['label']}>{words.now}</p>
      <div className={`${styles['before']} num`}>
        <b>{minutes === 0 ? words.none : hoursAndMinutes(minutes)}</b>
        {counted.map(({ from, to }) => formatTimeRange(language, from, to)).join(', ')}
        {recorded !== null && (
          <p className="muted">{words.recorded({ minutes: hoursAndMinutes(recorded.minutes) })}</p>
        )}
      </div>
    </div>
  );
};

/** What is typed, and what it comes to. */
const useDraft = (review: ShowReviewReply, standing: Standing) => {
  const { session } = review.page;
  const [typed, setTyped] = useState<readonly Typed[]>(() =>
    startOf(standing.counted, session, review.breaks),
  );
  const [isAbsent, setIsAbsent] = useState(false);
  const faults = isAbsent ? [] : faultsIn(typed);
  const hasFaults = faults.some((fault) => fault !== undefined);
  const spans = isAbsent || hasFaults ? [] : spansOf(typed, session);
  return {
    typed,
    setTyped,
    isAbsent,
    setIsAbsent,
    faults,
    hasFaults,
    spans,
    after: minutesAfter(spans, session, review.breaks),
  };
};

type Draft = ReturnType<typeof useDraft>;

type AfterProps = {
  readonly draft: Draft;
  readonly review: ShowReviewReply;
  readonly isTried: boolean;
};

const AfterSum = ({ draft }: Pick<AfterProps, 'draft'>) => {
  const { correction: words } = useAdminReviewText();
  const { typed, isAbsent, hasFaults, after } = draft;
  return (
    <div>
      <p className={styles['label']}>{words.after}</p>
      <div className={`${styles['before']} ${styles['after']} num`} aria-live="polite">
        <b>{hasFaults ? '–' : after === 0 ? words.none : hoursAndMinutes(after)}</b>
        {isAbsent || hasFaults ? '' : typed.map(({ from, to }) => `${from}–${to}`).join(', ')}
      </div>
    </div>
  );
};

const Times = ({ draft, review, isTried }: AfterProps) => {
  const { correction: words } = useAdminReviewText();
  const { typed, setTyped, isAbsent, setIsAbsent, faults } = draft;
  const { session } = review.page;
  return (
    <div className={styles['stretches']}>
      {!isAbsent && (
        <TimeStretches
          typed={typed}
          faults={isTried ? faults : faults.map((fault) => (fault === 'time' ? undefined : fault))}
          whole={typedOf({ from: session.startsAt, to: session.endsAt })}
          onChange={setTyped}
        />
      )}
      <Checkbox isChecked={isAbsent} onChange={setIsAbsent}>
        {words.absent}
      </Checkbox>
    </div>
  );
};

const Consequences = ({
  draft,
  review,
  person,
  standing,
}: {
  readonly draft: Draft;
  readonly review: ShowReviewReply;
  readonly person: SessionPerson;
  readonly standing: Standing;
}) => {
  const words = useAdminReviewText();
  const { language } = useLanguage();
  const { month, isLocked } = review.month;
  const consequences = consequencesOf({
    sessionMinutes: review.page.session.minutes,
    before: standing.minutes,
    after: draft.after,
    isAbsent: draft.isAbsent,
    certificate: standing.certificate,
    isMonthLocked: isLocked,
  });
  const day = `${month}-15` as Parameters<typeof instantAt>[0];
  const monthName = formatMonth(language, instantAt(day, '12:00'));
  return (
    <Banner tone="already" icon="info" title={words.correction.happens}>
      <p className="num">
        {draft.hasFaults
          ? '–'
          : consequences
              .map((each) => consequenceWords(words, each, person.given || fullName(person), monthName))
              .join(' ')}
      </p>
    </Banner>
  );
};

/** Tells that the hours have changed meanwhile; nothing is saved until that has been read. */
const ChangedBanner = ({
  standing,
  onSeen,
}: {
  readonly standing: Standing;
  readonly onSeen: () => void;
}) => {
  const { correction: words } = useAdminReviewText();
  const minutes = standing.minutes === 0 ? words.none : hoursAndMinutes(standing.minutes);
  return (
    <Banner
      role="alert"
      tone="attention"
      title={words.changed}
      action={<Button onClick={onSeen}>{words.changedSeen}</Button>}
    >
      {words.changedNow({ minutes })}
    </Banner>
  );
};

/**
 * Other times than what was recorded: before and after, a reason, and what follows. What was recorded stays; the
 * correction is saved beside it (REV-1, RVIEW-4).
 */
export const CorrectionDialog = ({ review, person, onClose, onSaved, onStale }: CorrectionDialogProps) => {
  const { correction: words, reasons } = useAdminReviewText();
  const text = useText();
  const { language } = useLanguage();
  const ids = { reason: useId(), text: useId() };
  const standing = review.people.find(({ participant }) => participant === person.participant) ?? nothing;
  const [seen, setSeen] = useState(standing.basis);
  const draft = useDraft(review, standing);
  const [reason, setReason] = useState<CorrectionReason>();
  const [why, setWhy] = useState('');
  const [isTried, setIsTried] = useState(false);
  const { isSending, fault, decide } = useDecide(onStale);
  const isChanged = seen !== standing.basis;
  const save = async (): Promise<void> => {
    setIsTried(true);
    const isAmiss = draft.hasFaults || reason === undefined || isTooShort(why);
    if (isAmiss) {
      const at = draft.hasFaults
        ? '[aria-invalid]'
        : `#${CSS.escape(reason === undefined ? ids.reason : ids.text)}`;
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`dialog ${at}`)?.focus());
      return;
    }
    const body = {
      session: review.page.session.id,
      participant: person.participant,
      spans: draft.spans,
      reason,
      text: why.trim(),
      basis: seen,
    };
    if (await decide('/api/admin/review/correct', body, DecidedReply)) onSaved();
  };
  const isIdentity = fault?.code === 'text/identity-number';
  const textError = isTried && isTooShort(why) ? words.error.text : undefined;
  const waiting = isSending ? words.saving : isChanged ? words.changedFirst : undefined;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.title({ name: fullName(person) })}
      detail={words.detail}
      footer={
        <>
          <Button variant="primary" size="l" disabledReason={waiting} onClick={() => void save()}>
            {words.save}
          </Button>
          <Button size="l" onClick={onClose}>
            {text.action.cancel}
          </Button>
        </>
      }
    >
      <div className="stack">
        {isChanged && <ChangedBanner standing={standing} onSeen={() => setSeen(standing.basis)} />}
        <div className={styles['compare']}>
          <Before standing={standing} language={language} />
          <Icon name="arrow-right" />
          <AfterSum draft={draft} />
        </div>
        <Times draft={draft} review={review} isTried={isTried} />
        <Choices
          id={ids.reason}
          label={words.reason}
          value={reason}
          options={CorrectionReason.options.map((value) => ({ value, label: reasons[value] }))}
          onChange={setReason}
          error={isTried && reason === undefined ? words.error.reason : undefined}
        />
        <WordsField
          id={ids.text}
          label={words.text}
          hint={words.textHint}
          value={why}
          onChange={setWhy}
          error={isIdentity ? `${fault.title}. ${fault.action}` : textError}
        />
        <Consequences draft={draft} review={review} person={person} standing={standing} />
        {!isIdentity && !isChanged && <FaultBanner fault={fault} />}
      </div>
    </Dialog>
  );
};
