/** One visitor after the other: whatever is held up goes to the door in turn, and the answer is shown, heard and felt. */
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { minuteMs } from '../../../domain/time.ts';
import { now as readClock } from '../../device/clock.ts';
import { useTablet } from '../../device/tablet-context.tsx';
import type { VisitorLanguage } from '../../text/greetings.ts';
import { signal, useSenses } from '../senses.tsx';
import type { SessionView } from '../use-session.ts';
import { offerFor, type CertifyOffer } from '../certify-offer.ts';
import type { CertifyAnswer } from '../door-certify.ts';
import { faceSignal, help, isLeavingFace, kioskFace, kioskName, type KioskFace } from './kiosk-face.ts';
import { nextDue, nextKioskState, nobodyYet, type KioskState } from './kiosk-state.ts';

export type Visits = {
  readonly state: KioskState;
  readonly scan: (text: string) => void;
  readonly askForHelp: () => void;
  readonly close: () => void;
  readonly touched: () => void;
  readonly setLanguage: (language: VisitorLanguage) => void;
  readonly setReadAloud: (isOn: boolean) => void;
  /** Checks out the one whose card was just read. */
  readonly leave: (face: FaceOf<'already'>) => void;
  readonly offer: (face: FaceOf<'left'>) => void;
  readonly certify: (offer: CertifyOffer) => Promise<CertifyAnswer>;
  readonly certified: (face: FaceOf<'certify'>, minutes: number) => void;
};

type FaceOf<K extends KioskFace['kind']> = Extract<KioskFace, { kind: K }>;

/** Whoever came so recently is not asked whether they are leaving: they hold up the card once more. */
const stayedMs = 10 * minuteMs;

/** Self check-in of one session. */
export const useVisits = ({
  door,
  expected,
  session,
}: Pick<SessionView, 'door' | 'expected' | 'session'>): Visits => {
  const tablet = useTablet();
  const { senses } = useSenses();
  const [state, dispatch] = useReducer(nextKioskState, undefined, () => nobodyYet(readClock()));
  const line = useRef<Promise<void>>(Promise.resolve());
  const due = nextDue(state);
  useEffect(() => {
    if (due === undefined) return;
    const timer = setTimeout(
      () => dispatch({ kind: 'tick', at: Math.max(due, readClock()) }),
      Math.max(0, due - readClock()),
    );
    return () => clearTimeout(timer);
  }, [due]);
  const show = useCallback(
    (face: KioskFace) => {
      dispatch({ kind: 'face', face, at: readClock() });
      signal(senses, faceSignal[face.kind]);
    },
    [senses],
  );
  const faceNow = useRef<KioskFace>(undefined);
  useEffect(() => {
    faceNow.current = state.shown?.face;
  }, [state.shown]);
  /** What the door says of a card; whoever has been here a while is also asked whether they are leaving (CERT-6). */
  const faceOf = useCallback(
    async (text: string): Promise<KioskFace | undefined> => {
      const before = faceNow.current;
      if (before !== undefined && isLeavingFace(before) && (await door.holder(text)) === before.participant)
        return undefined;
      const outcome = await door.scan(text, 'kiosk');
      const face = kioskFace(outcome, expected);
      const now = readClock();
      return face.kind === 'already' &&
        outcome.kind === 'already' &&
        now >= session.startsAt &&
        now - face.since >= stayedMs
        ? { ...face, leaving: outcome.participant }
        : face;
    },
    [door, expected, session],
  );
  /** One at a time, in the order they came; a defect sends the visitor to the trainer like everything else. */
  const scan = useCallback(
    (text: string) => {
      line.current = line.current.then(async () => {
        try {
          const face = await faceOf(text);
          if (face === undefined) dispatch({ kind: 'touched', at: readClock() });
          else show(face);
        } catch (defect) {
          show(help());
          reportError(defect);
        }
      });
    },
    [faceOf, show],
  );
  const leave = useCallback(
    ({ leaving }: FaceOf<'already'>) => {
      if (leaving === undefined) return;
      line.current = line.current.then(async () => {
        try {
          const outcome = await door.checkOut(leaving, 'kiosk');
          if (outcome.kind !== 'checked-out') return show(help());
          const offer = offerFor(tablet.attendance(session), leaving);
          const name = kioskName(outcome.person, expected);
          show({ kind: 'left', participant: leaving, name, at: outcome.at, offer });
        } catch (defect) {
          show(help());
          reportError(defect);
        }
      });
    },
    [door, expected, session, show, tablet],
  );
  return useMemo(
    () => ({
      state,
      scan,
      askForHelp: () => show(help()),
      close: () => dispatch({ kind: 'closed', at: readClock() }),
      touched: () => dispatch({ kind: 'touched', at: readClock() }),
      setLanguage: (language) => dispatch({ kind: 'language', language, at: readClock() }),
      setReadAloud: (isOn) => dispatch({ kind: 'read-aloud', isOn, at: readClock() }),
      leave,
      offer: ({ participant, name, offer }) => {
        if (offer !== undefined) show({ kind: 'certify', participant, name, offer });
      },
      certify: door.certify,
      certified: ({ participant, name }, minutes) => show({ kind: 'certified', participant, name, minutes }),
    }),
    [state, scan, show, leave, door],
  );
};
