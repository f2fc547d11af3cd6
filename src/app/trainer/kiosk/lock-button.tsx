/**
 * The lock: held with a finger, or pressed once by those who cannot hold. Then a trainer's code (KIOSK-2). It opens when
 * the finger is lifted, so that the finger does not press what comes up under it.
 */
import { useEffect, useRef, useState, type MouseEvent, type PointerEvent } from 'react';
import { useKioskText } from '../../text/kiosk-text.ts';
import { Icon } from '../../ui/icon/icon.tsx';
import { holdMs, type Press } from './kiosk-lock.ts';
import styles from './lock-button.module.css';

const hintMs = 4_000;

/** Screen readers send the touch they stand for without any size, or a mouse that presses nothing. */
const isMadeUp = ({ width, height, pressure, pointerType }: PointerEvent): boolean =>
  (width === 0 && height === 0) || (width <= 1 && height <= 1 && pressure === 0 && pointerType === 'mouse');

/** Pressed by keyboard, switch or screen reader rather than with a finger on the glass. */
const isByKeys = ({ detail, buttons }: MouseEvent): boolean => detail === 0 || buttons === 1;

type LockButtonProps = { readonly onPress: (press: Press) => void };

export const LockButton = ({ onPress }: LockButtonProps) => {
  const { self } = useKioskText();
  const [hold, setHold] = useState<'none' | 'begun' | 'enough'>('none');
  const [isHinted, setIsHinted] = useState(false);
  const wasMadeUp = useRef(false);
  const downAt = useRef<number>(undefined);
  const isHeld = hold !== 'none';
  useEffect(() => {
    if (hold !== 'begun') return;
    const timer = setTimeout(() => setHold('enough'), holdMs);
    return () => clearTimeout(timer);
  }, [hold]);
  useEffect(() => {
    if (!isHinted || isHeld) return;
    const ends = setTimeout(() => setIsHinted(false), hintMs);
    return () => clearTimeout(ends);
  }, [isHinted, isHeld]);
  const giveUp = (): void => {
    downAt.current = undefined;
    setHold('none');
  };
  return (
    <div className={styles['corner']}>
      {isHinted && (
        <p className={styles['hint']} role="status">
          {hold === 'enough' ? self.letGo : self.holdOn}
        </p>
      )}
      <button
        type="button"
        className={`${styles['lock']} ${isHeld ? styles['held'] : ''}`}
        aria-label={self.lockLabel}
        onPointerDown={(down) => {
          wasMadeUp.current = isMadeUp(down);
          if (wasMadeUp.current || down.button !== 0) return;
          downAt.current = down.timeStamp;
          setHold('begun');
          setIsHinted(true);
        }}
        onPointerUp={(up) => {
          if (downAt.current === undefined) return;
          const heldMs = up.timeStamp - downAt.current;
          giveUp();
          onPress({ by: 'pointer', heldMs });
        }}
        onPointerCancel={giveUp}
        onPointerLeave={giveUp}
        onContextMenu={(menu) => menu.preventDefault()}
        onClick={(click) => {
          if (wasMadeUp.current || isByKeys(click)) onPress({ by: 'keys' });
          wasMadeUp.current = false;
        }}
      >
        <Icon name="lock-simple" />
      </button>
    </div>
  );
};
