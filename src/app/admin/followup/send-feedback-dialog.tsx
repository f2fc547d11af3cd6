import { useId, useState, type SubmitEvent } from 'react';
import { SendUnitFeedbackReply } from '../../../protocol/unit-feedback.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { useText } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { send } from '../admin-api.ts';
import { useCallWords } from '../call-words.ts';
import { useFreshSignIn } from '../fresh-sign-in.tsx';

type SendFeedbackDialogProps = {
  readonly unit: string;
  readonly workplace: string | null;
  readonly where: string;
  /** The address that was written to the last time. */
  readonly lastAddress: string;
  readonly onClose: () => void;
  readonly onSent: (people: number, address: string) => void;
};

/** To whom the list is sent. What was typed stays when it could not be sent. */
export const SendFeedbackDialog = (props: SendFeedbackDialogProps) => {
  const { unit, workplace, where, lastAddress, onClose, onSent } = props;
  const { feedback: words } = useFollowupText();
  const text = useText();
  const callWords = useCallWords();
  const ask = useFreshSignIn();
  const formId = useId();
  const fieldId = useId();
  const [address, setAddress] = useState(lastAddress);
  const [error, setError] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending) return;
    setError(address.trim() === '' ? words.addressMissing : undefined);
    if (address.trim() !== '') {
      setIsSending(true);
      const body = { unit, workplace, address: address.trim() };
      const answer = await ask(() => send('/api/admin/followup/units/send', body, SendUnitFeedbackReply));
      setIsSending(false);
      if (answer.ok) return onSent(answer.value.people, address.trim());
      const { title, action } = callWords(answer.error);
      setError(`${title}. ${action}`);
    }
    document.getElementById(fieldId)?.focus();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.sendTitle}
      footer={
        <>
          <Button type="submit" form={formId} variant="primary" aria-busy={isSending}>
            {isSending ? words.sending : words.send}
          </Button>
          <Button onClick={onClose}>{text.action.cancel}</Button>
        </>
      }
    >
      <form id={formId} className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <p>{words.caption({ where })}</p>
        <TextField
          id={fieldId}
          type="email"
          autoComplete="off"
          label={words.address}
          hint={words.addressHint}
          error={error}
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
      </form>
    </Dialog>
  );
};
