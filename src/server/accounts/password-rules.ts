/**
 * What a password must be: long, and not what everybody tries first. No rules about kinds of characters, because they
 * make passwords worse and harder to remember (SIGN-2; NIST SP 800-63B 3.1.1).
 */
import { err, ok, type Result } from '../../domain/result.ts';
import {
  maxPasswordLength,
  minPasswordLength,
  type PasswordWeakness,
} from '../../protocol/set-up-administrator.ts';

/** What people try first among passwords of this length, without capitals; endings of digits are taken off before. */
const common = new Set([
  'password',
  'passwordpassword',
  'lösenord',
  'losenord',
  'lösenordlösenord',
  'mittlösenord',
  'mittlosenord',
  'hemligt',
  'hemlighet',
  'välkommen',
  'valkommen',
  'administrator',
  'administratör',
  'projektkontoret',
  'projektadministratör',
  'projektadministrator',
  'socialtjänst',
  'socialtjänsten',
  'socialtjansten',
  'framtidenssocialtjänst',
  'stockholm',
  'stockholmsstad',
  'stockholmstad',
  'sommar',
  'vinter',
  'närvaro',
  'narvaro',
  'närvaronärvaro',
  'qwertyuiop',
  'qwertyuiopå',
  'qwertyuiopasdf',
  'qwertyuiopasdfgh',
  'qazwsxedcrfv',
  'asdfghjklqwe',
  'abcdefghijkl',
  'iloveyouiloveyou',
  'letmeinletmein',
  'changemechangeme',
  'correcthorsebatterystaple',
]);

/** A login name as it is kept and compared: capitals and the way a letter was typed do not matter. */
export const loginOf = (typed: string): string => typed.normalize('NFC').trim().toLowerCase();

/** The password as it is hashed: the same letters typed on different keyboards are the same password (SIGN-2). */
export const passwordOf = (typed: string): string => typed.normalize('NFC');

/** One to four characters over and over, or digits in order. */
const isPattern = (text: string): boolean =>
  /^(.{1,4})\1+.{0,3}$/u.test(text) || '012345678901234567890123456789'.includes(text);

/** The password ready to be hashed, or why it will not do (SIGN-2). Length is counted in characters, not bytes. */
export const readPassword = (typed: string, login: string): Result<string, PasswordWeakness> => {
  const password = passwordOf(typed);
  const { length } = [...password];
  if (length < minPasswordLength) return err('short');
  if (length > maxPasswordLength) return err('long');
  const plain = password.toLowerCase();
  if (plain.includes(loginOf(login))) return err('contains-login');
  const letters = plain.replace(/[\s._-]/g, '').replace(/^[\d!?]+|[\d!?]+$/g, '');
  return common.has(letters) || isPattern(plain) ? err('common') : ok(password);
};
