/** A person's name out of a row: two columns, or one that is split. */
import { cleanText, unescapeCell } from './clean-text.ts';
import { maxNameLength } from './limits.ts';
import type { RowFindings } from './row-problems.ts';
import { holdsNumber } from '../identity/personal-number.ts';

/** Small words that belong to the family name after them. */
const particles: ReadonlySet<string> = new Set([
  'af',
  'al',
  'av',
  'bin',
  'da',
  'de',
  'del',
  'den',
  'der',
  'di',
  'du',
  'el',
  'ibn',
  'la',
  'le',
  'ten',
  'van',
  'von',
  'zu',
]);

export type PersonName = { readonly given: string; readonly family: string };

/** "Berg, Amina" and "Amina Berg" are the same; "Eva von Berg" has the family name "von Berg". */
export const splitName = (text: string): PersonName => {
  const [beforeComma, afterComma] = text.split(',', 2).map((part) => part.trim());
  if (afterComma !== undefined && afterComma !== '') return { given: afterComma, family: beforeComma ?? '' };
  const words = text.split(' ');
  let familyFrom = words.length - 1;
  while (familyFrom > 1 && particles.has((words[familyFrom - 1] ?? '').toLowerCase())) familyFrom -= 1;
  return { given: words.slice(0, familyFrom).join(' '), family: words.slice(familyFrom).join(' ') };
};

const isName = (field: string): boolean => field === 'given' || field === 'family' || field === 'name';

/** A cell as it is kept, or a problem when it is far longer than anything that belongs there (IMP-9). */
export const readText = (
  raw: string,
  field: 'given' | 'family' | 'name' | 'workplace' | 'cohort' | 'alias',
  max: number,
  findings: RowFindings,
): string => {
  if (raw.length <= max * 4) {
    const text = cleanText(unescapeCell(raw));
    if (text.length <= max) {
      if (!isName(field) && holdsNumber(text)) findings.problem('name-is-number', field);
      return text;
    }
  }
  findings.problem('text-too-long', field, { max });
  return '';
};

const checkPart = (text: string, field: 'given' | 'family' | 'name', findings: RowFindings): void => {
  if (text === '') findings.problem('name-missing', field);
  else if (holdsNumber(text) || /\d{4}/.test(text)) findings.problem('name-is-number', field);
};

/** The name of a row. Problems: missing, too long, or an identity number where a name should be (IMP-5). */
export const readName = (
  text: (field: 'given' | 'family' | 'name') => string,
  findings: RowFindings,
): PersonName => {
  const known = findings.problems.length;
  const given = readText(text('given'), 'given', maxNameLength, findings);
  const family = readText(text('family'), 'family', maxNameLength, findings);
  const whole =
    given === '' && family === '' ? readText(text('name'), 'name', maxNameLength * 2, findings) : '';
  if (findings.problems.length > known) return { given, family };
  if (whole !== '') {
    checkPart(whole, 'name', findings);
    const split = splitName(whole);
    if (split.given === '') findings.problem('name-missing', 'name');
    else findings.note('name-split');
    return split;
  }
  checkPart(given, 'given', findings);
  checkPart(family, 'family', findings);
  return { given, family };
};
