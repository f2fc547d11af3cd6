/**
 * What self check-in shows, in whose language, and when that ends: a reducer with time as an argument. A new code takes
 * the place of any answer at once, and 20 seconds without anybody make the tablet Swedish and silent again (KIOSK-3).
 */
import type { VisitorLanguage } from '../../text/greetings.ts';
import { lastsMsOf, type KioskFace } from './kiosk-face.ts';

export const idleMs = 20_000;

export type KioskShown = {
  /** Counts answers, so that the same words twice are two answers. */
  readonly id: number;
  readonly face: KioskFace;
  readonly until: number;
};

export type KioskState = {
  readonly shown: KioskShown | undefined;
  readonly language: VisitorLanguage;
  readonly isReadAloud: boolean;
  /** When somebody last held up a code or touched the tablet. */
  readonly seenAt: number;
  readonly count: number;
};

export type KioskAction =
  | { readonly kind: 'face'; readonly face: KioskFace; readonly at: number }
  | { readonly kind: 'touched'; readonly at: number }
  | { readonly kind: 'language'; readonly language: VisitorLanguage; readonly at: number }
  | { readonly kind: 'read-aloud'; readonly isOn: boolean; readonly at: number }
  | { readonly kind: 'closed'; readonly at: number }
  /** Time has passed. */
  | { readonly kind: 'tick'; readonly at: number };

export const nobodyYet = (at: number): KioskState => ({
  shown: undefined,
  language: 'sv',
  isReadAloud: false,
  seenAt: at,
  count: 0,
});

const isForeign = ({ language, isReadAloud }: KioskState): boolean => language !== 'sv' || isReadAloud;

const afterTime = (state: KioskState, at: number): KioskState => {
  const shown = state.shown !== undefined && at >= state.shown.until ? undefined : state.shown;
  const isAlone = at - state.seenAt >= idleMs;
  if (shown === state.shown && !(isAlone && isForeign(state))) return state;
  return isAlone ? { ...state, shown, language: 'sv', isReadAloud: false } : { ...state, shown };
};

/** An answer that somebody touches or listens to stays its whole time again. */
const held = (shown: KioskShown | undefined, at: number): KioskShown | undefined =>
  shown === undefined ? undefined : { ...shown, until: Math.max(shown.until, at + lastsMsOf(shown.face)) };

/** The next state. */
export const nextKioskState = (state: KioskState, action: KioskAction): KioskState => {
  switch (action.kind) {
    case 'face': {
      const { face, at } = action;
      const count = state.count + 1;
      return { ...state, shown: { id: count, face, until: at + lastsMsOf(face) }, seenAt: at, count };
    }
    case 'touched':
      return { ...state, shown: held(state.shown, action.at), seenAt: action.at };
    case 'language':
      return {
        ...state,
        language: action.language,
        shown: held(state.shown, action.at),
        seenAt: action.at,
      };
    case 'read-aloud':
      return { ...state, isReadAloud: action.isOn, shown: held(state.shown, action.at), seenAt: action.at };
    case 'closed':
      return { ...state, shown: undefined, seenAt: action.at };
    case 'tick':
      return afterTime(state, action.at);
  }
};

/** When time alone changes something next; undefined if never. */
export const nextDue = (state: KioskState): number | undefined => {
  const ends = [
    ...(state.shown === undefined ? [] : [state.shown.until]),
    ...(isForeign(state) ? [state.seenAt + idleMs] : []),
  ];
  return ends.length === 0 ? undefined : Math.min(...ends);
};
