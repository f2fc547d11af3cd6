/** What may be sent as a code of the second step, and what is stopped in the form because it cannot be one. */
import { describe, expect, test } from 'vitest';
import { kindOfCode, whyNotSent } from '../../../src/app/admin/accounts/code-kinds.ts';
import { newRecoveryCodes } from '../../../src/server/accounts/recovery-codes.ts';

const [made] = newRecoveryCodes({ randomBytes: (n) => new Uint8Array(n).fill(181) });
const recovery = made?.code ?? '';

describe('a code of the second step', () => {
  test.each(['12', '1234567', '12345a', recovery.slice(0, -1), `${recovery}0`, 'U'.repeat(24)])(
    '[AUTH-4] somebody who types "%s" has not failed to sign in: it is not sent',
    (typed) => {
      expect([whyNotSent(typed, true), whyNotSent(typed, false)]).toEqual(['unlike', 'unlikeRecovery']);
    },
  );

  test('[AUTH-4] somebody who types nothing is asked for a code', () => {
    expect(whyNotSent('  ', true)).toBe('missing');
  });

  test.each(['123456', ' 123 456 '])('[AUTH-3] "%s" is sent as the code app’s', (typed) => {
    expect([whyNotSent(typed, true), kindOfCode(typed)]).toEqual([undefined, 'totp']);
  });

  test('[AUTH-4] somebody without a code app is not taken to have one', () => {
    expect(whyNotSent('123456', false)).toBe('unlikeRecovery');
  });

  test('[AUTH-5] a recovery code is sent however it is typed', () => {
    for (const typed of [recovery, recovery.toLowerCase(), recovery.replaceAll('-', ' ')])
      expect([whyNotSent(typed, true), whyNotSent(typed, false), kindOfCode(typed)]).toEqual([
        undefined,
        undefined,
        'recovery',
      ]);
  });
});
