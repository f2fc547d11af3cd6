/** An office that outgrows the embedded database is moved to PostgreSQL, on a real file and a real server. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Tablet } from '../../src/app/device/tablet.ts';
import { movedMark, moveOffice } from '../../src/server/backup/move.ts';
import { readConfig } from '../../src/server/config.ts';
import { createApp } from '../../src/server/http/app.ts';
import { openStartData } from '../../src/server/start-data.ts';
import { inTransaction, type Database } from '../../src/server/store/database.ts';
import { createStores } from '../../src/server/store/stores.ts';
import { isMarkedUnfinished, leapArrivals } from '../../src/server/store/whole-database.ts';
import { changeBehindTheServer, valueIn } from '../support/behind-the-server.ts';
import { openBackupOffice, type BackupOffice } from '../support/backup-office.ts';
import { createMemoryDevice } from '../support/memory-own-log.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import { amina, checkedIn, morning, olof, opened, plant } from '../support/session-world.ts';
import { pathOf } from '../support/simulated-network.ts';
import { openPage } from '../support/simulated-tablet.ts';
import type { TestServer } from '../support/test-server.ts';

let postgres: Postgres;
let office: BackupOffice;
let target: Database;
let url: string;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());
beforeEach(async () => {
  office = await openBackupOffice(morning, 'sqlite', postgres);
  await plant({ stores: office.stores } as TestServer);
  const made = await postgres.createOwnDatabase();
  url = made.url;
  target = made.open();
});
afterEach(async () => {
  await target.db.destroy();
  await office.close();
});

const run = (folder: string, more: Record<string, string>): { code: number | null; said: string } => {
  const main = resolve(import.meta.dirname, '../../src/server/main.ts');
  const env = { PATH: process.env['PATH'], NARVARO_DATA_DIR: folder, ...more };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, '--move'], { env, encoding: 'utf8' });
  return { code: status, said: `${stdout}${stderr}` };
};

const move = (source = office.database()) =>
  moveOffice({ source, target, services: office.services(), dataFolder: office.dataFolder() });

/** A tablet that speaks with the office, wherever it is. */
const enrolled = async (fetching: typeof fetch): Promise<Tablet> => {
  const tablet = await openPage({ device: createMemoryDevice(), fetching, clock: () => office.now() });
  if (!(await tablet.enrol(await office.enrolmentCode('farsta'))).ok) throw new Error('not enrolled');
  return tablet;
};
const present = (database: Database): Promise<readonly string[]> =>
  inTransaction(database, async (tx) =>
    (await createStores(tx, office.services()).attendance.ofSession('s1')).map(
      ({ participant }) => participant,
    ),
  );

test('[MOVE-1] an office is moved whole, and its tablets go on as if nothing had happened', async () => {
  const embedded: typeof fetch = (input, init) => office.fetching(input, init);
  let there = embedded;
  const tablet = await enrolled((input, init) => there(input, init));
  await tablet.record(opened);
  await tablet.record(checkedIn(amina));
  await tablet.syncNow();
  /* A restore has let numbers go ahead once; they must never be given twice (BACKUP-4). */
  await inTransaction(office.database(), (tx) => leapArrivals(tx, 5000));
  const before = await readFile(join(office.dataFolder(), 'narvaro.sqlite'));
  expect(await move()).toMatchObject({ ok: true, value: { events: 2, logs: 1 } });
  expect(await readFile(join(office.dataFolder(), 'narvaro.sqlite'))).toEqual(before);
  const app = createApp({ database: target, services: office.services(), trustsProxy: false }, new Map());
  there = async (input, init) => app.request(pathOf(input), init);
  await tablet.record(checkedIn(olof));
  await tablet.syncNow();
  expect(tablet.state()).toMatchObject({ acknowledged: 3, setAside: undefined });
  expect([...(await present(target))].toSorted()).toEqual(['amina', 'olof']);
  expect(Number(await valueIn(target, 'select max(arrival) from log_events'))).toBeGreaterThan(5000);
});

test('[MOVE-1] by the command: the old database is not started by mistake after it, and the new one is', async () => {
  const root = await mkdtemp(join(tmpdir(), 'narvaro-move-'));
  const open = (more: Record<string, string>, flags: readonly string[] = []) => {
    const config = readConfig({ NARVARO_DATA_DIR: root, ...more }, flags);
    if (!config.ok) throw new Error(JSON.stringify(config.error));
    return openStartData(config.value);
  };
  const begun = await open({});
  if (!begun.ok) throw new Error(JSON.stringify(begun.error));
  expect(run(root, {})).toMatchObject({
    code: 1,
    said: expect.stringContaining('Sätt DATABASE_URL') as string,
  });
  expect(run(root, { DATABASE_URL: url })).toMatchObject({
    code: 1,
    said: expect.stringContaining('Närvaro är igång') as string,
  });
  await begun.value.database.db.destroy();
  expect(run(root, { DATABASE_URL: url })).toMatchObject({
    code: 0,
    said: expect.stringContaining('Flyttat') as string,
  });
  expect(await open({})).toMatchObject({ ok: false, error: { kind: 'moved' } });
  const started = await open({ DATABASE_URL: url });
  expect(started).toMatchObject({ ok: true, value: { isNew: false } });
  if (started.ok) await started.value.database.db.destroy();
  await rm(root, { recursive: true, force: true });
});

test('[MOVE-1] a database that does not hold is not moved, and says where', async () => {
  const tablet = await enrolled((input, init) => office.fetching(input, init));
  await tablet.record(opened);
  await tablet.syncNow();
  await changeBehindTheServer(office.database(), 'log_events', "update log_events set text = '{}'");
  expect(await move()).toMatchObject({ ok: false, error: { kind: 'unsound' } });
  expect(await isMarkedUnfinished(target)).toBe(false);
  expect(existsSync(join(office.dataFolder(), movedMark))).toBe(false);
});

test('[MOVE-1] nothing is written over: a database with anything in it is left as it is', async () => {
  await sql`create table somebody_elses (x int)`.execute(target.db);
  expect(await move()).toEqual({ ok: false, error: { kind: 'target-not-empty' } });
  expect(await valueIn(target, 'select count(*) from somebody_elses')).toBe('0');
});

test('[MOVE-1] a move that was stopped half-way is no office, and is made again from the beginning', async () => {
  const tablet = await enrolled((input, init) => office.fetching(input, init));
  await tablet.record(opened);
  await tablet.syncNow();
  const broken: Database = {
    ...office.database(),
    db: office.database().db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: ({ result }) => {
        const isCounter = result.rows.some((row) => Object.keys(row).join() === 'n');
        return isCounter ? Promise.reject(new Error('the power is gone')) : Promise.resolve(result);
      },
    }),
  };
  await expect(move(broken)).rejects.toThrow('the power is gone');
  expect(await isMarkedUnfinished(target)).toBe(true);
  expect(existsSync(join(office.dataFolder(), movedMark))).toBe(false);
  expect(await move()).toMatchObject({ ok: true, value: { events: 1 } });
  expect(await isMarkedUnfinished(target)).toBe(false);
});
