/**
 * An office whose database an older version wrote, opened by today's start: the real app, with a clock that is moved,
 * and the recorded tablet at its door with its own key.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { Hono } from 'hono';
import { canonical } from '../../src/domain/log.ts';
import { createApp } from '../../src/server/http/app.ts';
import type { Services } from '../../src/server/http/services.ts';
import { openStartData } from '../../src/server/start-data.ts';
import { inTransaction, type Database } from '../../src/server/store/database.ts';
import { createStores, type Stores } from '../../src/server/store/stores.ts';
import { bytesToBase64Url, utf8 } from '../../src/signing/hash.ts';
import {
  configFor,
  readDump,
  readFacts,
  unpackDatabase,
  type RecordedLogRow,
  type RecordedMinutes,
  type RecordedTablet,
} from './recorded.ts';
import type { Postgres } from './postgres.ts';

export type OldOffice = {
  readonly app: Hono;
  readonly database: Database;
  readonly services: Services;
  readonly folder: string;
  readonly stores: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
  readonly setClock: (now: number) => void;
  readonly post: (
    path: string,
    body: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
  readonly minutes: () => Promise<readonly RecordedMinutes[]>;
  readonly logs: () => Promise<readonly RecordedLogRow[]>;
  readonly close: () => Promise<void>;
};

/** An empty PostgreSQL database, as the address a start is configured with. */
export const postgresUrl = async (postgres: Postgres): Promise<string> => {
  const { db } = (await postgres.createDatabase())();
  const { rows } = await sql<{
    name: string;
    folder: string;
  }>`select current_database() as name, current_setting('unix_socket_directories') as folder`.execute(db);
  await db.destroy();
  const { name = '', folder = '' } = rows[0] ?? {};
  return `postgres://narvaro@/${name}?host=${encodeURIComponent(folder)}`;
};

/** Fills an empty PostgreSQL database with what an old version left. */
export const loadDump = async (name: string, url: string, folder: string): Promise<void> => {
  const file = join(folder, 'dump.sql');
  await writeFile(file, readDump(name));
  await promisify(execFile)('psql', ['-q', '-v', 'ON_ERROR_STOP=1', '-f', file, url]);
};

/** Opens it with today's code, which brings it up to date; whoever opens it closes it. */
export const openOldOffice = async (name: string, postgres?: Postgres): Promise<OldOffice> => {
  const kind = postgres === undefined ? 'sqlite' : 'postgres';
  const { folder, remove } = await unpackDatabase(name, kind);
  const url = postgres === undefined ? undefined : await postgresUrl(postgres);
  if (url !== undefined) await loadDump(name, url, folder);
  const config = configFor(folder, url);
  const opened = await openStartData(config);
  if (!opened.ok) throw new Error(`the old database was not opened: ${opened.error.kind}`);
  const { database, secrets } = opened.value;
  let now = readFacts(name, kind).now;
  const services: Services = {
    clock: () => now,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    secrets,
    origin: config.origin,
    isDemo: false,
    version: '0.0.0-test',
    office: config.office,
    programme: config.programme,
  };
  const app = createApp({ database, services, trustsProxy: false }, new Map());
  const stores: OldOffice['stores'] = (work) =>
    inTransaction(database, (tx) => work(createStores(tx, services)));
  const rows = async <T>(text: string): Promise<readonly T[]> =>
    (await sql.raw<T>(text).execute(database.db)).rows;
  return {
    app,
    database,
    services,
    folder,
    stores,
    setClock: (to) => {
      now = to;
    },
    post: async (path, body, headers = {}) =>
      app.request(path, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/json', ...headers },
      }),
    minutes: () => rows('select session, participant, minutes from attendance order by session, participant'),
    logs: () => rows('select device, seq, hash, text, set_aside from log_events order by device, seq'),
    close: async () => {
      await database.db.destroy();
      await remove();
    },
  };
};

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Signs as the recorded tablet does: with its own key, over the text that every version has signed. */
export const signAs = async (tablet: RecordedTablet, text: string): Promise<string> => {
  const key = await crypto.subtle.importKey('jwk', tablet.privateKey, ecdsa, false, ['sign']);
  return bytesToBase64Url(new Uint8Array(await crypto.subtle.sign(signing, key, utf8(text))));
};

type Statement = {
  readonly device: string;
  readonly seq: number;
  readonly hash: string;
  readonly at: number;
};

/** A head over the recorded log, signed now. */
export const headNow = async (
  tablet: RecordedTablet,
  { seq, hash }: Pick<Statement, 'seq' | 'hash'>,
  at: number,
): Promise<object> => {
  const statement = { device: tablet.device, seq, hash, at };
  return { ...statement, signature: await signAs(tablet, `narvaro/head/1\n${canonical(statement)}`) };
};

/** Whether a receipt holds by the check that every version makes: the office's key, over the text it has always had. */
export const isReceiptGood = async (
  receiptKey: string,
  receipt: Statement & { readonly signature: string },
): Promise<boolean> => {
  const raw = Buffer.from(receiptKey, 'base64url');
  const key = await crypto.subtle.importKey('raw', raw, ecdsa, false, ['verify']);
  const { device, seq, hash, at } = receipt;
  const text = `narvaro/receipt/1\n{"at":${at},"device":"${device}","hash":"${hash}","seq":${seq}}`;
  return crypto.subtle.verify(signing, key, Buffer.from(receipt.signature, 'base64url'), utf8(text));
};

/** Signs the recorded tablet in: its own requests, with the challenge it is given today. Answers the two replies. */
export const signInRecorded = async (
  office: OldOffice,
  tablet: RecordedTablet,
): Promise<{ readonly challenge: unknown; readonly signIn: unknown; readonly token: string }> => {
  const { device } = tablet;
  const challenged = await office.post('/api/device/challenge', JSON.stringify({ device }));
  const challenge = (await challenged.json()) as { readonly challenge: string };
  const text = `narvaro/sign-in/1\n{"challenge":"${challenge.challenge}","device":"${device}"}`;
  const body = { device, challenge: challenge.challenge, signature: await signAs(tablet, text) };
  const signedIn = await office.post('/api/device/sign-in', JSON.stringify(body));
  const signIn = (await signedIn.json()) as { readonly token: string };
  return { challenge, signIn, token: signIn.token };
};
