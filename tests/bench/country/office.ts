/** The product's own server on a data folder that is already there: a process of its own, started and stopped. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { hashOf } from '../../../src/server/http/services.ts';
import { roles } from '../../../src/domain/roles.ts';
import { createAccountStore } from '../../../src/server/store/account-store.ts';
import { createOfficeLogStore } from '../../../src/server/store/office-log-store.ts';
import { inTransaction, type Database } from '../../../src/server/store/database.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import { freePort } from '../../support/free-port.ts';

const main = resolve(import.meta.dirname, '../../../src/server/main.ts');

export type Office = {
  readonly origin: string;
  readonly metrics: string;
  /** Resident memory in MB, now and at its highest. */
  readonly memory: () => Promise<{ readonly now: number; readonly peak: number }>;
  readonly stop: () => Promise<void>;
};

export const sqliteIn = (folder: string): string => join(folder, 'narvaro.sqlite');
export const openFolder = (folder: string): Database => ({
  db: openSqlite(sqliteIn(folder)),
  dialect: 'sqlite',
});

export const environmentOf = (
  folder: string,
  databaseUrl: string,
  more: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(NARVARO_|DATABASE_URL|SMTP_URL|MAIL_FROM|PORT$)/.test(name),
    ),
  ),
  NARVARO_DATA_DIR: folder,
  DATABASE_URL: databaseUrl,
  NARVARO_DISK_FLOOR_MB: '0',
  ...more,
});

/** Starts it and waits until it takes requests. The app must have been built. */
export const startOffice = async (
  folder: string,
  databaseUrl: string,
  flags: readonly string[] = [],
): Promise<Office> => {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const server = spawn(process.execPath, [...flags, main], {
    env: environmentOf(folder, databaseUrl, {
      PORT: String(port),
      NARVARO_METRICS_PORT: String(metricsPort),
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer): void => void (said += said.length < 100_000 ? chunk.toString() : '');
  server.stdout.on('data', hear);
  server.stderr.on('data', hear);
  const ended = new Promise<void>((done) => server.once('close', () => done()));
  while (!said.includes('Ctrl+C')) {
    if (server.exitCode !== null) throw new Error(`the server ended:\n${said}`);
    await new Promise((wait) => setTimeout(wait, 20));
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    metrics: `http://127.0.0.1:${metricsPort}/metrics`,
    memory: async () => {
      const { readFile } = await import('node:fs/promises');
      const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
      const of = (name: string): number =>
        Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
      return { now: of('VmRSS'), peak: of('VmHWM') };
    },
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
};

/** An administrator with every role who is signed in with `token`. */
export const addAdministrator = (database: Database, token: string, now: number): Promise<void> =>
  inTransaction(database, async (tx) => {
    const accounts = createAccountStore(tx);
    await accounts.add({ id: 'demo-land', name: 'Demo Land', login: 'demo-land', password: 'none' }, now);
    await accounts.setRoles('demo-land', roles);
    await accounts.addSignIn(hashOf(token), 'demo-land', now);
    await createOfficeLogStore(tx).append({ kind: 'administrator-added', actor: 'demo-land', at: now });
  });
