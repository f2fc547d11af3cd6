/** Turning a lost or replaced tablet off: which, why, and what happens then (DEV-4). */
import { useState } from 'react';
import type { ListedDevice } from '../../../protocol/list-devices.ts';
import { RevokeDeviceReply, RevokeReason } from '../../../protocol/revoke-device.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { send } from '../admin-api.ts';
import { useCallWords } from '../call-words.ts';
import styles from './devices.module.css';

type RevokeDialogProps = {
  /** Those that can be turned off. */
  readonly choices: readonly ListedDevice[];
  /** The one already chosen in the list, or the first choice is to be made here. */
  readonly chosen: string | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
};

export const RevokeDialog = ({ choices, chosen, isOpen, onClose, onRevoked }: RevokeDialogProps) => {
  const text = useText();
  const { devices } = useAdminText();
  const announce = useAnnounce();
  const callWords = useCallWords();
  const [device, setDevice] = useState(chosen ?? '');
  const [reason, setReason] = useState<RevokeReason>('lost');
  const [hasTried, setHasTried] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const revoke = async (): Promise<void> => {
    setHasTried(true);
    const named = choices.find(({ id }) => id === device);
    if (isSending) return;
    if (named === undefined) {
      document.getElementById('revoke-device')?.focus();
      return;
    }
    setIsSending(true);
    const answer = await send(`/api/admin/devices/${device}/revoke`, { reason }, RevokeDeviceReply);
    setIsSending(false);
    if (!answer.ok) return setFailure(answer.error);
    announce(devices.revoke.done({ name: named.name }), 'polite');
    onRevoked();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={devices.revoke.title}
      footer={
        <>
          <Button variant="danger" icon="prohibit" aria-busy={isSending} onClick={() => void revoke()}>
            {devices.revoke.confirm}
          </Button>
          <Button onClick={onClose}>{text.action.cancel}</Button>
        </>
      }
    >
      <div className={styles['form']}>
        {failure !== undefined && (
          <Banner tone="attention" role="alert" title={callWords(failure).title}>
            {callWords(failure).action}
          </Banner>
        )}
        <SelectField
          id="revoke-device"
          label={devices.revoke.which}
          error={hasTried && device === '' ? devices.revoke.whichMissing : undefined}
          options={[
            { value: '', label: devices.revoke.choose },
            ...choices.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={device}
          onChange={(event) => setDevice(event.target.value)}
        />
        <SelectField
          label={devices.revoke.why}
          options={RevokeReason.options.map((value) => ({ value, label: devices.revoke.reason[value] }))}
          value={reason}
          onChange={(event) => setReason(RevokeReason.parse(event.target.value))}
        />
        <Banner tone="stop" icon="prohibit" title={devices.revoke.consequence}>
          <ul className={styles['list']}>
            <li>{devices.revoke.noLists}</li>
            <li>{devices.revoke.wiped}</li>
            <li>{devices.revoke.stillReceived}</li>
            <li>{devices.revoke.forGood}</li>
          </ul>
        </Banner>
      </div>
    </Dialog>
  );
};
