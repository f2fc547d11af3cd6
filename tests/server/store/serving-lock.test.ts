/** The identity key is never changed beneath a server that runs: it would go on with a key that nothing is sealed under. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../../src/server/config.ts';
import { holdServingLock, isServedOnPostgres } from '../../../src/server/store/serving-lock.ts';
import { databaseFile, openStartData } from '../../../src/server/start-data.ts';
import { startPostgres, type Postgres } from '../../support/postgres.ts';

const main = resolve(import.meta.dirname, '../../../src/server/main.ts');
let folder: string;
let postgres: Postgres;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'narvaro-serving-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const anOffice = async (name: string, url = '') => {
  const environment = { NARVARO_DATA_DIR: join(folder, name), DATABASE_URL: url };
  const config = readConfig(environment, []);
  if (!config.ok) throw new Error(config.error.kind);
  const opened = await openStartData(config.value);
  if (!opened.ok) throw new Error(opened.error.kind);
  const rotate = () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, '--rotate-identity-key'], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...environment },
    });
    return { status, said: `${stdout}${stderr}` };
  };
  return { ...opened.value, config: config.value, rotate };
};

const refused = { status: 1, said: expect.stringContaining('Inget är ändrat') as string };
const done = { status: 0, said: expect.stringContaining('Nyckeln är bytt') as string };

test('[KEY-4] beside a server on the embedded database the key is not changed; after one that was killed it is', async () => {
  const { database, config, rotate } = await anOffice('embedded');
  await database.db.destroy();
  const source = JSON.stringify(resolve(import.meta.dirname, '../../../src/server/store/sqlite.ts'));
  const script = `
    const { openSqlite } = await import(${source});
    const db = openSqlite(${JSON.stringify(databaseFile(config))});
    await db.selectFrom('settings').selectAll().execute();
    process.stdout.write('open');
    setInterval(() => undefined, 1000);
  `;
  const server = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(server.stdout, 'data');
  expect(rotate()).toMatchObject(refused);
  server.kill('SIGKILL');
  await once(server, 'exit');
  expect(rotate()).toMatchObject(done);
});

test('[KEY-4] beside a server on PostgreSQL it is not changed while one of them is left; after the last it is', async () => {
  const own = await postgres.createOwnDatabase();
  const { database, rotate } = await anOffice('apart', own.url);
  const lock = await holdServingLock(database);
  const second = await holdServingLock(database);
  expect(rotate()).toMatchObject(refused);
  await second.release();
  expect(await isServedOnPostgres(database)).toBe(true);
  await lock.release();
  expect(await isServedOnPostgres(database)).toBe(false);
  expect(rotate()).toMatchObject(done);
  await database.db.destroy();
});
