import { useEffect, useRef } from 'react';
import type { SessionSummary } from '../../../protocol/list-sessions.ts';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';

type Counts = { readonly present: number; readonly expected: number };

/** Says politely how many have come, and only when that number has changed while the same sessions are in view. */
export const usePresentAnnounced = (
  sessions: readonly Pick<SessionSummary, 'id' | 'present' | 'expected' | 'guests'>[] | undefined,
  words: (counts: Counts) => string,
): void => {
  const announce = useAnnounce();
  const heard = useRef<{ readonly of: string; readonly present: number } | undefined>(undefined);
  useEffect(() => {
    if (sessions === undefined) return;
    const of = sessions.map(({ id }) => id).join(' ');
    const present = sessions.reduce((sum, session) => sum + session.present - session.guests, 0);
    const expected = sessions.reduce((sum, session) => sum + session.expected, 0);
    const before = heard.current;
    heard.current = { of, present };
    if (before !== undefined && before.of === of && before.present !== present)
      announce(words({ present, expected }), 'polite');
  }, [sessions, words, announce]);
};
