/** A box that does one thing: it asks, does it, and says in words why when it could not. Nothing typed is lost. */
import { useState, type ReactNode } from 'react';
import type { Result } from '../../../domain/result.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { useCallWords } from '../call-words.ts';

type ActDialogProps<T> = {
  readonly title: string;
  readonly confirm: string;
  readonly isDanger?: boolean;
  readonly children: ReactNode;
  /** False when something is missing, which the caller then shows. */
  readonly isReady?: () => boolean;
  readonly act: () => Promise<Result<T, CallFailure>>;
  /** What is said when it is done. */
  readonly done: (value: T) => string;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

export const ActDialog = <T,>(props: ActDialogProps<T>) => {
  const { title, confirm, isDanger = false, children, isReady, act, done, onDone, onClose } = props;
  const words = useAdminPeopleText();
  const callWords = useCallWords();
  const announce = useAnnounce();
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const doIt = async (): Promise<void> => {
    if (isSending || isReady?.() === false) return;
    setIsSending(true);
    setFailure(undefined);
    const answer = await act();
    setIsSending(false);
    if (!answer.ok) return setFailure(answer.error);
    announce(done(answer.value), 'polite');
    onDone();
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button
            variant={isDanger ? 'danger' : 'primary'}
            aria-busy={isSending}
            disabledReason={isSending ? words.sending : undefined}
            onClick={() => void doIt()}
          >
            {confirm}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        {children}
        {failure !== undefined && (
          <Banner role="alert" tone="stop" title={callWords(failure).title}>
            {callWords(failure).action}
          </Banner>
        )}
      </div>
    </Dialog>
  );
};
