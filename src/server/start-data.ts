/** What a start stands on: the database and the keys, opened and found to belong together, or why they cannot be used. */
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { err, ok, type Result } from '../domain/result.ts';
import { isMoved } from './backup/move.ts';
import { isHalfRestored } from './backup/unfinished.ts';
import type { Config } from './config.ts';
import { bytesToBase64Url } from '../signing/hash.ts';
import { hashOf, type Secrets } from './http/services.ts';
import { identityKeySetting } from './identity/identity-vault.ts';
import { hasAllSecrets, loadSecrets, withIdentityKey } from './secrets.ts';
import type { StartProblem } from './start-words.ts';
import {
  holdLock,
  inTransaction,
  migrate,
  MigrationFailed,
  unknownMigration,
  type Database,
} from './store/database.ts';
import { forRequests, openPostgres } from './store/postgres.ts';
import { postgresFault } from './store/postgres-problem.ts';
import { folderLockName } from './store/serving-lock.ts';
import { createSettingsStore } from './store/settings-store.ts';
import { openSqlite, sqliteFault } from './store/sqlite.ts';
import { isStorageFull } from './store/storage-problem.ts';
import { isEmptyDatabase, isMarkedUnfinished, unguardedTables } from './store/whole-database.ts';

export type StartData = {
  readonly database: Database;
  readonly secrets: Secrets;
  /** Whether this start is the database's first. */
  readonly isNew: boolean;
  /** Logs that the database lets anybody change and cut: somebody has taken away what keeps them (LOG-4). */
  readonly unguarded: readonly string[];
};

const fileErrors = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOENT']);
/** SQLite's read-only, input/output and cannot-open. */
const sqliteFolderErrors = new Set([8, 10, 14]);

const isUsable = (path: string): boolean => {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

const nearestThere = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestThere(dirname(path));

/** The file or folder inside the data folder that could not be used, if the folder itself can be (CLK-6). */
const failedWithin = (error: Error, folder: string): string | undefined => {
  if (!isUsable(folder)) return undefined;
  const file = databaseFile({ dataFolder: folder });
  const files = [file, `${file}-wal`, `${file}-shm`, join(folder, folderLockName)];
  const failed =
    'path' in error
      ? nearestThere(String(error.path))
      : files.find((path) => existsSync(path) && (!isUsable(path) || !statSync(path).isFile()));
  const inside = relative(folder, failed ?? folder);
  return inside === '' || inside.split(sep)[0] === '..' ? undefined : failed;
};

/** What a person can do about an error; undefined for a defect. */
export const startProblemIn = (error: unknown, config: Config): StartProblem | undefined => {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  const sqlite = 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  const { dataFolder: folder, databaseUrl } = config;
  if (isStorageFull(error)) return { kind: 'disk-full', folder };
  const fault = databaseUrl === undefined ? undefined : postgresFault(error, databaseUrl);
  if (fault !== undefined) return { kind: 'no-postgres', fault };
  if (!sqliteFolderErrors.has(sqlite) && !fileErrors.has(code)) return undefined;
  const file = failedWithin(error, folder);
  if (file !== undefined) return { kind: 'file', file };
  return { kind: 'folder', folder };
};

/** The embedded database's file. */
export const databaseFile = (config: Pick<Config, 'dataFolder'>): string =>
  join(config.dataFolder, 'narvaro.sqlite');

const openDatabase = async (config: Config): Promise<Database> => {
  if (config.databaseUrl !== undefined) return { db: openPostgres(config.databaseUrl), dialect: 'postgres' };
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
  return { db: openSqlite(databaseFile(config)), dialect: 'sqlite' };
};

type Claim = 'new' | 'known' | 'other-kind' | 'other-keys';

/** The identity key the database was last sealed under, if it says so (KEY-1). */
const identityKeyOf = (database: Database): Promise<string | undefined> =>
  inTransaction(database, (tx) => createSettingsStore(tx).get(identityKeySetting));

/**
 * What kind of database this is and which keys it was written with, decided once and for ever by the first start: a
 * demo can never be opened as an office, nor an office as a demo, so that invented hours cannot reach a report
 * (DEMO-9), and neither with other keys (START-1). Without `keys` it only looks.
 */
const claim = (
  database: Database,
  kind: 'demo' | 'office',
  keys: { readonly first: string; readonly later: string } | undefined,
): Promise<Claim> =>
  inTransaction(database, async (tx) => {
    await holdLock(tx, 'settings');
    const settings = createSettingsStore(tx);
    const held = await settings.get('kind');
    if (held !== undefined && held !== kind) return 'other-kind';
    if (keys === undefined) return held === undefined ? 'new' : 'known';
    if (held !== undefined && (await settings.get('keys')) !== keys.first) return 'other-keys';
    const later = await settings.get('later-keys');
    if (later !== undefined && later !== keys.later) return 'other-keys';
    await settings.put('kind', kind);
    await settings.put('keys', keys.first);
    await settings.put('later-keys', keys.later);
    return held === undefined ? 'new' : 'known';
  });

const keysOf = async (folder: string): Promise<Secrets | undefined> => {
  try {
    return await loadSecrets(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && fileErrors.has(String(error.code))) throw error;
    return undefined;
  }
};

const withKeys = async (config: Config, database: Database): Promise<Result<StartData, StartProblem>> => {
  const { isDemo, dataFolder: folder } = config;
  const kind = isDemo ? 'demo' : 'office';
  const secretsFolder = join(folder, 'secrets');
  const seen = await claim(database, kind, undefined);
  if (seen === 'other-kind') return err({ kind: 'other-kind', isDemo, folder });
  if (seen === 'new' && config.task !== 'serve') return err({ kind: 'nothing-here', folder });
  if (seen === 'known' && !hasAllSecrets(secretsFolder))
    return err({ kind: 'other-keys', folder: secretsFolder });
  const secrets = await keysOf(secretsFolder);
  if (secrets === undefined) return err({ kind: 'other-keys', folder: secretsFolder });
  const claimed = await claim(database, kind, {
    first: hashOf(secrets.receiptPublicKey),
    later: hashOf(`${secrets.officePublicKey}\n${hashOf(bytesToBase64Url(secrets.codesKey))}`),
  });
  if (claimed === 'other-kind') return err({ kind: 'other-kind', isDemo, folder });
  if (claimed === 'other-keys') return err({ kind: 'other-keys', folder: secretsFolder });
  const current = await identityKeyOf(database);
  const now = current === undefined ? secrets : withIdentityKey(secrets, current);
  if (now === undefined) return err({ kind: 'other-keys', folder: secretsFolder });
  const unguarded = await unguardedTables(database);
  return ok({ database, secrets: now, isNew: claimed === 'new', unguarded });
};

/**
 * Brings the database up to date. Answers why it could not, where that is something a person can act on: a newer version
 * has used it (OLD-5), or a step failed and everything is as it was (OLD-6).
 */
const broughtUpToDate = async (database: Database, config: Config): Promise<StartProblem | undefined> => {
  const unknown = await unknownMigration(database);
  if (unknown !== undefined) return { kind: 'newer-database', migration: unknown };
  try {
    await migrate(database);
    return undefined;
  } catch (error) {
    if (!(error instanceof MigrationFailed)) throw error;
    const problem = startProblemIn(error.cause, config);
    if (problem?.kind === 'disk-full' || problem?.kind === 'no-postgres') return problem;
    return { kind: 'not-updated', migration: error.migration, reason: reasonIn(error.cause) };
  }
};

/** Why, without anybody's data: SQLite names tables and columns alone, PostgreSQL may quote a value, so its code is taken. */
const reasonIn = (cause: unknown): string => {
  if (!(cause instanceof Error)) return '';
  return 'errcode' in cause || !('code' in cause) ? cause.message.slice(0, 200) : String(cause.code);
};

/** Keys come after the database, so that keys without one are those of an office whose database is gone. */
const hasKeys = (folder: string): boolean => {
  const secrets = join(folder, 'secrets');
  return existsSync(secrets) && readdirSync(secrets).some((name) => name.endsWith('.key'));
};

/** Why no office may be begun here though there is no database: a restore was stopped half-way, or it is gone. */
const lostIn = async (config: Config, database: Database): Promise<StartProblem | undefined> => {
  const { dataFolder: folder, databaseUrl } = config;
  if (databaseUrl === undefined) return undefined;
  if (await isMarkedUnfinished(database)) return { kind: 'half-restored', folder };
  return hasKeys(folder) && (await isEmptyDatabase(database)) ? { kind: 'database-gone', folder } : undefined;
};

const openedOn = async (config: Config, database: Database): Promise<Result<StartData, StartProblem>> => {
  const problem = (await lostIn(config, database)) ?? (await broughtUpToDate(database, config));
  return problem === undefined ? withKeys(config, database) : err(problem);
};

/** Bringing up to date may take minutes; whoever waits for a page does not wait that long for PostgreSQL (PG-2). */
const servable = async (config: Config, data: StartData): Promise<StartData> => {
  if (config.databaseUrl === undefined || config.task !== 'serve') return data;
  await data.database.db.destroy();
  return { ...data, database: { db: openPostgres(config.databaseUrl, forRequests), dialect: 'postgres' } };
};

/**
 * Opens the database, brings it up to date and reads its keys; makes both at the first start. Refuses what cannot be
 * opened, and a database with keys of another or none (START-1); then no key is made. A damaged database is left as it
 * was, to the byte (CRASH-3).
 */
export const openStartData = async (config: Config): Promise<Result<StartData, StartProblem>> => {
  const isEmbedded = config.databaseUrl === undefined;
  const isMissing = isEmbedded && !existsSync(databaseFile(config));
  if (isEmbedded && config.task !== 'move' && isMoved(config.dataFolder))
    return err({ kind: 'moved', folder: config.dataFolder });
  if (await isHalfRestored(config.dataFolder, isEmbedded))
    return err({ kind: 'half-restored', folder: config.dataFolder });
  if (isMissing && hasKeys(config.dataFolder))
    return err({ kind: 'database-gone', folder: config.dataFolder });
  if (isMissing && config.task !== 'serve') return err({ kind: 'nothing-here', folder: config.dataFolder });
  try {
    const fault = isEmbedded ? sqliteFault(databaseFile(config)) : undefined;
    /* Keys come after the database: an empty one without them is a first start that was broken off. */
    const isBegun = fault?.kind !== 'empty' || existsSync(join(config.dataFolder, 'secrets'));
    if (fault !== undefined && isBegun) return err({ kind: 'database', fault: fault.kind, file: fault.file });
    const database = await openDatabase(config);
    const opened = await openedOn(config, database).catch(async (error: unknown) => {
      await database.db.destroy();
      throw error;
    });
    if (!opened.ok) await database.db.destroy();
    return opened.ok ? ok(await servable(config, opened.value)) : opened;
  } catch (error) {
    const problem = startProblemIn(error, config);
    if (problem === undefined) throw error;
    return err(problem);
  }
};
