/**
 * A tablet with a very long log that nobody has received: `npx node tests/bench/backlog.bench.ts`, `-- --events 100000`.
 * In a real Chromium, with the built app: how much memory it takes after it was opened and while it sends, how long it
 * takes to open, each beside the same tablet with an empty log. The log is written in the page as the app writes it.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from '@playwright/test';
import { DeviceId } from '../../src/domain/ids.ts';
import type { OwnEvent } from '../../src/app/device/own-log.ts';
import { inTransaction } from '../../src/server/store/database.ts';
import { signInCookie } from '../../src/server/http/sign-in-cookie.ts';
import { addAdministrator } from '../support/office-process.ts';
import { createRealChromium } from '../support/real-chromium.ts';
import { enrolTablet, waitUntilInstalled } from '../support/tablet-page.ts';
import { spread } from './measure.ts';
import { logOf, startSyncWorld, type SyncWorld } from './sync-world.ts';

const MB = 1024 * 1024;
const inMb = (bytes: number): number => Math.round((bytes / MB) * 10) / 10;

const enrolmentLink = async (world: SyncWorld): Promise<string> => {
  const token = await addAdministrator(world.office, world.now);
  const reply = await fetch(`${world.origin}/api/admin/enrolments`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      cookie: signInCookie(world.origin, token).split(';')[0] ?? '',
    },
    body: JSON.stringify({ name: 'Farsta 07', unit: 'farsta' }),
  });
  if (!reply.ok) throw new Error(`no enrolment: ${reply.status} ${await reply.text()}`);
  return ((await reply.json()) as { link: string }).link;
};

/** Adds a stretch of the log where the app keeps it, with the head after it. */
const writeLog = (page: Page, device: string, events: readonly OwnEvent[]): Promise<void> =>
  page.evaluate(
    async ([name, rows]) => {
      const db = await new Promise<IDBDatabase>((opened, failed) => {
        const request = indexedDB.open(name);
        request.addEventListener('success', () => opened(request.result));
        request.addEventListener('error', () => failed(new Error('no log')));
      });
      await new Promise<void>((done, failed) => {
        const write = db.transaction(['events', 'facts'], 'readwrite');
        for (const row of rows) write.objectStore('events').put(row);
        const last = rows.at(-1);
        write.objectStore('facts').put({ key: 'head', value: { seq: last?.seq, hash: last?.hash } });
        write.addEventListener('complete', () => done());
        write.addEventListener('error', () => failed(new Error('not written')));
      });
      db.close();
    },
    [`narvaro-log-${device}`, events] as const,
  );

const heapOf = async (cdp: CDPSession): Promise<number> => {
  const { usedSize } = (await cdp.send('Runtime.getHeapUsage')) as { usedSize: number };
  return usedSize;
};
const settledHeap = async (cdp: CDPSession): Promise<number> => {
  await cdp.send('HeapProfiler.collectGarbage');
  return heapOf(cdp);
};

/** Opens the page anew without a network; answers the ms until Today can be used. */
const openOffline = async (page: Page, origin: string): Promise<number> => {
  await page.context().setOffline(true);
  const from = performance.now();
  await page.goto(`${origin}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return performance.now() - from;
};

const measureOpen = async (page: Page, origin: string, cdp: CDPSession, times: number) => {
  const opened: number[] = [];
  for (let n = 0; n < times; n += 1) opened.push(await openOffline(page, origin));
  await page.waitForTimeout(4000);
  const most = await heapOf(cdp);
  return { openMs: spread(opened).median, heapMb: inMb(await settledHeap(cdp)), unsettledMb: inMb(most) };
};

const heldBy = async (world: SyncWorld, device: string): Promise<number> => {
  const database = world.open();
  const count = await inTransaction(database, ({ trx }) =>
    trx
      .selectFrom('log_events')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('device', '=', device)
      .where('set_aside', 'is', null)
      .executeTakeFirstOrThrow(),
  );
  await database.db.destroy();
  return Number(count.n);
};

export const benchBacklog = async ({
  events,
  times,
  say,
}: {
  readonly events: number;
  readonly times: number;
  readonly say: (line: string) => void;
}) => {
  const world = await startSyncWorld();
  const chromium = createRealChromium();
  try {
    const page = await chromium.start();
    await enrolTablet(page, await enrolmentLink(world));
    await waitUntilInstalled(page);
    const device = await page.evaluate(async () => {
      const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith('narvaro-log-'));
      return found?.name?.slice('narvaro-log-'.length) ?? '';
    });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('HeapProfiler.enable');
    const empty = await measureOpen(page, world.origin, cdp, times);
    const log = await logOf({ id: DeviceId.parse(device) }, await world.sessionsFor(events), events);
    for (let at = 0; at < log.length; at += 5000) await writeLog(page, device, log.slice(at, at + 5000));
    const full = await measureOpen(page, world.origin, cdp, times);
    await page.context().setOffline(false);
    const from = performance.now();
    let mostWhileSending = 0;
    let settledWhileSending = 0;
    for (let n = 0; (await heldBy(world, device)) < events; n += 1) {
      if (performance.now() - from > 20 * 60_000) throw new Error('it was not sent in twenty minutes');
      mostWhileSending = Math.max(mostWhileSending, await heapOf(cdp));
      if (n % 10 === 0) settledWhileSending = Math.max(settledWhileSending, await settledHeap(cdp));
      await page.waitForTimeout(300);
    }
    const sentMs = performance.now() - from;
    const result = {
      events,
      empty,
      full,
      openRatio: Math.round((full.openMs / empty.openMs) * 100) / 100,
      heapForTheLogMb: Math.round((full.heapMb - empty.heapMb) * 10) / 10,
      sending: {
        seconds: Math.round(sentMs / 1000),
        eventsPerSecond: Math.round(events / (sentMs / 1000)),
        heapMb: inMb(settledWhileSending),
        unsettledMb: inMb(mostWhileSending),
      },
    };
    say(`a tablet with ${events} unsent events, beside the same with none`);
    say(`  opened offline   ${full.openMs} ms, empty ${empty.openMs} ms: ${result.openRatio}`);
    say(
      `  heap             ${full.heapMb} MB, empty ${empty.heapMb} MB (before collecting ${full.unsettledMb})`,
    );
    say(
      `  while it sends   ${result.sending.heapMb} MB (before collecting ${result.sending.unsettledMb}), ${result.sending.eventsPerSecond} events/s`,
    );
    return result;
  } finally {
    await chromium.end();
    await world.end();
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { events: { type: 'string', default: '100000' }, times: { type: 'string', default: '5' } },
  });
  const figures = await benchBacklog({
    events: Number(values.events),
    times: Number(values.times),
    say: (line) => void process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
