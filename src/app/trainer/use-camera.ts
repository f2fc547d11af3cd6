/** The scanner as a screen uses it: on while the screen wants it, off when it goes. */
import { useCallback, useEffect, useEffectEvent, useState, type RefObject } from 'react';
import type { CameraDescription, Scanner, ScannerState } from '../device/camera-contract.ts';
import { cameraKey, rememberedCamera, toRemember } from '../device/camera-memory.ts';
import { useSettings } from '../device/tablet-context.tsx';
import { useSenses } from './senses.tsx';

export type CameraState = ScannerState | { readonly kind: 'off' };

export type Camera = {
  readonly state: CameraState;
  /** Those there are to choose between. */
  readonly cameras: readonly CameraDescription[];
  readonly hasTorch: boolean;
  readonly isTorchOn: boolean;
  /** Changes to the camera with this id; the tablet remembers it once it has opened (SCAN-11). */
  readonly switchTo: (id: string) => Promise<void>;
  readonly setTorch: (isOn: boolean) => Promise<void>;
  readonly restart: () => void;
};

type CameraOptions = {
  readonly container: RefObject<HTMLElement | null>;
  readonly isOn: boolean;
  readonly onText: (text: string) => void;
};

/** Runs the camera in `container` as long as `isOn`; every new code is given to `onText` once. */
export const useCamera = ({ container, isOn, onText }: CameraOptions): Camera => {
  const settings = useSettings();
  const { senses } = useSenses();
  const [state, setState] = useState<CameraState>({ kind: 'off' });
  const [cameras, setCameras] = useState<readonly CameraDescription[]>([]);
  const [isTorchOn, setIsTorchOn] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const tellText = useEffectEvent(onText);

  useEffect(() => {
    if (!isOn) return;
    let isGone = false;
    let started: Scanner | undefined;
    const begin = async (): Promise<void> => {
      const [scanner, stored] = await Promise.all([senses.scanner(), settings.get(cameraKey)]);
      const element = container.current;
      if (isGone || element === null) return;
      started = scanner;
      const camera = rememberedCamera(stored);
      await scanner.start({
        container: element,
        ...(camera === undefined ? {} : { camera }),
        onText: (text) => {
          if (!isGone) tellText(text);
        },
        onState: (next) => {
          if (!isGone) setState(next);
        },
      });
      const found = await scanner.cameras();
      if (!isGone) setCameras(found);
    };
    begin().catch(() => {
      if (!isGone) setState({ kind: 'problem', problem: { kind: 'failed', detail: 'not-loaded' } });
    });
    return () => {
      isGone = true;
      setState({ kind: 'off' });
      setIsTorchOn(false);
      void started?.stop();
    };
  }, [isOn, attempt, container, senses, settings]);

  const switchTo = useCallback(
    async (id: string) => {
      const scanner = await senses.scanner();
      setIsTorchOn(false);
      const opened = await scanner.switchTo({ kind: 'device', id });
      if (opened.ok) await settings.put(cameraKey, toRemember(opened.value));
    },
    [senses, settings],
  );

  const setTorch = useCallback(
    async (isLit: boolean) => {
      const scanner = await senses.scanner();
      const done = await scanner.setTorch(isLit);
      if (done.ok) setIsTorchOn(done.value);
    },
    [senses],
  );

  return {
    state: isOn && state.kind === 'off' ? { kind: 'starting' } : state,
    cameras,
    hasTorch: state.kind === 'running' && state.camera.hasTorch,
    isTorchOn,
    switchTo,
    setTorch,
    restart: () => setAttempt((before) => before + 1),
  };
};
