/** The card as a picture to keep among one's own: white, large, with the name and the readable code. */
import { cardCodeText } from '../../domain/badge.ts';
import type { KeptCard } from '../device/phone-keeper.ts';
import { drawModules } from '../ui/qr-code/draw-qr.ts';

const width = 900;
const height = 1200;
const codeSide = 800;
const left = (width - codeSide) / 2;
const top = 210;
const ink = '#0f211f';

/** A PNG. Throws where the browser cannot draw, which is a defect. */
export const cardPicture = async (card: KeptCard): Promise<Blob> => {
  const { size, path } = await drawModules(card.text, 'Q');
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no canvas');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = ink;
  pen.textAlign = 'center';
  pen.font = "800 64px 'Atkinson Hyperlegible Next', sans-serif";
  pen.fillText(`${card.given} ${card.family}`.trim(), width / 2, 100, width - 60);
  pen.font = "400 40px 'Atkinson Hyperlegible Next', sans-serif";
  pen.fillText(card.cohort ?? '', width / 2, 165, width - 60);
  pen.font = "600 64px 'Atkinson Hyperlegible Mono', monospace";
  pen.fillText(cardCodeText(card.code), width / 2, height - 90, width - 60);
  pen.translate(left, top);
  const module = Math.floor(codeSide / size);
  pen.translate((codeSide - module * size) / 2, 0);
  pen.scale(module, module);
  pen.fillStyle = '#000';
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas, not an array
  pen.fill(new Path2D(path));
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png');
  });
};
