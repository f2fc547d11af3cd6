/** Tables that the database keeps out of the others, so that pages need not read all of those: in no backup. */
import type { Generated } from 'kysely';
import { figureTables } from './schema-figures.ts';

export type CountrySchema = {
  /** Sessions whose review is not done. */
  open_sessions: { session: string };
  /** Sessions counted anew since the months' kept figures were; `starts_at` where one was moved. */
  changed_sessions: { id: Generated<number>; session: string; starts_at: number | null };
  /** How many changes of a locked month wait, as of its version and of how many had been decided (MONTH-4). */
  month_changes: { month: string; version: number; decisions: number; changes: number };
  people_names: { participant: string; in_order: string };
  /** Every word of every name, plainly written. */
  name_parts: { part: string; participant: string };
  /** Whose names have changed since `people_names` and `name_parts` were written. */
  unread_names: { id: Generated<number>; participant: string };
};

/** Their names. Whoever copies an office leaves them: the database makes them anew as the rest comes in. */
export const keptByTheDatabase: ReadonlySet<string> = new Set<string>([
  'open_sessions',
  'changed_sessions',
  'month_changes',
  'people_names',
  'name_parts',
  'unread_names',
  ...figureTables,
]);
