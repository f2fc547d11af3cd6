/**
 * The way in for a machine that has only Node and npm: installs what is missing, builds what has changed, and starts
 * the server under the pinned Node. Plain JavaScript without dependencies, because it runs before anything is installed
 * and on whatever Node the machine has.
 *
 *   node src/server/launch.mjs demo | start | build | install   [flags for the server]
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const modules = join(root, 'node_modules');
const stamps = join(modules, '.cache', 'narvaro');
const oldestNode = 18;

const say = (swedish, english) => process.stdout.write(`${swedish}\n${english}\n`);

const stop = (swedish, english) => {
  process.stderr.write(`\n${swedish}\n${english}\n`);
  process.exit(1);
};

/** A fingerprint of files, so that work is done again only when something has changed. */
const fingerprint = (paths) => {
  const hash = createHash('sha256');
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  for (const path of paths) add(join(root, path));
  return hash.digest('hex');
};

const isDone = (name, mark) => {
  const file = join(stamps, name);
  return existsSync(file) && readFileSync(file, 'utf8') === mark;
};

const noteDone = (name, mark) => {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), mark);
};

const run = (command, args) => {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return error === undefined && status === 0;
};

const install = () => {
  const mark = fingerprint(['package.json', 'package-lock.json']);
  if (isDone('installed', mark)) return;
  say(
    'Hämtar det som appen består av (någon minut) …',
    'Installing what the app is made of (a minute or so) …',
  );
  if (!run('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund']))
    stop(
      'Det gick inte att hämta paketen. Kontrollera att datorn når npm och försök igen.',
      'The packages could not be installed. Check that this computer reaches the npm registry and try again.',
    );
  noteDone('installed', mark);
};

/** The pinned Node that npm has put beside the app; the machine's own if it is new enough. */
const pinnedNode = () => {
  const linked = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const pinned = existsSync(linked) ? linked : process.execPath;
  const { stdout } = spawnSync(pinned, ['--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [major = 0, minor = 0] = String(stdout).replace('v', '').split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 15)) return pinned;
  return stop(
    `Närvaro behöver Node 24.15 eller nyare, men hittade ${String(stdout).trim()}. Installera Node 24 och försök igen.`,
    `Närvaro needs Node 24.15 or newer but found ${String(stdout).trim()}. Install Node 24 and try again.`,
  );
};

const build = (node) => {
  const mark = fingerprint([
    'package-lock.json',
    'index.html',
    'vite.config.ts',
    'public',
    'src/server/licences.mjs',
    'src/app',
    'src/domain',
    'src/protocol',
    'src/signing',
    'src/verifier',
    'sw',
  ]);
  const made = ['index.html', 'verifier/verify.html', 'licenser.txt'].map((file) => join(root, 'dist', file));
  if (isDone('built', mark) && made.every((file) => existsSync(file))) return;
  say('Bygger appen …', 'Building the app …');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { status } = spawnSync(
    node,
    [join(modules, 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, VITE_APP_VERSION: `${version}+${mark.slice(0, 7)}` },
    },
  );
  const isVerifierBuilt =
    status === 0
      ? run(node, [join(root, 'src', 'verifier', 'build.mjs'), join(root, 'dist', 'verifier')])
      : false;
  const areLicencesWritten =
    isVerifierBuilt && run(node, [join(root, 'src', 'server', 'licences.mjs'), join(root, 'dist')]);
  if (!areLicencesWritten)
    stop(
      'Det gick inte att bygga appen. Felet står ovanför.',
      'The app could not be built. The error is above.',
    );
  noteDone('built', mark);
};

const start = (node, flags) => {
  const server = spawn(node, [join(root, 'src', 'server', 'main.ts'), ...flags], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
  server.on('exit', (code) => process.exit(code ?? 1));
};

const [mode = 'demo', ...flags] = process.argv.slice(2);
if (Number(process.versions.node.split('.')[0]) < oldestNode)
  stop(
    `Node ${process.versions.node} är för gammalt. Installera Node ${oldestNode} eller nyare (gärna 24).`,
    `Node ${process.versions.node} is too old. Install Node ${oldestNode} or newer (preferably 24).`,
  );
// Nothing is taken away or built anew beneath a server that runs.
const tasks = [
  '--help',
  '--check-config',
  '--admin-link',
  '--rotate-identity-key',
  '--dispose',
  '--backup-key',
  '--backup',
  '--restore',
  '--verify',
  '--move',
];
const isTaskOnly = mode !== 'install' && flags.some((flag) => tasks.includes(flag));
if (!isTaskOnly || !existsSync(modules)) install();
const node = pinnedNode();
if (mode !== 'install' && !isTaskOnly) build(node);
if (mode === 'demo') start(node, ['--demo', ...flags]);
if (mode === 'start') start(node, flags);
