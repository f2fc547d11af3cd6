/** "Hej! Vem är du?": the readable code on the card, once on each phone (ME-2). */
import { useState, type FormEvent } from 'react';
import { readTypedCode } from '../../domain/badge.ts';
import { IdentifyByCardReply } from '../../protocol/identify-by-card.ts';
import { callServer, type CallFailure } from '../device/server-call.ts';
import { formatSpan } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useParticipantText } from '../text/participant-text.ts';
import { useProblemText } from '../text/problem-text.ts';
import { Button } from '../ui/button/button.tsx';
import { TextField } from '../ui/field/field.tsx';
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

/** Asks once; the code that was scanned waits meanwhile and counts from when it was seen. */
export const WhoForm = ({ onKnown }: { readonly onKnown: () => Promise<void> }) => {
  const { checkIn } = useParticipantText();
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
    if (answer.ok) await onKnown();
    else setError(failureWords(answer.error));
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
      <p>{checkIn.noCard}</p>
    </PhoneFrame>
  );
};
