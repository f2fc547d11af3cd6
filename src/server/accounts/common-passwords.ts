/** What everybody tries first, and what it becomes when somebody makes it longer (SIGN-2, GUESS-1). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is common here and not in the list, without capitals. */
const commonHere = [
  'lösenord',
  'losenord',
  'mittlösenord',
  'mittlosenord',
  'hemligt',
  'hemlighet',
  'välkommen',
  'valkommen',
  'sommar',
  'vinter',
  'administratör',
  'qwertyuiopå',
  'qwertyuiopasdf',
  'qwertyuiopasdfgh',
  'asdfghjklqwe',
  'abcdefghijkl',
  'correcthorsebatterystaple',
];

/** Months, weekdays and seasons, which many put a year after; without accents. */
export const calendarWords: readonly string[] = [
  'januari februari mars april maj juni juli augusti september oktober november december',
  'january february march may june july august october',
  'mandag tisdag onsdag torsdag fredag lordag sondag',
  'monday tuesday wednesday thursday friday saturday sunday',
  'var varen sommar sommaren host hosten vinter vintern jul julen pask midsommar semester',
  'spring summer autumn fall winter christmas easter',
].flatMap((line) => line.split(' '));

/** Letters and digits in the order of the alphabet and of the keyboard, and the other way. */
const orders = [
  '01234567890',
  '1234567890',
  'abcdefghijklmnopqrstuvwxyzåäö',
  'qwertyuiopå',
  'asdfghjklöä',
  'zxcvbnm',
].flatMap((order) => [order, [...order].toReversed().join('')]);

const shortestRun = 3;
const restAtMost = 3;

/** How many characters from `at` on follow in such an order, or are one and the same. */
const runAt = (text: string, at: number): number => {
  const isRun = (part: string): boolean =>
    orders.some((order) => order.includes(part)) || part === part.slice(0, 1).repeat(part.length);
  let length = 1;
  while (at + length < text.length && isRun(text.slice(at, at + length + 1))) length += 1;
  return length;
};

/** True if all but a few characters are in order: 0123456789ab, abcd1234efgh, qwerty54321! */
export const isInOrder = (text: string): boolean => {
  let rest = 0;
  for (let at = 0; at < text.length;) {
    const run = runAt(text, at);
    if (run < shortestRun) rest += 1;
    at += run < shortestRun ? 1 : run;
  }
  return rest <= restAtMost;
};

let held: ReadonlySet<string> | undefined;

/** Read when the first password is chosen; its head says where it is from. */
const common = (): ReadonlySet<string> => {
  const text = (): string => readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8');
  held ??= new Set([
    ...text()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('# ')),
    ...commonHere,
    ...calendarWords,
    'måndag',
    'lördag',
    'söndag',
    'hösten',
    'påsk',
  ]);
  return held;
};

const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Digits and signs that stand for letters as letters: p@ssw0rd. */
const spelled = (text: string): string => text.replace(/[013457@$!]/g, (sign) => lookAlikes[sign] ?? sign);

/** Without the digits and signs that people put before and after. */
const coreOf = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

/** The letters alone: digits and signs stand between words too. */
const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '');

/** What is written over and over, if it is long enough to be a word. */
const onceOf = (text: string): string => /^(.{4,}?)\1+$/u.exec(text)?.[1] ?? text;

const shortestWord = 4;

/**
 * True for a password that many have had, and for one that is made of such a word with digits or signs around it, with
 * signs for letters, or twice.
 */
export const isCommon = (password: string): boolean => {
  const plain = password.toLowerCase();
  const words = common();
  if (words.has(plain)) return true;
  const close = plain.replace(/[\s._-]/g, '');
  const forms = [close, spelled(close)].flatMap((form) => [
    form,
    lettersOf(form),
    coreOf(form),
    spelled(coreOf(form)),
  ]);
  return forms
    .flatMap((form) => [form, onceOf(form)])
    .some((form) => form.length >= shortestWord && words.has(form));
};
