/** What can be done from the list, one thing at a time, and what came of the latest. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SessionAttendance } from '../../domain/attendance.ts';
import type { ParticipantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { now as readClock } from '../device/clock.ts';
import { useTablet } from '../device/tablet-context.tsx';
import { useDoorText } from '../text/door-text.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import type { Outcome } from './door.ts';
import { reversalOf, type Reversal } from './list-reversal.ts';
import { performReversal, undoAllLeaving } from './list-reversing.ts';
import { shownName, type ListRow } from './list-rows.ts';
import { outcomeWords, signalOf } from './outcome-words.ts';
import { signal, useSenses } from './senses.tsx';
import { countOf } from './session-counts.ts';
import { cohortNameIn, cohortOfPerson, type SessionView } from './use-session.ts';

export type ListNews = {
  readonly id: number;
  readonly words: string;
  readonly outcome: Outcome;
  /** How it is taken back, where it can be. */
  readonly reversal: Reversal | undefined;
};

export type ListWork = {
  readonly news: ListNews | undefined;
  /** In now, or from a time the trainer tells. */
  readonly checkIn: (participant: ParticipantId, time?: Instant) => void;
  readonly checkOut: (participant: ParticipantId) => void;
  readonly checkOutAll: (participants: readonly ParticipantId[]) => void;
  readonly cameAt: (participant: ParticipantId, time: Instant) => void;
  readonly leftAt: (participant: ParticipantId, time: Instant) => void;
  readonly undo: (participant: ParticipantId) => void;
  readonly undoLeaving: (participants: readonly ParticipantId[]) => void;
  readonly reverse: (reversal: Reversal) => void;
  /** A code typed by a scanner goes through the same door. */
  readonly scan: (text: string) => void;
  readonly dismiss: () => void;
};

/** The words of what just happened, for the line above the list and for a screen reader. */
const useNewsWords = (
  { plan, session, expected }: SessionView,
  rows: readonly ListRow[],
): ((outcome: Outcome) => string) => {
  const tablet = useTablet();
  const text = useText();
  const words = useTrainerText();
  const { row: rowWords, news } = useDoorText();
  const { language } = useLanguage();
  return useCallback(
    (outcome) => {
      const nameOf = (participant: ParticipantId): string => {
        const person = tablet.person(participant);
        if (person !== undefined) return shownName(person, rowWords);
        return rows.find(({ id }) => id === participant)?.name ?? rowWords.guest;
      };
      switch (outcome.kind) {
        case 'checked-in': {
          const { participant } = outcome;
          const cohort = cohortOfPerson(tablet, plan, participant);
          const said = { name: nameOf(participant), time: formatTime(language, outcome.at) };
          return cohort === undefined || session.cohorts.includes(cohort)
            ? news.in(said)
            : news.inGuest({ ...said, cohort: cohortNameIn(plan, cohort) ?? '' });
        }
        case 'checked-out':
          return news.out({ name: nameOf(outcome.participant), time: formatTime(language, outcome.at) });
        case 'all-out':
          return news.allOut({ n: outcome.participants.length, time: formatTime(language, outcome.at) });
        case 'added':
          return news.added({ time: formatTime(language, outcome.at) });
        case 'back':
          return news.back({ name: nameOf(outcome.participant), time: formatTime(language, outcome.since) });
        case 'undone':
          return words.list.undone({ name: nameOf(outcome.participant) });
        case 'already':
          return words.list.already({ name: nameOf(outcome.participant) });
        case 'not-here':
          return news.notHere({ name: nameOf(outcome.participant) });
        case 'not-saved':
          return words.list.notSaved;
        case 'other-session':
        case 'unknown':
        case 'unknown-code':
        case 'blocked':
        case 'not-ours':
        case 'too-early':
        case 'closed': {
          const { here, all } = countOf(expected, tablet.attendance(session));
          const cohortName = (other: Extract<Outcome, { kind: 'other-session' }>): string =>
            cohortNameIn(plan, other.cohort) ?? '';
          const reading = { text, words, language, group: expected, cohortName, here, all, now: readClock() };
          const { title, detail } = outcomeWords(outcome, reading);
          return `${title}. ${detail}`;
        }
      }
    },
    [tablet, text, words, rowWords, news, language, plan, session, expected, rows],
  );
};

type Perform = (work: () => Promise<Outcome>, several?: number) => void;

/** Does one thing after another, and tells each. */
const usePerform = (view: SessionView, rows: readonly ListRow[]) => {
  const { session } = view;
  const tablet = useTablet();
  const { senses } = useSenses();
  const announce = useAnnounce();
  const { news: newsWords } = useDoorText();
  const wordsOf = useNewsWords(view, rows);
  const [news, setNews] = useState<ListNews>();
  const line = useRef<Promise<void>>(Promise.resolve());

  const tell = useCallback(
    (outcome: Outcome, before: SessionAttendance, several: number) => {
      const isAllBack = outcome.kind === 'back' && several > 1;
      const words = isAllBack ? newsWords.allBack({ n: several }) : wordsOf(outcome);
      const reversal = reversalOf(outcome, before, readClock());
      setNews((held) => ({ id: (held?.id ?? 0) + 1, words, outcome, reversal }));
      announce(words, outcome.kind === 'not-saved' ? 'assertive' : 'polite');
      signal(senses, signalOf(outcome));
    },
    [announce, senses, newsWords, wordsOf],
  );
  const perform = useCallback<Perform>(
    (work, several = 1) => {
      line.current = line.current.then(async () => {
        const before = tablet.attendance(session);
        const outcome = await work().catch((defect: unknown): Outcome => {
          reportError(defect);
          return { kind: 'not-saved', reason: 'not-saved' };
        });
        try {
          tell(outcome, before, several);
        } catch (defect) {
          reportError(defect);
        }
      });
    },
    [tablet, session, tell],
  );
  return { news, perform, dismiss: useCallback(() => setNews(undefined), []) };
};

/** What the list can do. `rows` are the list's own, so that everybody is called what they are called there. */
export const useListWork = (view: SessionView, rows: readonly ListRow[]): ListWork => {
  const { door } = view;
  const { news, perform, dismiss } = usePerform(view, rows);
  const latest = useRef(perform);
  useEffect(() => {
    latest.current = perform;
  }, [perform]);
  const acts = useMemo((): Omit<ListWork, 'news' | 'dismiss'> => {
    const run: Perform = (work, several) => latest.current(work, several);
    return {
      checkIn: (id, time) => run(() => door.checkIn(id, 'hand', time === undefined ? {} : { time })),
      checkOut: (id) => run(() => door.checkOut(id, 'hand')),
      checkOutAll: (ids) => run(() => door.checkOutAll(ids)),
      cameAt: (id, time) => run(() => door.cameAt(id, time)),
      leftAt: (id, time) => run(() => door.leftAt(id, time)),
      undo: (id) => run(() => door.undo(id)),
      undoLeaving: (ids) => run(() => undoAllLeaving(door, ids), ids.length),
      reverse: (reversal) =>
        run(
          () => performReversal(door, reversal),
          reversal.kind === 'undo-leaving' ? reversal.participants.length : 1,
        ),
      scan: (typed) => run(() => door.scan(typed)),
    };
  }, [door]);
  return useMemo(() => ({ news, dismiss, ...acts }), [news, dismiss, acts]);
};
