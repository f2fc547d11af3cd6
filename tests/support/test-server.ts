/**
 * The whole server without a socket, for tests: the real app on a real database file in a folder of its own, with a
 * clock that stands still until it is moved and randomness that is the same in every run. On PostgreSQL it is three
 * servers that know nothing of each other, each with a pool and a memory of its own, and requests go to each in turn.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { roles as everyRole, type Role } from '../../src/domain/roles.ts';
import { createApp } from '../../src/server/http/app.ts';
import type { Services } from '../../src/server/http/services.ts';
import type { StaticFiles } from '../../src/server/http/static-files.ts';
import type { Operation } from '../../src/server/operation/operation-routes.ts';
import type { Watch } from '../../src/server/operation/watch.ts';
import { loadSecrets } from '../../src/server/secrets.ts';
import { inTransaction, migrate, type Database } from '../../src/server/store/database.ts';
import { openSqlite, type Through } from '../../src/server/store/sqlite.ts';
import { createStores, type Stores } from '../../src/server/store/stores.ts';
import { inTurn } from './in-turn.ts';
import { createSharedDatabase, isOnPostgres } from './shared-postgres.ts';
import { signedIn, type SignedIn } from './signed-in.ts';

export type TestServer = {
  readonly app: Hono;
  /** The servers behind `app`, each by itself. */
  readonly processes: readonly Hono[];
  /** What each of them has by itself: all that a process remembers hangs on it. */
  readonly servicesOfEach: readonly Services[];
  /** The same servers with these files of the app. */
  readonly appWith: (files: StaticFiles) => Hono;
  readonly database: Database;
  readonly services: Services;
  /** Runs `work` with every store in one transaction of its own. */
  readonly stores: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
  /** Moves the clock. */
  readonly advance: (ms: number) => void;
  /** A GET, as the app's own page makes it. */
  readonly get: (path: string, caller?: TestCaller) => Promise<Response>;
  /** A POST of JSON, as the app's own page makes it. */
  readonly post: (path: string, body: unknown, caller?: TestCaller) => Promise<Response>;
  /** An administrator who is signed in, with these roles or all: what to give as caller, and their id. */
  readonly administrator: (name?: string, roles?: readonly Role[]) => Promise<SignedIn>;
  readonly close: () => Promise<void>;
};

/** Who calls: an administrator's cookie, a device's bearer token, or headers of any other kind. */
export type TestCaller = {
  readonly cookie?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type TestServerOptions = {
  /** Where the clock starts, in ms since 1970; otherwise Monday 23 November 2026, 08.00 in Stockholm. */
  readonly clock?: number;
  /** Otherwise what `NARVARO_TEST_STORE` says, or SQLite. */
  readonly database?: 'sqlite' | 'postgres';
  /** A database that the test has opened itself; it is closed with the server. */
  readonly on?: Database;
  /** Every statement on SQLite goes through it. */
  readonly through?: Through;
  /** Another seed gives other random bytes. */
  readonly seed?: string;
  readonly origin?: string;
  readonly trustsProxy?: boolean;
  /** The address letters are from, as if a mail server were set. */
  readonly mailFrom?: string;
  /** The city's own sign-in service. */
  readonly signOn?: Services['signOn'];
  /** Whether a password is known to have leaked. */
  readonly isLeaked?: Services['isLeaked'];
  /** Who counts and logs what happens, and what those who run the server ask of it. */
  readonly watch?: Watch;
  readonly operation?: Operation;
};

const monday = Date.parse('2026-11-23T08:00:00+01:00');

/** Bytes that look random and are the same for the same seed: SHA-256 of a counter. */
const seededBytes = (seed: string): Services['randomBytes'] => {
  let block = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      block += 1;
      bytes.set(
        createHash('sha256')
          .update(`${seed}/${block}`)
          .digest()
          .subarray(0, length - at),
        at,
      );
    }
    return bytes;
  };
};

const headersOf = (caller: TestCaller): Record<string, string> => ({
  ...(caller.cookie === undefined ? {} : { Cookie: caller.cookie }),
  ...(caller.token === undefined ? {} : { Authorization: `Bearer ${caller.token}` }),
  ...caller.headers,
});

const processesOnPostgres = 3;

type Opened = { readonly databases: readonly [Database, ...Database[]]; readonly drop: () => Promise<void> };

const openAll = async (folder: string, { on, through, database }: TestServerOptions): Promise<Opened> => {
  const drop = (): Promise<void> => Promise.resolve();
  if (on !== undefined) return { databases: [on], drop };
  const isPostgres =
    database === 'postgres' || (database === undefined && through === undefined && isOnPostgres());
  if (!isPostgres)
    return { databases: [{ db: openSqlite(join(folder, 'narvaro.db'), through), dialect: 'sqlite' }], drop };
  const shared = await createSharedDatabase();
  const others = Array.from({ length: processesOnPostgres - 1 }, () => shared.open());
  return { databases: [shared.open(), ...others], drop: shared.drop };
};

/** Builds a server; whoever asks for one closes it. */
export const createTestServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'narvaro-test-'));
  let now = options.clock ?? monday;
  const services: Services = {
    clock: () => now,
    randomBytes: seededBytes(options.seed ?? 'test'),
    secrets: await loadSecrets(join(folder, 'secrets')),
    origin: options.origin ?? 'http://localhost:8080',
    isDemo: false,
    version: '0.0.0-test',
    office: { name: 'Projektkontoret', phone: '08-000 00 00' },
    programme: 'Framtidens socialtjänst',
    mailFrom: options.mailFrom,
    signOn: options.signOn,
    isLeaked: options.isLeaked,
    watch: options.watch,
  };
  const { databases, drop } = await openAll(folder, options);
  const [database] = databases;
  await migrate(database);
  const { trustsProxy = false, operation } = options;
  const servers = databases.map((own, i) => ({
    database: own,
    services: i === 0 ? services : { ...services },
    trustsProxy,
    operation,
  }));
  const appsWith = (files: StaticFiles): readonly Hono[] => servers.map((one) => createApp(one, files));
  const processes = appsWith(new Map());
  const app = inTurn(processes);
  const stores: TestServer['stores'] = (work) =>
    inTransaction(database, (tx) => work(createStores(tx, services)));
  return {
    app,
    processes,
    servicesOfEach: servers.map((one) => one.services),
    appWith: (files) => inTurn(appsWith(files)),
    database,
    services,
    stores,
    advance: (ms) => {
      now += ms;
    },
    get: async (path, caller = {}) => app.request(path, { headers: headersOf(caller) }),
    post: async (path, body, caller = {}) =>
      app.request(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headersOf(caller) },
      }),
    administrator: (name = 'Sol Granhimmel', roles = everyRole) =>
      signedIn({ services, stores }, { name, roles, now }),
    close: async () => {
      await Promise.all(databases.map(({ db }) => db.destroy()));
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
