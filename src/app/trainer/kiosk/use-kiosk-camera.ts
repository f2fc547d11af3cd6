/** The camera that faces the visitor, on while self check-in is. */
import { useCallback, useEffect, useEffectEvent, useState, type RefObject } from 'react';
import type { Scanner, ScannerState } from '../../device/camera-contract.ts';
import { useSenses } from '../senses.tsx';

export type KioskCamera = { readonly state: ScannerState; readonly restart: () => void };

type Options = {
  readonly container: RefObject<HTMLElement | null>;
  readonly isOn: boolean;
  readonly onText: (text: string) => void;
};

/** Runs the front camera in `container`; every new code is given to `onText` once. */
export const useKioskCamera = ({ container, isOn, onText }: Options): KioskCamera => {
  const { senses } = useSenses();
  const [state, setState] = useState<ScannerState>({ kind: 'starting' });
  const [attempt, setAttempt] = useState(0);
  const tellText = useEffectEvent(onText);
  useEffect(() => {
    if (!isOn) return;
    let isGone = false;
    let started: Scanner | undefined;
    const begin = async (): Promise<void> => {
      const scanner = await senses.scanner();
      const element = container.current;
      if (isGone || element === null) return;
      started = scanner;
      await scanner.start({
        container: element,
        camera: { kind: 'facing', facing: 'front' },
        onText: (text) => {
          if (!isGone) tellText(text);
        },
        onState: (next) => {
          if (!isGone) setState(next);
        },
      });
    };
    begin().catch(() => {
      if (!isGone) setState({ kind: 'problem', problem: { kind: 'failed', detail: 'not-loaded' } });
    });
    return () => {
      isGone = true;
      void started?.stop();
    };
  }, [isOn, attempt, container, senses]);
  const restart = useCallback(() => setAttempt((before) => before + 1), []);
  return { state, restart };
};
