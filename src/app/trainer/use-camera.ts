/** The scanner as a screen uses it: on while the screen wants it, off when it goes. */
import { useCallback, useEffect, useEffectEvent, useState, type RefObject } from 'react';
import type { CameraChoice, Scanner, ScannerState } from '../device/camera-contract.ts';
import { useSettings } from '../device/tablet-context.tsx';
import { useSenses } from './senses.tsx';

const cameraKey = 'camera';

const chosenFrom = (stored: unknown): { readonly camera?: CameraChoice } =>
  typeof stored === 'string' && stored !== '' ? { camera: { kind: 'device', id: stored } } : {};

export type CameraState = ScannerState | { readonly kind: 'off' };

export type Camera = {
  readonly state: CameraState;
  /** More than one camera to choose between. */
  readonly canSwitch: boolean;
  readonly hasTorch: boolean;
  readonly isTorchOn: boolean;
  readonly switchCamera: () => Promise<void>;
  readonly setTorch: (isOn: boolean) => Promise<void>;
  readonly restart: () => void;
};

type CameraOptions = {
  readonly container: RefObject<HTMLElement | null>;
  readonly isOn: boolean;
  readonly onText: (text: string) => void;
};

const nextCamera = async (scanner: Scanner, currentId: string): Promise<string | undefined> => {
  const cameras = await scanner.cameras();
  const at = cameras.findIndex(({ id }) => id === currentId);
  return cameras[(at + 1) % Math.max(1, cameras.length)]?.id;
};

/** Runs the camera in `container` as long as `isOn`; every new code is given to `onText` once. */
export const useCamera = ({ container, isOn, onText }: CameraOptions): Camera => {
  const settings = useSettings();
  const { senses } = useSenses();
  const [state, setState] = useState<CameraState>({ kind: 'off' });
  const [cameraCount, setCameraCount] = useState(0);
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
      await scanner.start({
        container: element,
        ...chosenFrom(stored),
        onText: (text) => {
          if (!isGone) tellText(text);
        },
        onState: (next) => {
          if (!isGone) setState(next);
        },
      });
      const cameras = await scanner.cameras();
      if (!isGone) setCameraCount(cameras.length);
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

  const switchCamera = useCallback(async () => {
    if (state.kind !== 'running') return;
    const scanner = await senses.scanner();
    const id = await nextCamera(scanner, state.camera.id);
    if (id === undefined) return;
    setIsTorchOn(false);
    await scanner.switchTo({ kind: 'device', id });
    await settings.put(cameraKey, id);
  }, [senses, settings, state]);

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
    canSwitch: cameraCount > 1,
    hasTorch: state.kind === 'running' && state.camera.hasTorch,
    isTorchOn,
    switchCamera,
    setTorch,
    restart: () => setAttempt((before) => before + 1),
  };
};
