/** A text as the dark modules of a QR code. The maker is fetched when the first one is to be shown. */

export type QrModules = {
  /** Modules along a side, the white around included where it was asked for. */
  readonly size: number;
  /** An SVG path over the dark modules, in modules. */
  readonly path: string;
};

/** White modules on each side, as the QR standard asks. */
export const quietModules = 4;

/** `level` is how much may be worn away: M 15 %, Q 25 %. Without `quiet` the path starts at 0 0. */
export const drawModules = async (
  text: string,
  level: 'M' | 'Q',
  quiet = quietModules,
): Promise<QrModules> => {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: level });
  const { size } = modules;
  let path = '';
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const from = x;
      while (x < size && modules.get(y, x) === 1) x += 1;
      if (x > from) path += `M${from + quiet} ${y + quiet}h${x - from}v1h${from - x}z`;
    }
  return { size: size + 2 * quiet, path };
};
