/**
 * `node verify.mjs bundle.zip`: checks a bundle in a terminal. Leaves with 0 if it holds, 1 if it does not and 2 if there
 * was nothing to check.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readHead } from '../expected-head.ts';
import { filesOfZip } from '../unzip.ts';
import { verdictText } from '../verdict-text.ts';
import { verifyBundle, type Expected } from '../verify-bundle.ts';
import { wordsIn, type Words } from '../words.ts';

const stop = (text: string): number => {
  process.stderr.write(`${text}\n`);
  return 2;
};

type Asked = {
  readonly file: string | undefined;
  readonly head: string | undefined;
  readonly officeKey: string | undefined;
  readonly words: Words;
};

const read = (args: readonly string[]): Asked => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { head: { type: 'string' }, key: { type: 'string' }, english: { type: 'boolean' } },
  });
  const words = wordsIn[values.english === true ? 'en' : 'sv'];
  return { file: positionals[0], head: values.head, officeKey: values.key, words };
};

const asked = (args: readonly string[]): Asked => {
  try {
    return read(args);
  } catch {
    return { file: undefined, head: undefined, officeKey: undefined, words: wordsIn.sv };
  }
};

const bytesOf = async (file: string): Promise<Uint8Array | undefined> => {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
};

const run = async (args: readonly string[]): Promise<number> => {
  const { file, head: typed, officeKey, words } = asked(args);
  if (file === undefined) return stop(words.usage);
  const bytes = await bytesOf(file);
  if (bytes === undefined) return stop(words.noSuchFile(file));
  const files = filesOfZip(bytes);
  if (files === undefined) return stop(words.notZip);
  const head = typed === undefined ? undefined : readHead(typed);
  if (typed !== undefined && head === undefined) return stop(words.headWrong);
  const expected: Expected = {
    ...(head === undefined ? {} : { head }),
    ...(officeKey === undefined ? {} : { officeKey }),
  };
  const verdict = await verifyBundle(files, expected);
  process.stdout.write(verdictText(verdict, words));
  return verdict.holds ? 0 : 1;
};

process.exitCode = await run(process.argv.slice(2));
