/**
 * The same tests on PostgreSQL with three processes behind one address: `npm run check:postgres`, after `npm run build`.
 * What else they need is installed by `npm test`.
 *
 *   npm run check:postgres -- unit|browsers
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const run = (command, args) =>
  spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NARVARO_TEST_STORE: 'postgres' },
  }).status === 0;

const steps = {
  unit: () =>
    run(bin('vitest'), [
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--testTimeout',
      '60000',
      'tests/server',
      'tests/attacks',
      'tests/sync',
    ]),
  browsers: () =>
    run('xvfb-run', ['-a', bin('playwright'), 'test', '--config', 'tests/e2e/playwright.config.ts']),
};

const asked = Object.keys(steps).filter((name) => process.argv.includes(name));
const failed = (asked.length === 0 ? Object.keys(steps) : asked).filter((name) => !steps[name]());
if (failed.length > 0) {
  process.stdout.write(`\nDetta höll inte / this did not hold: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}
