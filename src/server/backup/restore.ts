/**
 * Puts a backup back on an empty place: proven first, then restored, then made ready. Whatever is there already is left
 * as it is and the restore refused (BACKUP-4).
 */
import { existsSync } from 'node:fs';
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
import { isEmptyDatabase, migrateUpTo, openScratch } from '../store/whole-database.ts';
import { readyAfterRestore, type Readied } from './after-restore.ts';
import { FromLaterVersion, loadCopy, putKeys, type Loaded } from './copy-lines.ts';
import type { Finding } from './findings.ts';
import { checkCopy } from './check-copy.ts';
import { noteRestored } from './heads-journal.ts';
import { keepPublicKey, type RecoveryKey } from './recovery-key.ts';
import { knownRevocations } from './revocations.ts';
import { Damaged, openSealed, type BackupFault } from './sealed-file.ts';

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
  readonly disposed: number;
  /** What is wrong with the database the copy was made of. */
  readonly findings: readonly Finding[];
};

/** Where it is built; what an interrupted restore has left there is nobody's. */
const buildingName = '.restoring';

const isEmptyFolder = async (folder: string): Promise<boolean> =>
  !existsSync(folder) || (await readdir(folder)).every((name) => name === buildingName);

const databaseFile = 'narvaro.sqlite';

/** The database last: until it is there, the folder holds no office. */
const moveInto = async (building: string, folder: string): Promise<void> => {
  const names = (await readdir(building)).toSorted(
    (a, b) => Number(a === databaseFile) - Number(b === databaseFile),
  );
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
  if (!(await isEmptyFolder(dataFolder))) return { kind: 'not-empty', what: dataFolder };
  if (databaseUrl === undefined) return undefined;
  const database: Database = { db: openPostgres(databaseUrl), dialect: 'postgres' };
  try {
    return (await isEmptyDatabase(database)) ? undefined : { kind: 'not-empty', what: 'DATABASE_URL' };
  } finally {
    await database.db.destroy();
  }
};

const openNew = (place: RestorePlace, folder: string): Database =>
  place.databaseUrl === undefined
    ? { db: openSqlite(join(folder, databaseFile)), dialect: 'sqlite' }
    : { db: openPostgres(place.databaseUrl), dialect: 'postgres' };

const fill = async (
  place: RestorePlace,
  building: string,
  { loaded, findings, secrets }: Proven,
): Promise<Restored> => {
  const services = place.servicesWith(secrets);
  const folder = dirname(place.file);
  const known = await knownRevocations(folder, services);
  const database = openNew(place, building);
  try {
    await loadInto(place, database);
    const { madeAt } = loaded.about;
    const readied = await readyAfterRestore(database, services, { madeAt, known });
    const { counts } = await dispose({ database, services, isDryRun: false });
    await keepPublicKey(building, place.recoveryKey.publicKey);
    const { epoch, heads } = readied;
    await noteRestored({ folder, database, services }, { from: madeAt, epoch, heads });
    return {
      ...readied,
      madeAt,
      findings,
      revocationsUntil: known.lastAt,
      revocationLines: known.lines,
      isJournalBroken: known.brokenAt !== undefined,
      disposed: Object.values(counts).reduce((sum, count) => sum + (count ?? 0), 0),
    };
  } finally {
    await database.db.destroy();
  }
};

/**
 * Restores. All is built in a folder of its own and moved into its place last: a restore that stops half-way has
 * restored nothing, and can be done again.
 */
export const restore = async (place: RestorePlace): Promise<Result<Restored, RestoreProblem>> => {
  const occupied = await notEmpty(place);
  if (occupied !== undefined) return err(occupied);
  const building = join(place.dataFolder, buildingName);
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true, mode: 0o700 });
  try {
    const proven = await proveFirst(place, join(building, 'secrets'));
    if (!proven.ok) return proven;
    const restored = await fill(place, building, proven.value);
    await moveInto(building, place.dataFolder);
    return ok(restored);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
};
