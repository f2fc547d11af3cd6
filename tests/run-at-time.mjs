/**
 * The browser tests at another day and hour, after `npm run build`: the demo is made for the day it is started, so that
 * what a test meets differs from day to day. What else they need is installed by `npm test`; here also a C compiler.
 *
 *   npm run check:time -- "2026-12-01 00:10" [what Playwright takes: files, --retries …]     Stockholm's time
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const zone = 'Europe/Stockholm';

const refuse = (swedish, english) => {
  process.stderr.write(`${swedish}\n${english}\n`);
  process.exit(1);
};

const wallClock = (at) => new Date(at).toLocaleString('sv-SE', { timeZone: zone }).slice(0, 16);

/** The instant at which Stockholm's clocks show this, in milliseconds, or nothing if they never do. */
const instantOf = (words) =>
  ['+01:00', '+02:00']
    .map((offset) => Date.parse(`${words.replace(' ', 'T')}:00${offset}`))
    .find((at) => Number.isFinite(at) && wallClock(at) === words);

const [words = '', ...rest] = process.argv.slice(2);
const wanted = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(words) ? instantOf(words) : undefined;
if (wanted === undefined)
  refuse(
    'Skriv en tid som finns i Stockholm, till exempel "2026-12-01 00:10".',
    'Give a time that exists in Stockholm, such as "2026-12-01 00:10".',
  );

const folder = mkdtempSync(join(tmpdir(), 'narvaro-clock-'));
const library = join(folder, 'shifted-clock.so');
const compiled = spawnSync(
  'cc',
  ['-O2', '-shared', '-fPIC', '-o', library, join(root, 'tests/support/shifted-clock.c'), '-ldl'],
  { stdio: 'inherit' },
);
if (compiled.status !== 0)
  refuse(
    'En C-kompilator behövs: sudo apt-get install gcc libc6-dev',
    'A C compiler is needed: sudo apt-get install gcc libc6-dev',
  );

const seconds = Math.round((wanted - Date.now()) / 1000);
const { status } = spawnSync(
  'xvfb-run',
  [
    '-a',
    join(root, 'node_modules/.bin/playwright'),
    'test',
    '--config',
    'tests/e2e/playwright.config.ts',
    ...rest,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, LD_PRELOAD: library, SHIFTED_CLOCK_S: String(seconds) },
  },
);
rmSync(folder, { recursive: true, force: true });
process.exitCode = status ?? 1;
