/** The statement, unticked, and the trainer's own code (ATTEST-1). Works without a network. */
import { useState, type FormEvent, type ReactNode } from 'react';
import type { TrainerId } from '../../domain/ids.ts';
import { useKioskText } from '../text/kiosk-text.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button } from '../ui/button/button.tsx';
import { Checkbox } from '../ui/checkbox/checkbox.tsx';
import { codeErrorWords, TrainerCodeInput } from './trainer-code-field.tsx';
import { useTrainerCode } from './use-trainer-code.ts';

type AttestProps = {
  readonly button: string;
  readonly isBusy: boolean;
  readonly onAttest: (trainer: TrainerId) => void;
  /** What to know before pressing; stands just above the button. */
  readonly children?: ReactNode;
};

export const CloseAttest = ({ button, isBusy, onAttest, children }: AttestProps) => {
  const text = useText();
  const { close } = useTrainerText();
  const kiosk = useKioskText();
  const { language } = useLanguage();
  const { hasCodes, waitUntil, check } = useTrainerCode();
  const [isRead, setIsRead] = useState(false);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [isChecking, setIsChecking] = useState(false);
  if (!hasCodes)
    return (
      <>
        <p className="muted">{close.noCodes}</p>
        {children}
      </>
    );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isRead || isChecking || isBusy) return;
    if (typed.trim() === '') {
      setError(kiosk.code.empty);
      return;
    }
    setIsChecking(true);
    const answer = await check(typed);
    setIsChecking(false);
    setTyped('');
    setError(answer.kind === 'wrong' ? codeErrorWords(answer, kiosk, language) : undefined);
    if (answer.kind === 'right') onAttest(answer.trainer.id);
  };
  const waits =
    waitUntil === undefined ? undefined : codeErrorWords({ kind: 'wait', until: waitUntil }, kiosk, language);
  const reason = waits ?? (isRead ? (isChecking || isBusy ? '' : undefined) : close.readFirst);
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <h2>{close.attestTitle}</h2>
      <Checkbox isChecked={isRead} onChange={setIsRead}>
        {text.close.attest}
      </Checkbox>
      <TrainerCodeInput
        label={close.code}
        error={waits ?? error}
        value={typed}
        onChange={(change) => {
          setTyped(change);
          setError(undefined);
        }}
      />
      <p className="sr-only" role="alert">
        {waits ?? error}
      </p>
      {children}
      <Button variant="primary" size="xl" block icon="signature" type="submit" disabledReason={reason}>
        {button}
      </Button>
      {!isRead && <p className="muted">{close.readFirst}</p>}
    </form>
  );
};
