import { expect, test } from 'vitest';
import { enrolmentCodeIn } from '../../src/app/trainer/enrolment-code.ts';

test.each([
  ['typed with a dash', '7h4q-pz2k'],
  ['typed with spaces', ' 7H4Q PZ2K '],
  ['as the end of an address', '#7H4QPZ2K'],
  ['read from the office’s screen', 'https://narvaro.example/anslut#7H4QPZ2K'],
])('[ENROL-1] a connection code %s is the same code', (_how, text) => {
  expect(enrolmentCodeIn(text)).toBe('7H4QPZ2K');
});

test('[ENROL-1] a letter that looks like a digit is read as the digit', () => {
  expect(enrolmentCodeIn('OOII-LL22')).toBe('00111122');
});

test.each(['', '7H4Q', 'https://narvaro.example/anslut', 'HTTPS://N.EXAMPLE/B/5X48G94TDK93AEMN0QJRE21WBW'])(
  '[ENROL-1] "%s" is no connection code',
  (text) => {
    expect(enrolmentCodeIn(text)).toBeUndefined();
  },
);
