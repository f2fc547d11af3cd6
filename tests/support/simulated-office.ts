/**
 * The real server on a database that can be backed up, put back and opened anew, as an office's machine can. Built on a
 * test server, which lends its keys and its randomness.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import { createApp } from '../../src/server/http/app.ts';
import type { Services } from '../../src/server/http/services.ts';
import { inTransaction, migrate, type Database } from '../../src/server/store/database.ts';
import { beginEpoch, epochIn } from '../../src/server/backup/epoch.ts';
import { leapArrivals } from '../../src/server/store/whole-database.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { createStores, type Stores } from '../../src/server/store/stores.ts';
import { codesIn } from './enrolment-codes.ts';
import type { TestServer } from './test-server.ts';
import { pathOf } from './simulated-network.ts';

export type Office = {
  readonly services: Services;
  /** Hands a request to whichever process runs now. */
  readonly fetching: typeof fetch;
  readonly stores: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
  readonly database: () => Database;
  readonly now: () => number;
  readonly setClock: (now: number) => void;
  /** The process ends and another begins on the same database. */
  readonly restart: () => void;
  /** A copy of the database as it is on disk; SQLite only. */
  readonly backUp: () => Promise<string>;
  /** The machine is lost: from now on the database is what the copy held. */
  readonly putBack: (copy: string) => Promise<void>;
  /** A one-time code for a tablet of this unit (null: the office's spare). */
  readonly enrolmentCode: (unit: string | null) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** As far as the product's own restore leaps. */
const arrivalLeap = 1_000_000;

/** Opens an office; without `database` on an empty one in memory. Whoever opens it closes it. */
export const openOffice = async (
  server: TestServer,
  start: number,
  first: Database = { db: openSqlite(':memory:'), dialect: 'sqlite' },
): Promise<Office> => {
  let now = start;
  let database = first;
  let folder: string | undefined;
  let copies = 0;
  const services: Services = { ...server.services, clock: () => now };
  let epoch: Services['epoch'];
  const build = (): Hono =>
    createApp({ database, services: { ...services, epoch }, trustsProxy: false }, new Map());
  await migrate(database);
  let app = build();
  const newFile = async (): Promise<string> => {
    folder ??= await mkdtemp(join(tmpdir(), 'narvaro-office-'));
    copies += 1;
    return join(folder, `copy-${copies}.db`);
  };
  const stores: Office['stores'] = (work) =>
    inTransaction(database, (tx) => work(createStores(tx, services)));
  return {
    services,
    fetching: async (input, init) => app.request(pathOf(input), init),
    stores,
    database: () => database,
    now: () => now,
    setClock: (next) => {
      now = next;
    },
    restart: () => {
      app = build();
    },
    backUp: async () => {
      const file = await newFile();
      await sql.raw(`vacuum into '${file}'`).execute(database.db);
      return file;
    },
    putBack: async (copy) => {
      const file = await newFile();
      await copyFile(copy, file);
      await database.db.destroy();
      database = { db: openSqlite(file), dialect: 'sqlite' };
      epoch = await inTransaction(database, async (tx) => {
        await leapArrivals(tx, arrivalLeap);
        await beginEpoch(tx, services, now);
        return epochIn(tx);
      });
      app = build();
    },
    enrolmentCode: codesIn(stores, () => now),
    close: async () => {
      await database.db.destroy();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
};
