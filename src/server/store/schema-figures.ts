/** What the figures are kept as, and what has changed since: made out of the other tables, and in no backup (BIG-3). */
import type { Generated } from 'kysely';
import type { GroupMonth, MonthSums } from '../../domain/programme-figures.ts';

type Flag = 0 | 1;

/** Names of columns as the tables have them. */
export type ColumnName<Name extends string> = Name extends `${infer Letter}${infer Rest}`
  ? `${Letter extends Lowercase<Letter> ? Letter : `_${Lowercase<Letter>}`}${ColumnName<Rest>}`
  : Name;
export type InColumns<Sums> = {
  -readonly [Name in keyof Sums & string as ColumnName<Name>]: Sums[Name];
};

export type FigureSessionRow = {
  session: string;
  month: string;
  unit: string | null;
  trainer: string;
  starts_at: number;
  ends_at: number;
  whole_minutes: number;
  is_over: Flag;
  is_cancelled: Flag;
  is_closed: Flag;
  is_attested: Flag;
  is_reviewed: Flag;
  /** Anything was ever computed of it. */
  has_records: Flag;
  corrections: number;
  set_aside: number;
  to_decide: number;
  expected: number;
  absent: number;
  attendances: number;
  by_hand: number;
  late: number;
  left_early: number;
  minutes: number;
  certified_minutes: number;
  /** JSON: everybody there or expected, with what each adds to the sums. */
  people: string;
};

export type FigurePersonRow = {
  participant: string;
  unit: string;
  track: string;
  is_key_person: Flag;
  /** JSON: the months with anything in them, in order. */
  months: string;
};

export type FigureGroupKey = { unit: string; track: string; is_key_person: Flag; month: string };

export type FiguresSchema = {
  figure_sessions: FigureSessionRow;
  figure_months: { month: string } & InColumns<MonthSums>;
  figure_people: FigurePersonRow;
  figure_groups: FigureGroupKey & InColumns<GroupMonth>;
  /**
   * What may have changed: `session` and `cohort` (its sessions) by id, `person`, `merged` (the person and the sessions of
   * their cohorts), `month` (its people), `policy` (the sessions from its day on) by the number of its decision.
   * The same may stand here many times, so that nobody who writes waits for anybody else.
   */
  figure_changes: { id: Generated<number>; kind: string; ref: string };
  /** Whose months are to be added up anew. */
  figure_people_due: { participant: string };
  /** Groups that are to be added up anew. */
  figure_groups_due: Omit<FigureGroupKey, 'month'>;
  /** By which rules what is kept was made. */
  figures_made: { rules: number };
  /** A row as long as everything is to be made anew: no single change is then noted. */
  figures_unmade: { id: number };
};

/** Their names. */
export const figureTables = [
  'figure_sessions',
  'figure_months',
  'figure_people',
  'figure_groups',
  'figure_changes',
  'figure_people_due',
  'figure_groups_due',
  'figures_made',
  'figures_unmade',
] as const satisfies readonly (keyof FiguresSchema)[];
