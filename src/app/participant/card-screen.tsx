/** My card: bright, large, and there without a network (ME-5). */
import { useState } from 'react';
import { cardCodeText } from '../../domain/badge.ts';
import type { KeptCard } from '../device/phone-keeper.ts';
import { useWakeLock } from '../device/use-wake-lock.ts';
import { useParticipantText } from '../text/participant-text.ts';
import { Button } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { QrCode } from '../ui/qr-code/qr-code.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import { cardPicture } from './card-picture.ts';
import { PhoneFrame } from './phone-frame.tsx';
import { useMyPages } from './use-me.tsx';
import styles from './card-screen.module.css';

/** The card itself, black on white in every theme. */
export const CardFace = ({ card }: { readonly card: KeptCard }) => {
  const words = useParticipantText();
  return (
    <section className={styles['card']} aria-label={words.card.title}>
      {card.given !== '' && <h2 className={styles['name']}>{`${card.given} ${card.family}`.trim()}</h2>}
      {card.cohort !== null && <p>{card.cohort}</p>}
      {card.text !== '' && <QrCode text={card.text} label={words.card.qr} level="Q" />}
      <p className={`mono ${styles['code']}`}>{cardCodeText(card.code)}</p>
    </section>
  );
};

const Card = ({ card }: { readonly card: KeptCard }) => {
  const { card: words } = useParticipantText();
  const [isSaved, setIsSaved] = useState(false);
  useWakeLock();
  const save = async (): Promise<void> => {
    const picture = await cardPicture(card);
    const address = URL.createObjectURL(picture);
    const link = document.createElement('a');
    link.href = address;
    link.download = `${words.fileName}.png`;
    link.click();
    URL.revokeObjectURL(address);
    setIsSaved(true);
  };
  return (
    <>
      <CardFace card={card} />
      <p className={styles['hint']}>
        <Icon name="sun" />
        <span>{words.bright}</span>
      </p>
      <Button variant="primary" size="l" block icon="download-simple" onClick={() => void save()}>
        {words.save}
      </Button>
      <p role="status">{isSaved ? words.saved : ''}</p>
      <p className="muted">{words.offline}</p>
    </>
  );
};

/** The card this phone keeps, or how to get it here. */
export const CardScreen = () => {
  const { card: words } = useParticipantText();
  const { card, me } = useMyPages();
  const hasNone = card === null || card === undefined || card.text === '';
  const isLooking = card === undefined || (hasNone && me.kind === 'loading');
  return (
    <PhoneFrame title={words.title} hasNav>
      {isLooking && <Skeleton />}
      {!hasNone && <Card card={card} />}
      {hasNone && !isLooking && (
        <p>{me.kind === 'known' && me.me.hours !== null ? words.notYet : words.none}</p>
      )}
    </PhoneFrame>
  );
};
