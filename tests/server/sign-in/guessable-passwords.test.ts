/** New passwords that others would guess: common ones, words of the office's own, and those known to have leaked. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isCommon } from '../../../src/server/accounts/common-passwords.ts';
import { leakedLines, readLeaked } from '../../../src/server/accounts/leaked-passwords.ts';
import { readPassword, type PasswordFor } from '../../../src/server/accounts/password-rules.ts';
import { createSignInWorld, password as first } from '../../support/sign-in-world.ts';

const root = resolve(import.meta.dirname, '../../..');
const whose: PasswordFor = {
  login: 'sol.granhimmel@stad.example',
  name: 'Sol Granhimmel',
  services: {
    office: { name: 'Projektkontoret Farsta', phone: '' },
    programme: 'Framtidens socialtjänst',
    origin: 'https://narvaro.vindhem.example',
  },
};
const why = (password: string): string => {
  const read = readPassword(password, whose);
  return read.ok ? 'good' : read.error;
};

describe('what everybody tries', () => {
  test.each([
    ['password1234', 'common'],
    ['P@ssw0rd!2026', 'common'],
    ['Dragon 2026 2026', 'common'],
    ['sunshinesunshine', 'common'],
    ['dragon2026dragon', 'common'],
    ['!!!football!!!', 'common'],
    ['1qaz2wsx3edc', 'common'],
    ['0123456789ab', 'common'],
    ['abcd1234efgh', 'common'],
    ['Qwerty54321!', 'common'],
    ['aaaabbbbcccc', 'common'],
    ['890123456789', 'common'],
    ['februari2026', 'common'],
    ['Fredag2026!!', 'common'],
    ['LÖRDAG-2026-1', 'common'],
    ['Hösten202627', 'common'],
    ['!!wednesday26', 'common'],
    ['Maj202612345', 'own-words'],
    ['FredagNovember1', 'own-words'],
    ['NärvaroDemo1', 'own-words'],
    ['Kompetens2026!', 'own-words'],
    ['Kursledare-26', 'own-words'],
    ['Närvaro Stockholm 1', 'own-words'],
    ['framtidens-socialtjanst', 'own-words'],
    ['Granhimmel2026!', 'own-words'],
    ['sol.stockholm.2026', 'own-words'],
    ['Vindhem-Farsta-12', 'own-words'],
    ['en lugn kväll vid sjön', 'good'],
    ['stockholm i regn och dis', 'good'],
    ['korpen 14 flög söderut', 'good'],
    ['abborre efter midsommar', 'good'],
    ['torsdag smakar ärtsoppa', 'good'],
    ['4711-abc-gråsten', 'good'],
    ['x9!kQ2v_7rWm', 'good'],
  ])('[GUESS-1] somebody who chooses "%s" is told that it is %s', (password, expected) => {
    expect(why(password)).toBe(expected);
  });

  test('[GUESS-1] thousands that many have had are refused as they are and made longer', async () => {
    const file = join(root, 'src/server/accounts/common-passwords.txt');
    const listed = (await readFile(file, 'utf8')).split('\n').filter((line) => !/^(# |#$|$)/.test(line));
    const long = listed.filter((one) => [...one].length >= 12);
    expect(long.length).toBeGreaterThan(250);
    expect(long.filter((one) => why(one) === 'good')).toEqual([]);
    const words = listed.filter((one) => /^[a-z]{4,11}$/.test(one)).slice(0, 5000);
    expect(words.length).toBe(5000);
    expect(
      words.filter((one) => !isCommon(`${one}${'2026!!!!'.slice(0, Math.max(1, 12 - one.length))}`)),
    ).toEqual([]);
  });
});

describe('a list of leaked ones', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'narvaro-leaked-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const hashOf = (password: string): string =>
    createHash('sha1').update(password, 'utf8').digest('hex').toUpperCase();
  const leaked = Array.from({ length: 211 }, (_, i) => `läckt lösenord nummer ${i}`);
  const inOrder = leaked.map(hashOf).toSorted();
  const aFile = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const asPublished = (hashes: readonly string[]): string =>
    hashes.map((hash, i) => `${hash}:${(i * 7919) % 100_003}`).join('\r\n');

  test.each([
    ['as it is published', (hashes: readonly string[]) => asPublished(hashes)],
    ['with a last line end', (hashes: readonly string[]) => `${asPublished(hashes)}\r\n`],
    ['without counts, in small letters', (hashes: readonly string[]) => hashes.join('\n').toLowerCase()],
  ])('[GUESS-2] every leaked password is found in the file %s, and no other', async (_, written) => {
    const read = await readLeaked(await aFile('leaked.txt', written(inOrder)));
    if (!read.ok) throw new Error(read.error.fault);
    for (const password of leaked) expect(await read.value(password)).toBe(true);
    for (let i = 0; i < 60; i += 1) expect(await read.value(`ett annat lösenord ${i}`)).toBe(false);
  });

  test('[GUESS-2] a list of one is searched too', async () => {
    const read = await readLeaked(await aFile('one.txt', `${hashOf('hemlig sak')}:3\n`));
    if (!read.ok) throw new Error(read.error.fault);
    expect(await Promise.all(['hemlig sak', 'annan sak'].map(read.value))).toEqual([true, false]);
  });

  test('[GUESS-2] whoever chooses a leaked password is told so, at the first one and at a change', async () => {
    const read = await readLeaked(await aFile('world.txt', asPublished(inOrder)));
    if (!read.ok) throw new Error(read.error.fault);
    const world = await createSignInWorld({ isLeaked: read.value });
    try {
      const { cookie } = await world.register();
      const change = async (password: string) => {
        const body = { current: first, password };
        const answer = await world.post('/api/admin/account/password', body, { cookie });
        return answer.ok ? 'done' : ((await answer.json()) as object);
      };
      expect(await change(leaked[3] ?? '')).toMatchObject({
        code: 'sign-in/password-weak',
        reason: 'leaked',
      });
      expect(await change('grå tall vann mot ek')).toBe('done');
    } finally {
      await world.close();
    }
  });

  test.each([
    ['is not there', undefined, 'unreadable'],
    ['is empty', '', 'not-hashes'],
    ['holds passwords', 'password\n123456\n', 'not-hashes'],
    ['holds hashes of another kind', `${'A'.repeat(32)}:1\n`, 'not-hashes'],
    ['is ordered by count', asPublished(inOrder.toReversed()), 'not-in-order'],
  ] as const)('[GUESS-3] a start with a list that %s is refused in words', async (_, text, fault) => {
    const path =
      text === undefined ? join(folder, 'nowhere.txt') : await aFile(`${fault}-${text.length}.txt`, text);
    const read = await readLeaked(path);
    expect(read).toEqual({ ok: false, error: { kind: 'leaked-passwords', fault, file: path } });
    if (!read.ok) expect(leakedLines(read.error).join()).toContain(path);
  });

  test('[GUESS-3] the settings are checked with the list they name', async () => {
    const check = (file: string) =>
      spawnSync(process.execPath, [join(root, 'src/server/main.ts'), '--check-config'], {
        env: { ...process.env, NARVARO_TEST_STORE: undefined, NARVARO_LEAKED_PASSWORDS: file },
        encoding: 'utf8',
      });
    const bad = check(await aFile('plain.txt', 'password\n'));
    expect(bad.status).toBe(1);
    expect(bad.stderr).toContain('NARVARO_LEAKED_PASSWORDS');
    const good = check(await aFile('good.txt', asPublished(inOrder)));
    expect([good.status, good.stderr]).toEqual([0, '']);
  });
});
