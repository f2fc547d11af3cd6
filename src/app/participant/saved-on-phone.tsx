/** The phone has no network: not checked in yet, and what to do about it now (CODE-4). */
import { useParticipantText } from '../text/participant-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { CardFace } from './card-screen.tsx';
import { PhoneFrame } from './phone-frame.tsx';
import { useMyPages } from './use-me.tsx';

export const SavedOnPhone = ({
  isSending,
  onSend,
}: {
  readonly isSending: boolean;
  readonly onSend: () => Promise<void>;
}) => {
  const { saved, checkIn } = useParticipantText();
  const { card } = useMyPages();
  const hasCard = card !== null && card !== undefined;
  return (
    <PhoneFrame title={saved.title}>
      <p className="strong">{hasCard ? saved.body : saved.noCard}</p>
      {hasCard && <CardFace card={card} />}
      <Banner icon="paper-plane-tilt" title={saved.tryingTitle}>
        <p>{saved.trying}</p>
      </Banner>
      <Button
        size="l"
        block
        icon="arrows-clockwise"
        disabledReason={isSending ? checkIn.sending : undefined}
        onClick={() => void onSend()}
      >
        {saved.again}
      </Button>
    </PhoneFrame>
  );
};
