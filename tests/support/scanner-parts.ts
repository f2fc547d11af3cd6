/** A scanner on a camera that a test holds in its hand. */
import type { SightedCode } from '../../src/app/device/camera-aim.ts';
import type {
  CameraChoice,
  OpenCamera,
  ScannerState,
  StartOptions,
} from '../../src/app/device/camera-contract.ts';
import type { FeedListeners } from '../../src/app/device/camera-feed.ts';
import { createScannerOf } from '../../src/app/device/camera-scanner.ts';

type Opening = {
  readonly choice: CameraChoice;
  /** The person allows the camera. */
  readonly grant: () => void;
  /** The browser throws. */
  readonly refuse: (name: string) => void;
  isOpen: boolean;
  readonly lamp: boolean[];
  /** The system takes the camera away. */
  endTrack: () => void;
};

const codeInTheRing = (text: string): SightedCode => ({ text, x: 0, y: 0 });

/** Lets everything that is already promised happen. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};

/** Builds the scanner and the levers. With `isEager` every camera is granted as soon as it is asked for. */
export const aScanner = ({ isEager = true, hasTorch = false, isSecure = true, isWarming = true } = {}) => {
  const openings: Opening[] = [];
  const feeds: (FeedListeners & { isRunning: boolean })[] = [];
  let isHidden = false;
  let tellVisibility = (): void => undefined;
  let nowMs = 0;

  const open = (_container: HTMLElement, choice: CameraChoice): Promise<OpenCamera> =>
    new Promise((resolve, reject) => {
      const opening: Opening = {
        choice,
        isOpen: false,
        lamp: [],
        endTrack: () => undefined,
        refuse: (name) => reject(new DOMException('', name)),
        grant: () => {
          opening.isOpen = true;
          resolve({
            description: { id: `camera ${openings.indexOf(opening)}`, label: '', facing: 'rear', hasTorch },
            video: {} as HTMLVideoElement,
            setTorch: async (on) => {
              opening.lamp.push(on);
            },
            onEnded: (listener) => {
              opening.endTrack = listener;
            },
            close: async () => {
              opening.isOpen = false;
            },
          });
        },
      };
      openings.push(opening);
      if (isEager) opening.grant();
    });

  const scanner = createScannerOf({
    shell: { open, cameras: async () => [{ id: 'a', label: 'Rear' }] },
    warmDecoder: () => (isWarming ? Promise.resolve() : Promise.reject(new Error('no wasm'))),
    startFeed: (_video, listeners) => {
      const feed = { ...listeners, isRunning: true };
      feeds.push(feed);
      return {
        stop: () => {
          feed.isRunning = false;
        },
      };
    },
    page: {
      isHidden: () => isHidden,
      isSecure: () => isSecure,
      onVisibilityChange: (listener) => {
        tellVisibility = listener;
      },
    },
    now: () => nowMs,
  });

  const texts: string[] = [];
  const states: ScannerState['kind'][] = [];
  const options: StartOptions = {
    container: {} as HTMLElement,
    onText: (text) => texts.push(text),
    onState: (state) => states.push(state.kind),
  };

  return {
    scanner,
    options,
    texts,
    states,
    openings,
    feeds,
    camerasOn: () => openings.filter(({ isOpen }) => isOpen).length,
    show: (...names: readonly string[]) => feeds.at(-1)?.onCodes(names.map(codeInTheRing)),
    setHidden: async (hidden: boolean) => {
      isHidden = hidden;
      tellVisibility();
      await settle();
    },
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
};
