import { useText } from '../../text/language.tsx';
import styles from './emblem-slot.module.css';

type EmblemSlotProps = {
  /** Address of the official emblem file, once the project has added it; without it the empty place is marked. */
  readonly src?: string | undefined;
  readonly isStacked?: boolean;
};

/** Where the EU emblem stands, everywhere participants look; at least 66 × 44 px. */
export const EmblemSlot = ({ src, isStacked = false }: EmblemSlotProps) => {
  const text = useText();
  return (
    <div className={`${styles['emblem']} ${isStacked ? styles['stacked'] : ''}`}>
      {src === undefined ? (
        <span className={styles['slot']}>
          <span aria-hidden="true">{text.app.emblemShort}</span>
          <span className="sr-only">{text.app.emblemSlot}</span>
        </span>
      ) : (
        <img className={styles['image']} src={src} alt="" />
      )}
      <span className={styles['words']}>{text.app.emblem}</span>
    </div>
  );
};
