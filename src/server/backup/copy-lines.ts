/**
 * A copy of the office as lines: what it is, every table's rows, the server's keys, and last a manifest that says how
 * much there was and how every log ended, so that whoever puts it back can tell that it is all there (BACKUP-1).
 */
import { createHash, type Hash as RunningHash } from 'node:crypto';
import { mkdir, readdir, readFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { headsIn, Heads } from '../store/heads-store.ts';
import { inTransaction, type Database, type Tx } from '../store/database.ts';
import {
  emptyTables,
  knowsSchema,
  migrateUpTo,
  pagesOf,
  putRows,
  schemaOf,
  setCounters,
  tablesIn,
  type Cell,
} from '../store/whole-database.ts';
import { Damaged } from './sealed-file.ts';

const About = z.strictObject({
  copy: z.literal(1),
  madeAt: z.int(),
  schema: z.string(),
  app: z.string(),
  isDemo: z.boolean(),
});
export type About = z.infer<typeof About>;

const TableLine = z.strictObject({ table: z.string(), columns: z.array(z.string()) });
const KeyLine = z.strictObject({ key: z.string().check(z.regex(/^[\w-]+\.key$/)), bytes: z.string() });
const Row = z.array(z.union([z.string(), z.number(), z.null()]));

export const Manifest = z.strictObject({
  counts: z.record(z.string(), z.int()),
  heads: Heads,
  /** SHA-256 of every line before this one. */
  sha256: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;
const ManifestLine = z.strictObject({ manifest: Manifest });

/** The server's own keys, as files by name. */
const keysIn = async (folder: string): Promise<readonly { key: string; bytes: string }[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.key')).toSorted();
  return Promise.all(
    names.map(async (key) => ({ key, bytes: (await readFile(join(folder, key))).toString('base64') })),
  );
};

export type Copied = Omit<About, 'copy' | 'schema'> & {
  /** Where the server's keys are; nothing for a copy that is only looked at. */
  readonly secretsFolder: string | undefined;
};

/** Every line of a copy of what `tx` sees. */
export async function* copyLines(tx: Tx, { secretsFolder, ...about }: Copied): AsyncGenerator<string> {
  const sha256 = createHash('sha256');
  const hashed = (line: string): string => {
    sha256.update(line).update('\n');
    return line;
  };
  const schema = (await schemaOf(tx)) ?? '';
  yield hashed(JSON.stringify({ copy: 1, schema, ...about } satisfies About));
  const counts: Record<string, number> = {};
  for (const table of await tablesIn(tx)) {
    yield hashed(JSON.stringify({ table: table.name, columns: table.columns }));
    counts[table.name] = 0;
    for await (const rows of pagesOf(tx, table)) {
      counts[table.name] = (counts[table.name] ?? 0) + rows.length;
      for (const row of rows) yield hashed(JSON.stringify(row));
    }
  }
  if (secretsFolder !== undefined)
    for (const key of await keysIn(secretsFolder)) yield hashed(JSON.stringify(key));
  const manifest: Manifest = { counts, heads: await headsIn(tx), sha256: sha256.digest('hex') };
  yield JSON.stringify({ manifest });
}

export type Loaded = {
  readonly about: About;
  readonly manifest: Manifest;
  readonly keys: readonly { readonly name: string; readonly bytes: Buffer }[];
};

/** The copy was made by a later version of the program. */
export class FromLaterVersion extends Error {}

type Reading = {
  readonly tx: Tx;
  readonly sha256: RunningHash;
  readonly counts: Record<string, number>;
  readonly keys: { name: string; bytes: Buffer }[];
  table: z.infer<typeof TableLine> | undefined;
  waiting: (readonly Cell[])[];
};

const flush = async (reading: Reading): Promise<void> => {
  const { table, waiting, counts } = reading;
  if (table === undefined) return;
  await putRows(reading.tx, { name: table.table, columns: table.columns }, waiting);
  counts[table.table] = (counts[table.table] ?? 0) + waiting.length;
  reading.waiting = [];
  await new Promise((turn) => setImmediate(turn));
};

/** Takes in one line; the manifest is the last. */
const readLine = async (line: string, reading: Reading): Promise<Manifest | undefined> => {
  const json: unknown = JSON.parse(line);
  if (Array.isArray(json)) {
    reading.sha256.update(line).update('\n');
    const row = Row.parse(json);
    if (row.length !== reading.table?.columns.length) throw new Damaged();
    reading.waiting.push(row);
    if (reading.waiting.length >= 500) await flush(reading);
    return undefined;
  }
  await flush(reading);
  const last = ManifestLine.safeParse(json);
  if (last.success) return last.data.manifest;
  reading.sha256.update(line).update('\n');
  const table = TableLine.safeParse(json);
  if (table.success) {
    reading.table = table.data;
    reading.counts[table.data.table] = 0;
    return undefined;
  }
  const key = KeyLine.parse(json);
  reading.table = undefined;
  reading.keys.push({ name: key.key, bytes: Buffer.from(key.bytes, 'base64') });
  return undefined;
};

const isWhole = (manifest: Manifest, { sha256, counts }: Reading): boolean => {
  const names = Object.keys(manifest.counts);
  return (
    manifest.sha256 === sha256.digest('hex') &&
    names.length === Object.keys(counts).length &&
    names.every((name) => counts[name] === manifest.counts[name])
  );
};

const readAll = async (
  lines: AsyncIterator<string>,
  first: string,
  tx: Tx,
): Promise<Pick<Loaded, 'manifest' | 'keys'>> => {
  const reading: Reading = {
    tx,
    sha256: createHash('sha256').update(first).update('\n'),
    counts: {},
    keys: [],
    table: undefined,
    waiting: [],
  };
  await emptyTables(tx, await tablesIn(tx));
  for (;;) {
    const next = await lines.next();
    if (next.done === true) throw new Damaged();
    const manifest = await readLine(next.value, reading);
    if (manifest === undefined) continue;
    if (!isWhole(manifest, reading)) throw new Damaged();
    await setCounters(tx);
    return { manifest, keys: reading.keys };
  }
};

/**
 * Puts a copy into an empty database, at the schema it had; the caller brings it up to date. Throws `Damaged` for a copy
 * that is not whole, and `FromLaterVersion` for one this program cannot know.
 */
export const loadCopy = async (source: AsyncIterable<string>, database: Database): Promise<Loaded> => {
  const lines = source[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done === true) throw new Damaged();
  const about = About.parse(JSON.parse(first.value));
  if (!(await knowsSchema(database, about.schema))) throw new FromLaterVersion();
  await migrateUpTo(database, about.schema);
  const rest = await inTransaction(database, (tx) => readAll(lines, first.value, tx));
  return { about, ...rest };
};

/** Puts the server's keys back into a folder that is not there yet. */
export const putKeys = async (folder: string, keys: Loaded['keys']): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { name, bytes } of keys) {
    const file = await open(join(folder, name), 'wx', 0o600);
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
  }
};
