/** One scan: a camera opened, watched, lost and opened again, until the person is done with it. */
import { err, ok, type Result } from '../../domain/result.ts';
import type { SightedCode } from './camera-aim.ts';
import type {
  CameraChoice,
  CameraProblem,
  CameraShell,
  OpenCamera,
  RunningCamera,
  ScannerState,
  StartOptions,
} from './camera-contract.ts';
import type { Feed, FeedListeners } from './camera-feed.ts';
import { cameraProblem } from './camera-problem.ts';

/** The page as the scanner sees it. */
export type ScannerPage = {
  readonly isHidden: () => boolean;
  readonly isSecure: () => boolean;
  readonly onVisibilityChange: (listener: () => void) => void;
};

export type ScannerParts = {
  readonly shell: CameraShell;
  readonly warmDecoder: () => Promise<void>;
  readonly startFeed: (video: HTMLVideoElement, listeners: FeedListeners) => Feed;
  readonly page: ScannerPage;
  /** Milliseconds on a clock that never steps back. */
  readonly now: () => number;
};

/** One scan, from `start` to `stop`, through any number of camera openings. */
export type Scan = {
  readonly options: StartOptions;
  choice: CameraChoice;
  isTorchWanted: boolean;
  /** Cameras lost in a row without one frame read between. */
  lostCameras: number;
  camera: OpenCamera | undefined;
  feed: Feed | undefined;
};

/** What the scans of one scanner share. */
export type ScanContext = ScannerParts & {
  /** The scan that was asked for last; the queue catches up with it. */
  wanted: Scan | undefined;
  /** Carries tasks out one at a time, in the order they were given. */
  readonly inTurn: <T>(task: () => Promise<T>) => Promise<T>;
  readonly report: (codes: readonly SightedCode[], onText: StartOptions['onText']) => void;
};

export type Outcome = Result<RunningCamera, CameraProblem>;

export const REAR: CameraChoice = { kind: 'facing', facing: 'rear' };
const OVERTAKEN: Outcome = err({ kind: 'failed', detail: 'overtaken' });

/** A camera lost this many times running without one frame between is broken, not interrupted. */
const LOSSES_ALLOWED = 3;

/** Tells the screen, unless it has gone on to something else. */
export const tell = (context: ScanContext, scan: Scan, state: ScannerState): void => {
  if (scan === context.wanted || state.kind === 'stopped') scan.options.onState(state);
};

const fail = (context: ScanContext, scan: Scan, problem: CameraProblem): Outcome => {
  tell(context, scan, { kind: 'problem', problem });
  return err(problem);
};

/** Turns the scan's camera off, if one is on. */
export const closeScan = async (scan: Scan): Promise<void> => {
  const { camera, feed } = scan;
  scan.camera = undefined;
  scan.feed = undefined;
  feed?.stop();
  await camera?.close();
};

/** Opens the camera that was chosen, or if it is gone one that faces the same way (SCAN-11). */
const openChosen = async ({ shell, page }: ScanContext, scan: Scan): Promise<OpenCamera> => {
  try {
    return await shell.open(scan.options.container, scan.choice);
  } catch (thrown) {
    const isGone = cameraProblem(thrown, page.isSecure()).kind === 'missing';
    if (!isGone || scan.choice.kind !== 'device') throw thrown;
    scan.choice = { kind: 'facing', facing: scan.choice.facing ?? 'rear' };
    return shell.open(scan.options.container, scan.choice);
  }
};

/** Opens the camera again after it was lost, and gives up when that keeps happening (SCAN-5). */
const recover = (context: ScanContext, scan: Scan, camera: OpenCamera): void => {
  void context.inTurn(async () => {
    if (scan !== context.wanted || scan.camera !== camera) return;
    await closeScan(scan);
    if (context.page.isHidden()) return tell(context, scan, { kind: 'paused' });
    scan.lostCameras += 1;
    if (scan.lostCameras <= LOSSES_ALLOWED) await openScan(context, scan);
    else fail(context, scan, { kind: 'failed', detail: 'no-picture' });
  });
};

const listen = (context: ScanContext, scan: Scan, camera: OpenCamera): void => {
  camera.onEnded(() => recover(context, scan, camera));
  scan.feed = context.startFeed(camera.video, {
    onCodes: (codes) => {
      scan.lostCameras = 0;
      if (scan === context.wanted) context.report(codes, scan.options.onText);
    },
    onStalled: () => recover(context, scan, camera),
    onBroken: () => {
      void context.inTurn(() => closeScan(scan));
      fail(context, scan, { kind: 'failed', detail: 'decoder' });
    },
  });
};

/**
 * Opens the camera and warms the decoder at the same time, then reads (SCAN-7).
 *
 * Called in turn only. A scan that is no longer wanted when its camera has opened has it closed again here.
 */
export const openScan = async (context: ScanContext, scan: Scan): Promise<Outcome> => {
  if (scan !== context.wanted) return OVERTAKEN;
  tell(context, scan, { kind: 'starting' });
  const warming = context.warmDecoder().then(
    () => true,
    () => false,
  );
  const opened = await openChosen(context, scan).then(ok, (thrown: unknown) =>
    err(cameraProblem(thrown, context.page.isSecure())),
  );
  if (!opened.ok) return scan === context.wanted ? fail(context, scan, opened.error) : OVERTAKEN;
  const camera = opened.value;
  scan.camera = camera;
  if (scan.isTorchWanted) await camera.setTorch(true).catch(() => undefined);
  const isWarm = await warming;
  if (scan !== context.wanted || !isWarm) {
    await closeScan(scan);
    return scan === context.wanted ? fail(context, scan, { kind: 'failed', detail: 'decoder' }) : OVERTAKEN;
  }
  listen(context, scan, camera);
  tell(context, scan, { kind: 'running', camera: camera.description });
  return ok(camera.description);
};
