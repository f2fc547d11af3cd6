import { afterEach, describe, expect, test, vi } from 'vitest';

import { createDecoder } from '../../src/app/device/decoder-client.ts';
import {
  decodedSize,
  type DecoderReply,
  type DecoderRequest,
} from '../../src/app/device/decoder-messages.ts';

/** A worker that answers every frame with one code, until it is made to fail. */
class FrameWorker extends EventTarget {
  readonly requests: DecoderRequest[] = [];
  isTerminated = false;
  isBroken = false;

  postMessage(request: DecoderRequest): void {
    this.requests.push(request);
    const { id } = request;
    const reply: DecoderReply =
      request.kind === 'warm'
        ? { kind: 'warmed', id, canDraw: true }
        : { kind: 'read', id, codes: [{ text: 'Amina', x: 0, y: 0 }] };
    queueMicrotask(() => {
      if (this.isBroken) this.dispatchEvent(new Event('error'));
      else this.dispatchEvent(new MessageEvent('message', { data: reply }));
    });
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

const aDecoder = () => {
  const workers: FrameWorker[] = [];
  const decoder = createDecoder(() => {
    const worker = new FrameWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  return { decoder, workers };
};

const VIDEO = {} as HTMLVideoElement;
const bitmap = { close: () => undefined, width: 640, height: 480 };

describe('the decoder', () => {
  afterEach(() => void vi.unstubAllGlobals());

  test('[SCAN-2] is loaded once, however often it is warmed', async () => {
    const { decoder, workers } = aDecoder();
    await Promise.all([decoder.warm(), decoder.warm()]);
    await decoder.warm();
    expect(workers.flatMap(({ requests }) => requests)).toHaveLength(1);
  });

  test('[SCAN-2] a browser that says it can hand over frames but cannot is asked in the next way', async () => {
    vi.stubGlobal('VideoFrame', function VideoFrame() {
      throw new Error('not this camera');
    });
    vi.stubGlobal('createImageBitmap', () => Promise.resolve(bitmap));
    const { decoder } = aDecoder();
    expect(await decoder.read(VIDEO)).toEqual([]);
    expect(await decoder.read(VIDEO)).toEqual([{ text: 'Amina', x: 0, y: 0 }]);
  });

  test('[SCAN-2] a decoder that the system has ended is started again', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.resolve(bitmap));
    const { decoder, workers } = aDecoder();
    await decoder.warm();
    const [first] = workers;
    if (first !== undefined) first.isBroken = true;
    await decoder.read(VIDEO).catch(() => undefined);
    expect(await decoder.read(VIDEO)).toHaveLength(1);
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  });

  test('[SCAN-2] a large picture is scaled down to 1280 pixels across, a small one is left alone', () => {
    expect(decodedSize(1920, 1080)).toEqual({ width: 1280, height: 720 });
    expect(decodedSize(640, 480)).toEqual({ width: 640, height: 480 });
  });
});
