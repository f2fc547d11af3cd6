/** Makes a trainer's code and shows it this once: large, to copy, and as a slip to print (ATTEST-3). */
import { useState } from 'react';
import { IssueTrainerCodeReply } from '../../../protocol/issue-trainer-code.ts';
import type { ListedTrainer } from '../../../protocol/list-trainers.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { EmblemSlot } from '../../ui/emblem-slot/emblem-slot.tsx';
import { send } from '../admin-api.ts';
import { useCallWords } from '../call-words.ts';
import styles from './trainers.module.css';

type Step =
  | { readonly kind: 'asking' | 'sending' }
  | { readonly kind: 'failed'; readonly failure: CallFailure }
  | { readonly kind: 'done'; readonly code: string };

type TrainerCodeDialogProps = {
  readonly trainer: ListedTrainer;
  readonly onClose: () => void;
  readonly onMade: () => void;
};

const inThrees = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

const MadeCode = ({ name, code, onClose }: { name: string; code: string; onClose: () => void }) => {
  const { trainers: words } = useAdminText();
  const text = useText();
  const [isCopied, setIsCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(code).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.dialog.doneTitle}
      footer={
        <>
          <Button variant="primary" icon="printer" onClick={() => window.print()}>
            {words.dialog.print}
          </Button>
          <Button icon="copy" onClick={copy}>
            {isCopied ? words.dialog.copied : words.dialog.copy}
          </Button>
          <Button onClick={onClose}>{text.action.close}</Button>
        </>
      }
    >
      <div className={styles['slip']}>
        <p className={styles['onPaper']}>{words.slip.title}</p>
        <p role="status">{words.dialog.done({ name, code: inThrees(code) })}</p>
        <p className={`mono ${styles['code']}`} aria-hidden="true">
          {inThrees(code)}
        </p>
        <p className={styles['onScreen']}>{words.dialog.once}</p>
        <p>{words.slip.use}</p>
        <p>{words.slip.secret}</p>
        <div className={styles['onPaper']}>
          <EmblemSlot />
        </div>
      </div>
    </Dialog>
  );
};

export const TrainerCodeDialog = ({ trainer, onClose, onMade }: TrainerCodeDialogProps) => {
  const { trainers: words } = useAdminText();
  const text = useText();
  const callWords = useCallWords();
  const [step, setStep] = useState<Step>({ kind: 'asking' });
  const make = async (): Promise<void> => {
    setStep({ kind: 'sending' });
    const answer = await send('/api/admin/trainers/code', { name: trainer.name }, IssueTrainerCodeReply);
    setStep(
      answer.ok ? { kind: 'done', code: answer.value.code } : { kind: 'failed', failure: answer.error },
    );
    if (answer.ok) onMade();
  };
  if (step.kind === 'done') return <MadeCode name={trainer.name} code={step.code} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.dialog.title({ name: trainer.name })}
      footer={
        <>
          <Button
            variant="primary"
            icon="key"
            disabledReason={step.kind === 'sending' ? words.dialog.sending : undefined}
            onClick={() => void make()}
          >
            {words.dialog.confirm}
          </Button>
          <Button onClick={onClose}>{text.action.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{words.dialog.first}</p>
        {trainer.issuedAt !== null && <p>{words.dialog.replaces}</p>}
        {step.kind === 'failed' && (
          <Banner role="alert" tone="stop" title={callWords(step.failure).title}>
            {callWords(step.failure).action}
          </Banner>
        )}
      </div>
    </Dialog>
  );
};
