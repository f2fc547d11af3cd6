/**
 * The size budget, per audience: what a browser must fetch, compressed as the server compresses it. A number too high
 * fails the check; raising one is a decision, written in src/DECISIONS.md.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = resolve(import.meta.dirname, '../dist');
const kB = 1000;

/** kB, brotli 11 unless named raw. */
const budget = {
  /** JavaScript before the tablet's first screen can be used. */
  tabletScript: 169,
  /** Everything the page itself asks for on a tablet: page, script, style, fonts. */
  tabletPage: 210,
  /** Everything the service worker keeps, uncompressed. */
  precacheRaw: 2600,
  /** The whole install, as it travels. */
  install: 830,
};

const brotli = (path: string): number =>
  brotliCompressSync(readFileSync(join(dist, path)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
  }).length;
const raw = (path: string): number => readFileSync(join(dist, path)).length;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

const page = readFileSync(join(dist, 'index.html'), 'utf8');
const asked = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
const scripts = asked.filter((path) => path.endsWith('.js'));
const styles = asked.filter((path) => path.endsWith('.css'));

const worker = readFileSync(join(dist, 'service-worker.js'), 'utf8');
const kept = [...worker.matchAll(/\{[^{}]*"?revision"?:[^{}]*\}/g)].flatMap(
  ([entry]) => /"?url"?:"([^"]+)"/.exec(entry)?.[1] ?? [],
);
if (scripts.length === 0 || kept.length < 5) throw new Error('the build does not look as expected');

const isFont = (path: string): boolean => path.endsWith('.woff2');
const fonts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(
  (path) => isFont(path) && !path.includes('latin-ext') && !path.includes('mono'),
);
const sizeOf = (path: string): number => (isFont(path) ? raw(path) : brotli(path));

const measured: Record<keyof typeof budget, number> = {
  tabletScript: sum(scripts.map(brotli)),
  tabletPage: sum(['index.html', ...scripts, ...styles, ...fonts].map(sizeOf)),
  precacheRaw: sum(kept.map(raw)),
  install: sum([...new Set(kept)].map(sizeOf)),
};

let isOver = false;
for (const [name, limit] of Object.entries(budget)) {
  const size = measured[name as keyof typeof budget] / kB;
  isOver ||= size > limit;
  process.stdout.write(
    `${size > limit ? 'OVER ' : 'ok   '} ${name.padEnd(14)} ${size.toFixed(1).padStart(8)} kB of ${limit} kB\n`,
  );
}
process.exit(isOver ? 1 : 0);
