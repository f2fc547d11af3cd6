/** "Något stämmer inte": a message to the office about one session, and the answer (CERT-3). */
import { useId, useState } from 'react';
import { looksLikeIdentityNumber } from '../../domain/walk-in.ts';
import { maxObjection, ObjectToHoursReply } from '../../protocol/object-to-hours.ts';
import type { MyObjection, MySession } from '../../protocol/show-my-page.ts';
import { callServer } from '../device/server-call.ts';
import { useCertifyText } from '../text/certify-text.ts';
import { formatDay, formatDayAndMonth, formatSpan } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { Button } from '../ui/button/button.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { Field } from '../ui/field/field.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import { useMyPages } from './use-me.tsx';
import styles from './objection.module.css';

type SessionProps = { readonly session: Pick<MySession, 'id' | 'title' | 'startsAt'> };

const useSend = (session: string, onSent: () => void) => {
  const { objection } = useCertifyText();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const { refresh } = useMyPages();
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<string>();
  const send = async (typed: string): Promise<void> => {
    const text = typed.trim();
    const wrong =
      text === '' ? objection.empty : looksLikeIdentityNumber(text) ? objection.identityNumber : undefined;
    setError(wrong);
    if (wrong !== undefined) return;
    setIsSending(true);
    const body = { session, text };
    const answer = await callServer({ path: '/api/me/objection', reply: ObjectToHoursReply, body });
    if (answer.ok) {
      await refresh();
      announce(objection.sent, 'polite');
      onSent();
    } else {
      const problem = answer.error.kind === 'problem' ? answer.error.problem : undefined;
      if (problem?.code === 'text/identity-number') setError(objection.identityNumber);
      else if (problem?.retryAfter !== undefined)
        setError(objection.tooMany({ span: formatSpan(language, problem.retryAfter * 1000) }));
      else setError(objection.failed);
    }
    setIsSending(false);
  };
  return { isSending, error, send };
};

const ObjectionForm = ({ session, onClose }: SessionProps & { readonly onClose: () => void }) => {
  const { objection } = useCertifyText();
  const [typed, setTyped] = useState('');
  const { isSending, error, send } = useSend(session.id, onClose);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) void send(typed);
      }}
    >
      <Field label={objection.label} hint={objection.hint} error={error}>
        {(aria) => (
          <textarea
            {...aria}
            rows={4}
            maxLength={maxObjection}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <div role="alert" className="sr-only">
        {error}
      </div>
      <Button
        type="submit"
        variant="primary"
        size="l"
        block
        disabledReason={isSending ? objection.sending : undefined}
      >
        {objection.send}
      </Button>
      <Button size="l" block onClick={onClose}>
        {objection.cancel}
      </Button>
    </form>
  );
};

/** Opens the message; the row's own name is in the button for those who do not see the row. */
export const ObjectionButton = ({
  session,
  label,
}: SessionProps & { readonly label?: string | undefined }) => {
  const { objection } = useCertifyText();
  const { language } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles['open']} onClick={() => setIsOpen(true)}>
        <Icon name="flag" />
        <span className={styles['words']}>{label ?? objection.button}</span>
        <span className="sr-only">: {session.title}</span>
      </button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={objection.title}
        detail={`${session.title}, ${formatDay(language, session.startsAt)}`}
      >
        <ObjectionForm session={session} onClose={() => setIsOpen(false)} />
      </Dialog>
    </>
  );
};

/** What was written and what was answered, oldest first. */
export const ObjectionTalk = ({ objections }: { readonly objections: readonly MyObjection[] }) => {
  const { objection: words } = useCertifyText();
  const { language } = useLanguage();
  const id = useId();
  if (objections.length === 0) return null;
  return (
    <dl className={styles['talk']}>
      {objections.map(({ id: key, text, at, answer }) => (
        <div key={`${id}-${key}`}>
          <dt>{words.wrote({ day: formatDayAndMonth(language, at) })}</dt>
          <dd>{text ?? words.erased}</dd>
          {answer === null ? (
            <dd className="muted">{words.waiting}</dd>
          ) : (
            <>
              <dt>{words.answered({ day: formatDayAndMonth(language, answer.at) })}</dt>
              <dd>{answer.text ?? words.erased}</dd>
            </>
          )}
        </div>
      ))}
    </dl>
  );
};
