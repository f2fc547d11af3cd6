/** What can be done from the list, one thing at a time, and what came of the latest. */
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ParticipantId } from '../../domain/ids.ts';
import { now as readClock } from '../device/clock.ts';
import { useTablet } from '../device/tablet-context.tsx';
import { formatTime } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import type { Outcome } from './door.ts';
import type { ListRow } from './list-rows.ts';
import { nameInList } from './names.ts';
import { outcomeWords, signalOf } from './outcome-words.ts';
import { signal, useSenses } from './senses.tsx';
import { countOf } from './session-counts.ts';
import { cohortNameIn, type SessionView } from './use-session.ts';

export type ListNews = { readonly id: number; readonly words: string; readonly outcome: Outcome };

export type ListWork = {
  readonly news: ListNews | undefined;
  readonly checkIn: (row: Pick<ListRow, 'id'>) => void;
  readonly checkOut: (row: Pick<ListRow, 'id'>) => void;
  readonly undo: (participant: ParticipantId) => void;
  /** A code typed by a scanner goes through the same door. */
  readonly scan: (text: string) => void;
  readonly dismiss: () => void;
};

/** The words of what just happened, for the line above the list and for a screen reader. */
const useNewsWords = ({ plan, session, expected }: SessionView): ((outcome: Outcome) => string) => {
  const tablet = useTablet();
  const text = useText();
  const words = useTrainerText();
  const { language } = useLanguage();
  return useCallback(
    (outcome) => {
      const { list, scan } = words;
      const name =
        'person' in outcome && outcome.person !== undefined ? nameInList(outcome.person) : scan.guest;
      switch (outcome.kind) {
        case 'checked-in':
          return list.inAt({ name, time: formatTime(language, outcome.at) });
        case 'checked-out':
          return list.outAt({ name, time: formatTime(language, outcome.at) });
        case 'undone':
          return list.undone({ name });
        case 'already':
          return list.already({ name });
        case 'not-saved':
          return list.notSaved;
        case 'other-session':
        case 'unknown':
        case 'blocked':
        case 'not-ours':
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
    [tablet, text, words, language, plan, session, expected],
  );
};

export const useListWork = (view: SessionView): ListWork => {
  const { door } = view;
  const { senses } = useSenses();
  const announce = useAnnounce();
  const wordsOf = useNewsWords(view);
  const [news, setNews] = useState<ListNews>();
  const line = useRef<Promise<void>>(Promise.resolve());

  const tell = useCallback(
    (outcome: Outcome) => {
      const words = wordsOf(outcome);
      setNews((before) => ({ id: (before?.id ?? 0) + 1, words, outcome }));
      signal(senses, signalOf(outcome));
      announce(words, outcome.kind === 'not-saved' ? 'assertive' : 'polite');
    },
    [announce, senses, wordsOf],
  );
  const perform = useCallback(
    (work: () => Promise<Outcome>) => {
      line.current = line.current.then(async () => {
        try {
          tell(await work());
        } catch (defect) {
          tell({ kind: 'not-saved', reason: 'not-saved' });
          reportError(defect);
        }
      });
    },
    [tell],
  );
  return useMemo(
    () => ({
      news,
      checkIn: ({ id }: Pick<ListRow, 'id'>) => perform(() => door.checkIn(id, 'hand')),
      checkOut: ({ id }: Pick<ListRow, 'id'>) => perform(() => door.checkOut(id, 'hand')),
      undo: (participant: ParticipantId) => perform(() => door.undo(participant)),
      scan: (typed: string) => perform(() => door.scan(typed)),
      dismiss: () => setNews(undefined),
    }),
    [news, door, perform],
  );
};
