/**
 * What the benches measure against and nothing else needs: pinned in `peers/`, installed on demand beside the caches,
 * never part of the product nor of its own packages.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const pinned = resolve(import.meta.dirname, 'peers');
const lockFile = join(pinned, 'package-lock.json');
const folder = resolve(import.meta.dirname, '../../node_modules/.cache/bench-peers');
const mark = join(folder, 'installed');

export type Peers =
  | {
      readonly kind: 'ready';
      /** Where they are installed. */
      readonly folder: string;
      /** A package by its name, as `require` gives it; the caller says what it expects of it. */
      readonly load: (name: string) => unknown;
      /** The file that `import` would read for a package's name. */
      readonly fileOf: (name: string) => string;
    }
  /** Why a comparison is missing, in words for whoever reads the table. */
  | { readonly kind: 'missing'; readonly reason: string };

const install = (lockHash: string): string | undefined => {
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(pinned, name), join(folder, name));
  const { status, error, stderr } = spawnSync(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
    { cwd: folder, encoding: 'utf8', timeout: 5 * 60_000, shell: process.platform === 'win32' },
  );
  if (status === 0) {
    writeFileSync(mark, lockHash);
    return undefined;
  }
  const [said] = (error?.message ?? stderr).split('\n').filter((line) => line.trim() !== '');
  return [
    `What the bench compares with could not be installed (${said ?? 'npm gave no reason'}).`,
    'Run it again where registry.npmjs.org can be reached; everything else is measured without it.',
  ].join(' ');
};

/** Installs what is pinned in `peers/`, unless that very lock file is installed already. */
export const openPeers = (): Peers => {
  const lockHash = createHash('sha256').update(readFileSync(lockFile)).digest('base64url');
  const isInstalled = existsSync(mark) && readFileSync(mark, 'utf8') === lockHash;
  const reason = isInstalled ? undefined : install(lockHash);
  if (reason !== undefined) return { kind: 'missing', reason };
  const require = createRequire(join(folder, 'package.json'));
  return {
    kind: 'ready',
    folder,
    load: (name) => require(name) as unknown,
    fileOf: (name) => require.resolve(name),
  };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const peers = openPeers();
  process.stdout.write(`${peers.kind === 'ready' ? peers.folder : peers.reason}\n`);
  process.exitCode = peers.kind === 'ready' ? 0 : 1;
}
