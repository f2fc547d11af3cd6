/** The statement, unticked, and the trainer's own code (ATTEST-1). Works without a network. */
import { useState, type FormEvent } from 'react';
import type { TrainerId } from '../../domain/ids.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button } from '../ui/button/button.tsx';
import { Checkbox } from '../ui/checkbox/checkbox.tsx';
import { TextField } from '../ui/field/field.tsx';
import { useTrainerCode } from './use-trainer-code.ts';

type AttestProps = {
  readonly button: string;
  readonly isBusy: boolean;
  readonly onAttest: (trainer: TrainerId) => void;
};

export const CloseAttest = ({ button, isBusy, onAttest }: AttestProps) => {
  const text = useText();
  const { close } = useTrainerText();
  const { language } = useLanguage();
  const { hasCodes, waitUntil, check } = useTrainerCode();
  const [isRead, setIsRead] = useState(false);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [isChecking, setIsChecking] = useState(false);
  if (!hasCodes) return <p className="muted">{close.noCodes}</p>;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isRead || isChecking || isBusy) return;
    setIsChecking(true);
    const answer = await check(typed);
    setIsChecking(false);
    setTyped('');
    setError(answer.kind === 'wrong' ? close.wrongCode({ n: answer.triesLeft }) : undefined);
    if (answer.kind === 'right') onAttest(answer.trainer.id);
  };
  const waits = waitUntil === undefined ? undefined : close.wait({ time: formatTime(language, waitUntil) });
  const reason = waits ?? (isRead ? (isChecking || isBusy ? '' : undefined) : close.readFirst);
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <h2>{close.attestTitle}</h2>
      <Checkbox isChecked={isRead} onChange={setIsRead}>
        {text.close.attest}
      </Checkbox>
      <TextField
        label={close.code}
        error={waits ?? error}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={(change) => {
          setTyped(change.target.value);
          setError(undefined);
        }}
      />
      <Button variant="primary" size="xl" block icon="signature" type="submit" disabledReason={reason}>
        {button}
      </Button>
    </form>
  );
};
