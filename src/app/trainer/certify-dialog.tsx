/** The same over the trainer's scan view, opened by a press and closed by the next card (CERT-6). */
import type { ParticipantId } from '../../domain/ids.ts';
import type { SessionAttendance } from '../../domain/attendance.ts';
import { useCertifyText } from '../text/certify-text.ts';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import { CertifyForm } from './certify-form.tsx';
import { hoursOf, offerFor } from './certify-offer.ts';
import type { Door } from './door.ts';

type CertifyDialogProps = {
  /** Whose time; the box is open while there is somebody with something to certify. */
  readonly participant: ParticipantId | undefined;
  readonly name: string | undefined;
  readonly attendance: SessionAttendance;
  readonly door: Door;
  readonly onClose: () => void;
};

export const CertifyDialog = ({ participant, name, attendance, door, onClose }: CertifyDialogProps) => {
  const { tablet, time } = useCertifyText();
  const announce = useAnnounce();
  const offer = participant === undefined ? undefined : offerFor(attendance, participant);
  return (
    <Dialog
      isOpen={offer !== undefined}
      onClose={onClose}
      title={name === undefined ? tablet.title : tablet.titleOf({ name })}
    >
      {offer !== undefined && (
        <CertifyForm
          key={offer.participant}
          offer={offer}
          onCertify={door.certify}
          onLater={onClose}
          onDone={(minutes) => {
            announce(tablet.done({ time: time(hoursOf(minutes)) }), 'polite');
            onClose();
          }}
        />
      )}
    </Dialog>
  );
};
