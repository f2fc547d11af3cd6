import { useEffect, useState } from 'react';
import { drawModules, type QrModules } from './draw-qr.ts';
import styles from './qr-code.module.css';

type QrCodeProps = {
  readonly text: string;
  /** What it is, read aloud. */
  readonly label: string;
  readonly level?: 'M' | 'Q';
};

/** A text as a QR code as wide as its place, black on white in every theme, so that every camera reads it. */
export const QrCode = ({ text, label, level = 'M' }: QrCodeProps) => {
  const [drawn, setDrawn] = useState<{ readonly text: string; readonly modules: QrModules }>();
  useEffect(() => {
    let isCurrent = true;
    void drawModules(text, level).then((modules) => {
      if (isCurrent) setDrawn({ text, modules });
    });
    return () => {
      isCurrent = false;
    };
  }, [text, level]);
  const size = drawn?.modules.size ?? 41;
  return (
    <svg
      className={styles['code']}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      focusable="false"
    >
      <path className={styles['light']} d={`M0 0h${size}v${size}h-${size}z`} />
      {drawn !== undefined && <path className={styles['dark']} d={drawn.modules.path} />}
    </svg>
  );
};
