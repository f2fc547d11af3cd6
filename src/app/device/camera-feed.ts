/** Feeds a running video to the decoder: one frame at a time, always the newest, and notices when none come. */
import type { SightedCode } from './camera-aim.ts';
import type { Decoder } from './decoder-client.ts';

export type Feed = { readonly stop: () => void };

export type FeedSource = {
  readonly video: HTMLVideoElement;
  readonly decoder: Pick<Decoder, 'read'>;
  /** A page in the background shows no frames; that is no sign of a dead camera. */
  readonly isHidden: () => boolean;
};

export type FeedListeners = {
  readonly onCodes: (codes: readonly SightedCode[]) => void;
  /** The video has shown nothing new for a while; said once, then the feed is stopped. */
  readonly onStalled: () => void;
  /** The decoder has failed several times running; said once, then the feed is stopped. */
  readonly onBroken: () => void;
};

/** How long a visible page may go without a new frame, in milliseconds, before the camera is taken for dead. */
export const STALLED_AFTER_MS = 4000;
const CHECK_EVERY_MS = 1000;
const FAILURES_ALLOWED = 5;

/** Calls back for every new frame: by the video's own callback, or where that is missing by watching its clock. */
const eachFrame = (video: HTMLVideoElement, onFrame: () => void): (() => void) => {
  let handle = 0;
  if ('requestVideoFrameCallback' in video) {
    const next = (): void => {
      handle = video.requestVideoFrameCallback(next);
      onFrame();
    };
    handle = video.requestVideoFrameCallback(next);
    return () => video.cancelVideoFrameCallback(handle);
  }
  const clip: HTMLVideoElement = video;
  let shownAt = -1;
  const look = (): void => {
    handle = requestAnimationFrame(look);
    if (clip.currentTime === shownAt) return;
    shownAt = clip.currentTime;
    onFrame();
  };
  handle = requestAnimationFrame(look);
  return () => cancelAnimationFrame(handle);
};

/** HTMLMediaElement.HAVE_CURRENT_DATA */
const HAVE_CURRENT_DATA = 2;

const hasPicture = (video: HTMLVideoElement): boolean =>
  video.readyState >= HAVE_CURRENT_DATA && video.videoWidth > 0;

/**
 * Starts feeding (SCAN-2).
 *
 * One frame is with the decoder at a time. Frames that arrive meanwhile are dropped, and when the answer comes the
 * video is read as it is then, so a slow tablet gets fewer looks but never an old one.
 */
export const startFeed = ({ video, decoder, isHidden }: FeedSource, listeners: FeedListeners): Feed => {
  let isStopped = false;
  let isReading = false;
  let isNewWaiting = false;
  let framesSinceCheck = 0;
  let quietMs = 0;
  let failures = 0;

  const readNow = async (): Promise<void> => {
    isReading = true;
    isNewWaiting = false;
    try {
      const codes = await decoder.read(video);
      failures = 0;
      if (!isStopped) listeners.onCodes(codes);
    } catch {
      failures += 1;
      if (failures >= FAILURES_ALLOWED && !isStopped) {
        stop();
        listeners.onBroken();
      }
    }
    isReading = false;
    if (isNewWaiting && !isStopped) void readNow();
  };

  const cancelFrames = eachFrame(video, () => {
    framesSinceCheck += 1;
    if (isReading) isNewWaiting = true;
    else if (hasPicture(video)) void readNow();
  });

  const timer = setInterval(() => {
    quietMs = framesSinceCheck > 0 || isHidden() ? 0 : quietMs + CHECK_EVERY_MS;
    framesSinceCheck = 0;
    if (quietMs < STALLED_AFTER_MS) return;
    stop();
    listeners.onStalled();
  }, CHECK_EVERY_MS);

  const stop = (): void => {
    isStopped = true;
    cancelFrames();
    clearInterval(timer);
  };
  return { stop };
};
