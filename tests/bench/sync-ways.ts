/** The ways a log can get to an office, each measured over the same events: rows a second, processor time, bytes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { createMemoryDevice } from '../support/memory-own-log.ts';
import type { OwnEvent } from '../../src/app/device/own-log.ts';
import { callServer } from '../../src/app/device/server-call.ts';
import { createSync } from '../../src/app/device/sync.ts';
import { PushLogRequest } from '../../src/protocol/push-log.ts';
import type { Context } from '../../src/server/http/endpoint.ts';
import type { Services } from '../../src/server/http/services.ts';
import { loadSecrets } from '../../src/server/secrets.ts';
import { inTransaction, type Database } from '../../src/server/store/database.ts';
import { createStores } from '../../src/server/store/stores.ts';
import { takeIn } from '../../src/server/take-in.ts';
import { isHeadSignedBy, SignedHead, signReceipt } from '../../src/signing/heads.ts';
import { instant } from '../../src/domain/time.ts';
import { openCountingProxy, type Counted } from './counting-proxy.ts';
import { perPush, usedBy, type BenchTablet, type SyncWorld } from './sync-world.ts';

/** How a number of events went: how long it took, and the processor time of whoever took them in. */
export type Went = { readonly events: number; readonly ms: number; readonly cpuMs: number };

const timed = async (events: number, work: () => Promise<void>): Promise<Went> => {
  const before = process.cpuUsage();
  const from = performance.now();
  await work();
  const ms = performance.now() - from;
  const used = process.cpuUsage(before);
  return { events, ms, cpuMs: (used.user + used.system) / 1000 };
};

const columns =
  'device text not null, seq integer not null, hash text, text text, kind text, session text, participant text, at bigint, received_at bigint, clock_offset_ms bigint, set_aside text';
const names =
  'device, seq, hash, text, kind, session, participant, at, received_at, clock_offset_ms, set_aside';

type Row = readonly (string | number | null)[];
/** The rows that the office would keep of a log. */
const rowsOf = (device: string, log: readonly OwnEvent[]): readonly Row[] =>
  log.map(({ seq, hash, text, session }) => {
    const { kind, participant, at } = JSON.parse(text) as { kind: string; participant?: string; at: number };
    return [device, seq, hash, text, kind, session, participant ?? null, at, at, 0, null];
  });

/** The rows into an empty SQLite table, WAL and `synchronous=FULL`, 500 a commit: what this disk and one core can do. */
export const plainSqlite = async (device: string, log: readonly OwnEvent[]): Promise<Went> => {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-plain-'));
  const rows = rowsOf(device, log);
  const database = new DatabaseSync(join(folder, 'plain.sqlite'));
  database.exec('pragma journal_mode = wal; pragma synchronous = full;');
  database.exec(`create table events (arrival integer primary key autoincrement, ${columns})`);
  const insert = database.prepare(`insert into events (${names}) values (?,?,?,?,?,?,?,?,?,?,?)`);
  const went = await timed(rows.length, async () => {
    for (let at = 0; at < rows.length; at += perPush) {
      database.exec('begin');
      for (const row of rows.slice(at, at + perPush)) insert.run(...row);
      database.exec('commit');
    }
    await Promise.resolve();
  });
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return went;
};

/** The same into PostgreSQL: one statement and one commit for 500 rows. */
export const plainPostgres = async (url: string, device: string, log: readonly OwnEvent[]): Promise<Went> => {
  const rows = rowsOf(device, log);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create temporary table unused (a int)`);
  await client.query(`drop table if exists plain_events`);
  await client.query(`create table plain_events (arrival bigserial primary key, ${columns})`);
  const types = [
    'text',
    'integer',
    'text',
    'text',
    'text',
    'text',
    'text',
    'bigint',
    'bigint',
    'bigint',
    'text',
  ];
  const lists = types.map((type, i) => `$${i + 1}::${type}[]`).join(', ');
  const went = await timed(rows.length, async () => {
    for (let at = 0; at < rows.length; at += perPush) {
      const some = rows.slice(at, at + perPush);
      await client.query(
        `insert into plain_events (${names}) select * from unnest(${lists})`,
        types.map((_, i) => some.map((row) => row[i])),
      );
    }
  });
  await client.query('drop table plain_events');
  await client.end();
  return went;
};

const services = async (world: SyncWorld): Promise<Services> => ({
  clock: () => Date.now(),
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
  secrets: await loadSecrets(join(world.office.folder, 'secrets')),
  origin: world.origin,
  isDemo: false,
  version: 'bench',
  office: { name: 'Projektkontoret', phone: '' },
  programme: 'Utbildningsprogram',
});

/**
 * The product's own acceptance by heads, in this process: unpacked, read, the head's one signature checked, the chain
 * followed, every event judged, kept in one commit, and a receipt signed. What is computed from the events for reading
 * is left out: that is in the figure over HTTP.
 */
export const acceptByHeads = async (
  world: SyncWorld,
  { id, keys }: BenchTablet,
  bodies: readonly string[],
  events: number,
): Promise<Went> => {
  const packed = bodies.map((body) => gzipSync(body));
  const database: Database = world.open();
  const own = await services(world);
  const take = async (bytes: Buffer): Promise<void> => {
    const body = PushLogRequest.parse(JSON.parse(gunzipSync(bytes).toString()));
    const head = SignedHead.parse(body.head);
    if (!(await isHeadSignedBy(keys.publicKey, head))) throw new Error('the head is not signed');
    await inTransaction(database, async (tx) => {
      const stores = createStores(tx, own);
      await stores.logs.lock();
      const row = await stores.devices.get(id);
      if (row === undefined) throw new Error('no such tablet');
      const attendance = { ...stores.attendance, recompute: () => Promise.resolve() };
      const context = { ...stores, attendance, services: own } as unknown as Context;
      const how = { clockOffsetMs: 0, contact: { last_contact_at: world.now }, payer: id };
      const taken = await takeIn(row, { ...body, head }, how, context);
      if (!taken.ok || taken.value.aside > 0) throw new Error('not taken');
      await signReceipt(own.secrets.receiptKey as CryptoKey, {
        device: id,
        ...taken.value.end,
        at: instant(world.now),
      });
    });
  };
  const went = await timed(events, async () => {
    for (const bytes of packed) await take(bytes);
  });
  await database.db.destroy();
  return went;
};

const post = (agent: Agent, port: number, token: string, body: Buffer): Promise<number> =>
  new Promise((answer, failed) => {
    const asked = request(
      {
        agent,
        port,
        host: 'localhost',
        path: '/api/log',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-encoding': 'gzip',
          'content-length': body.length,
          authorization: `Bearer ${token}`,
        },
      },
      (reply) => {
        reply.resume();
        reply.on('end', () => answer(reply.statusCode ?? 0));
      },
    );
    asked.on('error', failed);
    asked.end(body);
  });

export type Delivery = {
  readonly tablet: BenchTablet;
  readonly bodies: readonly string[];
  readonly events: number;
};

/** Whole pushes over HTTP to the server's process, all tablets at once; processor time is the server's. */
export const pushOverHttp = async (world: SyncWorld, deliveries: readonly Delivery[]): Promise<Went> => {
  const packed = deliveries.map(({ tablet, bodies }) => ({
    token: tablet.token,
    bodies: bodies.map((body) => gzipSync(body)),
  }));
  const before = usedBy(world.office.pid).cpuMs;
  const events = deliveries.reduce((sum, one) => sum + one.events, 0);
  const went = await timed(events, async () => {
    await Promise.all(
      packed.map(async ({ token, bodies }) => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        for (const body of bodies) {
          const status = await post(agent, world.office.port, token, body);
          if (status !== 200) throw new Error(`a push was answered ${status}`);
        }
        agent.destroy();
      }),
    );
  });
  return { ...went, cpuMs: usedBy(world.office.pid).cpuMs - before };
};

/** One log through the app's own sync and a counting door: bytes and requests, and the client's processor time. */
export const pushByApp = async (
  world: SyncWorld,
  { id, keys }: BenchTablet,
  log: readonly OwnEvent[],
  receiptKey: string,
): Promise<Went & Counted> => {
  const proxy = await openCountingProxy(world.office.port, 'localhost');
  const device = createMemoryDevice();
  const store = device.logOf(id);
  let head = await store.head();
  for (const event of log) {
    await store.append(event, head);
    head = { seq: event.seq, hash: event.hash };
  }
  const sync = createSync({
    identity: { device: id, name: '', demo: false, ...keys, receiptKey, enrolledAt: 0 },
    log: store,
    plan: device.plan,
    asking: (call) =>
      callServer(call, (path, init) =>
        fetch(new URL(path as string, `http://127.0.0.1:${proxy.port}`), init),
      ),
    clock: () => Date.now(),
    lock: (work) => work(),
    health: () => Promise.resolve({ appVersion: 'bench', storage: 'persistent' }),
  });
  const went = await timed(log.length, async () => {
    const pushed = await sync.push();
    if (!pushed.ok || pushed.value.acknowledged !== log.length) throw new Error('not all was acknowledged');
  });
  const counted = proxy.counted();
  proxy.close();
  return { ...went, ...counted };
};

const script = resolve(import.meta.dirname, 'pouchdb-process.ts');
const firstLine = async (child: ChildProcess): Promise<string> => {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close');
  while (!said.includes('\n')) {
    const isOver = await Promise.race([ended.then(() => true), new Promise((wait) => setTimeout(wait, 20))]);
    if (isOver === true && !said.includes('\n')) throw new Error('PouchDB ended without an answer');
  }
  return said;
};

export type PouchWent = Went & Counted & { readonly clientMb: number; readonly serverMb: number };

/** The same events as documents, replicated by PouchDB to express-pouchdb; neither verifies nor syncs anything to disk. */
export const replicateByPouch = async (log: readonly OwnEvent[], batch: number): Promise<PouchWent> => {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-pouch-'));
  const folders = ['office', 'tablet'].map((name) => mkdtempSync(join(folder, `${name}-`)));
  const server = spawn(process.execPath, [script, 'serve', folders[0] ?? ''], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const { port } = JSON.parse(await firstLine(server)) as { port: number };
    const proxy = await openCountingProxy(port, '127.0.0.1');
    const before = usedBy(server.pid ?? 0).cpuMs;
    const url = `http://127.0.0.1:${proxy.port}/office`;
    const client = spawn(process.execPath, [script, 'replicate', folders[1] ?? '', url, String(batch)], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const docs = log.map(({ seq, text }) =>
      JSON.stringify({ _id: String(seq).padStart(9, '0'), ...(JSON.parse(text) as object) }),
    );
    client.stdin.end(docs.join('\n'));
    const said = JSON.parse(await firstLine(client)) as { written: number; ms: number; peakMb: number };
    if (said.written !== log.length) throw new Error(`PouchDB wrote ${said.written} of ${log.length}`);
    const { cpuMs, peakMb } = usedBy(server.pid ?? 0);
    const counted = proxy.counted();
    proxy.close();
    return {
      events: log.length,
      ms: said.ms,
      cpuMs: cpuMs - before,
      ...counted,
      clientMb: said.peakMb,
      serverMb: peakMb,
    };
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
};
