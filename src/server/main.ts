/** Reads the configuration, builds every dependency once, listens, and stops tidily. `--demo` for the demo programme. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { createApp } from './http/app.ts';
import type { Services } from './http/services.ts';
import { compressAll, readStaticFiles, type StaticFiles } from './http/static-files.ts';
import { readConfig, type Config } from './config.ts';
import { refreshDemo, seedDemo } from './demo/seed-demo.ts';
import { loadSecrets } from './secrets.ts';
import { createStartLinks } from './start-links.ts';
import { printProblem, printStarted, printStep } from './start-words.ts';
import { inTransaction, migrate, type Database } from './store/database.ts';
import { openPostgres } from './store/postgres.ts';
import { openSqlite } from './store/sqlite.ts';
import { createStores } from './store/stores.ts';

const builtApp = resolve(import.meta.dirname, '../../dist');

const openDatabase = async (config: Config): Promise<Database> => {
  if (config.databaseUrl !== undefined) return { db: openPostgres(config.databaseUrl), dialect: 'postgres' };
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
  return { db: openSqlite(join(config.dataFolder, 'narvaro.sqlite')), dialect: 'sqlite' };
};

/**
 * What kind of database this is, decided once and for ever by the first start: a demo can never be opened as an
 * office, nor an office as a demo, so that invented hours cannot reach a report (DEMO-9).
 */
const claimKind = (database: Database, services: Services): Promise<'new' | 'known' | 'other-kind'> =>
  inTransaction(database, async (tx) => {
    const { settings } = createStores(tx, services);
    const wanted = services.isDemo ? 'demo' : 'office';
    const held = await settings.get('kind');
    if (held === undefined) await settings.put('kind', wanted);
    return held === undefined ? 'new' : held === wanted ? 'known' : 'other-kind';
  });

/** The demo says its own name and telephone; an office's come from the configuration. */
const named = (database: Database, services: Services): Promise<Services> =>
  inTransaction(database, async (tx) => {
    const { settings } = createStores(tx, services);
    return {
      ...services,
      programme: (await settings.get('programme')) ?? services.programme,
      office: {
        name: (await settings.get('office-name')) ?? services.office.name,
        phone: (await settings.get('office-phone')) ?? services.office.phone,
      },
    };
  });

const readApp = async (isDemo: boolean): Promise<StaticFiles | undefined> => {
  try {
    return await readStaticFiles(builtApp, isDemo);
  } catch {
    return undefined;
  }
};

const listen = (config: Config, database: Database, services: Services, files: StaticFiles): Promise<void> =>
  new Promise((listening, failed) => {
    const app = createApp({ database, services, trustsProxy: config.trustsProxy }, files);
    const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, () => listening());
    server.once('error', failed);
    const stop = (): void => {
      server.close(() => {
        void database.db.destroy().then(() => process.exit(0));
      });
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      setTimeout(() => process.exit(0), 5000).unref();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });

const main = async (): Promise<void> => {
  const config = readConfig(process.env, process.argv.slice(2));
  if (!config.ok) return printProblem({ kind: 'settings', names: config.error });
  const files = await readApp(config.value.isDemo);
  if (files === undefined) return printProblem({ kind: 'not-built' });
  const database = await openDatabase(config.value);
  await migrate(database);
  const { version } = JSON.parse(
    await readFile(resolve(import.meta.dirname, '../../package.json'), 'utf8'),
  ) as { version: string };
  const first: Services = {
    clock: () => Date.now(),
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    secrets: await loadSecrets(join(config.value.dataFolder, 'secrets')),
    origin: config.value.origin,
    isDemo: config.value.isDemo,
    version,
    office: config.value.office,
    programme: config.value.programme,
  };
  const kind = await claimKind(database, first);
  if (kind === 'other-kind') {
    printProblem({ kind: 'other-kind', isDemo: first.isDemo, folder: config.value.dataFolder });
    await database.db.destroy();
    return;
  }
  if (first.isDemo && kind === 'new') await seedDemo(database, first, printStep);
  if (first.isDemo && kind === 'known') await refreshDemo(database, first);
  const services = await named(database, first);
  try {
    await listen(config.value, database, services, files);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken) throw error;
    printProblem({ kind: 'port-taken', port: config.value.port });
    await database.db.destroy();
    return;
  }
  const links = await createStartLinks(database, services, config.value.wantsAdminLink);
  await printStarted({ services, links, folder: config.value.dataFolder });
  await compressAll(files);
};

await main();
