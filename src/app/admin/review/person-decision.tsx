/** What can be decided about one participant: remarks to approve, hours to correct, an objection to answer. */
import { useId, useState } from 'react';
import { AnswerObjectionReply } from '../../../protocol/answer-objection.ts';
import type { Matter, PersonReview, ShowReviewReply } from '../../../protocol/review.ts';
import type { SessionPerson } from '../../../protocol/show-session.ts';
import { useAdminReviewText } from '../../text/admin-review-text.ts';
import { formatDayAndMonth, formatTimeRange } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { useMay } from '../admin-frame.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { History } from './history.tsx';
import { FaultBanner, isTooShort, WordsField } from './panel-shell.tsx';
import { useDecide, type Fault } from './use-decide.ts';
import styles from './review.module.css';

type Of<K extends Matter['kind']> = Extract<Matter, { kind: K }>;

type ObjectionProps = {
  readonly matter: Of<'objection'>;
  readonly person: SessionPerson;
  readonly onDecided: () => void;
  readonly onStale: () => void;
};

const Said = ({ matter, person }: Pick<ObjectionProps, 'matter' | 'person'>) => {
  const { panel } = useAdminReviewText();
  const { language } = useLanguage();
  return (
    <blockquote className={styles['said']}>
      <cite>
        {panel.objection.said({ name: person.given, day: formatDayAndMonth(language, matter.madeAt) })}
      </cite>
      {matter.text ?? <span className="muted">{panel.objection.erased}</span>}
    </blockquote>
  );
};

/** The participant's words and the office's answer (CERT-3). */
const Objection = ({ matter, person, onDecided, onStale }: ObjectionProps) => {
  const { panel, page } = useAdminReviewText();
  const may = useMay();
  const id = useId();
  const [answer, setAnswer] = useState('');
  const [isTried, setIsTried] = useState(false);
  const { isSending, fault, decide } = useDecide(onStale);
  const save = async (): Promise<void> => {
    setIsTried(true);
    if (isTooShort(answer)) return document.getElementById(id)?.focus();
    const body = { objection: matter.objection, answer: answer.trim() };
    if (await decide('/api/admin/objections/answer', body, AnswerObjectionReply)) onDecided();
  };
  const isIdentity = fault?.code === 'text/identity-number';
  return (
    <>
      <Said matter={matter} person={person} />
      <p>{panel.objection.locked}</p>
      {may('reviewer') && (
        <>
          <p>{panel.objection.orCorrect}</p>
          <WordsField
            id={id}
            label={panel.objection.answer}
            hint={panel.objection.answerHint}
            value={answer}
            onChange={setAnswer}
            error={
              isIdentity
                ? `${fault.title}. ${fault.action}`
                : isTried && isTooShort(answer)
                  ? panel.objection.missing
                  : undefined
            }
          />
          {!isIdentity && <FaultBanner fault={fault} />}
          <div className={styles['buttons']}>
            <Button
              variant="primary"
              disabledReason={isSending ? page.saving : undefined}
              onClick={() => void save()}
            >
              {panel.objection.send}
            </Button>
          </div>
        </>
      )}
    </>
  );
};

/** What counts now, what was recorded before a correction, and how far the participant's certificate has come. */
const Standing = ({ standing }: { readonly standing: PersonReview }) => {
  const { panel } = useAdminReviewText();
  const { language } = useLanguage();
  const { minutes, counted, recorded, certificate } = standing;
  const times = counted.map(({ from, to }) => formatTimeRange(language, from, to)).join(', ');
  return (
    <div className="num">
      <p>{minutes === 0 ? panel.countsNone : panel.counts({ minutes: hoursAndMinutes(minutes), times })}</p>
      {recorded !== null && (
        <p>
          {panel.corrected({
            before: hoursAndMinutes(recorded.minutes),
            after: hoursAndMinutes(minutes),
          })}
        </p>
      )}
      {minutes > 0 && <p className="muted">{panel.certificate[certificate]}</p>}
    </div>
  );
};

type PersonDecisionProps = {
  readonly review: ShowReviewReply;
  readonly person: SessionPerson;
  readonly matter: Of<'remarks' | 'objection'> | undefined;
  /** What came of approving, which can be done from the table too. */
  readonly approving: { readonly isSending: boolean; readonly fault: Fault | undefined };
  readonly onApprove: () => void;
  readonly onCorrect: () => void;
  readonly onDecided: () => void;
  readonly onStale: () => void;
};

/** The choice about one participant, and what has been decided before. */
export const PersonDecision = (props: PersonDecisionProps) => {
  const { review, person, matter, approving, onApprove, onCorrect, onDecided, onStale } = props;
  const { panel, page } = useAdminReviewText();
  const may = useMay();
  const standing = review.people.find(({ participant }) => participant === person.participant);
  const isRemarks = matter?.kind === 'remarks';
  return (
    <div className={styles['choice']}>
      {standing !== undefined && <Standing standing={standing} />}
      {matter?.kind === 'objection' && (
        <Objection
          key={matter.objection}
          matter={matter}
          person={person}
          onDecided={onDecided}
          onStale={onStale}
        />
      )}
      {isRemarks && <FaultBanner fault={approving.fault} />}
      {may('reviewer') ? (
        <div className={styles['buttons']}>
          {isRemarks && (
            <Button
              variant="primary"
              aria-describedby="approve-what"
              disabledReason={approving.isSending ? page.saving : undefined}
              onClick={onApprove}
            >
              {panel.approve}
            </Button>
          )}
          <Button onClick={onCorrect}>{panel.correctHours}</Button>
        </div>
      ) : (
        <p className="muted">{page.readOnly}</p>
      )}
      {isRemarks && may('reviewer') && (
        <p id="approve-what" className="muted">
          {panel.approveWhat}
        </p>
      )}
      <History
        session={review.page.session.id}
        decisions={review.decisions.filter(({ participant }) => participant === person.participant)}
        onChanged={onStale}
      />
    </div>
  );
};
