/** Tells that somebody is there: a finger, a mouse or a key, anywhere on the page. */
import { useEffect, useEffectEvent } from 'react';

export const useTouched = (onTouched: () => void): void => {
  const tell = useEffectEvent(onTouched);
  useEffect(() => {
    const listen = (): void => tell();
    document.addEventListener('pointerdown', listen);
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('pointerdown', listen);
      document.removeEventListener('keydown', listen);
    };
  }, []);
};
