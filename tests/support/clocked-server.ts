/**
 * The whole server with its pages on a port, in the test's own process, with an empty database and a clock that the test
 * moves: for stories that last longer than a test may. On PostgreSQL it is three servers that are asked in turn.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { createApp } from '../../src/server/http/app.ts';
import type { Services } from '../../src/server/http/services.ts';
import { readStaticFiles } from '../../src/server/http/static-files.ts';
import { loadSecrets } from '../../src/server/secrets.ts';
import { createAdminLink } from '../../src/server/start-links.ts';
import { inTransaction, migrate, type Database } from '../../src/server/store/database.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { createStores, type Stores } from '../../src/server/store/stores.ts';
import { freePort } from './free-port.ts';
import { inTurn } from './in-turn.ts';
import { createSharedDatabase, isOnPostgres } from './shared-postgres.ts';

export type ClockedServer = {
  readonly origin: string;
  readonly now: () => number;
  /** Moves the clock; it stands still there, however slow the machine is. */
  readonly moveTo: (time: number) => void;
  readonly stores: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
  /** A one-time link that makes an administrator. */
  readonly adminLink: () => Promise<string>;
  readonly end: () => Promise<void>;
};

type Opened = { readonly databases: readonly [Database, ...Database[]]; readonly drop: () => Promise<void> };

const openDatabases = async (folder: string): Promise<Opened> => {
  if (!isOnPostgres()) {
    const database: Database = { db: openSqlite(join(folder, 'narvaro.db')), dialect: 'sqlite' };
    return { databases: [database], drop: () => Promise.resolve() };
  }
  const shared = await createSharedDatabase();
  return { databases: [shared.open(), shared.open(), shared.open()], drop: shared.drop };
};

/**
 * Starts it at `time`, ms since 1970, with the city's sign-in service where there is one. The app must have been built.
 */
export const startClockedServer = async (
  time: number,
  signOnFor?: (origin: string) => Promise<Services['signOn']>,
): Promise<ClockedServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'narvaro-clocked-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  let held = time;
  const clock = (): number => held;
  const services: Services = {
    clock,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    secrets: await loadSecrets(join(folder, 'secrets')),
    origin,
    isDemo: false,
    version: '0.0.0-test',
    office: { name: 'Projektkontoret', phone: '08-465 004 00' },
    programme: 'Framtidens socialtjänst',
    mailFrom: undefined,
    signOn: await signOnFor?.(origin),
  };
  const { databases, drop } = await openDatabases(folder);
  const [database] = databases;
  await migrate(database);
  const files = await readStaticFiles(resolve(import.meta.dirname, '../../dist'), false);
  const app = inTurn(
    databases.map((own) =>
      createApp({ database: own, services: { ...services }, trustsProxy: false }, files),
    ),
  );
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  await new Promise<AddressInfo | void>((listening) => {
    server.once('listening', () => listening());
  });
  return {
    origin,
    now: clock,
    moveTo: (to) => {
      held = to;
    },
    stores: (work) => inTransaction(database, (tx) => work(createStores(tx, services))),
    adminLink: () => createAdminLink(database, services),
    end: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise<void>((closed) => {
        server.close(() => closed());
      });
      await Promise.all(databases.map(({ db }) => db.destroy()));
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
