import { describe, expect, test } from 'vitest';
import { SessionId } from '../../src/domain/ids.ts';
import {
  codeAge,
  codeStepAt,
  codeStepMs,
  goodSteps,
  readSessionCode,
  sessionCodeUrl,
  typedCodeOf,
} from '../../src/domain/session-code.ts';
import { macOfStep, sessionKeyOf } from '../../src/signing/session-code.ts';
import { monday } from '../support/factories.ts';
import { between, seeded, seeds } from '../support/seeded.ts';

const session = SessionId.parse('s_Eken-1');
const mac = '0123456789ABCDEF';
const root = new Uint8Array(32).fill(7);

describe('the code on the screen', () => {
  test('[CODE-1] what a phone’s camera opens says which session and which half minute, after the # that no server sees', () => {
    const step = codeStepAt(monday('08:30'));
    const url = sessionCodeUrl('https://narvaro.example', session, step, mac);
    expect(new URL(url).pathname).toBe('/in');
    expect(readSessionCode(url)).toEqual({ kind: 'scanned', session, step, mac });
    expect(readSessionCode(new URL(url).hash)).toEqual({ kind: 'scanned', session, step, mac });
  });

  test('[CODE-1] the six characters are read however they are typed', () => {
    expect(typedCodeOf(mac)).toBe('012345');
    for (const typed of ['012345', '012 345', '012-345', 'o12 345', 'OL2345'])
      expect(readSessionCode(typed)).toEqual({ kind: 'typed', code: '012345' });
  });

  test('[CODE-1] anything else is no code', () => {
    for (const text of [
      '',
      '#',
      '12345',
      '0123456',
      'UUUUUU',
      'https://narvaro.example/in',
      `${session}.x.${mac}x`,
    ])
      expect(readSessionCode(text), text).toBeUndefined();
  });

  test('[CODE-1] no two sessions and no two half minutes share a code, and without the key nobody can make one', async () => {
    const key = await sessionKeyOf(root, session);
    const other = await sessionKeyOf(root, 's-2');
    expect(other).not.toBe(key);
    const codes = new Set([
      await macOfStep(key, session, 10),
      await macOfStep(key, session, 11),
      await macOfStep(key, 's-2', 10),
      await macOfStep(other, session, 10),
    ]);
    expect(codes.size).toBe(4);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(await macOfStep(key, session, 10)).toBe(await macOfStep(key, session, 10));
  });
});

describe('in time', () => {
  const start = codeStepAt(monday('08:30')) * codeStepMs;
  const age = (seconds: number) => codeAge(codeStepAt(start), start + seconds * 1000);

  test('[CODE-2] a code is good while it is shown and for a minute after it was changed', () => {
    expect([0, 29, 30, 60, 89].map(age)).toEqual(['good', 'good', 'good', 'good', 'good']);
    expect([90, 91, 3600].map(age)).toEqual(['old', 'old', 'old']);
  });

  test('[CODE-2] a tablet may be a minute ahead, no more', () => {
    expect([-1, -60].map(age)).toEqual(['good', 'good']);
    expect([-61, -3600].map(age)).toEqual(['early', 'early']);
  });

  test('[CODE-2] a typed code is looked for among exactly the half minutes that are good', () => {
    for (const seed of seeds(200)) {
      const at = between(seeded(seed), monday('00:00'), monday('23:59'));
      const steps = goodSteps(at);
      const now = codeStepAt(at);
      const every = Array.from({ length: 40 }, (_, i) => now - 20 + i).filter(
        (step) => codeAge(step, at) === 'good',
      );
      expect([...steps].sort((a, b) => a - b)).toEqual(every);
    }
  });
});
