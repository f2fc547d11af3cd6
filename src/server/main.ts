/**
 * Reads the configuration, builds every dependency once, listens, and stops tidily. `--demo` for the demo programme;
 * `--admin-link`, `--rotate-identity-key` and `--dispose` do one thing each and listen to nothing.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { createApp } from './http/app.ts';
import type { Services } from './http/services.ts';
import { compressAll, readStaticFiles, type StaticFiles } from './http/static-files.ts';
import { readConfig, type Config } from './config.ts';
import { refreshDemo, seedDemo } from './demo/seed-demo.ts';
import { startJobs, type Jobs } from './jobs/start-jobs.ts';
import { createMailer } from './letters/mailer.ts';
import { dispose } from './jobs/dispose.ts';
import { rotateIdentityKey } from './jobs/rotate-identity-key.ts';
import { openStartData, type StartData } from './start-data.ts';
import { createAdminLink, createStartLinks } from './start-links.ts';
import {
  printAdminLink,
  printDisposed,
  printProblem,
  printRotated,
  printStarted,
  printStep,
} from './start-words.ts';
import { inTransaction, type Database } from './store/database.ts';
import { createStores } from './store/stores.ts';

const builtApp = resolve(import.meta.dirname, '../../dist');

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
    let jobs: Jobs | undefined;
    const app = createApp({ database, services, trustsProxy: config.trustsProxy }, files);
    const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, () => {
      const mailer =
        config.mail === undefined ? undefined : createMailer(config.mail.server, config.mail.from);
      jobs = startJobs(database, services, mailer);
      listening();
    });
    server.once('error', failed);
    const stop = (): void => {
      server.close(() => {
        void Promise.resolve(jobs?.stop())
          .then(() => database.db.destroy())
          .then(() => process.exit(0));
      });
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      setTimeout(() => process.exit(0), 5000).unref();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });

const servicesOf = async (config: Config, data: StartData): Promise<Services> => {
  const { version } = JSON.parse(
    await readFile(resolve(import.meta.dirname, '../../package.json'), 'utf8'),
  ) as { version: string };
  return {
    clock: () => Date.now(),
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    secrets: data.secrets,
    origin: config.origin,
    isDemo: config.isDemo,
    version,
    office: config.office,
    programme: config.programme,
    mailFrom: config.mail?.from.address,
  };
};

/** `--admin-link`: beside a server that runs, or without one. */
const giveAdminLink = async (config: Config): Promise<void> => {
  const data = await openStartData(config);
  if (!data.ok) return printProblem(data.error);
  const { database } = data.value;
  printAdminLink(await createAdminLink(database, await servicesOf(config, data.value)));
  await database.db.destroy();
};

/** `--rotate-identity-key`: with the server stopped. */
const rotateKey = async (config: Config): Promise<void> => {
  const data = await openStartData(config);
  if (!data.ok) return printProblem(data.error);
  const { database } = data.value;
  const folder = join(config.dataFolder, 'secrets');
  const services = await servicesOf(config, data.value);
  printRotated(await rotateIdentityKey({ database, services, folder }));
  await database.db.destroy();
};

/** `--dispose`, and `--dry-run` to see first what would go. */
const disposeNow = async (config: Config): Promise<void> => {
  const data = await openStartData(config);
  if (!data.ok) return printProblem(data.error);
  const { database } = data.value;
  const services = await servicesOf(config, data.value);
  printDisposed(await dispose({ database, services, isDryRun: config.isDryRun }));
  await database.db.destroy();
};

const serveApp = async (config: Config): Promise<void> => {
  const files = await readApp(config.isDemo);
  if (files === undefined) return printProblem({ kind: 'not-built' });
  const data = await openStartData(config);
  if (!data.ok) return printProblem(data.error);
  const { database, isNew } = data.value;
  const first = await servicesOf(config, data.value);
  if (first.isDemo && isNew) await seedDemo(database, first, printStep);
  if (first.isDemo && !isNew) await refreshDemo(database, first);
  const services = await named(database, first);
  try {
    await listen(config, database, services, files);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken) throw error;
    printProblem({ kind: 'port-taken', port: config.port });
    await database.db.destroy();
    return;
  }
  const links = await createStartLinks(database, services);
  await printStarted({ services, links, folder: config.dataFolder });
  await compressAll(files);
};

const main = async (): Promise<void> => {
  const config = readConfig(process.env, process.argv.slice(2));
  if (!config.ok) return printProblem(config.error);
  switch (config.value.task) {
    case 'serve':
      return serveApp(config.value);
    case 'admin-link':
      return giveAdminLink(config.value);
    case 'rotate-identity-key':
      return rotateKey(config.value);
    case 'dispose':
      return disposeNow(config.value);
  }
};

await main();
