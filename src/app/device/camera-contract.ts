/** What the rest of the app may ask of a scanner. Types only, so that a screen or a fake needs no camera code. */
import type { Result } from '../../domain/result.ts';

/**
 * Which camera is wanted: by the way it faces, or the exact one a person chose from the list. When that one is gone, one
 * that faces the same way is taken (`facing`; left out: the rear).
 */
export type CameraChoice =
  | { readonly kind: 'facing'; readonly facing: 'front' | 'rear' }
  | { readonly kind: 'device'; readonly id: string; readonly facing?: 'front' | 'rear' };

/** A camera in the list. The label is the browser's own and empty until the camera has been allowed once. */
export type CameraDescription = { readonly id: string; readonly label: string };

/** The camera that is on. Most laptops do not say which way theirs faces. */
export type RunningCamera = {
  readonly id: string;
  readonly label: string;
  readonly facing: 'front' | 'rear' | 'unknown';
  readonly hasTorch: boolean;
};

/**
 * Why there is no picture.
 *
 * `detail` is for a support code, never for a person to read, and holds nothing personal. The detail
 * `overtaken` means that `stop` or a later `start` came first: nothing is wrong and nothing need be shown.
 */
export type CameraProblem = {
  readonly kind: 'denied' | 'missing' | 'busy' | 'insecure' | 'failed';
  readonly detail?: string;
};

/** `paused`: the app is in the background and the camera is off until it comes back. */
export type ScannerState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly camera: RunningCamera }
  | { readonly kind: 'paused' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'problem'; readonly problem: CameraProblem };

export type StartOptions = {
  /** The element the picture is put into; the video fills it (`object-fit: cover`) and carries `data-facing`. */
  readonly container: HTMLElement;
  /** Left out: the rear camera. */
  readonly camera?: CameraChoice;
  /** One call for each time a code comes into view (SCAN-3, SCAN-4); `atMs` is the scanner's own clock. */
  readonly onText: (text: string, info: { readonly atMs: number }) => void;
  readonly onState: (state: ScannerState) => void;
};

export type Scanner = {
  /** Loads the decoder and reads a built-in code once, so that the first badge is not the one that waits. */
  readonly warmDecoder: () => Promise<void>;
  /** Opens the camera. A later `start` or `stop` overtakes it; calls are carried out one at a time, in order. */
  readonly start: (options: StartOptions) => Promise<Result<RunningCamera, CameraProblem>>;
  /** Turns the camera off. Safe to call at any time and any number of times. */
  readonly stop: () => Promise<void>;
  /** Changes camera without ending the scan. `failed` with detail `not-running` when nothing is on. */
  readonly switchTo: (choice: CameraChoice) => Promise<Result<RunningCamera, CameraProblem>>;
  /** The cameras there are. Never opens one, so it never asks for permission. */
  readonly cameras: () => Promise<readonly CameraDescription[]>;
  readonly hasTorch: () => boolean;
  /** Lights or puts out the lamp; it is lit again by itself after the app has been in the background. */
  readonly setTorch: (on: boolean) => Promise<Result<boolean, CameraProblem>>;
};

/** An open camera, as the scanner needs it. The only real one is made in camera.ts. */
export type OpenCamera = {
  readonly description: RunningCamera;
  readonly video: HTMLVideoElement;
  readonly setTorch: (on: boolean) => Promise<void>;
  /** Called once if the camera is taken away: unplugged, claimed by another app, stopped by the system. */
  readonly onEnded: (listener: () => void) => void;
  readonly close: () => Promise<void>;
};

/** The camera shell: opens cameras and lists them. `open` rejects with whatever the browser threw. */
export type CameraShell = {
  readonly open: (container: HTMLElement, choice: CameraChoice) => Promise<OpenCamera>;
  readonly cameras: () => Promise<readonly CameraDescription[]>;
};
