import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Day } from '../../../src/domain/time.ts';
import {
  fictionalCoordinationNumber,
  fictionalNumber,
} from '../../../src/server/identity/fictional-number.ts';
import {
  ageOn,
  birthYearOf,
  digitsOf,
  holdsNumber,
  isCoordinationNumber,
  type PersonalNumber,
  readPersonalNumber,
  sexOf,
} from '../../../src/server/identity/personal-number.ts';

const digits = fictionalNumber(1985, 'woman', 70);
const read = (text: string): PersonalNumber => {
  const number = readPersonalNumber(text);
  if (!number.ok) throw new Error(number.error.kind);
  return number.value;
};
const problemOf = (text: string): string => {
  const number = readPersonalNumber(text);
  return number.ok ? 'good' : number.error.kind;
};

describe('an identity number in a list', () => {
  test('[IMP-5] is read with or without hyphen, spaces and invisible characters', () => {
    const written = [
      digits,
      `${digits.slice(0, 8)}-${digits.slice(8)}`,
      ` ${digits.slice(0, 8)} ${digits.slice(8)}\u200b`,
    ];
    expect(written.map((text) => digitsOf(read(text)))).toEqual([digits, digits, digits]);
  });

  test('[IMP-5] each kind of mistake has its own reason', () => {
    const wrongCheck = `${digits.slice(0, 11)}${(Number(digits[11]) + 1) % 10}`;
    const wrongs: Record<string, string> = {
      '': 'missing',
      [digits.slice(2)]: 'ten-digits',
      [`${digits.slice(2, 8)}-${digits.slice(8)}`]: 'ten-digits',
      [`${digits.slice(2, 8)}+${digits.slice(8)}`]: 'ten-digits',
      [digits.slice(0, 11)]: 'length',
      [`${digits.slice(0, 8)}-TF12`]: 'interim',
      [`${digits.slice(0, 8)}T123`]: 'interim',
      [`99${digits.slice(2)}`]: 'reserve',
      '1,98503E+11': 'shortened',
      saknas: 'letters',
      '198502302380': 'date',
      '198513012380': 'date',
      '198503120009': 'serial',
      [wrongCheck]: 'check-digit',
    };
    expect(Object.fromEntries(Object.keys(wrongs).map((text) => [text, problemOf(text)]))).toEqual(wrongs);
  });

  test('[IMP-5] a samordningsnummer is accepted and known as one', () => {
    const number = read(fictionalCoordinationNumber(1979, 'man', 3));
    expect([isCoordinationNumber(number), birthYearOf(number), sexOf(number)]).toEqual([true, 1979, 'man']);
  });

  test('[IMP-5] tells sex and age as of a day', () => {
    const number = read(fictionalNumber(1985, 'woman', 0));
    expect([
      sexOf(number),
      ageOn(number, Day.parse('2026-01-01')),
      ageOn(number, Day.parse('2025-12-31')),
    ]).toEqual(['woman', 41, 40]);
  });

  test('[IMP-12] shows its digits in no text, JSON, log line or error', () => {
    const number = read(digits);
    const shown = [
      String(number),
      JSON.stringify({ number }),
      inspect({ number }),
      inspect(number, { showHidden: true }),
    ];
    expect(shown.some((text) => text.includes(digits.slice(4)))).toBe(false);
  });

  test('[IMP-12] is noticed in a cell where a name should be', () => {
    expect(
      [digits, `Tove ${digits.slice(2, 8)}-${digits.slice(8)}`, 'Tove Berg', 'Grupp 17'].map(holdsNumber),
    ).toEqual([true, true, false, false]);
  });
});

describe('numbers for the demo and the tests', () => {
  test('[IMP-16] come from the published test series alone, and are right in every other way', () => {
    const numbers = [1976, 1980, 1990, 2009].flatMap((year) =>
      Array.from({ length: 340 }, (_, index) =>
        fictionalNumber(year, index % 2 === 0 ? 'woman' : 'man', index),
      ),
    );
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => problemOf(number) === 'good')).toBe(true);
    expect(new Set(numbers.map((number) => number.slice(8, 11)))).toEqual(new Set(['238', '239']));
    expect(numbers.some((number) => number.startsWith('19900101'))).toBe(false);
  });
});
