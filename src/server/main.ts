/**
 * Reads the configuration, builds every dependency once, listens, and stops tidily. `--demo` for the demo programme;
 * `--check-config`, `--admin-link`, `--rotate-identity-key` and `--dispose` do one thing each and listen to nothing.
 */
import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ok, type Result } from '../domain/result.ts';
import { logDefect } from './http/server-log.ts';
import type { Services } from './http/services.ts';
import { compressAll, readStaticFiles, type StaticFiles } from './http/static-files.ts';
import { backUpNow, makeKeyNow, moveNow, restoreNow, verifyNow } from './backup/commands.ts';
import { noTargetLines } from './backup/move-words.ts';
import { epochIn } from './backup/epoch.ts';
import { readLeaked, type Leaked, type LeakedProblem } from './accounts/leaked-passwords.ts';
import { readConfig, type Config } from './config.ts';
import { readyDemo } from './demo/seed-demo.ts';
import { dispose } from './jobs/dispose.ts';
import { rotateIdentityKey } from './jobs/rotate-identity-key.ts';
import { createLog, processSink } from './operation/log-line.ts';
import { createMetrics } from './operation/metrics.ts';
import { listenProblemIn } from './operation/listen-problem.ts';
import { forLongWork, hostOf, startServing } from './operation/serve.ts';
import { readTls, type Tls } from './operation/tls.ts';
import type { TlsProblem } from './operation/tls-words.ts';
import { createWatch } from './operation/watch.ts';
import { databaseFile, openStartData, startProblemIn, type StartData } from './start-data.ts';
import { createAdminLink, createStartLinks } from './start-links.ts';
import {
  printAdminLink,
  printFailure,
  printChecked,
  printDisposed,
  printHelp,
  printProblem,
  printRemarks,
  printSettings,
  printRotated,
  printStarted,
  printStep,
  printUnguarded,
  printWaiting,
  type StartProblem,
} from './start-words.ts';
import { inTransaction, type Database } from './store/database.ts';
import { openPostgres } from './store/postgres.ts';
import { isFileInUse, isFolderServed, isServedOnPostgres, takeFolder } from './store/serving-lock.ts';
import { createStores } from './store/stores.ts';
import { openWhenThere, usualWaiting } from './wait-for-database.ts';

const clock = (): number => Date.now();
const builtApp = resolve(import.meta.dirname, '../../dist');

/** The demo says its own name and telephone; an office's come from the configuration. */
const named = (database: Database, services: Services): Promise<Services> =>
  inTransaction(database, async (tx) => {
    const { settings } = createStores(tx, services);
    return {
      ...services,
      epoch: await epochIn(tx),
      programme: (await settings.get('programme')) ?? services.programme,
      office: {
        name: (await settings.get('office-name')) ?? services.office.name,
        phone: (await settings.get('office-phone')) ?? services.office.phone,
      },
    };
  });

/** Says to whoever starts it what to do, and to whoever reads the log that there was no start. */
const refuse = (problem: StartProblem): void => {
  printProblem(problem);
  createLog('error', { clock, sink: processSink })('error', 'start-refused', { problem: problem.kind });
};

/** What nobody caught leaves the process in a state nobody knows: it is told, and the process ends. */
const endOnDefect = (services: Services): void => {
  const end = (error: unknown): void => {
    logDefect(services, 'process', error);
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
};

const readApp = async (isDemo: boolean): Promise<StaticFiles | undefined> => {
  try {
    return await readStaticFiles(builtApp, isDemo);
  } catch {
    return undefined;
  }
};

const readVersion = async (): Promise<string> => {
  const text = await readFile(resolve(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
};

const random = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(length));

const servicesFrom = (config: Config, secrets: Services['secrets'], version: string): Services => ({
  clock,
  randomBytes: random,
  secrets,
  origin: config.origin,
  isDemo: config.isDemo,
  version,
  office: config.office,
  programme: config.programme,
  mailFrom: config.mail?.from.address,
  signOn: config.signOn,
});

const servicesOf = async (config: Config, data: StartData): Promise<Services> =>
  servicesFrom(config, data.secrets, await readVersion());

/** `--admin-link`: beside a server that runs, or without one. */
const giveAdminLink = async (config: Config): Promise<void> => {
  const data = await openStartData(config);
  if (!data.ok) return refuse(data.error);
  const { database } = data.value;
  printAdminLink(await createAdminLink(database, await servicesOf(config, data.value)));
  await database.db.destroy();
};

/** `--rotate-identity-key`: with the server stopped; one that runs goes on with the old key and can do nothing (KEY-4). */
const rotateKey = async (config: Config): Promise<void> => {
  const isEmbedded = config.databaseUrl === undefined;
  if (isEmbedded && isFileInUse(databaseFile(config))) return refuse({ kind: 'in-use' });
  const data = await openStartData(config);
  if (!data.ok) return refuse(data.error);
  const { database } = data.value;
  if (await isServedOnPostgres(database)) {
    await database.db.destroy();
    return refuse({ kind: 'in-use' });
  }
  const folder = join(config.dataFolder, 'secrets');
  const services = await servicesOf(config, data.value);
  printRotated(await rotateIdentityKey({ database, services, folder }));
  await database.db.destroy();
};

/** `--dispose`, and `--dry-run` to see first what would go. */
const disposeNow = async (config: Config): Promise<void> => {
  const data = await openStartData(config);
  if (!data.ok) return refuse(data.error);
  const { database } = data.value;
  const services = await servicesOf(config, data.value);
  printDisposed(await dispose({ database, services, isDryRun: config.isDryRun }));
  await database.db.destroy();
};

const tlsOf = async ({ tls, origin }: Config): Promise<Result<Tls | undefined, TlsProblem>> =>
  tls === undefined ? ok(undefined) : readTls(tls, { host: hostOf(origin), now: clock() });

const leakedOf = async ({
  leakedPasswords: file,
}: Config): Promise<Result<Leaked | undefined, LeakedProblem>> =>
  file === undefined ? ok(undefined) : readLeaked(file);

/** Work that may take longer than anybody waits for a page (PG-2). */
const withPatience = async (
  config: Config,
  database: Database,
  work: (patient: Database) => Promise<void>,
): Promise<void> => {
  const patient = forLongWork(config, database);
  try {
    await work(patient);
  } finally {
    if (patient !== database) await patient.db.destroy();
  }
};

/** On PostgreSQL any number of servers share the work. */
const noLock = { release: (): void => undefined };

const serveApp = async (config: Config): Promise<void> => {
  const { dataFolder: folder, databaseUrl } = config;
  if (databaseUrl === undefined && isFolderServed(folder)) return refuse({ kind: 'already-served', folder });
  const files = await readApp(config.isDemo);
  if (files === undefined) return refuse({ kind: 'not-built' });
  const tls = await tlsOf(config);
  if (!tls.ok) return refuse(tls.error);
  const leaked = await leakedOf(config);
  if (!leaked.ok) return refuse(leaked.error);
  const data = await openWhenThere(config, { ...usualWaiting, tell: printWaiting });
  if (!data.ok) return refuse(data.error);
  const { database, unguarded } = data.value;
  /* Two that start at the same moment both find the folder free, and one of them gets it. */
  const folderLock = databaseUrl === undefined ? takeFolder(folder) : noLock;
  if (folderLock === undefined) {
    await database.db.destroy();
    return refuse({ kind: 'already-served', folder });
  }
  printUnguarded(unguarded);
  const metrics = createMetrics(clock, { version: await readVersion() });
  const log = createLog(config.logLevel, { clock, sink: processSink });
  if (unguarded.length > 0) log('error', 'logs-unguarded', { tables: unguarded });
  const watch = createWatch(metrics, { log, randomBytes: random });
  const first = { ...(await servicesOf(config, data.value)), watch, isLeaked: leaked.value };
  if (first.isDemo) await withPatience(config, database, (patient) => readyDemo(patient, first, printStep));
  const services = await named(database, first);
  endOnDefect(services);
  try {
    await startServing({ config, database, services, files, metrics, log, tls: tls.value, folderLock });
  } catch (error) {
    const problem = listenProblemIn(error, config);
    if (problem === undefined) throw error;
    refuse(problem);
    await database.db.destroy();
    folderLock.release();
    return;
  }
  const links = await createStartLinks(database, services);
  await printStarted({ services, links, folder: config.dataFolder });
  await compressAll(files);
};

const isSet = (name: string): boolean => (process.env[name] ?? '') !== '';

/** `--check-config`: says what is wrong or odd, and every setting; opens no database and no port. */
const checkConfig = async (config: Config): Promise<void> => {
  const tls = await tlsOf(config);
  if (!tls.ok) return refuse(tls.error);
  const leaked = await leakedOf(config);
  if (!leaked.ok) return refuse(leaked.error);
  const { dataFolder: folder } = config;
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
    return refuse({ kind: 'folder', folder });
  printChecked(isSet);
};

/** What the backups' commands stand on: the office as it is here. */
const withOffice = async (
  config: Config,
  work: (office: { database: Database; services: Services }) => Promise<void>,
): Promise<void> => {
  const data = await openStartData(config);
  if (!data.ok) return refuse(data.error);
  const { database } = data.value;
  const services = await servicesOf(config, data.value);
  try {
    await work({ database, services });
  } finally {
    await database.db.destroy();
  }
};

/** `--restore`: on an empty place, whose keys are in the backup. */
const restoreHere = async (config: Config): Promise<void> => {
  const version = await readVersion();
  return restoreNow(config, (secrets) => servicesFrom(config, secrets, version));
};

/** `--move`: from the embedded database in the data folder to PostgreSQL, with the server stopped. */
const moveHere = async (config: Config): Promise<void> => {
  const { databaseUrl } = config;
  if (databaseUrl === undefined) return printFailure(noTargetLines);
  if (isFileInUse(databaseFile(config))) return refuse({ kind: 'in-use' });
  await withOffice({ ...config, databaseUrl: undefined }, async (office) => {
    const target: Database = { db: openPostgres(databaseUrl), dialect: 'postgres' };
    try {
      await moveNow(config, office, target);
    } finally {
      await target.db.destroy();
    }
  });
};

const doTask = async (config: Config): Promise<void> => {
  switch (config.task) {
    case 'check-config':
      return checkConfig(config);
    case 'serve':
      return serveApp(config);
    case 'admin-link':
      return giveAdminLink(config);
    case 'rotate-identity-key':
      return rotateKey(config);
    case 'dispose':
      return disposeNow(config);
    case 'backup-key':
      return withOffice(config, () => makeKeyNow(config, random));
    case 'backup':
      return withOffice(config, (office) => backUpNow(config, office));
    case 'restore':
      return restoreHere(config);
    case 'verify':
      return withOffice(config, (office) => verifyNow(config, office));
    case 'move':
      return moveHere(config);
  }
};

const main = async (): Promise<void> => {
  if (process.argv.includes('--help')) return printHelp();
  const config = readConfig(process.env, process.argv.slice(2));
  if (!config.ok) {
    refuse(config.error);
    if (process.argv.includes('--check-config')) printSettings(isSet);
    return;
  }
  printRemarks(config.value);
  try {
    await doTask(config.value);
  } catch (error) {
    /* A disk that is full or locked is met anywhere on the way, also once the port is open (CRASH-3). */
    const problem = startProblemIn(error, config.value);
    if (problem === undefined) throw error;
    refuse(problem);
    process.exit();
  }
};

await main();
