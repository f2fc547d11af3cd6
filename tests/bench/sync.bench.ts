/**
 * How fast a log gets to the office, beside what limits it and beside PouchDB: `npx node tests/bench/sync.bench.ts`,
 * `-- --events 20000 --runs 3`. Every figure is a median with its spread; what can be compared are the ratios, because
 * all ways are measured in turn over the same events in the same run. The app must have been built.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadSecrets } from '../../src/server/secrets.ts';
import { join } from 'node:path';
import { startPostgres, type PostgresDatabase } from '../support/postgres.ts';
import { openPeers } from './peers.ts';
import { logOf, perPush, pushesOf, startSyncWorld, usedBy, type SyncWorld } from './sync-world.ts';
import {
  acceptByHeads,
  plainPostgres,
  plainSqlite,
  pushByApp,
  pushOverHttp,
  replicateByPouch,
  type Went,
} from './sync-ways.ts';

export type Spread = { readonly median: number; readonly least: number; readonly most: number };
const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (i: number): number => Math.round((sorted[i] ?? Number.NaN) * 1000) / 1000;
  return { median: at(Math.floor(sorted.length / 2)), least: at(0), most: at(sorted.length - 1) };
};

type Figures = Readonly<Record<string, number>>;
export type SyncFigures = Readonly<Record<string, Spread>>;

const rate = ({ events, ms }: Went): number => (events / ms) * 1000;
const cpuUs = ({ events, cpuMs }: Went): number => (cpuMs * 1000) / events;

/** A log of its own for each way: nobody is at a session twice. */
const freshLog = async (world: SyncWorld, events: number) => {
  const [tablet] = await world.addTablets(1);
  if (tablet === undefined) throw new Error('no tablet');
  const log = await logOf(tablet, await world.sessionsFor(events), events);
  return { tablet, log, bodies: await pushesOf(tablet, log, world.now), events };
};

const oneRun = async (
  world: SyncWorld,
  events: number,
  postgres: PostgresDatabase | undefined,
  hasPouch: boolean,
): Promise<Figures> => {
  const first = await freshLog(world, events);
  const plain = await (postgres === undefined
    ? plainSqlite(first.tablet.id, first.log)
    : plainPostgres(postgres.url, first.tablet.id, first.log));
  const heads = await acceptByHeads(world, first.tablet, first.bodies, events);
  const pair = [await freshLog(world, events), await freshLog(world, events)];
  const whole = await pushOverHttp(world, pair);
  const own = await freshLog(world, events);
  const { receiptPublicKey } = await loadSecrets(join(world.office.folder, 'secrets'));
  const app = await pushByApp(world, own.tablet, own.log, receiptPublicKey);
  const pushes = Math.ceil(events / perPush);
  const ours = {
    'plain insert, rows/s': rate(plain),
    'accepted by heads, events/s': rate(heads),
    'accepted by heads / plain insert': rate(heads) / rate(plain),
    'processor: heads / plain insert': cpuUs(heads) / cpuUs(plain),
    'whole push over HTTP, events/s': rate(whole),
    'whole push / plain insert': rate(whole) / rate(plain),
    'processor: server of a whole push, µs an event': cpuUs(whole),
    'processor: plain insert, µs an event': cpuUs(plain),
    'app: events/s': rate(app),
    'app: bytes up an event': app.up / events,
    'app: bytes down a request': app.down / app.requests,
    'app: requests per 1000 events': (app.requests / events) * 1000,
    'app: requests beside the pushes': app.requests - pushes,
    'app: processor of the tablet, µs an event': cpuUs(app),
    'server, MB at most': usedBy(world.office.pid).peakMb,
  };
  if (!hasPouch) return ours;
  const pouch = await replicateByPouch(own.log, 100);
  return {
    ...ours,
    'PouchDB: documents/s': rate(pouch),
    'PouchDB: bytes up an event': pouch.up / events,
    'PouchDB: bytes down a request': pouch.down / pouch.requests,
    'PouchDB: requests per 1000 events': (pouch.requests / events) * 1000,
    'PouchDB: client, MB at most': pouch.clientMb,
    'PouchDB: server, MB at most': pouch.serverMb,
    'processor: PouchDB server, µs an event': cpuUs(pouch),
    'whole push / PouchDB': rate(whole) / rate(pouch),
    'app / PouchDB': rate(app) / rate(pouch),
  };
};

export type SyncOptions = {
  readonly events: number;
  readonly runs: number;
  readonly stores: readonly ('sqlite' | 'postgres')[];
  readonly say: (line: string) => void;
};

/** Every way of every store, in turn, so many times. What could not be compared is said in `missing`. */
export const benchSync = async ({ events, runs, stores, say }: SyncOptions) => {
  const peers = openPeers();
  const result: { missing?: string; sqlite?: SyncFigures; postgres?: SyncFigures } =
    peers.kind === 'missing' ? { missing: peers.reason } : {};
  for (const store of stores) {
    const server = store === 'postgres' ? await startPostgres({ isDurable: true }) : undefined;
    const database = await server?.createOwnDatabase();
    const world = await startSyncWorld(database);
    const found: Figures[] = [];
    try {
      /* The first is for the server to warm up, as one that has run for a day is. */
      await oneRun(world, Math.min(events, 5000), database, false);
      for (let run = 0; run < runs; run += 1)
        found.push(await oneRun(world, events, database, store === 'sqlite' && peers.kind === 'ready'));
    } finally {
      await world.end();
      await server?.stop();
    }
    const figures = Object.fromEntries(
      Object.keys(found[0] ?? {}).map((name) => [
        name,
        spreadOf(found.map((one) => one[name] ?? Number.NaN)),
      ]),
    );
    result[store] = figures;
    say(`${store}, ${events} events, ${runs} runs`);
    for (const [name, { median, least, most }] of Object.entries(figures))
      say(`  ${name.padEnd(48)} ${String(median).padStart(12)}   (${least} … ${most})`);
  }
  return { events, runs, ...result };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '20000' },
      runs: { type: 'string', default: '3' },
      store: { type: 'string', default: 'sqlite,postgres' },
    },
  });
  const stores = (['sqlite', 'postgres'] as const).filter((store) => values.store.split(',').includes(store));
  const figures = await benchSync({
    events: Number(values.events),
    runs: Number(values.runs),
    stores,
    say: (line) => void process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
