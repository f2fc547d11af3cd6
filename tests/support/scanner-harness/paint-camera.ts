/** A camera painted by the page itself, for browsers whose own fake camera shows no codes. */
import QRCode from 'qrcode';

/** A code as a page can be given it: modules a side, and 1 for each dark one, row by row. */
export type PaintedCode = { readonly size: number; readonly dark: readonly number[] };

/** The code of a text. */
export const paintedCode = (text: string): PaintedCode => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'Q' });
  return { size: modules.size, dark: Array.from(modules.data, Number) };
};

/**
 * Puts a painted camera in place of the browser's. Runs inside the page and is sent there as text, so it uses
 * nothing from outside itself.
 */
export const paintCamera = ({ size, dark }: PaintedCode): void => {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  let frame = 0;
  const paint = (): void => {
    frame += 1;
    context.fillStyle = '#888';
    context.fillRect(0, 0, 640, 480);
    context.save();
    context.translate(310 + (frame % 20), 240);
    context.rotate(0.2);
    context.fillStyle = '#fff';
    context.fillRect(-130, -130, 260, 260);
    context.fillStyle = '#000';
    const side = 200 / size;
    for (const [index, isDark] of dark.entries()) {
      if (isDark === 0) continue;
      context.fillRect(
        -100 + (index % size) * side,
        -100 + Math.floor(index / size) * side,
        side + 0.5,
        side + 0.5,
      );
    }
    context.restore();
  };
  paint();
  setInterval(paint, 66);
  const devices = {
    enumerateDevices: () => Promise.resolve([]),
    getUserMedia: () => Promise.resolve(canvas.captureStream(15)),
  };
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: devices });
};
