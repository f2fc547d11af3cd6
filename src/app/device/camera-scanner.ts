/**
 * The scanner's own rules, apart from the camera library: what happens in which order, when the camera is opened
 * again, and which readings are told. The parts that touch hardware come in from outside.
 */
import { err, ok, type Result } from '../../domain/result.ts';
import { aimAt, NO_CONTEST, type Contest, type SightedCode } from './camera-aim.ts';
import type { CameraChoice, CameraProblem, Scanner, StartOptions } from './camera-contract.ts';
import { cameraProblem } from './camera-problem.ts';
import { NOTHING_SEEN, seeCode, type SeenCodes } from './camera-repeat.ts';
import {
  closeScan,
  openScan,
  REAR,
  tell,
  type Outcome,
  type Scan,
  type ScanContext,
  type ScannerParts,
} from './camera-scan.ts';

const NOT_RUNNING = err<CameraProblem>({ kind: 'failed', detail: 'not-running' });

/** A task that throws does not stop the next. */
const createQueue = (): ScanContext['inTurn'] => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>): Promise<T> => {
    const run = last.then(task, task);
    last = run.catch(() => undefined);
    return run;
  };
};

/** Turns what the decoder saw into what is told: one code, once (SCAN-3, SCAN-4). */
const createReporter = (now: () => number): ScanContext['report'] => {
  let seen: SeenCodes = NOTHING_SEEN;
  let contest: Contest = NO_CONTEST;
  return (codes: readonly SightedCode[], onText): void => {
    const atMs = now();
    const aimed = aimAt(contest, codes, atMs);
    contest = aimed.contest;
    if (aimed.text === undefined) return;
    const sighting = seeCode(seen, aimed.text, atMs);
    seen = sighting.seen;
    if (sighting.isNews) onText(aimed.text, { atMs });
  };
};

const start = (context: ScanContext, options: StartOptions): Promise<Outcome> => {
  const overtaken = context.wanted;
  const scan: Scan = {
    options,
    choice: options.camera ?? REAR,
    isTorchWanted: false,
    lostCameras: 0,
    camera: undefined,
    feed: undefined,
  };
  context.wanted = scan;
  return context.inTurn(async () => {
    if (overtaken !== undefined) await closeScan(overtaken);
    return openScan(context, scan);
  });
};

const stop = (context: ScanContext): Promise<void> => {
  const scan = context.wanted;
  context.wanted = undefined;
  return context.inTurn(async () => {
    if (scan === undefined) return;
    await closeScan(scan);
    tell(context, scan, { kind: 'stopped' });
  });
};

const switchTo = async (context: ScanContext, choice: CameraChoice): Promise<Outcome> => {
  const scan = context.wanted;
  if (scan === undefined) return NOT_RUNNING;
  return context.inTurn(async () => {
    await closeScan(scan);
    scan.choice = choice;
    scan.isTorchWanted = false;
    return openScan(context, scan);
  });
};

const setTorch = async (context: ScanContext, on: boolean): Promise<Result<boolean, CameraProblem>> => {
  const scan = context.wanted;
  if (scan?.camera === undefined) return NOT_RUNNING;
  try {
    await scan.camera.setTorch(on);
    scan.isTorchWanted = on;
    return ok(on);
  } catch (thrown) {
    return err(cameraProblem(thrown, context.page.isSecure()));
  }
};

/**
 * Off in the background, on again in front (SCAN-5).
 *
 * A camera left on there is dead on return in an iPadOS home-screen app: https://github.com/mebjas/html5-qrcode/issues/713
 */
const followVisibility = async (context: ScanContext): Promise<void> => {
  const scan = context.wanted;
  if (scan === undefined) return;
  if (context.page.isHidden()) {
    if (scan.camera === undefined) return;
    await closeScan(scan);
    tell(context, scan, { kind: 'paused' });
  } else if (scan.camera === undefined) {
    scan.lostCameras = 0;
    await openScan(context, scan);
  }
};

/** Builds a scanner of its parts. Screens get theirs from camera.ts, which supplies the real ones. */
export const createScannerOf = (parts: ScannerParts): Scanner => {
  const context: ScanContext = {
    ...parts,
    wanted: undefined,
    inTurn: createQueue(),
    report: createReporter(parts.now),
  };
  parts.page.onVisibilityChange(() => void context.inTurn(() => followVisibility(context)));
  return {
    warmDecoder: parts.warmDecoder,
    start: (options) => start(context, options),
    stop: () => stop(context),
    switchTo: (choice) => switchTo(context, choice),
    cameras: parts.shell.cameras,
    hasTorch: () => context.wanted?.camera?.description.hasTorch === true,
    setTorch: (on) => setTorch(context, on),
  };
};
