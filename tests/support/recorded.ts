/**
 * What released versions of the app and the server left behind: the traffic of a tablet and a phone, and the database
 * as that server wrote it. Recorded by `npm run record-wire`; never edited by hand.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readConfig, type Config } from '../../src/server/config.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures');
export const wireFolder = join(fixtures, 'wire');
export const databaseFolder = join(fixtures, 'databases');

/** One request and its reply, byte for byte; `at` is the server's clock. */
export type Exchange = {
  readonly at: number;
  /** Whether the database was kept before or after it. */
  readonly when: 'before' | 'after';
  readonly method: string;
  readonly path: string;
  readonly cookie?: string;
  /** The version the app said it spoke; nothing before version 4. */
  readonly version?: string;
  readonly body?: string;
  readonly status: number;
  readonly reply: unknown;
};

export type RecordedTablet = {
  readonly device: string;
  readonly publicKey: string;
  readonly privateKey: JsonWebKey;
  readonly receiptKey: string;
};

export type RecordedWire = {
  readonly version: number;
  /** The name of the database this traffic went to. */
  readonly database: string;
  readonly tablet: RecordedTablet;
  readonly exchanges: readonly Exchange[];
  /** What that version's own code reads each reply by, as JSON Schema. */
  readonly reads: Readonly<Record<string, object>>;
};

export type RecordedLogRow = {
  readonly device: string;
  readonly seq: number;
  readonly hash: string;
  readonly text: string;
  readonly set_aside: string | null;
};

export type RecordedMinutes = {
  readonly session: string;
  readonly participant: string;
  readonly minutes: number;
};

/** What the old server itself said of its database, when it was kept and after the tablet had delivered the rest. */
export type RecordedFacts = {
  readonly migrations: readonly string[];
  /** The clock when it was kept. */
  readonly now: number;
  readonly files: Readonly<Record<string, string>>;
  readonly login: string;
  readonly password: string;
  readonly people: readonly { readonly id: string; readonly given: string; readonly family: string }[];
  readonly logs: readonly RecordedLogRow[];
  readonly officeLog: readonly { readonly seq: number; readonly hash: string; readonly text: string }[];
  readonly minutes: readonly RecordedMinutes[];
  readonly minutesDelivered: readonly RecordedMinutes[];
  /** The locked month's lines, for versions that can lock one. */
  readonly locked: readonly { readonly month: string; readonly lines: string }[];
  readonly tablet: RecordedTablet;
  /** What the tablet and the phone said after it was kept. */
  readonly later: readonly Exchange[];
};

const names = (folder: string, end: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .map((name) => name.slice(0, -end.length))
    .toSorted();

/** The wire versions that traffic is kept of. */
export const recordedVersions = (): readonly number[] =>
  names(wireFolder, '.json')
    .map((name) => Number(name.slice(1)))
    .toSorted((a, b) => a - b);

export const readWire = (version: number): RecordedWire =>
  JSON.parse(readFileSync(join(wireFolder, `v${version}.json`), 'utf8')) as RecordedWire;

/** The databases that are kept, by the last migration that had run. */
export const recordedDatabases = (): readonly string[] => names(databaseFolder, '.sqlite.json');

export const databaseKinds = ['sqlite', 'postgres'] as const;
export type DatabaseKind = (typeof databaseKinds)[number];

export const readFacts = (name: string, kind: DatabaseKind = 'sqlite'): RecordedFacts =>
  JSON.parse(readFileSync(join(databaseFolder, `${name}.${kind}.json`), 'utf8')) as RecordedFacts;

/** The database as PostgreSQL's own dump says it. */
export const readDump = (name: string): string =>
  gunzipSync(readFileSync(join(databaseFolder, `${name}.postgres.gz`))).toString('utf8');

/** A start's configuration for a data folder; no port is opened by it. */
export const configFor = (dataFolder: string, databaseUrl?: string): Config => {
  const config = readConfig({ NARVARO_DATA_DIR: dataFolder, DATABASE_URL: databaseUrl }, []);
  if (!config.ok) throw new Error('a test configuration that cannot be used');
  return config.value;
};

export type OldFolder = {
  readonly folder: string;
  readonly file: string;
  readonly remove: () => Promise<void>;
};

/** The data folder as the old server left it, in a place of its own; whoever asks for one removes it. */
export const unpackDatabase = async (name: string, kind: DatabaseKind = 'sqlite'): Promise<OldFolder> => {
  const folder = await mkdtemp(join(tmpdir(), 'narvaro-old-'));
  const file = join(folder, 'narvaro.sqlite');
  await mkdir(join(folder, 'secrets'), { mode: 0o700 });
  for (const [key, bytes] of Object.entries(readFacts(name, kind).files))
    await writeFile(join(folder, 'secrets', key), Buffer.from(bytes, 'base64'), { mode: 0o600 });
  if (kind === 'sqlite')
    await writeFile(file, gunzipSync(readFileSync(join(databaseFolder, `${name}.sqlite.gz`))));
  return { folder, file, remove: () => rm(folder, { recursive: true, force: true }) };
};
