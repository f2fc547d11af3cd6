/**
 * Puts a backup back on an empty place: proven first, then restored, then made ready. Whatever is there already is left
 * as it is and the restore refused (BACKUP-4).
 */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';
import { dispose } from '../jobs/dispose.ts';
import type { Services } from '../http/services.ts';
import { loadSecrets, withIdentityKey } from '../secrets.ts';
import { identityKeySetting } from '../identity/identity-vault.ts';
import { inTransaction, type Database } from '../store/database.ts';
import { createSettingsStore } from '../store/settings-store.ts';
import { openPostgres } from '../store/postgres.ts';
import { openSqlite } from '../store/sqlite.ts';
import {
  clearUnfinished,
  isEmptyDatabase,
  isMarkedUnfinished,
  markUnfinished,
  migrateUpTo,
  openScratch,
  takeMarkAway,
} from '../store/whole-database.ts';
import { readyAfterRestore, type Readied } from './after-restore.ts';
import { FromLaterVersion, loadCopy, putKeys, type Loaded } from './copy-lines.ts';
import type { Finding } from './findings.ts';
import { checkCopy } from './check-copy.ts';
import { noteRestored } from './heads-journal.ts';
import { keepPublicKey, type RecoveryKey } from './recovery-key.ts';
import { knownRevocations } from './revocations.ts';
import { Damaged, openSealed, type BackupFault } from './sealed-file.ts';
import { buildingName, databaseName, isFreeFolder, remainsIn } from './unfinished.ts';

export type RestorePlace = {
  readonly file: string;
  readonly recoveryKey: RecoveryKey;
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly isDemo: boolean;
  /** Services but for the keys, which the backup holds. */
  readonly servicesWith: (secrets: Services['secrets']) => Services;
};

export type RestoreProblem =
  | BackupFault
  | { readonly kind: 'not-empty'; readonly what: string }
  | { readonly kind: 'later-version'; readonly file: string }
  | { readonly kind: 'other-kind'; readonly isDemo: boolean };

export type Restored = Readied & {
  readonly madeAt: number;
  /** The latest line of the journal of what was shut out: what came after it nobody can know. */
  readonly revocationsUntil: number | undefined;
  readonly revocationLines: number;
  readonly isJournalBroken: boolean;
  /** The restore stands in the journal beside the backup; not where that place cannot be written to. */
  readonly isNoted: boolean;
  readonly disposed: number;
  /** What is wrong with the database the copy was made of. */
  readonly findings: readonly Finding[];
};

/** The database last: until it is there, the folder holds no office. What an earlier try had moved gives way. */
const moveInto = async (building: string, folder: string): Promise<void> => {
  const names = (await readdir(building)).toSorted(
    (a, b) => Number(a === databaseName) - Number(b === databaseName),
  );
  for (const name of await remainsIn(folder)) await rm(join(folder, name), { recursive: true });
  for (const name of names) await rename(join(building, name), join(folder, name));
};

/** Secrets as files in a folder of its own, so that they are there whole or not at all. */
const secretsFrom = async (folder: string, keys: Loaded['keys']): Promise<Services['secrets']> => {
  await putKeys(folder, keys);
  return loadSecrets(folder);
};

const underCurrentKey = async (
  database: Database,
  secrets: Services['secrets'],
): Promise<Services['secrets']> => {
  const current = await inTransaction(database, (tx) => createSettingsStore(tx).get(identityKeySetting));
  return (current === undefined ? undefined : withIdentityKey(secrets, current)) ?? secrets;
};

type Proven = {
  readonly loaded: Loaded;
  readonly findings: readonly Finding[];
  readonly secrets: Services['secrets'];
};

/** Reads the whole file into a database in memory and walks through it, before anything is written anywhere. */
const proveFirst = async (
  place: RestorePlace,
  keysFolder: string,
): Promise<Result<Proven, RestoreProblem>> => {
  const { file } = place;
  const opened = await openSealed(file, { recovery: place.recoveryKey });
  if (!opened.ok) return opened;
  const scratch = await openScratch();
  try {
    const loaded = await loadCopy(opened.value.lines, scratch);
    if (loaded.about.isDemo !== place.isDemo) return err({ kind: 'other-kind', isDemo: place.isDemo });
    const secrets = await secretsFrom(keysFolder, loaded.keys);
    const services = place.servicesWith(await underCurrentKey(scratch, secrets));
    return ok({ loaded, secrets: services.secrets, findings: await checkCopy(scratch, services) });
  } catch (error) {
    if (error instanceof Damaged) return err({ kind: 'damaged', file });
    if (error instanceof FromLaterVersion) return err({ kind: 'later-version', file });
    throw error;
  } finally {
    await scratch.db.destroy();
    await opened.value.close();
  }
};

const loadInto = async (place: RestorePlace, database: Database): Promise<void> => {
  const opened = await openSealed(place.file, { recovery: place.recoveryKey });
  if (!opened.ok) throw new Damaged();
  try {
    await loadCopy(opened.value.lines, database);
    await migrateUpTo(database);
  } finally {
    await opened.value.close();
  }
};

const notEmpty = async ({ dataFolder, databaseUrl }: RestorePlace): Promise<RestoreProblem | undefined> => {
  if (!(await isFreeFolder(dataFolder))) return { kind: 'not-empty', what: dataFolder };
  if (databaseUrl === undefined) return undefined;
  const database: Database = { db: openPostgres(databaseUrl), dialect: 'postgres' };
  try {
    const isFree = (await isEmptyDatabase(database)) || (await isMarkedUnfinished(database));
    return isFree ? undefined : { kind: 'not-empty', what: 'DATABASE_URL' };
  } finally {
    await database.db.destroy();
  }
};

/** A file is built beside its place and moved; a database that is a service has a mark in it until all is done. */
const openNew = async (place: RestorePlace, folder: string): Promise<Database> => {
  if (place.databaseUrl === undefined)
    return { db: openSqlite(join(folder, databaseName)), dialect: 'sqlite' };
  const database: Database = { db: openPostgres(place.databaseUrl), dialect: 'postgres' };
  if (await isMarkedUnfinished(database)) await clearUnfinished(database);
  await markUnfinished(database);
  return database;
};

const finish = async ({ databaseUrl }: RestorePlace): Promise<void> => {
  if (databaseUrl === undefined) return;
  const database: Database = { db: openPostgres(databaseUrl), dialect: 'postgres' };
  try {
    await takeMarkAway(database);
  } finally {
    await database.db.destroy();
  }
};

/** The place of a backup may be one that nobody can write to: that is told, and stops nothing (BACKUP-4). */
const triedToNote = async (...said: Parameters<typeof noteRestored>): Promise<boolean> => {
  try {
    await noteRestored(...said);
    return true;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return false;
    throw error;
  }
};

const fill = async (
  place: RestorePlace,
  building: string,
  { loaded, findings, secrets }: Proven,
): Promise<Restored> => {
  const services = place.servicesWith(secrets);
  const folder = dirname(place.file);
  const known = await knownRevocations(folder, services);
  const database = await openNew(place, building);
  try {
    await loadInto(place, database);
    const { madeAt } = loaded.about;
    const readied = await readyAfterRestore(database, services, { madeAt, known });
    const { counts } = await dispose({ database, services, isDryRun: false });
    await keepPublicKey(building, place.recoveryKey.publicKey);
    const { epoch, heads } = readied;
    const isNoted = await triedToNote({ folder, database, services }, { from: madeAt, epoch, heads });
    return {
      ...readied,
      madeAt,
      findings,
      revocationsUntil: known.lastAt,
      revocationLines: known.lines,
      isJournalBroken: known.brokenAt !== undefined,
      isNoted,
      disposed: Object.values(counts).reduce((sum, count) => sum + (count ?? 0), 0),
    };
  } finally {
    await database.db.destroy();
  }
};

/**
 * Restores. All is built in a folder of its own and moved into its place last: a restore that stops half-way has
 * restored nothing, no office is begun there, and it can be done again (BACKUP-4).
 */
export const restore = async (place: RestorePlace): Promise<Result<Restored, RestoreProblem>> => {
  const occupied = await notEmpty(place);
  if (occupied !== undefined) return err(occupied);
  const building = join(place.dataFolder, buildingName);
  const hasRemains = (await remainsIn(place.dataFolder)).length > 0;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true, mode: 0o700 });
  let isBuilt = false;
  try {
    const proven = await proveFirst(place, join(building, 'secrets'));
    if (!proven.ok) return proven;
    const restored = await fill(place, building, proven.value);
    isBuilt = true;
    await moveInto(building, place.dataFolder);
    await finish(place);
    await rm(building, { recursive: true, force: true });
    return ok(restored);
  } finally {
    /* The folder itself says that what lies beside it is half a restore's. */
    if (!isBuilt) await rm(building, { recursive: true, force: true });
    if (!isBuilt && hasRemains) await mkdir(building, { recursive: true, mode: 0o700 });
  }
};
