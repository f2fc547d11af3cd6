import { expect, test } from 'vitest';
import { defectCode } from '../../src/app/defect-code.ts';

/** One line, so that every error is thrown at the same place. */
const thrownAbout = (message: string): Error => new TypeError(message);

test('[UI-15] the same fault has the same code, whoever it was about', () => {
  expect(defectCode(thrownAbout('no name for Amina Berg'))).toBe(
    defectCode(thrownAbout('no name for Olof Ek')),
  );
});

test('[UI-15] other faults have other codes', () => {
  const here = new Error('a');
  const there = new Error('a');
  const codes = [defectCode(here), defectCode(there), defectCode(thrownAbout('a')), defectCode('a text')];
  expect(new Set(codes).size).toBe(4);
});

test('[UI-15] a code can be read out: four characters that nobody confuses', () => {
  for (const thrown of [new Error('a'), new RangeError(), 'text', undefined, { stack: 1 }])
    expect(defectCode(thrown)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/);
});
