import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { SightedCode } from '../../src/app/device/camera-aim.ts';
import { STALLED_AFTER_MS, startFeed } from '../../src/app/device/camera-feed.ts';
import { settle } from '../support/scanner-parts.ts';

const code = (text: string): readonly SightedCode[] => [{ text, x: 0, y: 0 }];

/** A video whose frames a test hands out, and a decoder whose answers it gives. */
const aFeed = () => {
  let onFrame: (() => void) | undefined;
  const video = {
    readyState: 4,
    videoWidth: 640,
    requestVideoFrameCallback: (callback: () => void) => {
      onFrame = callback;
      return 1;
    },
    cancelVideoFrameCallback: () => {
      onFrame = undefined;
    },
  } as unknown as HTMLVideoElement;
  const answers: { readonly give: (codes: readonly SightedCode[]) => void; readonly fail: () => void }[] = [];
  const read = (): Promise<readonly SightedCode[]> =>
    new Promise((resolve, reject) => answers.push({ give: resolve, fail: () => reject(new Error('lost')) }));
  const log: string[] = [];
  let isHidden = false;
  const feed = startFeed(
    { video, decoder: { read }, isHidden: () => isHidden },
    {
      onCodes: (codes) => log.push(codes.map(({ text }) => text).join('+')),
      onStalled: () => log.push('stalled'),
      onBroken: () => log.push('broken'),
    },
  );
  return {
    feed,
    log,
    answers,
    frame: () => onFrame?.(),
    hide: () => {
      isHidden = true;
    },
  };
};

describe('frames on their way to the decoder', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('[SCAN-2] a slow tablet has one frame with the decoder at a time, and the next is the newest', async () => {
    const { frame, answers, log } = aFeed();
    for (let count = 0; count < 10; count += 1) frame();
    expect(answers).toHaveLength(1);
    answers[0]?.give(code('Amina'));
    await settle();
    expect(log).toEqual(['Amina']);
    expect(answers).toHaveLength(2);
    answers[1]?.give([]);
    await settle();
    expect(answers).toHaveLength(2);
    frame();
    expect(answers).toHaveLength(3);
  });

  test('[SCAN-2] an answer that comes after the scan was stopped is not told', async () => {
    const { frame, answers, log, feed } = aFeed();
    frame();
    feed.stop();
    answers[0]?.give(code('Amina'));
    await settle();
    expect(log).toEqual([]);
  });

  test('[SCAN-2] a single lost frame is passed over; a decoder that always fails is reported once', async () => {
    const { frame, answers, log } = aFeed();
    for (let count = 0; count < 8; count += 1) {
      frame();
      answers.at(-1)?.fail();
      await settle();
    }
    expect(log).toEqual(['broken']);
  });

  test('[SCAN-5] a camera that has gone black is noticed within seconds', () => {
    const { frame, log } = aFeed();
    frame();
    vi.advanceTimersByTime(STALLED_AFTER_MS + 2000);
    expect(log).toEqual(['stalled']);
    vi.advanceTimersByTime(60_000);
    expect(log).toEqual(['stalled']);
  });

  test('[SCAN-5] an app in the background is not taken for a black camera', () => {
    const { hide, log } = aFeed();
    hide();
    vi.advanceTimersByTime(60_000);
    expect(log).toEqual([]);
  });
});
