/** Reads QR codes out of camera frames in a worker of its own, so that no frame ever holds up the page. */
import { prepareZXingModule, readBarcodes, type ReaderOptions, type ReadResult } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

import type { SightedCode } from './camera-aim.ts';
import { decodedSize, type DecoderReply, type DecoderRequest, type FrameImage } from './decoder-messages.ts';
import { WARM_UP_SIDE, warmUpPixels } from './decoder-warm-up.ts';

/** The little of a worker's global that is used here; the app is compiled for the page, not for workers. */
type WorkerScope = {
  onmessage: ((message: MessageEvent<DecoderRequest>) => void) | null;
  postMessage: (reply: DecoderReply) => void;
};
const scope = self as unknown as WorkerScope;

/** Enough to notice that two badges compete; more only costs time. */
const MAX_CODES = 3;

const PLAIN: ReaderOptions = {
  formats: ['QRCodeModel2'],
  maxNumberOfSymbols: MAX_CODES,
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: true,
  tryDenoise: false,
  returnErrors: false,
  /** The exact text; the default would spell out control characters. */
  textMode: 'Plain',
};
/** Old codes of others too, so that whoever shows one is told that it is another sort of code. */
const THOROUGH: ReaderOptions = {
  ...PLAIN,
  formats: ['QRCodeModel2', 'QRCodeModel1'],
  tryInvert: true,
  tryDenoise: true,
};

const load = (): Promise<unknown> =>
  prepareZXingModule({
    overrides: {
      locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasmUrl : prefix + path),
    },
    fireImmediately: true,
  });

const createCanvas = (): OffscreenCanvasRenderingContext2D | null => {
  if (typeof OffscreenCanvas === 'undefined') return null;
  return new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
};
const canvas = createCanvas();

const draw = (source: VideoFrame | ImageBitmap): ImageData => {
  if (canvas === null) throw new Error('no canvas in the worker');
  const { width, height } =
    'displayWidth' in source
      ? decodedSize(source.displayWidth, source.displayHeight)
      : decodedSize(source.width, source.height);
  if (canvas.canvas.width !== width) canvas.canvas.width = width;
  if (canvas.canvas.height !== height) canvas.canvas.height = height;
  canvas.drawImage(source, 0, 0, width, height);
  return canvas.getImageData(0, 0, width, height);
};

const imageOf = (frame: FrameImage): ImageData => {
  if (frame.kind === 'pixels')
    return new ImageData(new Uint8ClampedArray(frame.pixels), frame.width, frame.height);
  try {
    return draw(frame.source);
  } finally {
    frame.source.close();
  }
};

const sighted = ({ text, position }: ReadResult, { width, height }: ImageData): SightedCode => {
  const { topLeft, topRight, bottomLeft, bottomRight } = position;
  const side = Math.min(width, height);
  return {
    text,
    x: ((topLeft.x + topRight.x + bottomLeft.x + bottomRight.x) / 4 - width / 2) / side,
    y: ((topLeft.y + topRight.y + bottomLeft.y + bottomRight.y) / 4 - height / 2) / side,
  };
};

/** A thorough look costs three times a plain one, so it is taken only where a plain one has found nothing. */
const read = async (image: ImageData, isThorough: boolean): Promise<readonly SightedCode[]> => {
  const plain = await readBarcodes(image, PLAIN);
  const found = plain.length > 0 || !isThorough ? plain : await readBarcodes(image, THOROUGH);
  return found.filter((result) => result.isValid).map((result) => sighted(result, image));
};

const warm = async (): Promise<void> => {
  await load();
  await readBarcodes(new ImageData(warmUpPixels(), WARM_UP_SIDE, WARM_UP_SIDE), PLAIN);
  await readBarcodes(new ImageData(warmUpPixels().fill(255), WARM_UP_SIDE, WARM_UP_SIDE), THOROUGH);
};

const answer = async (request: DecoderRequest): Promise<DecoderReply> => {
  const { id } = request;
  try {
    if (request.kind === 'read') {
      return { kind: 'read', id, codes: await read(imageOf(request.frame), request.isThorough) };
    }
    await warm();
    return { kind: 'warmed', id, canDraw: canvas !== null };
  } catch (error) {
    return { kind: 'failed', id, reason: error instanceof Error ? error.name : typeof error };
  }
};

scope.onmessage = ({ data }) => {
  void answer(data).then((reply) => scope.postMessage(reply));
};
