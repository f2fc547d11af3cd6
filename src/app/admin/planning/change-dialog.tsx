/**
 * One change of a session, told and said yes to: cancelling, taking back, and what the side panel puts right. When
 * there is nothing to say yes to, a small change is saved at once.
 */
import { useEffect, useRef, useState } from 'react';
import {
  ChangeSessionReply,
  CheckChangeReply,
  type SessionChange,
} from '../../../protocol/change-session.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { send } from '../admin-api.ts';
import { useCallWords } from '../call-words.ts';
import { ToldChange } from './told-change.tsx';
import { useChecked } from './use-checked.ts';
import styles from './planning.module.css';

type ChangeDialogProps = {
  readonly session: string;
  readonly change: SessionChange;
  readonly title: string;
  readonly detail?: string;
  readonly confirmWords: string;
  /** A small change that needs no word if nothing is the matter. */
  readonly isSmall?: boolean;
  readonly onClose: () => void;
  readonly onDone: (done: ChangeSessionReply) => void;
};

export const ChangeDialog = (props: ChangeDialogProps) => {
  const { session, change, title, detail, confirmWords, isSmall = false, onClose, onDone } = props;
  const text = usePlanningText();
  const { action } = useText();
  const callWords = useCallWords();
  const path = `/api/admin/planning/sessions/${session}`;
  const { value, failure, again } = useChecked(`${path}/check`, change, CheckChangeReply);
  const [isConfirmed, setIsConfirmed] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [refused, setRefused] = useState<CallFailure>();
  const hasSaved = useRef(false);
  const save = async (told: CheckChangeReply): Promise<void> => {
    if (hasSaved.current) return;
    hasSaved.current = true;
    setIsSending(true);
    const answer = await send(path, { change, seen: told.seen, isConfirmed }, ChangeSessionReply);
    setIsSending(false);
    if (answer.ok) return onDone(answer.value);
    hasSaved.current = false;
    setRefused(answer.error);
    setIsConfirmed(false);
    again();
  };
  const isAtOnce =
    isSmall &&
    refused === undefined &&
    value !== undefined &&
    !value.mustConfirm &&
    value.concerns.length === 0;
  useEffect(() => {
    if (isAtOnce && value !== undefined) void save(value);
    // oxlint-disable-next-line react/exhaustive-deps -- saved once, when the answer has come, not for each new `save`
  }, [isAtOnce, value]);
  const trouble = refused ?? failure;
  if (isSmall && trouble === undefined && (value === undefined || isAtOnce)) return null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      detail={detail}
      footer={
        <>
          <Button
            variant={change.kind === 'cancel' ? 'danger' : 'primary'}
            aria-busy={isSending}
            disabledReason={
              value === undefined
                ? text.preview.checking
                : value.mustConfirm && !isConfirmed
                  ? text.preview.confirmFirst
                  : undefined
            }
            onClick={() => {
              if (value !== undefined) void save(value);
            }}
          >
            {confirmWords}
          </Button>
          <Button onClick={onClose}>{action.cancel}</Button>
        </>
      }
    >
      <div className={styles['form']}>
        {trouble !== undefined && (
          <Banner tone="attention" role="alert" title={callWords(trouble).title}>
            {callWords(trouble).action}
          </Banner>
        )}
        {value === undefined && trouble === undefined && <Skeleton rows={3} />}
        {value !== undefined && (
          <ToldChange
            told={value}
            isCancelling={change.kind === 'cancel'}
            isConfirmed={isConfirmed}
            onConfirm={setIsConfirmed}
          />
        )}
      </div>
    </Dialog>
  );
};
