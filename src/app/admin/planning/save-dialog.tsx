/** A box with fields and one thing to save: says what went wrong above the fields, and keeps what was written. */
import type { ReactNode } from 'react';
import type { CallFailure } from '../../device/server-call.ts';
import { useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { useCallWords } from '../call-words.ts';
import styles from './planning.module.css';

type SaveDialogProps = {
  readonly title: string;
  /** What the button says. */
  readonly save: string;
  readonly isSending: boolean;
  readonly failure: CallFailure | undefined;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export const SaveDialog = ({
  title,
  save,
  isSending,
  failure,
  onSave,
  onClose,
  children,
}: SaveDialogProps) => {
  const { action } = useText();
  const callWords = useCallWords();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button variant="primary" aria-busy={isSending} onClick={onSave}>
            {save}
          </Button>
          <Button onClick={onClose}>{action.cancel}</Button>
        </>
      }
    >
      <div className={styles['form']}>
        {failure !== undefined && (
          <Banner tone="attention" role="alert" title={callWords(failure).title}>
            {callWords(failure).action}
          </Banner>
        )}
        {children}
      </div>
    </Dialog>
  );
};
