/** "Hej! Vem är du?": the readable code on the card, once on each phone (ME-2). */
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { readTypedCode } from '../../domain/badge.ts';
import { noticeVersion } from '../../domain/notice.ts';
import { IdentifyByCardReply } from '../../protocol/identify-by-card.ts';
import { RecordNoticeReply } from '../../protocol/record-notice.ts';
import { browserPhone } from '../device/browser-phone.ts';
import { callServer, type CallFailure } from '../device/server-call.ts';
import { formatSpan } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useParticipantText } from '../text/participant-text.ts';
import { useProblemText } from '../text/problem-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { TextField } from '../ui/field/field.tsx';
import { CardPhoto } from './card-photo.tsx';
import { PhoneFrame } from './phone-frame.tsx';
import styles from './code-form.module.css';

const useFailureWords = (): ((failure: CallFailure) => string) => {
  const { offline, trouble } = useParticipantText();
  const problem = useProblemText();
  const { language } = useLanguage();
  return (failure) => {
    if (failure.kind !== 'problem') return offline.title;
    const { code, retryAfter } = failure.problem;
    if (retryAfter !== undefined) return trouble.wait({ span: formatSpan(language, retryAfter * 1000) });
    const { title, action } = problem(code);
    return `${title}. ${action}`;
  };
};

/** So that the phone can show the code to the trainer when it has no network. */
const keepCode = async (given: string, code: string): Promise<void> => {
  const { store } = browserPhone();
  if ((await store.card()) === undefined)
    await store.putCard({ given, family: '', cohort: null, code, text: '' });
};

/** Asks once; the code that was scanned waits meanwhile and counts from when it was seen. */
export const WhoForm = ({ onKnown }: { readonly onKnown: () => Promise<void> }) => {
  const { checkIn, notice } = useParticipantText();
  const failureWords = useFailureWords();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);
  const submit = async (): Promise<void> => {
    const code = readTypedCode(typed);
    setError(code === undefined ? checkIn.whoWrong : undefined);
    if (code === undefined) return;
    setIsAsking(true);
    const answer = await callServer({ path: '/api/me/identify', reply: IdentifyByCardReply, body: { code } });
    setIsAsking(false);
    if (!answer.ok) {
      setError(failureWords(answer.error));
      return;
    }
    if (answer.value !== 'not-modified') await keepCode(answer.value.value.given, code);
    await onKnown();
    await callServer({ path: '/api/me/notice', reply: RecordNoticeReply, body: { version: noticeVersion } });
  };
  return (
    <PhoneFrame title={checkIn.who}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{checkIn.whoBody}</p>
        <TextField
          label={checkIn.whoLabel}
          hint={checkIn.whoHint}
          error={error}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={16}
        />
        <Button
          type="submit"
          variant="primary"
          size="l"
          block
          disabledReason={isAsking ? checkIn.sending : undefined}
        >
          {checkIn.go}
        </Button>
      </form>
      <CardPhoto onKnown={onKnown} failureWords={failureWords} />
      <p>{checkIn.noCard}</p>
      <Banner icon="shield-check" title={notice.title}>
        <p>{notice.intro}</p>
        <p>
          <Link to="/integritet">{notice.more}</Link>
        </p>
      </Banner>
    </PhoneFrame>
  );
};
