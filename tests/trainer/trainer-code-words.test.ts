import { describe, expect, test } from 'vitest';
import { kioskEn } from '../../src/app/text/kiosk-en.ts';
import { kioskSv } from '../../src/app/text/kiosk-sv.ts';
import { codeErrorWords } from '../../src/app/trainer/trainer-code-field.tsx';
import { at } from './factories.ts';

describe('a code that does not fit', () => {
  test('[ATTEST-4] a trainer is told how many tries are left', () => {
    const wrong = { kind: 'wrong', triesLeft: 4 } as const;
    expect(codeErrorWords(wrong, kioskSv, 'sv')).toBe('Koden stämmer inte. 4\u00a0försök kvar.');
    expect(codeErrorWords({ ...wrong, triesLeft: 1 }, kioskEn, 'en')).toContain('1\u00a0try left');
  });

  test('[ATTEST-4] a trainer who must wait is told until when', () => {
    expect(codeErrorWords({ kind: 'wait', until: at('08:35') }, kioskSv, 'sv')).toContain('kl. 08.35');
  });
});
