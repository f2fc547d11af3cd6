/** What the office has decided before: who, when and why, and how to take it back (REV-1). */
import { useState } from 'react';
import { DecidedReply, type TakenDecision } from '../../../protocol/review.ts';
import { useAdminReviewText, type AdminReviewText } from '../../text/admin-review-text.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { useMay } from '../admin-frame.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { FaultBanner } from './panel-shell.tsx';
import { useDecide } from './use-decide.ts';
import styles from './review.module.css';

type Kinds = AdminReviewText['history']['kind'];

const kindWords = (kinds: Kinds, kind: string): string =>
  kind in kinds ? kinds[kind as keyof Kinds] : kinds.other;

/** What cannot be taken back: a taking back, an answer somebody has read, and what was let in or left out of a log. */
const final: ReadonlySet<string> = new Set([
  'decision-taken-back',
  'objection-answered',
  'set-aside-accepted',
  'set-aside-dismissed',
]);
const isFinal = ({ kind, isTakenBack }: TakenDecision): boolean => isTakenBack || final.has(kind);

type HistoryProps = {
  readonly session: string;
  readonly decisions: readonly TakenDecision[];
  readonly onChanged: () => void;
  /** Whom each is about, where they are about several; by participant. */
  readonly names?: ReadonlyMap<string, string> | undefined;
};

const Words = ({ decision, name }: { decision: TakenDecision; name?: string | undefined }) => {
  const { history, reasons } = useAdminReviewText();
  const { session } = useAdminText();
  const { language } = useLanguage();
  const { minutesBefore: before, minutesAfter: after, remarks, reason, text } = decision;
  return (
    <>
      <p>
        {name !== undefined && `${name}. `}
        <b>{kindWords(history.kind, decision.kind)}</b>
        {remarks.length > 0 && `: ${remarks.map((remark) => session.remark[remark]).join(', ')}`}
        {before !== null &&
          after !== null &&
          `. ${history.minutes({ before: hoursAndMinutes(before), after: hoursAndMinutes(after) })}`}
      </p>
      {reason !== null && <p>{reasons[reason]}</p>}
      {text !== null && <p className={styles['quote']}>”{text}”</p>}
      {text === null && reason !== null && <p className="muted">{history.erased}</p>}
      <p className={`${styles['who']} num`}>
        {history.by({ who: decision.by, when: formatDateTime(language, decision.at) })}
      </p>
    </>
  );
};

const TakeBackDialog = ({
  session,
  decision,
  onClose,
  onChanged,
}: Pick<HistoryProps, 'session' | 'onChanged'> & {
  readonly decision: TakenDecision;
  readonly onClose: () => void;
}) => {
  const { history, page } = useAdminReviewText();
  const text = useText();
  const announce = useAnnounce();
  const { isSending, fault, decide } = useDecide(onChanged);
  const act = async (): Promise<void> => {
    const body = { session, decision: decision.seq };
    if (!(await decide('/api/admin/review/take-back', body, DecidedReply))) return;
    announce(page.backSaid, 'polite');
    onClose();
    onChanged();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={history.dialog}
      footer={
        <>
          <Button
            variant="primary"
            disabledReason={isSending ? page.saving : undefined}
            onClick={() => void act()}
          >
            {history.takeBack}
          </Button>
          <Button onClick={onClose}>{text.action.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        <div>
          <Words decision={decision} />
        </div>
        <p>{history.dialogHint}</p>
        <FaultBanner fault={fault} />
      </div>
    </Dialog>
  );
};

/** The decisions in the order they were taken. */
export const DecisionList = ({ session, decisions, onChanged, names }: HistoryProps) => {
  const { history } = useAdminReviewText();
  const may = useMay();
  const [asked, setAsked] = useState<TakenDecision>();
  return (
    <>
      <ol className={styles['decisions']}>
        {decisions.map((decision) => (
          <li key={decision.seq}>
            <Words decision={decision} name={names?.get(decision.participant ?? '')} />
            {decision.isTakenBack && <Tag icon="arrow-counter-clockwise">{history.takenBack}</Tag>}
            {!isFinal(decision) && may('reviewer') && (
              <Button
                size="s"
                variant="ghost"
                icon="arrow-counter-clockwise"
                aria-label={history.takeBackWhat({ what: kindWords(history.kind, decision.kind) })}
                onClick={() => setAsked(decision)}
              >
                {history.takeBack}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {asked !== undefined && (
        <TakeBackDialog
          session={session}
          decision={asked}
          onClose={() => setAsked(undefined)}
          onChanged={onChanged}
        />
      )}
    </>
  );
};

/** The same with a heading; nothing where nothing has been decided. */
export const History = (props: HistoryProps) => {
  const { history } = useAdminReviewText();
  if (props.decisions.length === 0) return null;
  return (
    <div className={styles['history']}>
      <h3>{history.title}</h3>
      <DecisionList {...props} />
    </div>
  );
};
