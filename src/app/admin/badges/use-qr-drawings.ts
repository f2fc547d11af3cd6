import { useEffect, useState } from 'react';
import type { BadgeCard } from '../../../protocol/print-badges.ts';
import type { QrModules } from '../../ui/qr-code/draw-qr.ts';
import { drawQr } from './qr-path.ts';

/** Every card's drawing by the text it says; `undefined` until all are drawn. */
export const useQrDrawings = (cards: readonly BadgeCard[]): ReadonlyMap<string, QrModules> | undefined => {
  const [drawn, setDrawn] = useState<ReadonlyMap<string, QrModules>>(new Map());
  useEffect(() => {
    let isCurrent = true;
    const draw = async (): Promise<void> => {
      const drawings = await Promise.all(cards.map(async ({ text }) => [text, await drawQr(text)] as const));
      if (isCurrent) setDrawn(new Map(drawings));
    };
    void draw();
    return () => {
      isCurrent = false;
    };
  }, [cards]);
  return cards.every(({ text }) => drawn.has(text)) ? drawn : undefined;
};
