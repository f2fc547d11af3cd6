/**
 * The server as it is started for real: a process of its own on a data folder of its own, that can be killed and
 * started again. With `NARVARO_TEST_STORE=postgres` the same tests meet three processes on PostgreSQL behind a proxy.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/server/store/database.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { startDemoProcess, type DemoLinks, type DemoProcess } from './demo-process.ts';
import { freePort } from './free-port.ts';
import { startManyServers } from './many-servers.ts';
import { isOnPostgres } from './shared-postgres.ts';

export type RealServer = {
  readonly origin: string;
  /** Where it keeps its keys, and the embedded database. */
  readonly folder: string;
  /** The links the last start printed. */
  readonly links: () => DemoLinks;
  /** The process that serves now, or one of them. */
  readonly pid: () => number;
  /** Its database, beside it; whoever opens it closes it. */
  readonly openDatabase: () => Database;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
  readonly start: () => Promise<void>;
  /** Stops it and removes its folder. */
  readonly end: () => Promise<void>;
};

const startOneServer = async (): Promise<RealServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-e2e-'));
  const port = await freePort();
  let server: DemoProcess | undefined;
  let links: DemoLinks | undefined;

  const start = async (): Promise<void> => {
    server = await startDemoProcess(port, folder);
    links = server.links();
  };
  const stop = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    const running = server;
    server = undefined;
    await running?.stop(signal);
  };

  await start();
  return {
    origin: `http://localhost:${port}`,
    folder,
    links: () => links ?? { admin: '', tablet: '', badges: '', trainerCode: '' },
    openDatabase: () => ({ db: openSqlite(join(folder, 'narvaro.sqlite')), dialect: 'sqlite' }),
    start,
    stop,
    pid: () => {
      if (server === undefined) throw new Error('the server does not run');
      return server.pid;
    },
    end: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Starts the demo on a free port and waits until it answers. */
export const startRealServer = (): Promise<RealServer> =>
  isOnPostgres() ? startManyServers() : startOneServer();
