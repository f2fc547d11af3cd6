/** An office's server as it is started for real, empty, with the settings a test gives; and tablets that push to it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DeviceId } from '../../src/domain/ids.ts';
import { canonical, emptyHead, placeAfter } from '../../src/domain/log.ts';
import { roles as everyRole, type Role } from '../../src/domain/roles.ts';
import { hourMs, instant } from '../../src/domain/time.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { inTransaction, type Database } from '../../src/server/store/database.ts';
import { createAccountStore } from '../../src/server/store/account-store.ts';
import { createDeviceStore } from '../../src/server/store/device-store.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { signHead } from '../../src/signing/heads.ts';
import { createKeyPair, type KeyPair } from '../../src/signing/keys.ts';
import { freePort } from './free-port.ts';
import { createSharedDatabase, isOnPostgres } from './shared-postgres.ts';

const main = resolve(import.meta.dirname, '../../src/server/main.ts');

export type OfficeProcess = {
  readonly port: number;
  readonly metricsPort: number;
  readonly folder: string;
  /** Its database, beside it; whoever opens it closes it. */
  readonly openDatabase: () => Database;
  readonly pid: number;
  /** What it has said on each stream so far. */
  readonly said: () => { readonly out: string; readonly err: string };
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Answers its exit code once it has ended. */
  readonly ended: Promise<number | null>;
  /** Waits until it has said something. */
  readonly until: (words: string) => Promise<void>;
  /** Kills it if it still runs, and removes its folder. */
  readonly end: () => Promise<void>;
};

/** An environment in which nothing of this machine's own settings is left. */
const cleanEnvironment = (): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(NARVARO_|DATABASE_URL|SMTP_URL|MAIL_FROM|PORT$)/.test(name),
    ),
  );

/**
 * Starts it on free ports and waits until it takes requests. The app must have been built. One process, on PostgreSQL as
 * on the embedded database: what is tried here is how a process listens and stops.
 */
export const startOfficeProcess = async (
  settings: Readonly<Record<string, string>> = {},
): Promise<OfficeProcess> => {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-office-'));
  const [port, metricsPort] = [await freePort(), await freePort()];
  const shared =
    isOnPostgres() && settings['DATABASE_URL'] === undefined ? await createSharedDatabase() : undefined;
  let drop = shared?.drop;
  const server = spawn(process.execPath, [main], {
    env: {
      ...cleanEnvironment(),
      PORT: String(port),
      NARVARO_METRICS_PORT: String(metricsPort),
      NARVARO_DATA_DIR: folder,
      NARVARO_DISK_FLOOR_MB: '0',
      ...(shared === undefined ? {} : { DATABASE_URL: shared.url }),
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  server.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  server.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = new Promise<number | null>((answer) => server.once('close', answer));
  const until = async (words: string): Promise<void> => {
    while (!said.out.includes(words) && !said.err.includes(words)) {
      if (server.exitCode !== null) throw new Error(`it ended before “${words}”:\n${said.out}${said.err}`);
      await new Promise((wait) => setTimeout(wait, 10));
    }
  };
  const office: OfficeProcess = {
    port,
    metricsPort,
    folder,
    openDatabase: shared?.open ?? (() => openDatabaseOf(folder)),
    pid: server.pid ?? 0,
    said: () => ({ ...said }),
    signal: (signal) => void server.kill(signal),
    ended,
    until,
    end: async () => {
      if (server.exitCode === null && server.signalCode === null) server.kill('SIGKILL');
      await ended;
      await drop?.();
      drop = undefined;
      for (const made of [folder, `${folder}-backups`]) rmSync(made, { recursive: true, force: true });
    },
  };
  await until('Ctrl+C').catch(async (error: unknown) => {
    await office.end();
    throw error;
  });
  return office;
};

type Opens = Pick<OfficeProcess, 'openDatabase'>;

/** Opens an office's embedded database beside it; whoever does closes it. */
export const openDatabaseOf = (folder: string): Database => ({
  db: openSqlite(join(folder, 'narvaro.sqlite')),
  dialect: 'sqlite',
});

/** An administrator who has signed in: the token for the cookie. */
export const addAdministrator = async (
  { openDatabase }: Opens,
  now: number,
  having: readonly Role[] = everyRole,
): Promise<string> => {
  const database = openDatabase();
  const id = `sol-${having.join('-')}`;
  const token = `${id}-${'t'.repeat(40)}`;
  await inTransaction(database, async (tx) => {
    const accounts = createAccountStore(tx);
    await accounts.add({ id, name: 'Sol Granhimmel', login: id, password: 'none' }, now);
    await accounts.setRoles(id, having);
    await accounts.addSignIn(hashOf(token), id, now);
  });
  await database.db.destroy();
  return token;
};

export type PushingTablet = {
  readonly id: DeviceId;
  readonly token: string;
  /** The body of the next push: one event more. Call it again only when it has been answered. */
  readonly next: () => Promise<{ readonly seq: number; readonly body: string }>;
};

/** Tablets that are enrolled and signed in, each with a key of its own. */
export const addTablets = (office: Opens, count: number, now: number): Promise<PushingTablet[]> =>
  addTabletsTo(office.openDatabase(), count, now);

/** The same in a database that was opened for it; it is closed after. */
export const addTabletsTo = async (
  database: Database,
  count: number,
  now: number,
): Promise<PushingTablet[]> => {
  const tablets: PushingTablet[] = [];
  for (let i = 0; i < count; i += 1) {
    const keys = await createKeyPair();
    const id = DeviceId.parse(`tablet-${i}`);
    const token = `${id}-${'t'.repeat(40)}`;
    await inTransaction(database, async (tx) => {
      const devices = createDeviceStore(tx);
      await devices.add({ id, name: `Platta ${i}`, unit: null, publicKey: keys.publicKey }, now);
      await devices.addSignIn(hashOf(token), id, now + 10 * hourMs, now);
    });
    tablets.push({ id, token, next: pusher(id, keys, now) });
  }
  await database.db.destroy();
  return tablets;
};

const pusher = (id: DeviceId, { privateKey }: KeyPair, now: number): PushingTablet['next'] => {
  let head = emptyHead;
  return async () => {
    const draft = { kind: 'session-opened', session: 's1' } as never;
    const text = canonical(placeAfter(head, id, instant(now), draft));
    head = { seq: head.seq + 1, hash: await sha256(text) };
    const body = JSON.stringify({
      from: head.seq,
      events: [text],
      head: await signHead(privateKey, { device: id, ...head, at: instant(now) }),
      health: { appVersion: 'test', storage: 'persistent', planIssuedAt: null, unsent: 0 },
    });
    return { seq: head.seq, body };
  };
};

/** The last number the office holds of each tablet, once the server has ended. */
export const heldSeqs = (office: Opens): Promise<ReadonlyMap<string, number>> =>
  heldSeqsIn(office.openDatabase());

/** The same in a database that was opened for it; it is closed after. */
export const heldSeqsIn = async (database: Database): Promise<ReadonlyMap<string, number>> => {
  const rows = await inTransaction(database, (tx) =>
    tx.trx
      .selectFrom('log_events')
      .select(({ fn }) => ['device', fn.max<number>('seq').as('seq'), fn.countAll<number>().as('count')])
      .groupBy('device')
      .execute(),
  );
  await database.db.destroy();
  for (const { device, seq, count } of rows)
    if (seq !== Number(count)) throw new Error(`${device} has a gap: ${count} events up to ${seq}`);
  return new Map(rows.map(({ device, seq }) => [device, seq]));
};
