/** The short tones that tell outcomes apart by ear. Made as they are played, so there are no files to fetch. */

/** What can be signalled by sound and vibration (DESIGN §6). */
export type SignalKind = 'in' | 'already' | 'choice' | 'notOurs' | 'stop' | 'undone';

type Tone = { readonly hertz: number; readonly ms: number };

/** The tones of each signal, one after the other (style sheet, "Ljud"). */
export const TONES: Readonly<Record<SignalKind, readonly Tone[]>> = {
  in: [
    { hertz: 659, ms: 90 },
    { hertz: 880, ms: 140 },
  ],
  already: [
    { hertz: 660, ms: 60 },
    { hertz: 660, ms: 60 },
  ],
  choice: [
    { hertz: 440, ms: 150 },
    { hertz: 330, ms: 180 },
  ],
  notOurs: [
    { hertz: 440, ms: 150 },
    { hertz: 330, ms: 180 },
  ],
  stop: [{ hertz: 196, ms: 320 }],
  undone: [{ hertz: 523, ms: 100 }],
};

/** −12 dB. */
const LEVEL = 10 ** (-12 / 20);
const ATTACK_S = 0.008;
const RELEASE_S = 0.03;
/** Silence between two tones, in seconds: two equal tones must be heard as two. */
const GAP_S = 0.06;

export type Sounds = {
  /** Called from a tap: until then a browser keeps the page silent. Safe to repeat. */
  readonly unlock: () => void;
  /** Plays a signal. Silent when sound is off, not yet unlocked or not supported; never throws. */
  readonly play: (kind: SignalKind) => void;
  readonly setEnabled: (isEnabled: boolean) => void;
  /** Whether a signal would be heard now, as far as the browser tells. */
  readonly isReady: () => boolean;
};

const playTone = (context: AudioContext, { hertz, ms }: Tone, startS: number): number => {
  const endS = startS + ms / 1000;
  const oscillator = new OscillatorNode(context, { type: 'sine', frequency: hertz });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, startS);
  gain.gain.linearRampToValueAtTime(LEVEL, startS + ATTACK_S);
  gain.gain.setValueAtTime(LEVEL, Math.max(startS + ATTACK_S, endS - RELEASE_S));
  gain.gain.linearRampToValueAtTime(0, endS);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(startS);
  oscillator.stop(endS);
  return endS;
};

/**
 * Builds the sounds. The factory makes the browser's audio context, or answers undefined where there is none.
 *
 * The context is made at the first tap and resumed at every later one, since iPadOS suspends it when the app has
 * been in the background.
 */
export const createSounds = (audioContextFactory: () => AudioContext | undefined): Sounds => {
  let context: AudioContext | undefined;
  let isEnabled = true;

  const wake = (): void => {
    if (context !== undefined && context.state !== 'running') context.resume().catch(() => undefined);
  };

  return {
    unlock: () => {
      context ??= audioContextFactory();
      wake();
    },
    play: (kind) => {
      if (context === undefined || !isEnabled) return;
      wake();
      if (context.state !== 'running') return;
      let atS = context.currentTime;
      for (const tone of TONES[kind]) atS = playTone(context, tone, atS) + GAP_S;
    },
    setEnabled: (value) => {
      isEnabled = value;
    },
    isReady: () => isEnabled && context?.state === 'running',
  };
};
