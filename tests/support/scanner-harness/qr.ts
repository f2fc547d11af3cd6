/** A page that shows one picture at a time to the product's own decoder and to html5-qrcode's. */
import { Html5QrcodeSupportedFormats } from 'html5-qrcode';
import { ZXingHtml5QrcodeDecoder } from 'html5-qrcode/esm/zxing-html5-qrcode-decoder';
import { BaseLoggger } from 'html5-qrcode/esm/core';
import { createDecoder } from '../../../src/app/device/decoder-client.ts';

export type FrameSize = { readonly width: number; readonly height: number };
/** What one decoder made of one frame: the texts it read, and the milliseconds from the frame to the answer. */
export type Reading = { readonly texts: readonly string[]; readonly ms: number };

const ours = createDecoder();
const theirs = new ZXingHtml5QrcodeDecoder(
  [Html5QrcodeSupportedFormats.QR_CODE],
  false,
  new BaseLoggger(false),
);

const canvasOf = ({ width, height }: FrameSize): CanvasRenderingContext2D => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas on the page');
  return context;
};

/** The picture as large as the frame holds it, on grey: what a camera of that size would hand over. */
const frameOf = (picture: ImageBitmap, size: FrameSize): HTMLCanvasElement => {
  const { width, height } = size;
  const context = canvasOf(size);
  context.fillStyle = '#808080';
  context.fillRect(0, 0, width, height);
  const scale = Math.min(width / picture.width, height / picture.height);
  const [wide, high] = [picture.width * scale, picture.height * scale];
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, (width - wide) / 2, (height - high) / 2, wide, high);
  return context.canvas;
};

const timed = async (read: () => Promise<readonly string[]>): Promise<Reading> => {
  const began = performance.now();
  const texts = await read();
  return { texts, ms: performance.now() - began };
};

/** As html5-qrcode does with a video: the frame is drawn on its canvas, which is then decoded. */
const readTheirs = async (
  frame: ImageBitmap,
  context: CanvasRenderingContext2D,
): Promise<readonly string[]> => {
  try {
    context.drawImage(frame, 0, 0);
    return [(await theirs.decodeAsync(context.canvas)).text];
  } catch {
    return [];
  }
};

const open = async (address: string): Promise<ImageBitmap> =>
  createImageBitmap(await (await fetch(address)).blob());

/** Both decoders on one picture in a frame of one size, the one first that is said to be. */
const look = async (
  address: string,
  size: FrameSize,
  isOursFirst: boolean,
): Promise<{ readonly ours: Reading; readonly theirs: Reading }> => {
  const picture = await open(address);
  const canvas = frameOf(picture, size);
  picture.close();
  const [one, other] = await Promise.all([createImageBitmap(canvas), createImageBitmap(canvas)]);
  const context = canvasOf(size);
  const askOurs = () => timed(async () => (await ours.readStill(one)).map(({ text }) => text));
  const askTheirs = () => timed(() => readTheirs(other, context));
  if (isOursFirst) return { ours: await askOurs(), theirs: await askTheirs() };
  const second = await askTheirs();
  return { ours: await askOurs(), theirs: second };
};

const qrBench = { warm: () => ours.warm(), look };
export type QrBench = typeof qrBench;

Object.assign(window, { qrBench });
