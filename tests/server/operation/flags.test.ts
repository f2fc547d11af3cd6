/** What somebody writes after `npm start --`, and what is refused rather than passed over. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { flagProblemLines, helpLines } from '../../../src/server/operation/flag-words.ts';
import { readFlags, tasks } from '../../../src/server/operation/flags.ts';

const refused = (...written: readonly string[]): string => {
  const flags = readFlags(written);
  if (flags.ok) throw new Error(`it was taken: ${JSON.stringify(flags.value)}`);
  const lines = flagProblemLines(flags.error);
  expect(lines.join('\n')).toContain('npm start -- --help');
  return lines[0] ?? '';
};

describe('flags', () => {
  test.each([
    [
      ['--restore', 'a.backup', '--dry-run'],
      ['--dry-run', '--dispose', '--restore'],
    ],
    [
      ['--rotate-identity-key', '--dry-run'],
      ['--dry-run', '--dispose', '--rotate-identity-key'],
    ],
    [['--dry-run'], ['--dry-run', '--dispose']],
    [
      ['--backup', '--dispose'],
      ['--backup', '--dispose'],
    ],
    [
      ['--restore', 'a.backup', '--verify'],
      ['--restore', '--verify'],
    ],
    [
      ['--check-config', '--rotate-identity-key'],
      ['--check-config', '--rotate-identity-key'],
    ],
    [
      ['--key-file', 'k.txt', '--backup'],
      ['--key-file', '--restore', '--backup'],
    ],
    [['--restore', 'a.backup', '--key-file'], ['--key-file']],
    [['--key-file', '--restore', 'a.backup'], ['--key-file']],
    [['--restore', 'a.backup', 'b.backup'], ['b.backup']],
    [['--fresh'], ['--fresh']],
  ])('[START-1] whoever writes %j is told about %j, and nothing is done', (written, named) => {
    const words = refused(...written);
    for (const flag of named) expect(words).toContain(flag);
  });

  test('[START-1] what belongs together is taken, in any order', () => {
    const restore = { task: 'restore', restoreFrom: resolve('a.backup'), keyFile: resolve('k.txt') };
    expect(readFlags(['--restore', 'a.backup', '--key-file', 'k.txt'])).toMatchObject({ value: restore });
    expect(readFlags(['--key-file', 'k.txt', 'a.backup', '--restore'])).toMatchObject({ value: restore });
    expect(readFlags(['--dry-run', '--demo', '--dispose'])).toMatchObject({
      value: { task: 'dispose', isDryRun: true, isDemo: true },
    });
    expect(readFlags([])).toMatchObject({ value: { task: 'serve', isDemo: false, isDryRun: false } });
  });

  test('[START-1] whoever asks for help sees every flag in both languages, also with settings that are wrong', () => {
    const main = resolve(import.meta.dirname, '../../../src/server/main.ts');
    const { status, stdout } = spawnSync(process.execPath, [main, '--help'], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], PORT: 'x' },
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${helpLines.join('\n')}\n` });
    for (const flag of [...tasks, 'demo', 'dry-run', 'key-file', 'help'])
      expect(helpLines.some((line) => line.startsWith(`  --${flag}: `))).toBe(true);
  });
});
