/** A page that times the scanner, and html5-qrcode as its README sets it up, on the same video. */
import { createScanner } from '../../../src/app/device/camera.ts';
import { createDecoder } from '../../../src/app/device/decoder-client.ts';

/** Squares of the marker that says which segment is in view, and their side in pixels (qr-video.ts). */
const MARKER = { squares: 8, side: 8 } as const;

const stage = document.getElementById('stage') ?? document.body;
const textAt: Record<string, number> = {};
const segmentAt: Record<number, number> = {};
const longTasks: number[] = [];
let firstFrameAt: number | undefined;

new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) longTasks.push(entry.duration);
}).observe({ type: 'longtask' });

const note = (text: string): void => {
  textAt[text] ??= performance.now();
};

/** Notes when each segment is first on the page, from the marker in the video itself. */
const watch = (video: HTMLVideoElement): void => {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const readMarker = (): number => {
    if (context === null) return 0;
    const width = MARKER.squares * MARKER.side;
    context.drawImage(video, 0, 0, width, MARKER.side, 0, 0, width, MARKER.side);
    const { data } = context.getImageData(0, MARKER.side / 2, width, 1);
    const squares = Array.from(
      { length: MARKER.squares },
      (_, index) => index * MARKER.side + MARKER.side / 2,
    );
    return squares.reduce((bits, x) => bits * 2 + ((data[x * 4] ?? 0) > 127 ? 1 : 0), 0);
  };
  const look = (): void => {
    const nowMs = performance.now();
    firstFrameAt ??= nowMs;
    segmentAt[readMarker()] ??= nowMs;
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
};

/** The video is in the page before it plays, so that its first frame is seen. */
new MutationObserver(() => {
  const video = stage.querySelector('video');
  if (video !== null && video.dataset['watched'] === undefined) {
    video.dataset['watched'] = 'yes';
    watch(video);
  }
}).observe(stage, { childList: true, subtree: true });

const startOurs = async (isWarm: boolean): Promise<void> => {
  const scanner = createScanner({ decoder: createDecoder(), now: () => performance.now() });
  if (isWarm) await scanner.warmDecoder();
  await scanner.start({ container: stage, onText: note, onState: () => undefined });
};

const startReadme = async (): Promise<void> => {
  const { Html5Qrcode } = await import('html5-qrcode');
  const reader = new Html5Qrcode('stage');
  await reader.start({ facingMode: 'environment' }, { fps: 10, qrbox: 250 }, note, () => undefined);
};

const bench = {
  startOurs,
  startReadme,
  figures: () => ({ textAt, segmentAt, longTasks, firstFrameAt }),
};

export type ScannerBench = typeof bench;

Object.assign(window, { bench });
