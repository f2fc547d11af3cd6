/**
 * The scanner that screens use: html5-qrcode's camera shell around a decoder of our own.
 *
 * The only file that knows html5-qrcode. Its camera modules are imported one by one, because its front door brings
 * a second decoder (340 kB) that reads fewer codes and is never used here.
 */
import type { RenderedCamera } from 'html5-qrcode/esm/camera/core';
import { CameraFactory } from 'html5-qrcode/esm/camera/factories';

import type { CameraChoice, CameraShell, OpenCamera, RunningCamera, Scanner } from './camera-contract.ts';
import { startFeed } from './camera-feed.ts';
import { createScannerOf } from './camera-scanner.ts';
import type { Decoder } from './decoder-client.ts';

export type {
  CameraChoice,
  CameraDescription,
  CameraProblem,
  RunningCamera,
  Scanner,
  ScannerState,
  StartOptions,
} from './camera-contract.ts';

/** What a scanner is built of: a decoder (`createDecoder()`) and a clock in milliseconds that never steps back. */
export type ScannerDeps = { readonly decoder: Decoder; readonly now: () => number };

/** How long a granted camera may take to show its first picture, in milliseconds. */
const FIRST_PICTURE_MS = 10_000;

/** Large enough for a badge held at arm's length, small enough for an old tablet. */
const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } } as const;

const constraintsFor = (choice: CameraChoice): MediaTrackConstraints => {
  if (choice.kind === 'device') return { ...PICTURE, deviceId: { exact: choice.id } };
  return { ...PICTURE, facingMode: { ideal: choice.facing === 'front' ? 'user' : 'environment' } };
};

const FACING: Readonly<Record<string, RunningCamera['facing']>> = { user: 'front', environment: 'rear' };

const describe = (track: MediaStreamTrack, hasTorch: boolean): RunningCamera => {
  const { deviceId, facingMode } = track.getSettings();
  return {
    id: deviceId ?? '',
    label: track.label,
    facing: FACING[facingMode ?? ''] ?? 'unknown',
    hasTorch,
  };
};

const trackOf = (video: HTMLVideoElement): MediaStreamTrack | undefined => {
  const stream = video.srcObject;
  return stream instanceof MediaStream ? stream.getVideoTracks()[0] : undefined;
};

/** Fills the container, and takes out the shell's habit of throwing at the window when a stream ends. */
const dress = (video: HTMLVideoElement, facing: RunningCamera['facing']): void => {
  video.onabort = null;
  video.onerror = null;
  video.style.width = '100%';
  video.style.height = '100%';
  video.style.objectFit = 'cover';
  video.dataset['facing'] = facing;
  video.disablePictureInPicture = true;
  video.setAttribute('aria-hidden', 'true');
};

/** The shell never answers if its track has already gone and throws if its video has, so both are seen to here. */
const closeShell = async (rendered: RenderedCamera, video: HTMLVideoElement): Promise<void> => {
  const track = trackOf(video);
  if (track !== undefined) await rendered.close().catch(() => track.stop());
  video.srcObject = null;
  video.remove();
};

/** Puts the picture into the container and waits until it moves. */
const render = async (container: HTMLElement, choice: CameraChoice): Promise<RenderedCamera> => {
  const factory = await CameraFactory.failIfNotSupported();
  const camera = await factory.create(constraintsFor(choice));
  let showsPicture = (): void => undefined;
  let givesUp = (): void => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    showsPicture = resolve;
    givesUp = () => reject(new Error('no first picture'));
  });
  const rendered = await camera.render(container, {}, { onRenderSurfaceReady: () => showsPicture() });
  const timer = setTimeout(givesUp, FIRST_PICTURE_MS);
  try {
    await ready;
    return rendered;
  } catch (error) {
    await closeShell(rendered, rendered.getSurface());
    throw error;
  } finally {
    clearTimeout(timer);
  }
};

const open = async (container: HTMLElement, choice: CameraChoice): Promise<OpenCamera> => {
  const rendered = await render(container, choice);
  const video = rendered.getSurface();
  const torch = rendered.getCapabilities().torchFeature();
  const track = trackOf(video);
  if (track === undefined) throw new Error('camera without a track');
  const description = describe(track, torch.isSupported());
  dress(video, description.facing);
  return {
    description,
    video,
    setTorch: (on) => torch.apply(on),
    onEnded: (listener) => track.addEventListener('ended', listener, { once: true }),
    close: () => closeShell(rendered, video),
  };
};

/** Lists without opening: a second request for a camera ends the first one's picture on iPadOS. */
const cameras: CameraShell['cameras'] = async () => {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
};

const isHidden = (): boolean => document.hidden;

/** Builds the scanner. One serves the whole app; nothing is opened or loaded until it is asked for. */
export const createScanner = ({ decoder, now }: ScannerDeps): Scanner =>
  createScannerOf({
    shell: { open, cameras },
    warmDecoder: decoder.warm,
    startFeed: (video, listeners) => startFeed({ video, decoder, isHidden }, listeners),
    page: {
      isHidden,
      isSecure: () => window.isSecureContext && navigator.mediaDevices !== undefined,
      onVisibilityChange: (listener) => document.addEventListener('visibilitychange', listener),
    },
    now,
  });
