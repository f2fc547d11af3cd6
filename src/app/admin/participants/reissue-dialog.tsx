import { useState } from 'react';
import { cardCodeText } from '../../../domain/badge.ts';
import type { ListedParticipant } from '../../../protocol/list-participants.ts';
import {
  ReissueBadgeReply,
  ReissueReason,
  type ReissueBadgeRequest,
} from '../../../protocol/reissue-badge.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { ScreenLink } from '../access/screen-link.tsx';
import { send } from '../admin-api.ts';
import { fullName } from '../sessions/person-name.ts';

type ReissueDialogProps = {
  /** Whose card it is; the box is open while there is somebody. */
  readonly person: ListedParticipant | undefined;
  readonly onClose: () => void;
  readonly onReissued: () => void;
};

type Step =
  | { readonly kind: 'asking' | 'sending' | 'failed' }
  | { readonly kind: 'done'; readonly code: string };

type BodyProps = Omit<ReissueDialogProps, 'person'> & { readonly person: ListedParticipant };

const DialogBody = ({ person, onClose, onReissued }: BodyProps) => {
  const { participants } = useAdminText();
  const text = useText();
  const words = participants.dialog;
  const [reason, setReason] = useState<ReissueReason>('lost');
  const [step, setStep] = useState<Step>({ kind: 'asking' });
  const hasWorking = person.badge === 'working';
  const act = async (): Promise<void> => {
    setStep({ kind: 'sending' });
    const body: ReissueBadgeRequest = {
      participant: person.id,
      reason: hasWorking ? reason : 'never-arrived',
    };
    const answer = await send('/api/admin/badges/reissue', body, ReissueBadgeReply);
    setStep(answer.ok ? { kind: 'done', code: answer.value.code } : { kind: 'failed' });
    if (answer.ok) onReissued();
  };
  const confirm = hasWorking ? words.confirm : words.confirmFirst;
  if (step.kind === 'done')
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title={words.doneTitle}
        footer={
          <>
            <ScreenLink href={`/admin/kort?participant=${person.id}`} variant="primary" icon="printer">
              {words.print}
            </ScreenLink>
            <Button onClick={onClose}>{text.action.close}</Button>
          </>
        }
      >
        <p role="status">{words.done({ code: cardCodeText(step.code) })}</p>
      </Dialog>
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.title({ name: fullName(person) })}
      footer={
        <>
          <Button
            variant={hasWorking ? 'danger' : 'primary'}
            disabledReason={step.kind === 'sending' ? words.sending : undefined}
            onClick={() => void act()}
          >
            {confirm}
          </Button>
          <Button onClick={onClose}>{text.action.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{hasWorking ? words.consequence : words.noOld}</p>
        {hasWorking && (
          <SelectField
            label={words.reason}
            value={reason}
            options={ReissueReason.options.map((value) => ({ value, label: words.reasons[value] }))}
            onChange={(change) => setReason(ReissueReason.parse(change.target.value))}
          />
        )}
        {step.kind === 'failed' && <Banner role="alert" tone="stop" title={words.failed} />}
      </div>
    </Dialog>
  );
};

/** Blocks a card and gives a new one, after a reason; says at once what the new card's code is (ADM-7). */
export const ReissueDialog = ({ person, onClose, onReissued }: ReissueDialogProps) =>
  person === undefined ? null : (
    <DialogBody key={person.id} person={person} onClose={onClose} onReissued={onReissued} />
  );
