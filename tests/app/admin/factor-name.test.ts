import { expect, test } from 'vitest';
import { nameOfFactor } from '../../../src/app/admin/accounts/factor-name.ts';
import { adminAccountEn } from '../../../src/app/text/admin-account-en.ts';
import { adminAccountSv } from '../../../src/app/text/admin-account-sv.ts';

test('[AUTH-5] a second step without a name of its own is called by its kind in the language now read', () => {
  const kinds = [adminAccountSv, adminAccountEn].map(({ account }) => account.factors.kind);
  expect(kinds.map((words) => nameOfFactor({ name: '', kind: 'totp' }, words))).toEqual([
    'Kodapp',
    'Code app',
  ]);
  expect(kinds.map((words) => nameOfFactor({ name: 'Jobbdatorn', kind: 'passkey' }, words))).toEqual([
    'Jobbdatorn',
    'Jobbdatorn',
  ]);
});
