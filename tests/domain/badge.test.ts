import { describe, expect, test } from 'vitest';
import {
  badgeText,
  base32,
  cardCodeText,
  crockford,
  readTypedCode,
  tokenInBadge,
} from '../../src/domain/badge.ts';
import { between, seeded, seeds } from '../support/seeded.ts';

const token = '7Q2MK4TX0123456789ABCDEFGH';

describe('a badge', () => {
  test('[BADGE-1] what is printed is what is read, whatever the office’s address', () => {
    for (const origin of [
      'https://narvaro.example',
      'http://localhost:8080',
      'http://[::1]:8080',
      'https://a.b.c',
    ])
      expect(tokenInBadge(badgeText(origin, token))).toEqual({ ok: true, value: token });
  });

  test('[BADGE-1] the printed text has only characters of QR’s alphanumeric mode', () => {
    expect(badgeText('https://narvaro.example', token)).toMatch(/^[0-9A-Z $%*+./:-]+$/);
  });

  test('[BADGE-1] the token alone, in lower case or with spaces around, is read too', () => {
    expect(tokenInBadge(` ${token.toLowerCase()}\n`)).toEqual({ ok: true, value: token });
  });

  test.each([
    '',
    'WIFI:S:Gäst;T:WPA;P:hemligt;;',
    'https://example.org/',
    `https://narvaro.example/B/${token}0`,
    `https://narvaro.example/B/${token.slice(1)}`,
    `https://narvaro.example/B/${token}?x=1`,
    `https://narvaro.example/X/${token}`,
    `ftp://narvaro.example/B/${token}`,
    `https://narvaro.example/B/${'I'.repeat(26)}`,
    `javascript:alert(1)//B/${token}`,
    `HTTPS://${'A'.repeat(5000)}/B/${token}`,
    `x${token}`,
  ])('[BADGE-1] %j is another kind of code', (text) => {
    expect(tokenInBadge(text)).toEqual({ ok: false, error: { kind: 'not-a-badge' } });
  });

  test('[BADGE-1] a hostile text of a million characters is answered at once', () => {
    expect(tokenInBadge(`HTTPS://${'A-'.repeat(500_000)}`).ok).toBe(false);
  });
});

describe('Crockford’s base32', () => {
  test('[BADGE-1] 16 random bytes are 26 characters, and other bytes another token', () => {
    const made = new Set(
      seeds(500).map((seed) => {
        const random = seeded(seed);
        return base32(Uint8Array.from({ length: 16 }, () => between(random, 0, 255)));
      }),
    );
    expect(made.size).toBe(500);
    for (const text of made) expect(text).toMatch(new RegExp(`^[${crockford}]{26}$`));
  });

  test('[BADGE-1] is the one the standard’s examples give', () => {
    expect(base32(new Uint8Array([]))).toBe('');
    expect(base32(new Uint8Array([0xff]))).toBe('ZW');
    expect(base32(new Uint8Array([0x00, 0x44, 0x32, 0x14, 0xc7]))).toBe('01234567');
    expect(base32(new Uint8Array(5).fill(0xff))).toBe('ZZZZZZZZ');
  });
});

describe('the readable code', () => {
  test('[BADGE-3] is shown in two groups and read back however it is typed', () => {
    expect(cardCodeText('7Q2MK4TX')).toBe('7Q2M-K4TX');
    for (const typed of ['7Q2M-K4TX', '7q2m k4tx', ' 7q2mk4tx ', '7Q2M–K4TX', '7-Q-2-M-K-4-T-X'])
      expect(readTypedCode(typed)).toBe('7Q2MK4TX');
  });

  test('[BADGE-3] letters that people confuse are read as what they look like', () => {
    expect(readTypedCode('iLoO-0000')).toBe('11000000');
  });

  test.each(['', '7Q2M', '7Q2MK4TXX', '7Q2MK4T!', '7Q2MK4TU', 'ÅÄÖÅÄÖÅÄ'])(
    '[BADGE-3] %j is no code',
    (typed) => {
      expect(readTypedCode(typed)).toBeUndefined();
    },
  );
});
