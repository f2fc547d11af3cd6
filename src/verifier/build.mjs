/**
 * Builds the verifier into two files that need nothing else: a page that works from a disk, and a command. Plain
 * JavaScript, because it is run by the builder itself.
 *
 *   node src/verifier/build.mjs [folder]
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = import.meta.dirname;

/** One module with everything in it, as text. */
const bundled = async (entry, external) => {
  const built = await build({
    configFile: false,
    root: resolve(here, '../..'),
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      minify: true,
      modulePreload: false,
      lib: { entry: join(here, entry), formats: ['es'], fileName: 'verify' },
      rolldownOptions: { external },
    },
  });
  const outputs = [built].flat().flatMap(({ output }) => output);
  const [chunk] = outputs.filter(({ type }) => type === 'chunk');
  if (outputs.length !== 1 || chunk === undefined)
    throw new Error(
      `the verifier's ${entry} is not one file: ${outputs.map(({ fileName }) => fileName).join(' ')}`,
    );
  return chunk.code;
};

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page: its script and style are in it, and its policy lets nothing else run and nothing out. */
const pageOf = async () => {
  const script = (await bundled('page/page.ts', [])).replaceAll('</script', '<\\/script');
  const style = await readFile(join(here, 'page/page.css'), 'utf8');
  const shell = await readFile(join(here, 'page/page.html'), 'utf8');
  const page = shell.replace('@style@', () => style).replace('@script@', () => script);
  /* What a browser hashes is all there is between the tags, blanks too. */
  const between = (tag) => new RegExp(`<${tag}[^>]*>([^]*?)</${tag}>`).exec(page)?.[1] ?? '';
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(between('script'))}`,
    `style-src ${hashOf(between('style'))}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return page.replace('@policy@', () => policy);
};

/** Writes `verify.html` and `verify.mjs` into the folder. */
export const buildVerifier = async (folder) => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'verify.mjs'), await bundled('command/command.ts', [/^node:/]));
  await writeFile(join(folder, 'verify.html'), await pageOf());
};

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await buildVerifier(resolve(process.argv[2] ?? join(here, '../../dist/verifier')));
