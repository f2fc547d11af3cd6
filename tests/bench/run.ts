/**
 * How fast it is, all of it: `npm run bench`. Each bench is a process of its own, one at a time; what can be compared are
 * the ratios within one of them, for milliseconds are this machine's and today's.
 *
 *   npm run bench -- scan sync       these alone
 *   npm run bench -- --pictures DIR  public pictures of codes with a manifest.json, for the decoders
 *   npm run bench -- --json FILE     all figures as JSON, too
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writePictures } from './pictures.ts';

/** What each answers, and the file it is in. */
const benches = {
  qr: ['Codes in pictures: ours and html5-qrcode’s own decoder', 'qr.bench.ts'],
  camera: ['Badges before a camera: ours and html5-qrcode as its README says', 'decoder.bench.ts'],
  scan: ['From a read code to the disk and the screen', 'scan.bench.ts'],
  start: ['First visit and cold start without a network', 'start.bench.ts'],
  lighthouse: ['What Lighthouse says', 'lighthouse.bench.ts'],
  roster: ['100 000 known cards and a lecture of 500', 'roster.bench.ts'],
  sync: ['Logs to the office: ours, a plain insert, PouchDB', 'sync.bench.ts'],
  backlog: ['A tablet with 100 000 events that wait', 'backlog.bench.ts'],
  drain: ['Many tablets at once while the office reads', 'drain.bench.ts'],
  history: ['Cost against history', 'history.bench.ts'],
} as const;
type Name = keyof typeof benches;
const names = Object.keys(benches) as Name[];

const argumentAfter = (flag: string): string | undefined => {
  const at = process.argv.indexOf(flag);
  return at < 0 ? undefined : process.argv[at + 1];
};

const parametersOf = (name: Name, folder: string): readonly string[] => {
  if (name === 'qr') {
    const pictures = argumentAfter('--pictures');
    if (pictures !== undefined) return [resolve(pictures)];
    writePictures(folder);
    return [folder];
  }
  return name === 'camera' ? ['--json'] : [];
};

/** Runs one bench; what it tells on the way is shown, and its last line is its figures. */
const run = (name: Name, folder: string): Promise<unknown> =>
  new Promise((done, failed) => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, benches[name][1]), ...parametersOf(name, folder)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('error', failed);
    child.on('exit', (code) => {
      const last = output.trim().split('\n').at(-1) ?? '';
      if (code !== 0) failed(new Error(`${name} ended with ${code}`));
      else done(JSON.parse(last) as unknown);
    });
  });

const isSpread = (value: object): value is { n: number; median: number; p95: number; max: number } =>
  'median' in value && 'p95' in value && 'max' in value && 'n' in value;

/** Figures as lines, each with the way to it. */
const linesOf = (value: unknown, path: readonly string[] = []): readonly string[] => {
  const label = path.join(' · ').padEnd(58);
  if (typeof value !== 'object' || value === null) return [`  ${label} ${String(value)}`];
  if (isSpread(value))
    return [`  ${label} median ${value.median}, p95 ${value.p95}, max ${value.max} (n=${value.n})`];
  return Object.entries(value).flatMap(([key, part]) => linesOf(part, [...path, key]));
};

const main = async (): Promise<void> => {
  const asked = names.filter((name) => process.argv.slice(2).includes(name));
  const figures: Partial<Record<Name, unknown>> = {};
  const failures: string[] = [];
  for (const name of asked.length === 0 ? names : asked) {
    process.stderr.write(`\n── ${name}: ${benches[name][0]}\n`);
    const folder = mkdtempSync(join(tmpdir(), 'narvaro-bench-'));
    try {
      figures[name] = await run(name, folder);
      process.stdout.write(`\n${benches[name][0]}\n${linesOf(figures[name]).join('\n')}\n`);
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const file = argumentAfter('--json');
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  if (failures.length > 0) process.exitCode = 1;
};

await main();
