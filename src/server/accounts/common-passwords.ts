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

let held: ReadonlySet<string> | undefined;

/** Read when the first password is chosen; its head says where it is from. */
const common = (): ReadonlySet<string> => {
  const text = (): string => readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8');
  held ??= new Set([
    ...text()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('# ')),
    ...commonHere,
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
