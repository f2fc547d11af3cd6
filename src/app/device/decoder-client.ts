/** The page's end of the decoder: takes the newest picture out of a video and asks the worker what it says. */
import type { SightedCode } from './camera-aim.ts';
import { decodedSize, type DecoderReply, type DecoderRequest, type FrameImage } from './decoder-messages.ts';

export type Decoder = {
  /** Loads the wasm and reads a built-in code. Safe to repeat; after a failure the next call tries from the start. */
  readonly warm: () => Promise<void>;
  /** What the video shows now. One at a time: the caller waits for the answer before it asks again. */
  readonly read: (video: HTMLVideoElement) => Promise<readonly SightedCode[]>;
  /** What a still picture shows, looked at thoroughly. The picture is used up. */
  readonly readStill: (picture: ImageBitmap) => Promise<readonly SightedCode[]>;
};

/** How frames cross to the worker, best first. A way that throws is never tried again on this page. */
type Way = 'frame' | 'bitmap' | 'pixels';

const waysOf = (canDraw: boolean): Way[] => [
  ...(canDraw && typeof VideoFrame !== 'undefined' ? (['frame'] as const) : []),
  ...(canDraw && typeof createImageBitmap !== 'undefined' ? (['bitmap'] as const) : []),
  'pixels',
];

const createGrabber = () => {
  let context: CanvasRenderingContext2D | null = null;
  const pixelsOf = (
    picture: HTMLVideoElement | ImageBitmap,
    { width, height }: ReturnType<typeof decodedSize>,
  ): FrameImage => {
    context ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no canvas on the page');
    if (context.canvas.width !== width) context.canvas.width = width;
    if (context.canvas.height !== height) context.canvas.height = height;
    context.drawImage(picture, 0, 0, width, height);
    return { kind: 'pixels', pixels: context.getImageData(0, 0, width, height).data.buffer, width, height };
  };
  const frame = async (way: Way, video: HTMLVideoElement): Promise<FrameImage> => {
    if (way === 'frame') return { kind: 'drawable', source: new VideoFrame(video) };
    if (way === 'bitmap') return { kind: 'drawable', source: await createImageBitmap(video) };
    return pixelsOf(video, decodedSize(video.videoWidth, video.videoHeight));
  };
  const still = (way: Way, picture: ImageBitmap): FrameImage => {
    if (way !== 'pixels') return { kind: 'drawable', source: picture };
    const pixels = pixelsOf(picture, decodedSize(picture.width, picture.height));
    picture.close();
    return pixels;
  };
  return { frame, still };
};

type Waiting = { readonly resolve: (reply: DecoderReply) => void; readonly reject: (error: Error) => void };

/** A running worker and its unanswered questions. */
const createConnection = (startWorker: () => Worker, onLost: () => void) => {
  const worker = startWorker();
  const waitingById = new Map<number, Waiting>();
  let lastId = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<DecoderReply>) => {
    const waiting = waitingById.get(data.id);
    waitingById.delete(data.id);
    if (data.kind === 'failed') waiting?.reject(new Error(data.reason));
    else waiting?.resolve(data);
  });
  const lose = (): void => {
    worker.terminate();
    for (const { reject } of waitingById.values()) reject(new Error('decoder lost'));
    waitingById.clear();
    onLost();
  };
  worker.addEventListener('error', lose);
  worker.addEventListener('messageerror', lose);
  const ask = (build: (id: number) => DecoderRequest, transfer: Transferable[]): Promise<DecoderReply> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waitingById.set(lastId, { resolve, reject });
      worker.postMessage(build(lastId), transfer);
    });
  return { ask, lose };
};

const startDecoderWorker = (): Worker =>
  new Worker(new URL('./decoder-worker.ts', import.meta.url), { type: 'module', name: 'decoder' });

/** Builds the decoder. Nothing is loaded until `warm` or the first `read`. */
export const createDecoder = (startWorker: () => Worker = startDecoderWorker): Decoder => {
  let connection: ReturnType<typeof createConnection> | null = null;
  let warming: Promise<Way[]> | null = null;
  const grab = createGrabber();

  const forget = (): void => {
    connection = null;
    warming = null;
  };
  const connect = () => (connection ??= createConnection(startWorker, forget));

  const warm = (): Promise<Way[]> => {
    const current = connect();
    warming ??= current
      .ask((id) => ({ kind: 'warm', id }), [])
      .then(
        (reply) => waysOf(reply.kind === 'warmed' && reply.canDraw),
        (error: unknown) => {
          current.lose();
          throw error;
        },
      );
    return warming;
  };

  const send = async (frame: FrameImage, isThorough: boolean): Promise<readonly SightedCode[]> => {
    const transfer = frame.kind === 'pixels' ? frame.pixels : (frame.source as Transferable);
    const reply = await connect().ask((id) => ({ kind: 'read', id, frame, isThorough }), [transfer]);
    return reply.kind === 'read' ? reply.codes : [];
  };

  /** Every other look at nothing is a plain one: an empty room is what a camera sees most of the day. */
  let misses = 0;

  const read = async (video: HTMLVideoElement): Promise<readonly SightedCode[]> => {
    const ways = await warm();
    const way = ways[0] ?? 'pixels';
    try {
      const codes = await send(await grab.frame(way, video), misses % 2 === 0);
      misses = codes.length > 0 ? 0 : misses + 1;
      return codes;
    } catch (error) {
      if (ways.length === 1) throw error;
      ways.shift();
      return [];
    }
  };

  const readStill = async (picture: ImageBitmap): Promise<readonly SightedCode[]> => {
    const [way = 'pixels'] = await warm();
    return send(grab.still(way, picture), true);
  };

  return { warm: async () => void (await warm()), read, readStill };
};
