/**
 * Search by name at the door: what is heard over a queue, typed in a hurry. It matches the beginning of a first or last
 * name or alias, or the code on the card, does not mind accents, and forgives one slip (FIND-1 … FIND-3).
 */
import { readTypedCode } from '../../domain/badge.ts';
import type { PlanPerson } from '../../domain/programme.ts';

/** Small letters without accents: Å and Ä as A, Ö as O, É as E. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('sv')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'a')
    .replaceAll('ß', 'ss')
    .trim();

const words = (text: string): readonly string[] =>
  plain(text)
    .split(/[\s-]+/)
    .filter(Boolean);

/** True if one letter added, left out, changed or swapped with its neighbour makes `typed` the beginning of `word`. */
const isOneSlipFrom = (typed: string, word: string): boolean => {
  let same = 0;
  while (same < typed.length && typed[same] === word[same]) same += 1;
  if (same === typed.length) return true;
  const rest = typed.slice(same);
  const wanted = word.slice(same);
  return (
    wanted.slice(1).startsWith(rest.slice(1)) ||
    wanted.startsWith(rest.slice(1)) ||
    wanted.slice(1).startsWith(rest) ||
    (rest[0] === wanted[1] && rest[1] === wanted[0] && wanted.slice(2).startsWith(rest.slice(2)))
  );
};

/** A slip is forgiven only in something long enough to be meant. */
const shortestWithSlip = 3;

type Matches = (typed: string, word: string) => boolean;
const begins: Matches = (typed, word) => word.startsWith(typed);
const beginsWithSlip: Matches = (typed, word) =>
  begins(typed, word) || (typed.length >= shortestWithSlip && isOneSlipFrom(typed, word));

const isNamed = (person: PlanPerson, typed: readonly string[], matches: Matches): boolean => {
  const names = [...words(person.given), ...words(person.family)];
  return typed.every((part) => names.some((name) => matches(part, name)));
};

const hasCode = (person: PlanPerson, typed: string): boolean => {
  const whole = readTypedCode(typed);
  if (whole !== undefined) return person.code === whole;
  const start = typed.toUpperCase().replace(/[\s–—-]/g, '');
  return start.length >= 3 && /\d/.test(start) && person.code.startsWith(start);
};

/**
 * Those who match, in the order they came (FIND-1). Only when nobody matches as it is typed are slips forgiven, so that
 * a right name is never hidden among near ones (FIND-3). An empty search is everybody.
 */
export const findPeople = <P extends PlanPerson>(people: readonly P[], typed: string): readonly P[] => {
  const parts = words(typed);
  if (parts.length === 0) return people;
  const exact = people.filter((person) => isNamed(person, parts, begins) || hasCode(person, typed));
  return exact.length > 0 ? exact : people.filter((person) => isNamed(person, parts, beginsWithSlip));
};

/** The part of a shown name that a search begins with, as [before, match, after]; the match may be empty (FIND-4). */
export const markIn = (name: string, typed: string): readonly [string, string, string] => {
  const [first = ''] = words(typed);
  const letters = [...name];
  if (first === '') return [name, '', ''];
  const starts = letters.flatMap((_, i) => (i === 0 || /[\s-]/.test(letters[i - 1] ?? '') ? [i] : []));
  const length = [...first].length;
  const at = starts.find((i) => plain(letters.slice(i, i + length).join('')) === first);
  if (at === undefined) return [name, '', ''];
  return [
    letters.slice(0, at).join(''),
    letters.slice(at, at + length).join(''),
    letters.slice(at + length).join(''),
  ];
};
