/** A15 and A26 over the sources themselves: no pattern that runs wild, and nobody who calls out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const sources = ['src', 'sw'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => join(root, folder, path)),
);
const texts = sources.map((path) => [relative(root, path), readFileSync(path, 'utf8')] as const);

/** A pattern as it stands in code, after what an expression can begin with. */
const literal =
  /(?:[=(,:[!&|?]|return|\n)\s*\/(?![*/])((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/g;

const patternsIn = (text: string): readonly RegExp[] =>
  [...text.matchAll(literal)].flatMap(([, body = '', flags = '']) => {
    try {
      return [new RegExp(body, flags.replace(/[gy]/g, ''))];
    } catch {
      return [];
    }
  });

/** Signs that the pattern itself speaks of: what it is fed with. */
const foodOf = ({ source }: RegExp): readonly string[] => {
  const plain = source
    .replace(/\\[dwsDWSbBnrtpPuxc](?:\{[^}]*\}|[0-9a-fA-F]{2,4})?/g, '')
    .replace(/[\\^$*+?.()[\]{}|]/g, '');
  return [
    ...new Set(['a', 'A', '1', ' ', '-', '.', '/', '"', '<', '\u0301', 'å', ...[...plain].slice(0, 12)]),
  ];
};

const hostileFor = (pattern: RegExp, length: number): readonly string[] =>
  foodOf(pattern).flatMap((sign) => {
    const long = sign.repeat(Math.ceil(length / sign.length));
    return [long, `${long}\u0001`, `a${long}\u0001`];
  });

/** The processor's milliseconds for one pattern over everything hostile of that length. */
const costOf = (pattern: RegExp, length: number): number => {
  const food = hostileFor(pattern, length);
  const once = (): number => {
    const { user } = process.cpuUsage();
    for (const text of food) pattern.test(text);
    return (process.cpuUsage().user - user) / 1000;
  };
  return Math.min(once(), once());
};

/** Whose texts have been measured before: a password, a mail address and a page's own address. */
const shortTexts: ReadonlySet<string> = new Set([
  'src/server/accounts/password-rules.ts',
  'src/server/letters/address.ts',
  'src/app/admin/access/role-gate.tsx',
]);

describe('a pattern', () => {
  const patterns = texts.flatMap(([path, text]) =>
    patternsIn(text).map((pattern) => [path, pattern] as const),
  );

  test('[ATK-4] A26: four times as long a text takes no pattern of ours many times longer', () => {
    expect(patterns.length).toBeGreaterThan(150);
    const wild = patterns.filter(([, pattern]) => {
      const long = costOf(pattern, 6000);
      if (long < 25) return false;
      const short = costOf(pattern, 1500);
      return long > short * 9;
    });
    const bounded = wild.filter(([path]) => !shortTexts.has(path));
    expect(bounded.map(([path, { source }]) => `${path}: ${source}`)).toEqual([]);
  });

  test('[ATK-4] A26: one that does run wild is seen', () => {
    const wild = /-+$/;
    expect(costOf(wild, 12_000)).toBeGreaterThan(costOf(wild, 3000) * 6);
  });
});

describe('who calls out', () => {
  const calling =
    /\bfetch\(|\bhttps?\.(?:request|get)\(|\bnet\.(?:connect|createConnection)\(|\btls\.connect\(|\bdns\.|new WebSocket|new EventSource|sendBeacon|XMLHttpRequest|createTransport|SMTPConnection\(|\bdiscovery\(|importScripts|(?<![.\w])(?:exec|execFile|spawn)(?:Sync)?\(/;

  test('[ATK-5] A15: on the server only letters, by the mail server of the configuration, and the city’s own sign-on', () => {
    const allowed = [
      /^src\/server\/letters\/mailer\.ts$/,
      /^src\/server\/accounts\/sign-on[^/]*\.ts$/,
      /^src\/server\/launch\.mjs$/,
      /^src\/server\/backup\//,
      /^src\/verifier\/build\.mjs$/,
    ];
    const who = texts
      .filter(
        ([path]) =>
          path.startsWith('src/server/') ||
          path.startsWith('src/domain/') ||
          path.startsWith('src/verifier/'),
      )
      .filter(([, text]) => calling.test(text.replaceAll(/\/\*[\s\S]*?\*\//g, '')))
      .map(([path]) => path);
    expect(who.filter((path) => !allowed.some((one) => one.test(path)))).toEqual([]);
  });

  test('[ATK-5] A15: nobody makes a script, a page or a question to the database out of a text', () => {
    const making =
      /dangerouslySetInnerHTML|\.innerHTML\s*=|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcdoc|createContextualFragment|sql\.raw\(/;
    const who = texts
      .filter(([, text]) => making.test(text.replaceAll(/\/\*[\s\S]*?\*\//g, '')))
      .map(([path]) => path);
    const known = who.filter((path) => path.startsWith('src/server/store/migrat'));
    expect(who.filter((path) => !known.includes(path))).toEqual([]);
  });
});
