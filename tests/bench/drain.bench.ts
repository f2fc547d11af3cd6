/**
 * A thousand tablets that come back at once, each with a hundred events, while the office reads: `npx node
 * tests/bench/drain.bench.ts`, `-- --tablets 1000 --events 100 --store sqlite,postgres`. Every tablet is the app's own
 * sync: it signs in, sends, and waits as the app waits when it is refused. Afterwards everything is counted.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { retryWaitMs } from '../../src/app/device/send-status.ts';
import { callServer } from '../../src/app/device/server-call.ts';
import { createSync } from '../../src/app/device/sync.ts';
import { roles } from '../../src/domain/roles.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { signInCookie } from '../../src/server/http/sign-in-cookie.ts';
import { loadSecrets } from '../../src/server/secrets.ts';
import { createAccountStore } from '../../src/server/store/account-store.ts';
import { inTransaction } from '../../src/server/store/database.ts';
import { createMemoryDevice } from '../support/memory-own-log.ts';
import { startPostgres } from '../support/postgres.ts';
import { seeded } from '../support/seeded.ts';
import { spread } from './measure.ts';
import {
  eventsPerSession,
  logOf,
  startSyncWorld,
  usedBy,
  type BenchTablet,
  type SyncWorld,
} from './sync-world.ts';

const pages = [
  '/api/admin/sessions',
  '/api/admin/devices',
  '/api/admin/overview',
  '/api/admin/review',
] as const;
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const administratorIn = async (world: SyncWorld): Promise<string> => {
  const database = world.open();
  const token = `sol-${'t'.repeat(40)}`;
  await inTransaction(database, async (tx) => {
    const accounts = createAccountStore(tx);
    await accounts.add({ id: 'sol', name: 'Sol Granhimmel', login: 'sol', password: 'none' }, world.now);
    await accounts.setRoles('sol', roles);
    await accounts.addSignIn(hashOf(token), 'sol', world.now);
  });
  await database.db.destroy();
  return signInCookie(world.origin, token).split(';')[0] ?? '';
};

/** Reads the office's pages one after the other until `isOver`; how long each took in ms. */
const readPages = async (world: SyncWorld, cookie: string, isOver: () => boolean) => {
  const times: number[] = [];
  const refused: number[] = [];
  while (!isOver())
    for (const page of pages) {
      const from = performance.now();
      const reply = await fetch(`${world.origin}${page}`, { headers: { cookie } });
      await reply.arrayBuffer();
      times.push(performance.now() - from);
      if (!reply.ok) refused.push(reply.status);
      await wait(100);
    }
  return { ...spread(times), refused };
};

type Seen = { readonly refusals: Map<string, number>; tries: number; acknowledged: number; lastAt: number };

const prepare = async (world: SyncWorld, tablet: BenchTablet, events: number, receiptKey: string) => {
  const log = await logOf(tablet, await world.sessionsFor(events), events);
  const device = createMemoryDevice();
  const store = device.logOf(tablet.id);
  let head = await store.head();
  for (const event of log) {
    await store.append(event, head);
    head = { seq: event.seq, hash: event.hash };
  }
  return createSync({
    identity: { device: tablet.id, name: '', demo: false, ...tablet.keys, receiptKey, enrolledAt: 0 },
    log: store,
    plan: device.plan,
    asking: (call) => callServer(call, (path, init) => fetch(new URL(path as string, world.origin), init)),
    clock: () => Date.now(),
    lock: (work) => work(),
    health: () => Promise.resolve({ appVersion: 'bench', storage: 'persistent' }),
  });
};

const drainOne = async (
  sync: Awaited<ReturnType<typeof prepare>>,
  random: () => number,
  seen: Seen,
): Promise<void> => {
  for (let failures = 1; ; failures += 1) {
    seen.tries += 1;
    const pushed = await sync.push();
    if (pushed.ok) {
      seen.acknowledged += pushed.value.acknowledged;
      seen.lastAt = performance.now();
      return;
    }
    const { error } = pushed;
    const why = error.kind === 'problem' ? `${error.problem.status} ${error.problem.code}` : error.kind;
    seen.refusals.set(why, (seen.refusals.get(why) ?? 0) + 1);
    await wait(retryWaitMs(failures, random));
  }
};

/** What the office holds: every log whole, nothing twice, nothing set aside, and how many attended. */
const countHeld = async (world: SyncWorld) => {
  const database = world.open();
  const held = await inTransaction(database, async ({ trx }) => ({
    logs: await trx
      .selectFrom('log_events')
      .select(({ fn }) => ['device', fn.countAll<number>().as('count'), fn.max<number>('seq').as('last')])
      .where('set_aside', 'is', null)
      .groupBy('device')
      .execute(),
    attended: await trx
      .selectFrom('attendance')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
    checkedIn: await trx
      .selectFrom('log_events')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('kind', '=', 'checked-in')
      .executeTakeFirstOrThrow(),
  }));
  await database.db.destroy();
  return held;
};

const drain = async (world: SyncWorld, tablets: number, events: number) => {
  const cookie = await administratorIn(world);
  const { receiptPublicKey } = await loadSecrets(join(world.office.folder, 'secrets'));
  const syncs = [];
  for (const tablet of await world.addTablets(tablets))
    syncs.push(await prepare(world, tablet, events, receiptPublicKey));
  const idleUntil = performance.now() + 5000;
  const idle = await readPages(world, cookie, () => performance.now() > idleUntil);
  const memoryBefore = usedBy(world.office.pid).peakMb;
  const seen: Seen = { refusals: new Map(), tries: 0, acknowledged: 0, lastAt: 0 };
  const random = seeded(1);
  let isOver = false;
  const from = performance.now();
  const cpuBefore = usedBy(world.office.pid).cpuMs;
  const reading = readPages(world, cookie, () => isOver);
  await Promise.all(syncs.map((sync) => drainOne(sync, random, seen)));
  isOver = true;
  const busy = await reading;
  const after = usedBy(world.office.pid);
  const held = await countHeld(world);
  const whole = held.logs.filter((log) => Number(log.count) === events && Number(log.last) === events);
  const wrong = tablets - whole.length + Math.abs(Number(held.attended.n) - Number(held.checkedIn.n));
  if (wrong > 0)
    throw new Error(`${tablets - whole.length} logs are not as they were sent, or attendance is not`);
  const seconds = (seen.lastAt - from) / 1000;
  return {
    tablets,
    events: tablets * events,
    acknowledged: seen.acknowledged,
    seconds: Math.round(seconds * 10) / 10,
    eventsPerSecond: Math.round(seen.acknowledged / seconds),
    tries: seen.tries,
    refusals: Object.fromEntries(seen.refusals),
    lostOrDoubled: wrong,
    pagesIdleMs: idle,
    pagesMeanwhileMs: busy,
    pageRatio: Math.round((busy.median / Math.max(1, idle.median)) * 100) / 100,
    serverCpuUsAnEvent: Math.round(((after.cpuMs - cpuBefore) * 1000) / (tablets * events)),
    serverMb: { before: Math.round(memoryBefore), most: Math.round(after.peakMb) },
  };
};

export const benchDrain = async ({
  tablets,
  events,
  stores,
  say,
}: {
  readonly tablets: number;
  readonly events: number;
  readonly stores: readonly ('sqlite' | 'postgres')[];
  readonly say: (line: string) => void;
}) => {
  const result: Partial<Record<'sqlite' | 'postgres', Awaited<ReturnType<typeof drain>>>> = {};
  for (const store of stores) {
    const server = store === 'postgres' ? await startPostgres({ isDurable: true }) : undefined;
    const world = await startSyncWorld(await server?.createOwnDatabase());
    try {
      const found = await drain(world, tablets, events);
      result[store] = found;
      say(`${store}: ${found.events} events of ${tablets} tablets at once`);
      say(`  ${found.seconds} s, ${found.eventsPerSecond} acknowledged a second, ${found.tries} tries`);
      say(
        `  refused or without an answer: ${JSON.stringify(found.refusals)}; lost or doubled: ${found.lostOrDoubled}`,
      );
      say(`  the office's pages, ms: idle ${JSON.stringify(found.pagesIdleMs)}`);
      say(`  meanwhile ${JSON.stringify(found.pagesMeanwhileMs)}: ${found.pageRatio} times the median`);
      say(`  server: ${found.serverCpuUsAnEvent} µs an event, ${JSON.stringify(found.serverMb)} MB`);
    } finally {
      await world.end();
      await server?.stop();
    }
  }
  return result;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      tablets: { type: 'string', default: '1000' },
      events: { type: 'string', default: String(eventsPerSession + 20) },
      store: { type: 'string', default: 'sqlite,postgres' },
    },
  });
  const figures = await benchDrain({
    tablets: Number(values.tablets),
    events: Number(values.events),
    stores: (['sqlite', 'postgres'] as const).filter((store) => values.store.split(',').includes(store)),
    say: (line) => void process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
