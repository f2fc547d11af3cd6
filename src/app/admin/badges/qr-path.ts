/** A badge's text as a QR drawing. The `qrcode` package is loaded when the first card is to be drawn. */

export type QrDrawing = {
  /** Modules along a side, without the white around. */
  readonly size: number;
  /** An SVG path over the dark modules, in modules, starting at 0 0. */
  readonly path: string;
};

/** The printed side of a code without its white, in mm (DESIGN §9). */
export const printedMm = 33;
/** White modules on each side, as the QR standard asks. */
export const quietModules = 4;
/** Smaller modules than this are hard for a tablet's camera at arm's length. */
export const smallestModuleMm = 0.75;

/** How wide a module becomes on paper, in mm. */
export const moduleMm = ({ size }: Pick<QrDrawing, 'size'>): number => printedMm / size;

const rowPath = (isDark: (x: number) => boolean, size: number, y: number): string => {
  let path = '';
  for (let x = 0; x < size; x += 1) {
    if (!isDark(x)) continue;
    const from = x;
    while (x < size && isDark(x)) x += 1;
    path += `M${from} ${y}h${x - from}v1h${from - x}z`;
  }
  return path;
};

/** Draws one text at level Q, which stays readable with a quarter of it worn away (BADGE-1). */
export const drawQr = async (text: string): Promise<QrDrawing> => {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'Q' });
  const { size } = modules;
  const rows = Array.from({ length: size }, (_, y) => rowPath((x) => modules.get(y, x) === 1, size, y));
  return { size, path: rows.join('') };
};
