/** Makes a trainer's code and shows it this once: large, to copy, and as a slip to print (ATTEST-3). */
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { IssueTrainerCodeReply } from '../../../protocol/issue-trainer-code.ts';
import type { ListedTrainer } from '../../../protocol/list-trainers.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { DemoStrip, isDemoPage } from '../../ui/demo-strip/demo-strip.tsx';
import { EmblemSlot } from '../../ui/emblem-slot/emblem-slot.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
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

/** What is printed instead of the page: a slip to give to the trainer. */
const Slip = ({ name, code }: { readonly name: string; readonly code: string }) => {
  const { trainers: words } = useAdminText();
  return (
    <div className={styles['paper']} aria-hidden="true">
      {isDemoPage() && <DemoStrip />}
      <h2>{words.slip.title}</h2>
      <p>{name}</p>
      <p className={`mono ${styles['code']}`}>{inThrees(code)}</p>
      <p>{words.slip.use}</p>
      <p>{words.slip.secret}</p>
      <EmblemSlot />
    </div>
  );
};

const MadeCode = ({ name, code, onClose }: { name: string; code: string; onClose: () => void }) => {
  const { trainers: words } = useAdminText();
  const text = useText();
  const announce = useAnnounce();
  const [copying, setCopying] = useState<'copied' | 'failed'>();
  const said = words.dialog.done({ name, code: inThrees(code) });
  const told = (how: 'copied' | 'failed'): void => {
    setCopying(how);
    announce(how === 'copied' ? words.dialog.copied : words.dialog.copyFailed, 'polite');
  };
  const copy = (): void => {
    void navigator.clipboard.writeText(code).then(
      () => told('copied'),
      () => told('failed'),
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={said}
      footer={
        <>
          <Button variant="primary" icon="printer" onClick={() => window.print()}>
            {words.dialog.print}
          </Button>
          <Button icon="copy" onClick={copy}>
            {copying === 'copied' ? words.dialog.copied : words.dialog.copy}
          </Button>
          <Button onClick={onClose}>{text.action.close}</Button>
        </>
      }
    >
      <div className={styles['slip']}>
        <p className="strong">{words.dialog.doneTitle}</p>
        <p className={`mono ${styles['code']}`} aria-hidden="true">
          {inThrees(code)}
        </p>
        {copying === 'failed' && <Banner tone="attention" title={words.dialog.copyFailed} />}
        <p>{words.dialog.once}</p>
      </div>
      {createPortal(<Slip name={name} code={code} />, document.body)}
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
            {trainer.issuedAt === null ? words.dialog.confirm : words.dialog.confirmNew}
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
