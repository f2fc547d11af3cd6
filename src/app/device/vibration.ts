/** Lets the tablet be felt as well as seen. Most tablets cannot vibrate; meaning never depends on it. */
import type { SignalKind } from './sounds.ts';

/** Milliseconds on, off, on … (DESIGN §6). */
const PATTERNS: Readonly<Record<SignalKind, readonly number[]>> = {
  in: [60],
  already: [40, 60, 40],
  choice: [120, 80, 120],
  notOurs: [120],
  stop: [300],
  undone: [40],
};

/** The little of a browser's navigator that is used. iPadOS has no `vibrate`. */
export type VibratingNavigator = { vibrate?: (pattern: number[]) => boolean };

export type Vibration = {
  readonly isSupported: boolean;
  /** Vibrates if the device can and a person has touched the page; otherwise does nothing. */
  readonly vibrate: (kind: SignalKind) => void;
};

/** Builds the vibration of a device. `isTouched` answers whether the browser would allow it yet. */
export const createVibration = (device: VibratingNavigator, isTouched: () => boolean): Vibration => ({
  isSupported: typeof device.vibrate === 'function',
  vibrate: (kind) => {
    if (isTouched()) device.vibrate?.([...PATTERNS[kind]]);
  },
});
