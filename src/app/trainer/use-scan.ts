/**
 * The scan view's one line of work: whatever comes in (camera, typing scanner, a button) goes to the door in turn, and
 * the answer is shown, sounded and said. The marks let a bench measure decoded → durable → shown.
 */
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { ParticipantId } from '../../domain/ids.ts';
import type { Session } from '../../domain/programme.ts';
import { now as readClock } from '../device/clock.ts';
import { useTablet, useTabletState } from '../device/tablet-context.tsx';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import { useDesk } from './desk.tsx';
import type { Door, Outcome } from './door.ts';
import { isUrgent, outcomeWords, signalOf, type OutcomeReading } from './outcome-words.ts';
import { nextScanState, nothingShown, type ScanState } from './scan-state.ts';
import { tellUsed } from './lock/used.ts';
import { signal, useSenses } from './senses.tsx';
import { countOf } from './session-counts.ts';
import { cohortNameIn, type SessionView } from './use-session.ts';
import { showForKey, showForValues, useSetting } from './use-setting.ts';

/** Whether a card checks in or out. */
export type Direction = 'in' | 'out';

export type Scan = {
  readonly state: ScanState;
  readonly reading: OutcomeReading;
  readonly scan: (text: string) => void;
  /** `elsewhere`: the other session on this tablet where the check-in was made. */
  readonly undo: (participant: ParticipantId, elsewhere?: Session) => void;
  readonly undoLeaving: (participant: ParticipantId) => void;
  readonly checkOut: (participant: ParticipantId) => void;
  readonly checkInElsewhere: (...who: Parameters<Door['checkInElsewhere']>) => void;
  /** A card's code, as a person types it. */
  readonly typed: (cardCode: string) => void;
  readonly direction: Direction;
  readonly setDirection: (direction: Direction) => void;
  readonly undoLatest: () => void;
  readonly checkIn: (...who: Parameters<Door['checkIn']>) => void;
  readonly refuse: (outcome: Outcome) => void;
  readonly close: () => void;
  readonly settle: () => void;
  readonly reopen: (id: number) => void;
  readonly hold: (isHeld: boolean) => void;
};

/** Tells the bench when a result has been painted: the frame after the one it was drawn in. */
const useShownMark = (id: number | undefined): void => {
  useEffect(() => {
    if (id === undefined) return;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => performance.mark('narvaro:shown'));
    });
    return () => cancelAnimationFrame(frame);
  }, [id]);
};

/** The words' surroundings, with the count as it is now and not as it was last drawn. */
const useReading = ({ plan, session, expected }: SessionView): (() => OutcomeReading) => {
  const tablet = useTablet();
  const text = useText();
  const words = useTrainerText();
  const { language } = useLanguage();
  return useCallback(() => {
    const { here, all } = countOf(expected, tablet.attendance(session));
    return {
      text,
      words,
      language,
      group: expected,
      cohortName: ({ cohort }) => cohortNameIn(plan, cohort) ?? '',
      here,
      all,
      now: readClock(),
    };
  }, [tablet, text, words, language, plan, session, expected]);
};

/** Everything the scan view can do for one session. */
export const useScan = (view: SessionView): Scan => {
  const { session, door, attendance } = view;
  const desk = useDesk();
  const { senses } = useSenses();
  const announce = useAnnounce();
  const { identity } = useTabletState();
  const readingNow = useReading(view);
  const [showFor] = useSetting(showForKey, showForValues);
  const [state, dispatch] = useReducer(nextScanState, undefined, () =>
    nextScanState(desk.get(session.id) ?? nothingShown, { kind: 'close' }),
  );
  const line = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    desk.set(session.id, state);
  }, [desk, session.id, state]);
  useShownMark(state.shown?.id);
  const [direction, setDirection] = useState<Direction>('in');
  const { scan: scanWords } = useTrainerText();
  useEffect(() => {
    let isGone = false;
    door.leftToSort().then((left) => {
      const isIn = (who: ParticipantId): boolean => attendance.byParticipant.get(who)?.isOpen === true;
      if (!isGone) dispatch({ kind: 'left', left, isIn });
    }, reportError);
    return () => {
      isGone = true;
    };
  }, [door, attendance]);

  const until = state.shown?.until;
  useEffect(() => {
    if (until === undefined) return;
    const timer = setTimeout(
      () => dispatch({ kind: 'tick', at: Math.max(until, readClock()) }),
      Math.max(0, until - readClock()),
    );
    return () => clearTimeout(timer);
  }, [until]);

  const take = useCallback(
    (outcome: Outcome, isTyped = false) => {
      tellUsed();
      dispatch({ kind: 'outcome', outcome, at: readClock(), showFor, isTyped });
      signal(senses, signalOf(outcome));
      const words = outcomeWords(outcome, readingNow());
      announce(words.said, isUrgent(words) ? 'assertive' : 'polite');
    },
    [announce, readingNow, senses, showFor],
  );

  /** One at a time, in the order they came; a defect is told as what it is to the trainer: not saved. */
  const perform = useCallback(
    (work: () => Promise<Outcome>, isTyped = false) => {
      line.current = line.current.then(async () => {
        try {
          take(await work(), isTyped);
        } catch (defect) {
          take({ kind: 'not-saved', reason: 'not-saved' });
          reportError(defect);
        }
      });
    },
    [take],
  );

  const undo = useCallback(
    (who: ParticipantId, elsewhere?: Session) =>
      perform(() => (elsewhere === undefined ? door.undo(who) : door.undoElsewhere(elsewhere, who))),
    [door, perform],
  );
  const latestHere = [...attendance.byParticipant.values()]
    .filter(({ isOpen, device }) => isOpen && device === identity?.device)
    .toSorted((a, b) => b.checkedInAt - a.checkedInAt)[0]?.participant;

  return useMemo(
    () => ({
      state,
      reading: readingNow(),
      scan: (text: string) => {
        performance.mark('narvaro:decoded');
        perform(async () => {
          const outcome = await (direction === 'in' ? door.scan(text) : door.scanOut(text));
          performance.mark('narvaro:durable');
          return outcome;
        });
      },
      undo,
      undoLeaving: (who: ParticipantId) => perform(() => door.undoLeaving(who)),
      checkOut: (who: ParticipantId) => perform(() => door.checkOut(who, 'badge')),
      checkInElsewhere: (...who: Parameters<Door['checkInElsewhere']>) =>
        perform(() => door.checkInElsewhere(...who)),
      typed: (cardCode: string) =>
        perform(() => (direction === 'in' ? door.typed(cardCode) : door.typedOut(cardCode)), true),
      direction,
      setDirection: (next: Direction) => {
        setDirection(next);
        announce(scanWords.directionSaid[next], 'polite');
      },
      undoLatest: () => {
        if (latestHere !== undefined) undo(latestHere);
      },
      checkIn: (...who: Parameters<Door['checkIn']>) => perform(() => door.checkIn(...who)),
      refuse: (outcome: Outcome) => {
        dispatch({ kind: 'settle' });
        line.current = line.current.then(() => door.refuse(outcome)).catch(reportError);
      },
      close: () => dispatch({ kind: 'close' }),
      settle: () => dispatch({ kind: 'settle' }),
      reopen: (id: number) => dispatch({ kind: 'reopen', id, at: readClock() }),
      hold: (isHeld: boolean) => dispatch({ kind: isHeld ? 'hold' : 'release', at: readClock() }),
    }),
    [state, readingNow, perform, door, undo, latestHere, direction, announce, scanWords],
  );
};
