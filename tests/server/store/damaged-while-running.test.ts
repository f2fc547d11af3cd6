/** The database's file is damaged beneath a server that runs: what is told of it, and to whom. */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readReadiness } from '../../../src/server/operation/readiness.ts';
import { migrate, type Database } from '../../../src/server/store/database.ts';
import {
  areMigrationsDone,
  databaseAnswers,
  newestArrivalAt,
} from '../../../src/server/store/operation-store.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import { createWatchedServer, type WatchedServer } from '../../support/watched-server.ts';

let folder: string;
let server: WatchedServer | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'narvaro-damaged-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

const openFile = (): Database => ({ db: openSqlite(join(folder, 'narvaro.sqlite')), dialect: 'sqlite' });

/** Writes over the first page of each table, and begins a server that has read none of them yet. */
const serveDamaged = async (...tables: readonly string[]): Promise<WatchedServer> => {
  const whole = openFile();
  await migrate(whole);
  const { rows } = await sql<{
    name: string;
    rootpage: number;
  }>`select name, rootpage from sqlite_schema where type = 'table'`.execute(whole.db);
  await whole.db.destroy();
  const file = await open(join(folder, 'narvaro.sqlite'), 'r+');
  for (const { name, rootpage } of rows)
    if (tables.includes(name)) await file.write(Buffer.alloc(4096, 0xa5), 0, 4096, (rootpage - 1) * 4096);
  await file.close();
  server = await createWatchedServer({ on: openFile() });
  return server;
};

const readinessOf = ({ database, services }: WatchedServer) =>
  readReadiness({
    isStopping: () => false,
    clock: services.clock,
    answers: async () => services.watch?.isDatabaseDamaged() !== true && (await databaseAnswers(database)),
    areMigrationsDone: () => areMigrationsDone(database),
    newestArrivalAt: () => newestArrivalAt(database),
    freeBytes: async () => 1,
    diskFloorBytes: 1,
    backup: async () => undefined,
    isBackupFolderThere: async () => true,
    backupMaxMs: undefined,
    startedAt: services.clock(),
  });

test('[CLK-3] readiness names the database when its file is damaged, whatever happened to read it', async () => {
  const office = await serveDamaged('log_events');
  expect((await readinessOf(office)).failing).toEqual(['database']);
  await office.close();
  server = undefined;
  expect((await readinessOf(await serveDamaged('settings'))).failing).toEqual(['database']);
});

test('[CLK-3] whoever signs in over a damaged page is told that the service does not answer, and the log says why', async () => {
  const office = await serveDamaged('rate_limits');
  expect((await readinessOf(office)).failing).toEqual([]);
  const body = { login: 'sol@example.se', password: 'ett långt lösenord' };
  const reply = await office.post('/api/admin/sign-in', body);
  expect(reply.status).toBe(503);
  const problem = (await reply.json()) as { readonly code: string; readonly reference: string };
  expect(problem).toMatchObject({ code: 'server/unavailable' });
  const line = office.parsed().find(({ event }) => event === 'defect');
  expect(line).toMatchObject({
    reference: problem.reference,
    route: '/api/admin/sign-in',
    code: 'sqlite 11',
  });
  expect(office.lines().join('')).not.toContain('sol@example.se');
  expect((await readinessOf(office)).failing).toEqual(['database']);
});
