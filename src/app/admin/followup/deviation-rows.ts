/** What went otherwise, as rows: how many, and of how many where that says something. */
import type { Deviations } from '../../../protocol/follow-up.ts';
import type { AdminFollowupText } from '../../text/admin-followup-text.ts';

export type DeviationKey = keyof AdminFollowupText['followUp']['deviations']['names'];

export type DeviationRow = {
  readonly key: DeviationKey;
  readonly count: number;
  readonly of: number | null;
};

/** Every deviation in order; tablets that are silent are told of where they are known. */
export const deviationRows = (all: Deviations, silent: number | undefined): readonly DeviationRow[] => [
  { key: 'noShows', count: all.noShows, of: all.expected },
  { key: 'late', count: all.late, of: all.attendances },
  { key: 'leftEarly', count: all.leftEarly, of: all.attendances },
  { key: 'cancelled', count: all.cancelled, of: all.sessions + all.cancelled },
  { key: 'notClosed', count: all.notClosed, of: all.sessions },
  { key: 'withoutAttest', count: all.withoutAttest, of: all.sessions - all.notClosed },
  { key: 'notReviewed', count: all.notReviewed, of: all.sessions },
  { key: 'corrections', count: all.corrections, of: null },
  { key: 'setAside', count: all.setAside, of: null },
  ...(silent === undefined ? [] : [{ key: 'silent' as const, count: silent, of: null }]),
];
