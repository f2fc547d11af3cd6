/**
 * Everything that must hold, in one command: installs what is missing (packages; on Debian also the browsers and
 * PostgreSQL), then types, linter, tests, build, size budget and browser tests. Plain JavaScript, because it runs before
 * anything is installed.
 *
 *   node tests/run.mjs [step …]     the steps are: types lint format unit build budget browsers
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const hasPostgres = () => {
  const folder = '/usr/lib/postgresql';
  return (
    existsSync(folder) &&
    readdirSync(folder).some((version) => existsSync(join(folder, version, 'bin', 'initdb')))
  );
};
const hasMiniBrowser = () =>
  spawnSync('sh', ['-c', 'ls /usr/lib/*/webkit2gtk-4.1/MiniBrowser'], { stdio: 'ignore' }).status === 0;

/** What the tests need of the machine: how to see it, and the Debian package that brings it. */
const needs = [
  {
    what: 'Chromium',
    packages: ['chromium'],
    isThere: () => existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium'),
  },
  {
    what: 'Firefox ESR',
    packages: ['firefox-esr'],
    isThere: () => existsSync(process.env.FIREFOX ?? '/usr/bin/firefox-esr'),
  },
  {
    what: 'WebKitGTK',
    packages: ['webkit2gtk-driver', 'libwebkit2gtk-4.1-0'],
    isThere: () => existsSync('/usr/bin/WebKitWebDriver') && hasMiniBrowser(),
  },
  {
    what: 'Xvfb',
    packages: ['xvfb', 'xauth'],
    isThere: () => existsSync('/usr/bin/xvfb-run') && existsSync('/usr/bin/xauth'),
  },
  { what: 'PostgreSQL', packages: ['postgresql'], isThere: hasPostgres },
  {
    what: 'nginx',
    packages: ['nginx', 'openssl'],
    isThere: () => existsSync('/usr/sbin/nginx') && existsSync('/usr/bin/openssl'),
  },
];

const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options }).status === 0;

const say = (line) => process.stdout.write(`\n── ${line}\n`);

const installNeeds = () => {
  const missing = needs.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return;
  const names = missing.map(({ what }) => what).join(', ');
  const packages = missing.flatMap((need) => need.packages);
  const canInstall = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (canInstall) {
    say(`Installerar ${names} / Installing ${names}`);
    const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=900', 'update'], { ...environment, stdio: 'ignore' });
    run(
      'apt-get',
      ['-q', '-o', 'DPkg::Lock::Timeout=900', 'install', '-y', '--no-install-recommends', ...packages],
      {
        ...environment,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  }
  const still = needs.filter(({ isThere }) => !isThere());
  if (still.length === 0) return;
  process.stderr.write(
    `\nFör testerna saknas: ${still.map(({ what }) => what).join(', ')}.\nMissing for the tests: ${still.map(({ what }) => what).join(', ')}.\n` +
      `  sudo apt-get install ${still.flatMap((need) => need.packages).join(' ')}\n`,
  );
  process.exit(1);
};

const bin = (name) => join(root, 'node_modules', '.bin', name);
const node = (...args) => run(bin('node'), args);
const tool = (path, ...args) => node(join(root, 'node_modules', path), ...args);

const reports = mkdtempSync(join(tmpdir(), 'narvaro-tests-'));
const unitReport = join(reports, 'unit.json');

/** The unit tests that did not hold, each with the first lines of why: what is printed long before the end is not seen. */
const unitFaults = () => {
  if (!existsSync(unitReport)) return [];
  const { testResults } = JSON.parse(readFileSync(unitReport, 'utf8'));
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const faults = failed.map((test) => ({ what: test.fullName, why: test.failureMessages.join('\n') }));
    if (faults.length === 0 && status === 'failed') faults.push({ what: 'the file itself', why: message });
    return faults.map(
      ({ what, why }) =>
        `${name.slice(root.length + 1)} › ${what}\n    ${why.split('\n').slice(0, 6).join('\n    ')}`,
    );
  });
};

const steps = {
  types: ['Typer och gränser / types and boundaries', () => tool('typescript/bin/tsc', '-b')],
  lint: ['Linter', () => run(bin('oxlint'), ['--type-aware', '--deny-warnings'])],
  format: ['Format', () => run(bin('oxfmt'), ['--check'])],
  unit: [
    'Tester / unit, contract and simulation tests',
    () =>
      tool(
        'vitest/vitest.mjs',
        'run',
        '--config',
        'tests/vitest.config.ts',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${unitReport}`,
      ),
  ],
  build: ['Bygge / build', () => node('src/server/launch.mjs', 'build')],
  budget: ['Storlek / size budget', () => node('tests/budget.ts')],
  browsers: [
    'Webbläsare / browser tests: Chromium, Firefox, WebKit',
    () =>
      run('xvfb-run', [
        '-a',
        bin('node'),
        join(root, 'node_modules/@playwright/test/cli.js'),
        'test',
        '--config',
        'tests/e2e/playwright.config.ts',
      ]),
  ],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in steps));
if (unknown.length > 0) {
  process.stderr.write(`Okänt steg / unknown step: ${unknown.join(', ')}. ${Object.keys(steps).join(' ')}\n`);
  process.exit(2);
}
if (!run(process.execPath, ['src/server/launch.mjs', 'install'])) process.exit(1);
const chosen = asked.length === 0 ? Object.keys(steps) : asked;
if (chosen.some((name) => name === 'unit' || name === 'browsers')) installNeeds();

let passed = 0;
const failed = [];
for (const name of chosen) {
  const [title, work] = steps[name];
  say(title);
  if (work()) passed += 1;
  else failed.push(name);
}
for (const fault of unitFaults()) process.stdout.write(`\n✗ ${fault}\n`);
rmSync(reports, { recursive: true, force: true });
process.stdout.write(
  failed.length === 0
    ? '\nAllt höll. / Everything held.\n'
    : `\nDetta höll inte / this did not hold: ${failed.join(', ')}\n`,
);
process.stdout.write(`${passed} passed, ${failed.length} failed\n`);
process.exit(failed.length === 0 ? 0 : 1);
