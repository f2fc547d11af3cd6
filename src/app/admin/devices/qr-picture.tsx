import { useEffect, useState } from 'react';
import styles from './devices.module.css';

/** The white around a QR code without which many cameras do not see it. */
const quiet = 4;

type Squares = { readonly size: number; readonly path: string };

const squaresOf = async (text: string): Promise<Squares> => {
  const { default: qrcode } = await import('qrcode');
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1)
      if (modules.get(y, x) === 1) path += `M${x + quiet} ${y + quiet}h1v1h-1z`;
  return { size: size + 2 * quiet, path };
};

/** A text as a QR code, black on white in every theme. The code's maker is fetched when the first one is shown. */
export const QrPicture = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const [squares, setSquares] = useState<Squares>();
  useEffect(() => {
    let isCurrent = true;
    void squaresOf(text).then((made) => {
      if (isCurrent) setSquares(made);
    });
    return () => {
      isCurrent = false;
    };
  }, [text]);
  const size = squares?.size ?? 1;
  return (
    <svg className={styles['qr']} viewBox={`0 0 ${size} ${size}`} role="img" shapeRendering="crispEdges">
      <title>{label}</title>
      <path fill="#ffffff" d={`M0 0h${size}v${size}h-${size}z`} />
      {squares !== undefined && <path fill="#000000" d={squares.path} />}
    </svg>
  );
};
