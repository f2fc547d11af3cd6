/** The tablet's eye and voice: one scanner, one set of sounds, one vibration for all the trainer's views. */
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import type { Scanner } from '../device/camera-contract.ts';
import type { PictureReading } from '../device/decoder-picture.ts';
import { createSounds, type SignalKind, type Sounds } from '../device/sounds.ts';
import { useSettings } from '../device/tablet-context.tsx';
import { createVibration, type Vibration } from '../device/vibration.ts';

export type Senses = {
  readonly sounds: Sounds;
  readonly vibration: Vibration;
  /** The scanner; its code is loaded when it is first asked for. */
  readonly scanner: () => Promise<Scanner>;
  /** Reads a badge out of a picture file (SCAN-12). */
  readonly readPicture: (file: Blob) => Promise<PictureReading>;
};

type SensesChoice = {
  readonly senses: Senses;
  readonly isSoundOn: boolean;
  readonly setSoundOn: (isOn: boolean) => void;
};

const soundKey = 'sound';

const SensesContext = createContext<SensesChoice | undefined>(undefined);

type Eye = Pick<Senses, 'readPicture'> & { readonly scanner: Scanner };

const loadEye = async (): Promise<Eye> => {
  const [{ createScanner }, { createDecoder }, { readPicture }] = await Promise.all([
    import('../device/camera.ts'),
    import('../device/decoder-client.ts'),
    import('../device/decoder-picture.ts'),
  ]);
  const decoder = createDecoder();
  return {
    scanner: createScanner({ decoder, now: () => performance.now() }),
    readPicture: (file) =>
      readPicture(file, {
        readStill: decoder.readStill,
        open: createImageBitmap.bind(globalThis),
      }),
  };
};

/** Browsers that do not say are believed to have been touched; at worst they vibrate in vain. */
const isTouched = (): boolean => {
  const { userActivation } = navigator as { userActivation?: UserActivation };
  return userActivation === undefined || userActivation.hasBeenActive;
};

const createSenses = (): Senses => {
  let loaded: Promise<Eye> | undefined;
  const eye = (): Promise<Eye> => {
    loaded ??= loadEye().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  return {
    sounds: createSounds(() => (typeof AudioContext === 'undefined' ? undefined : new AudioContext())),
    vibration: createVibration(navigator, isTouched),
    scanner: async () => (await eye()).scanner,
    readPicture: async (file) => {
      try {
        return await (await eye()).readPicture(file);
      } catch {
        return { kind: 'failed' };
      }
    },
  };
};

/** Lends the senses to the views, and wakes the sounds at every tap (a browser keeps a page silent until then). */
export const SensesProvider = ({ children }: { readonly children: ReactNode }) => {
  const settings = useSettings();
  const [senses] = useState(createSenses);
  const [isSoundOn, setIsSoundOn] = useState(true);
  useEffect(() => {
    void settings.get(soundKey).then((stored) => {
      if (stored !== false) return;
      setIsSoundOn(false);
      senses.sounds.setEnabled(false);
    });
  }, [settings, senses]);
  useEffect(() => {
    const unlock = (): void => senses.sounds.unlock();
    document.addEventListener('pointerdown', unlock);
    document.addEventListener('keydown', unlock);
    return () => {
      document.removeEventListener('pointerdown', unlock);
      document.removeEventListener('keydown', unlock);
    };
  }, [senses]);
  const setSoundOn = useCallback(
    (isOn: boolean) => {
      setIsSoundOn(isOn);
      senses.sounds.setEnabled(isOn);
      void settings.put(soundKey, isOn);
    },
    [senses, settings],
  );
  return <SensesContext value={{ senses, isSoundOn, setSoundOn }}>{children}</SensesContext>;
};

/** The senses, and the choice of sound. */
export const useSenses = (): SensesChoice => {
  const choice = useContext(SensesContext);
  if (choice === undefined) throw new Error('useSenses is used outside SensesProvider');
  return choice;
};

/** Plays and vibrates one signal. */
export const signal = ({ sounds, vibration }: Senses, kind: SignalKind): void => {
  sounds.play(kind);
  vibration.vibrate(kind);
};
