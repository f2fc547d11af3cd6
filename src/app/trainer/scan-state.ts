/**
 * What the scan view shows and keeps: the result on the stage, and what is still to sort out. A reducer with time as an
 * argument, so that every second of a queue can be tried in a test.
 */
import type { ParticipantId } from '../../domain/ids.ts';
import type { Outcome } from './door.ts';

/** How long a result stays when nobody is in a hurry to decide: the trainer's own choice for this tablet. */
export type ShowFor = 'short' | 'normal' | 'long' | 'until-pressed';

export type Shown = {
  /** Counts results, so that the same words twice are two results. */
  readonly id: number;
  readonly outcome: Outcome;
  readonly at: number;
  /** When it goes by itself; `undefined` while held, and for what needs a choice. */
  readonly until: number | undefined;
  /** What was left when a finger or focus came to rest on it, in milliseconds. */
  readonly heldMs: number | undefined;
  /** Its whole time on the stage, in milliseconds, for the bar. */
  readonly lastsMs: number | undefined;
};

/** A result somebody must decide about and has not. */
export type Unsettled = { readonly id: number; readonly outcome: Outcome; readonly at: number };

export type ScanState = {
  readonly shown: Shown | undefined;
  readonly toSort: readonly Unsettled[];
  readonly count: number;
};

export const nothingShown: ScanState = { shown: undefined, toSort: [], count: 0 };

export type ScanAction =
  | {
      readonly kind: 'outcome';
      readonly outcome: Outcome;
      readonly at: number;
      readonly showFor: ShowFor;
      /** The answer to a card's code that was typed, not scanned. */
      readonly isTyped?: boolean;
    }
  /** Time has passed. */
  | { readonly kind: 'tick'; readonly at: number }
  /** A finger or focus rests on the result, and leaves it. */
  | { readonly kind: 'hold'; readonly at: number }
  | { readonly kind: 'release'; readonly at: number }
  /** Esc, or a tap beside the choices: put away, but not decided. */
  | { readonly kind: 'close' }
  /** Decided. */
  | { readonly kind: 'settle' }
  /** Taken up again from what is to sort out. */
  | { readonly kind: 'reopen'; readonly id: number; readonly at: number }
  /** What the log says is left: also what was left before a reload, or by the locked tablet; and who is in. */
  | {
      readonly kind: 'left';
      readonly left: readonly Omit<Unsettled, 'id'>[];
      readonly isIn: (participant: ParticipantId) => boolean;
    };

/** Taps this soon after a result appears were meant for the one before (STAGE-4). */
export const ghostTapMs = 400;

const waitsForChoice: Readonly<Record<Outcome['kind'], boolean>> = {
  'checked-in': false,
  already: false,
  'not-ours': false,
  undone: false,
  'checked-out': false,
  'all-out': false,
  back: false,
  'not-here': false,
  added: false,
  'too-early': false,
  'unknown-code': true,
  'other-session': true,
  unknown: true,
  blocked: true,
  closed: true,
  'not-saved': true,
};

/** True for what is lost if nobody decides; a locked list is told again by the next card. */
const mustBeSorted = (outcome: Outcome): boolean => waitsForChoice[outcome.kind] && outcome.kind !== 'closed';

const normalMs: Readonly<Partial<Record<Outcome['kind'], number>>> = { 'checked-in': 2000 };
const otherMs = 3000;

/** How long a result stays, in milliseconds; `undefined`: until a choice (DESIGN §6, "Visa svaret"). */
export const lastsMs = (outcome: Outcome, showFor: ShowFor): number | undefined => {
  if (waitsForChoice[outcome.kind] || showFor === 'until-pressed') return undefined;
  if (showFor === 'short') return 1200;
  if (showFor === 'long') return 8000;
  return normalMs[outcome.kind] ?? otherMs;
};

const tokenOf = (outcome: Outcome): string | undefined => ('token' in outcome ? outcome.token : undefined);
const participantOf = (outcome: Outcome): ParticipantId | undefined =>
  'participant' in outcome ? outcome.participant : undefined;

/** Whether the second result answers the first: the same card again, or its person in after all. */
const answers = (later: Outcome, earlier: Outcome): boolean => {
  const token = tokenOf(earlier);
  const participant = participantOf(earlier);
  return (
    (token !== undefined && token === tokenOf(later)) ||
    (participant !== undefined && participant === participantOf(later))
  );
};

const withUnsettled = (
  state: ScanState,
  later: Outcome | undefined,
  isTyped = false,
): readonly Unsettled[] => {
  const kept =
    later === undefined ? state.toSort : state.toSort.filter(({ outcome }) => !answers(later, outcome));
  const { shown } = state;
  if (shown === undefined || !mustBeSorted(shown.outcome)) return kept;
  if (later !== undefined && answers(later, shown.outcome)) return kept;
  if (isTyped && shown.outcome.kind === 'unknown-code') return kept;
  return [{ id: shown.id, outcome: shown.outcome, at: shown.at }, ...kept];
};

const show = (
  state: ScanState,
  { outcome, at, showFor, isTyped }: Extract<ScanAction, { kind: 'outcome' }>,
): ScanState => {
  const { shown } = state;
  if (outcome.kind === 'not-ours' && shown !== undefined && mustBeSorted(shown.outcome)) return state;
  const lasts = lastsMs(outcome, showFor);
  const id = state.count + 1;
  return {
    shown: {
      id,
      outcome,
      at,
      until: lasts === undefined ? undefined : at + lasts,
      heldMs: undefined,
      lastsMs: lasts,
    },
    toSort: withUnsettled(state, outcome, isTyped),
    count: id,
  };
};

const reopen = (state: ScanState, id: number, at: number): ScanState => {
  const taken = state.toSort.find((item) => item.id === id);
  if (taken === undefined) return state;
  const rest: ScanState = { ...state, toSort: state.toSort.filter((item) => item.id !== id) };
  return {
    ...rest,
    shown: { ...taken, at, until: undefined, heldMs: undefined, lastsMs: undefined },
    toSort: withUnsettled(rest, taken.outcome),
  };
};

/** Cards as the log has them, and besides them what no log could keep; nobody who is in is left to sort out. */
const withLeft = (state: ScanState, { left, isIn }: Extract<ScanAction, { kind: 'left' }>): ScanState => {
  const { shown } = state;
  const unsaved = state.toSort.filter(({ outcome }) => {
    const participant = participantOf(outcome);
    return tokenOf(outcome) === undefined && !(participant !== undefined && isIn(participant));
  });
  const fresh = left.filter(({ outcome }) => shown === undefined || !answers(outcome, shown.outcome));
  const items = fresh.map((item, i): Unsettled => ({
    ...item,
    id:
      state.toSort.find(({ outcome }) => tokenOf(outcome) === tokenOf(item.outcome))?.id ??
      state.count + i + 1,
  }));
  const toSort = [...unsaved, ...items].toSorted((a, b) => b.at - a.at);
  return { ...state, toSort, count: state.count + fresh.length };
};

/**
 * The next state. A new result takes the place of any other at once (STAGE-1), except that a code of another kind never
 * pushes away an undecided one; what was undecided goes to be sorted out and nothing is lost (STAGE-2), apart from a
 * slip of the fingers that is typed over. A result that only informs goes by itself, and waits while somebody reads it with finger or focus (STAGE-3).
 */
export const nextScanState = (state: ScanState, action: ScanAction): ScanState => {
  const { shown } = state;
  switch (action.kind) {
    case 'outcome':
      return show(state, action);
    case 'tick':
      return shown?.until !== undefined && action.at >= shown.until ? { ...state, shown: undefined } : state;
    case 'hold':
      return shown?.until === undefined
        ? state
        : { ...state, shown: { ...shown, until: undefined, heldMs: Math.max(0, shown.until - action.at) } };
    case 'release':
      return shown?.heldMs === undefined
        ? state
        : { ...state, shown: { ...shown, until: action.at + shown.heldMs, heldMs: undefined } };
    case 'close':
      return { ...state, shown: undefined, toSort: withUnsettled(state, undefined) };
    case 'settle':
      return { ...state, shown: undefined };
    case 'reopen':
      return reopen(state, action.id, action.at);
    case 'left':
      return withLeft(state, action);
  }
};

/** Whether a tap now is meant for this result (STAGE-4). */
export const isChoiceOpen = (shown: Shown, at: number): boolean => at - shown.at >= ghostTapMs;
