/**
 * The size budget, per audience: what a browser must fetch, compressed as the server compresses it, and that no audience
 * is sent another's code. A number too high fails the check; raising one is a decision, written in src/DECISIONS.md.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = resolve(import.meta.dirname, '../dist');
const kB = 1000;

/** kB, brotli 11 unless named raw. A page is its HTML, scripts, styles and the fonts its first screen is set in. */
const budget = {
  /** JavaScript before the tablet's first screen can be used; the aim is 90, of which React and Dexie take 84. */
  tabletScript: 171,
  /** Everything the page itself asks for on a tablet; the aim is 150. */
  tabletPage: 210,
  phoneScript: 171,
  phonePage: 211,
  /** The office's sign-in page. */
  officeScript: 198,
  officePage: 238,
  /** What a trainer's tablet keeps, without the decoder: the aim is 350. */
  tabletInstall: 350,
  /** What a participant's phone keeps. */
  phoneInstall: 240,
  /** The decoder's WebAssembly, on tablets alone. */
  decoder: 360,
  /** The service worker itself, which carries what sends without a page. */
  worker: 49,
  /** Everything a tablet keeps, uncompressed; the aim is 1 000 beside the decoder's 1 093. */
  tabletKeptRaw: 2200,
};

const read = (path: string): Buffer => readFileSync(join(dist, path));
const brotli = (path: string): number =>
  brotliCompressSync(read(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const isFont = (path: string): boolean => path.endsWith('.woff2');
const sizeOf = (path: string): number => (isFont(path) ? read(path).length : brotli(path));
const sum = (paths: Iterable<string>, size = sizeOf): number =>
  [...new Set(paths)].reduce((total, path) => total + size(path), 0);

const page = read('index.html').toString();
const asked = [...page.matchAll(/(?:src|href)="\/((?:assets|fonts)\/[^"]+)"/g)].map(([, path]) => path ?? '');
const first = asked.find((path) => path.endsWith('.js')) ?? '';

/** The first script fetches each audience's part by name, with all that the part needs. */
const boot = read(first).toString();
const listed = /m\.f=\[([^\]]*)\]/.exec(boot)?.[1]?.match(/[^",]+/g) ?? [];
const partsOf = new Map(
  [...boot.matchAll(/import\(`\.\/([a-z-]+?)-[\w-]{8}\.js`\)[^[]*?__vite__mapDeps\(\[([\d,]*)\]\)/g)].map(
    ([, name, numbers]) => [
      name ?? '',
      (numbers ?? '').split(',').map((number) => listed[Number(number)] ?? ''),
    ],
  ),
);
const pageOf = (part: string): readonly string[] => {
  const needed = partsOf.get(part);
  const start = partsOf.get('start');
  if (needed === undefined || start === undefined) throw new Error(`the build has no ${part}`);
  return ['index.html', ...asked, ...start, ...needed];
};
const scriptOf = (part: string): readonly string[] => pageOf(part).filter((path) => path.endsWith('.js'));

const worker = read('service-worker.js').toString();
const kept = [...worker.matchAll(/\{[^{}]*"?revision"?:[^{}]*\}/g)].flatMap(([entry]) => {
  const url = /"?url"?:"([^"]+)"/.exec(entry)?.[1];
  const whom = /"?for"?:\[([^\]]*)\]/.exec(entry)?.[1] ?? '';
  return url === undefined || whom === '' ? [] : [{ url, whom }];
});
const keptFor = (audience: string): readonly string[] =>
  kept.filter(({ whom }) => whom.includes(audience) || whom.includes('all')).map(({ url }) => url);
const isDecoder = (path: string): boolean => path.endsWith('.wasm');
if (keptFor('tablet').length < 5 || !keptFor('tablet').some(isDecoder))
  throw new Error('the build does not look as expected');

const measured: Record<keyof typeof budget, number> = {
  tabletScript: sum(scriptOf('tablet')),
  tabletPage: sum(pageOf('tablet')),
  phoneScript: sum(scriptOf('phone')),
  phonePage: sum(pageOf('phone')),
  officeScript: sum(scriptOf('admin-app')),
  officePage: sum(pageOf('admin-app')),
  tabletInstall: sum(keptFor('tablet').filter((path) => !isDecoder(path))),
  phoneInstall: sum(keptFor('phone')),
  decoder: sum(keptFor('tablet').filter(isDecoder)),
  worker: brotli('service-worker.js'),
  tabletKeptRaw: sum(keptFor('tablet'), (path) => read(path).length),
};

/** Whose code must not be among whose. */
const foreign: readonly (readonly [audience: string, RegExp])[] = [
  ['tablet', /\/src\/app\/(?:admin\/|text\/admin-)/],
  ['tablet', /\/src\/app\/participant\/(?:check-in|my-pages|certify|hours)/],
  ['phone', /\/src\/app\/(?:admin\/|text\/admin-|trainer\/)/],
];
type SourceMap = { readonly sources: readonly string[] };
/** The bundler's own few lines are of nobody's. */
const sourcesOf = (path: string): readonly string[] => {
  if (path.includes('rolldown-runtime')) return [];
  const { sources } = JSON.parse(read(`${path}.map`).toString()) as SourceMap;
  return sources.map((source) => join('/', source).replaceAll('\\', '/'));
};
const strays = foreign.flatMap(([audience, theirs]) =>
  keptFor(audience)
    .filter((path) => path.endsWith('.js'))
    .flatMap((path) =>
      sourcesOf(path).flatMap((source) => (theirs.test(source) ? [`${audience} has ${source}`] : [])),
    ),
);

let isOver = strays.length > 0;
for (const stray of new Set(strays)) process.stdout.write(`OVER  ${stray}\n`);
for (const [name, limit] of Object.entries(budget)) {
  const size = measured[name as keyof typeof budget] / kB;
  isOver ||= size > limit;
  process.stdout.write(
    `${size > limit ? 'OVER ' : 'ok   '} ${name.padEnd(14)} ${size.toFixed(1).padStart(8)} kB of ${limit} kB\n`,
  );
}
process.exit(isOver ? 1 : 0);
