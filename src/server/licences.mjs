/**
 * Writes the licences of everything that is sent to browsers: `licenser.txt` beside the built app. What is in it is read
 * out of the build's own source maps, so that nothing is forgotten and nothing is named that is not there (SEC-2). A
 * package without a licence text stops the build. Plain JavaScript, as the rest of the build is.
 *
 *   node src/server/licences.mjs dist
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const modules = join(root, 'node_modules');

/** What is inside a package's own file and in no source map, or drawn into our own code. */
const inside = [
  {
    name: 'zxing-cpp (in zxing_reader.wasm)',
    licence: 'Apache-2.0',
    text: 'html5-qrcode/LICENSE',
    because: 'zxing-wasm',
  },
  { name: '@phosphor-icons/core (icons)', licence: 'MIT', text: '@phosphor-icons/core/LICENSE', because: '' },
  { name: 'Atkinson Hyperlegible (fonts)', licence: 'OFL-1.1', text: '../public/fonts/OFL.txt', because: '' },
];

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** The packages whose code is in the built files, by their source maps. */
export const bundledIn = (folder) => {
  const found = new Set();
  for (const file of filesIn(folder).filter((name) => name.endsWith('.map')))
    for (const source of JSON.parse(readFileSync(file, 'utf8')).sources ?? []) {
      const names = [...String(source).matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)];
      const name = names.at(-1)?.[1];
      if (name !== undefined) found.add(name);
    }
  return [...found].sort();
};

const textsOf = (name) => {
  const folder = join(modules, name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
};

/** The whole file's text. */
export const licencesOf = (folder) => {
  const bundled = bundledIn(folder);
  const parts = bundled.map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
    const texts = textsOf(name);
    if (texts.length === 0) throw new Error(`${name} has no licence text to send along`);
    return [`${name} ${version} (${license})`, ...texts];
  });
  const more = inside
    .filter(({ because }) => because === '' || bundled.includes(because))
    .map(({ name, licence, text }) => [
      `${name} (${licence})`,
      readFileSync(join(modules, text), 'utf8').trim(),
    ]);
  const line = '='.repeat(78);
  const heads = [...parts, ...more].map(([head]) => `  ${head}`);
  return [
    'Närvaro innehåller program av andra. Här är deras licenser.',
    'Närvaro contains software by others. These are their licences.',
    '',
    ...heads,
    ...[...parts, ...more].map(([head, ...texts]) => `\n${line}\n${head}\n${line}\n\n${texts.join('\n\n')}`),
    '',
  ].join('\n');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? join(root, 'dist'));
  writeFileSync(join(folder, 'licenser.txt'), licencesOf(folder));
}
