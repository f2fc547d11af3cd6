/**
 * The personal identity number: read, checked, and what may be derived from it. A number is opaque. It shows itself
 * in no log line, error or JSON; its digits are reached only through `digitsOf`, which server/identity and the
 * reports use (PRIV-1, IMP-12).
 */
import { inspect } from 'node:util';
import { type Day, isDay } from '../../domain/time.ts';
import { err, ok, type Result } from '../../domain/result.ts';

const hidden = '[identity]';

/** Twelve digits that have passed every check. Made by `readPersonalNumber` alone. */
export class PersonalNumber {
  readonly #digits: string;

  constructor(digits: string) {
    this.#digits = digits;
  }

  static digits(number: PersonalNumber): string {
    return number.#digits;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}

export type NumberProblem =
  | { readonly kind: 'missing' }
  /** Ten digits do not tell the century. */
  | { readonly kind: 'ten-digits' }
  | { readonly kind: 'length'; readonly digits: number }
  | { readonly kind: 'letters' }
  /** Letters among the last four: an interim, T or reserve number of a university or a hospital. */
  | { readonly kind: 'interim' }
  /** Twelve digits that begin with no century: a hospital's reserve number. */
  | { readonly kind: 'reserve' }
  /** Excel's short form, 1,98E+11: the last digits are lost. */
  | { readonly kind: 'shortened' }
  | { readonly kind: 'date' }
  /** Birth number 000, which nobody has. */
  | { readonly kind: 'serial' }
  | { readonly kind: 'check-digit' };

/** The check digit of nine digits (modulus 10, weights 2 and 1). */
export const checkDigitOf = (nineDigits: string): number => {
  let sum = 0;
  for (let index = 0; index < nineDigits.length; index += 1) {
    const product = Number(nineDigits[index]) * (index % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
};

const birthDayOfDigits = (digits: string): Day | undefined => {
  const day = Number(digits.slice(6, 8));
  const text = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${String(day > 60 ? day - 60 : day).padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
};

const checkDigits = (digits: string): Result<PersonalNumber, NumberProblem> => {
  if (digits.length === 10) return err({ kind: 'ten-digits' });
  if (digits.length !== 12) return err({ kind: 'length', digits: digits.length });
  if (!/^(19|20)/.test(digits)) return err({ kind: 'reserve' });
  if (birthDayOfDigits(digits) === undefined) return err({ kind: 'date' });
  if (digits.slice(8, 11) === '000') return err({ kind: 'serial' });
  if (checkDigitOf(digits.slice(2, 11)) !== Number(digits[11])) return err({ kind: 'check-digit' });
  return ok(new PersonalNumber(digits));
};

/**
 * Reads a personal identity number or samordningsnummer as people write it, with or without hyphen and spaces.
 * The problem never repeats what was written (IMP-5).
 */
export const readPersonalNumber = (text: string): Result<PersonalNumber, NumberProblem> => {
  const compact = text.replace(/[\s\u2010-\u2015\u2212\p{Cf}]/gu, '').replace(/-/g, '');
  if (compact === '') return err({ kind: 'missing' });
  if (compact.length > 40) return err({ kind: 'length', digits: compact.length });
  if (/^\d+$/.test(compact)) return checkDigits(compact);
  if (/^\d{6}\+\d{4}$/.test(compact)) return err({ kind: 'ten-digits' });
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(compact)) return err({ kind: 'shortened' });
  if (/^(\d{6}|\d{8})(?=.*\p{L})[\p{L}\d]{3,4}$/u.test(compact)) return err({ kind: 'interim' });
  return err({ kind: 'letters' });
};

/**
 * A number as the vault keeps it. It was checked when it came in; only its form is looked at again, because the demo's
 * numbers have a check digit that belongs to nobody (DEMO-4).
 */
export const storedNumber = (text: string): PersonalNumber | undefined =>
  /^(19|20)\d{10}$/.test(text) && birthDayOfDigits(text) !== undefined ? new PersonalNumber(text) : undefined;

/** The twelve digits: for sealing, for finding a person in the vault, and for reports. Nothing else may ask. */
export const digitsOf = (number: PersonalNumber): string => PersonalNumber.digits(number);

/** True for a samordningsnummer: the day of birth is written plus 60. */
export const isCoordinationNumber = (number: PersonalNumber): boolean =>
  Number(digitsOf(number).slice(6, 8)) > 60;

/** The day of birth that the number holds. */
export const birthDayOf = (number: PersonalNumber): Day => {
  const day = birthDayOfDigits(digitsOf(number));
  if (day === undefined) throw new Error('a checked number without a day of birth');
  return day;
};

export const birthYearOf = (number: PersonalNumber): number => Number(digitsOf(number).slice(0, 4));

export type Sex = 'woman' | 'man';

/** Even third digit of the birth number: woman; odd: man. */
export const sexOf = (number: PersonalNumber): Sex =>
  Number(digitsOf(number)[10]) % 2 === 0 ? 'woman' : 'man';

/** Whole years of age on a day. Negative for somebody not yet born. */
export const ageOn = (number: PersonalNumber, day: Day): number => {
  const born = birthDayOf(number);
  return Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0);
};

const looksLikeNumber = /(?<!\d)(19|20)?\d{6}[\s\-–+]?\d{4}(?!\d)/;

/** True if a text that should hold something else, such as a name, seems to hold a personal identity number. */
export const holdsNumber = (text: string): boolean => looksLikeNumber.test(text);

export type NumberIndex<T> = {
  readonly get: (number: PersonalNumber) => T | undefined;
  readonly set: (number: PersonalNumber, value: T) => void;
};

/** Remembers something per person while one file is read, without handing the digits out. */
export const createNumberIndex = <T>(): NumberIndex<T> => {
  const values = new Map<string, T>();
  return {
    get: (number) => values.get(digitsOf(number)),
    set: (number, value) => void values.set(digitsOf(number), value),
  };
};
