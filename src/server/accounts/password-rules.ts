/**
 * What a password must be: long, and not what everybody tries first. No rules about kinds of characters, because they
 * make passwords worse and harder to remember (SIGN-2, GUESS-1; NIST SP 800-63B 3.1.1).
 */
import { err, ok, type Result } from '../../domain/result.ts';
import {
  maxPasswordLength,
  minPasswordLength,
  type PasswordWeakness,
} from '../../protocol/set-up-administrator.ts';
import type { Services } from '../http/services.ts';
import { calendarWords, isCommon, isInOrder } from './common-passwords.ts';

/** Words of this service's own, which whoever guesses tries here (GUESS-1); without accents, as all are compared. */
const ownWords = [
  'narvaro',
  'stockholm',
  'stad',
  'stads',
  'projektkontor',
  'projektkontoret',
  'projektadministrator',
  'administrator',
  'admin',
  'framtidens',
  'socialtjanst',
  'socialtjansten',
  'losenord',
  'password',
  'demo',
  'kompetens',
  'kompetensutveckling',
  'utbildning',
  'utbildningen',
  'program',
  'kurs',
  'kursen',
  'kursledare',
  'deltagare',
  'deltagaren',
  'grupp',
  'tillfalle',
  'incheckning',
  'checkin',
  'platta',
  'plattan',
  'kontor',
  'kontoret',
];

/** A login name as it is kept and compared: capitals and the way a letter was typed do not matter. */
export const loginOf = (typed: string): string => typed.normalize('NFC').trim().toLowerCase();

/** The password as it is hashed: the same letters typed on different keyboards are the same password (SIGN-2). */
export const passwordOf = (typed: string): string => typed.normalize('NFC');

/** One to four characters over and over, or letters and digits in order. */
const isPattern = (text: string): boolean => /^(.{1,4})\1+.{0,3}$/u.test(text) || isInOrder(text);

const shortestWord = 3;

/** Without capitals and accents, so that närvaro and narvaro are one. */
const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text: string): readonly string[] =>
  bare(text)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= shortestWord);

/** What is said of the password before the list of leaked ones is asked. */
export type PasswordFor = {
  readonly login: string;
  /** The person's name. */
  readonly name: string;
  /** What the office calls itself and its programme, and the address people use. */
  readonly services: Pick<Services, 'office' | 'programme' | 'origin'>;
};

/** True if nothing but a few letters is left when all that anybody here would guess is taken away. */
const isOfOwnWords = (plain: string, { login, name, services }: PasswordFor): boolean => {
  const { office, programme, origin } = services;
  const words = [login, name, office.name, programme, new URL(origin).hostname].flatMap(wordsOf);
  const longestFirst = [...new Set([...ownWords, ...calendarWords, ...words])].toSorted(
    (a, b) => b.length - a.length,
  );
  const letters = bare(plain).replace(/[^\p{L}]/gu, '');
  const left = longestFirst.reduce((text, word) => text.replaceAll(word, ''), letters);
  return left.length < letters.length && left.length <= shortestWord;
};

/** The password ready to be hashed, or why it will not do (SIGN-2, GUESS-1). Length is counted in characters, not bytes. */
export const readPassword = (typed: string, whose: PasswordFor): Result<string, PasswordWeakness> => {
  const password = passwordOf(typed);
  const { length } = [...password];
  if (length < minPasswordLength) return err('short');
  if (length > maxPasswordLength) return err('long');
  const plain = password.toLowerCase();
  if (plain.includes(loginOf(whose.login))) return err('contains-login');
  if (isCommon(plain) || isPattern(plain)) return err('common');
  return isOfOwnWords(plain, whose) ? err('own-words') : ok(password);
};

/** The same, and not one that is known to have leaked, where the server has been given a list of those (GUESS-1). */
export const readNewPassword = async (
  typed: string,
  whose: Omit<PasswordFor, 'services'>,
  services: PasswordFor['services'] & Pick<Services, 'isLeaked'>,
): Promise<Result<string, PasswordWeakness>> => {
  const read = readPassword(typed, { ...whose, services });
  if (!read.ok || services.isLeaked === undefined) return read;
  return (await services.isLeaked(read.value)) ? err('leaked') : read;
};
