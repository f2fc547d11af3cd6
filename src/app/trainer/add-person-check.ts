/** What is wrong with what somebody wrote about a person without a badge, before it is sealed (WALK-1). */
import { readTypedCode } from '../../domain/badge.ts';
import { looksLikeIdentityNumber, type WalkInName } from '../../domain/walk-in.ts';

export type PersonField = keyof WalkInName;
export type FieldTrouble = 'missing' | 'number' | 'too-long';

/** In the order they stand. */
export const personFields = ['given', 'family', 'workplace'] as const satisfies readonly PersonField[];
export const mostLetters = 80;

export const emptyPerson: WalkInName = { given: '', family: '', workplace: '' };

/** Without what a paste brings along: spaces around and several in a row. */
export const tidyPerson = (person: WalkInName): WalkInName => {
  const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return { given: tidy(person.given), family: tidy(person.family), workplace: tidy(person.workplace) };
};

/** The code of a card may stand instead of a name, for somebody who does not want to give theirs. */
const isNamedByCode = ({ given }: WalkInName): boolean => readTypedCode(given) !== undefined;

const troubleIn = (field: PersonField, person: WalkInName): FieldTrouble | undefined => {
  const text = person[field];
  if (text === '') return field === 'family' && isNamedByCode(person) ? undefined : 'missing';
  if (looksLikeIdentityNumber(text) && !(field === 'given' && isNamedByCode(person))) return 'number';
  return [...text].length > mostLetters ? 'too-long' : undefined;
};

/** Each field's trouble, the first field first; none when it can be added. A number is told at once, also half written. */
export const troublesOf = (
  person: WalkInName,
): readonly { readonly field: PersonField; readonly trouble: FieldTrouble }[] => {
  const tidy = tidyPerson(person);
  return personFields.flatMap((field) => {
    const trouble = troubleIn(field, tidy);
    return trouble === undefined ? [] : [{ field, trouble }];
  });
};
