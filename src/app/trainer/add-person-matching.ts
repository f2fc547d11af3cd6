/** Who on this tablet may be meant by a name that is being written. Separate, so that it can be tried without a screen. */
import { findPeople, plain } from './find-people.ts';
import type { ListRow } from './list-rows.ts';

/** As many as are shown; more and the name is still too short to tell. */
export const mostMatches = 5;

/** Two letters say nothing about anybody. */
const fewestLetters = 2;

/**
 * Those who match both names as far as they are written, by name, alias or card code; when nobody matches both, those
 * who match the last name alone, since first names are what people shorten (FIND-1, FIND-3).
 */
export const matchesOf = (rows: readonly ListRow[], given: string, family: string): readonly ListRow[] => {
  const people = rows.map(({ person }) => person);
  const find = (typed: string): readonly ListRow[] => {
    if (plain(typed).length < fewestLetters) return [];
    const found = new Set(findPeople(people, typed));
    return rows.filter(({ person }) => found.has(person));
  };
  const both = find(`${given} ${family}`.trim());
  return both.length > 0 || family.trim() === '' ? both : find(family);
};
