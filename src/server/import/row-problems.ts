/** Gathers what is to be said about one row while it is checked. */
import type { ImportField, RowNote, RowNoteCode, RowProblem, RowProblemCode } from '../../protocol/import.ts';
import { holdsNumber } from '../identity/personal-number.ts';

type Params = Readonly<Record<string, string | number>>;

export type RowFindings = {
  readonly problems: RowProblem[];
  readonly notes: RowNote[];
  readonly problem: (code: RowProblemCode, field: ImportField | null, params?: Params, fix?: string) => void;
  readonly note: (code: RowNoteCode, params?: Params) => void;
};

const longestShown = 60;

/** A cell's text as it may be shown: never with anything in it that looks like an identity number (IMP-12). */
export const masked = (text: string): string => (holdsNumber(text) ? '••••' : text);

const shown = (text: string): string =>
  masked(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);

const shownParams = (params: Params): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? shown(value) : value]),
  );

/** An empty list of findings to add to. */
export const createFindings = (): RowFindings => {
  const problems: RowProblem[] = [];
  const notes: RowNote[] = [];
  return {
    problems,
    notes,
    problem: (code, field, params = {}, fix) =>
      void problems.push({ code, field, params: shownParams(params), fix: fix ?? null }),
    note: (code, params = {}) => void notes.push({ code, params: shownParams(params) }),
  };
};
