/** Documents that nothing reads go stale; these are read here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const filesIn = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path) && !path.includes('node_modules'))
    .map((path) => join(root, folder, path));
const read = (path: string): string => readFileSync(path, 'utf8');

const ruleLine = /^- \*\*([A-Z][A-Z0-9]*-\d+)\*\* (.+) \(([^()]*(?:\([^()]*\)[^()]*)*)\)$/;
const rulesText = read(join(root, 'src/domain/RULES.md'));
const ruleLines = rulesText.split('\n').filter((line) => line.startsWith('- **'));
const rules = ruleLines.flatMap((line) => {
  const found = ruleLine.exec(line);
  return found?.[1] === undefined ? [] : [found[1]];
});

const testFiles = filesIn('tests', /\.(test|e2e)\.tsx?$/);
const cited = (text: string): readonly string[] =>
  [...text.matchAll(/\[([A-Z][A-Z0-9]*-\d+(?:, ?[A-Z]+-\d+)*)\]/g)].flatMap(([, ids]) =>
    (ids ?? '').split(/, ?/),
  );
const idsInTests = new Set(testFiles.flatMap((path) => cited(read(path))));

describe('the rules', () => {
  test('[DOC-1] every rule has an id of its own, one sentence and a source', () => {
    expect(ruleLines.filter((line) => !ruleLine.test(line))).toEqual([]);
    expect(rules.length).toBeGreaterThan(30);
    expect(rules.filter((id, i) => rules.indexOf(id) !== i)).toEqual([]);
  });

  test('[DOC-1] every rule is held by a test, and every test names a rule that exists', () => {
    expect(rules.filter((id) => !idsInTests.has(id))).toEqual([]);
    expect([...idsInTests].filter((id) => !rules.includes(id)).sort()).toEqual([]);
  });

  test('[DOC-1] a rule that the code names exists', () => {
    const code = ['src', 'sw'].flatMap((folder) => filesIn(folder, /\.(ts|tsx)$/));
    const families = new Set(rules.map((id) => id.replace(/-\d+$/, '')));
    const named = code.flatMap((path) =>
      [...read(path).matchAll(/\b([A-Z]{2,6}-\d{1,2})\b/g)].map(([, id]) => id ?? ''),
    );
    const unknown = named.filter((id) => families.has(id.replace(/-\d+$/, '')) && !rules.includes(id));
    expect([...new Set(unknown)].sort()).toEqual([]);
  });

  test('[DOC-2] every test is a sentence about people that begins with a rule id', () => {
    const nameless = testFiles.flatMap((path) =>
      [
        ...read(path).matchAll(
          /\b(?:test|it)(?:\.each\([^;]*?\)|\.each`[^`]*`|\.for\([^;]*?\))?\(\s*(['"`])((?:(?!\1).)*)\1/gs,
        ),
      ]
        .map(([, , name]) => name ?? '')
        .filter((name) => !/^\[[A-Z][A-Z0-9]*-\d+/.test(name) && !/^\$\{?rule/.test(name))
        .map((name) => `${path.slice(root.length + 1)}: ${name}`),
    );
    expect(nameless).toEqual([]);
  });
});

describe('personal identity numbers', () => {
  const words = /personnummer|\bpnr\b|personal_?identity_?number|socialSecurity/i;

  test('[PRIV-2] no code that a tablet runs knows what a personal identity number is', () => {
    const tablet = ['src/app', 'src/domain', 'src/protocol', 'src/signing', 'sw'].flatMap((folder) =>
      filesIn(folder, /\.(ts|tsx|css)$/),
    );
    expect(tablet.length).toBeGreaterThan(50);
    const found = tablet.filter((path) => !path.includes('/app/text/') && words.test(read(path)));
    expect(found.map((path) => path.slice(root.length + 1))).toEqual([]);
  });

  test('[PRIV-2] only the identity folder reads the table that holds them', () => {
    const server = filesIn('src/server', /\.ts$/).filter((path) =>
      /selectFrom\('identities'\)|insertInto\('identities'\)/.test(read(path)),
    );
    expect(server.every((path) => path.includes('/identity/'))).toBe(true);
    expect(server.length).toBeGreaterThan(0);
  });
});
