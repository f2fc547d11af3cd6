/** The data folder of the embedded database: one server at a time, closed to others, and named when it cannot be used. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig, type Config } from '../../../src/server/config.ts';
import { databaseFile, openStartData, startProblemIn } from '../../../src/server/start-data.ts';
import { isFolderServed, takeFolder } from '../../../src/server/store/serving-lock.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';

const source = (path: string): string => resolve(import.meta.dirname, '../../../src/server', path);
let folder: string;
let holder: ChildProcess | undefined;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'narvaro-folder-')), 'data');
});
afterEach(() => {
  holder?.kill('SIGKILL');
  holder = undefined;
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const configOf = (): Config => {
  const config = readConfig({ NARVARO_DATA_DIR: folder }, []);
  if (!config.ok) throw new Error(config.error.kind);
  return config.value;
};

const anOffice = async (): Promise<void> => {
  const opened = await openStartData(configOf());
  if (!opened.ok) throw new Error(opened.error.kind);
  await opened.value.database.db.destroy();
};

const run = (...flags: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [source('main.ts'), ...flags], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NARVARO_DATA_DIR: folder },
  });
  return { status, said: `${stdout}${stderr}` };
};

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

test('[CLK-4] the database and what lies beside it are for the server’s account alone, made now or before', async () => {
  mkdirSync(folder);
  const files = ['', '-wal', '-shm'].map((end) => `${databaseFile({ dataFolder: folder })}${end}`);
  const made = openSqlite(files[0] ?? '');
  await made.schema.createTable('kept').addColumn('a', 'integer').execute();
  expect(files.map(modeOf)).toEqual(['600', '600', '600']);
  for (const file of files) chmodSync(file, 0o644);
  const beside = openSqlite(files[0] ?? '');
  expect(files.map(modeOf)).toEqual(['600', '600', '600']);
  await beside.destroy();
  await made.destroy();
});

test('[CLK-5] a second server on a folder is refused in words, commands work beside the first, and after a kill the next one has it', async () => {
  await anOffice();
  expect(isFolderServed(folder)).toBe(false);
  expect(existsSync(join(folder, 'serving.lock'))).toBe(false);
  const script = `
    const { takeFolder } = await import(${JSON.stringify(source('store/serving-lock.ts'))});
    const held = takeFolder(${JSON.stringify(folder)});
    process.stdout.write(held === undefined ? 'refused' : 'held');
    setInterval(() => held, 1000);
  `;
  const server = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holder = server;
  expect(String((await once(server.stdout, 'data'))[0])).toBe('held');
  expect(isFolderServed(folder)).toBe(true);
  expect(takeFolder(folder)).toBeUndefined();
  const second = run();
  expect(second.status).toBe(1);
  expect(second.said).toContain(`Närvaro är redan igång på mappen ${folder}.`);
  expect(second.said).toContain('already-served');
  expect(run('--admin-link')).toMatchObject({ status: 0 });
  server.kill('SIGKILL');
  await once(server, 'exit');
  const next = takeFolder(folder);
  expect(next).toBeDefined();
  next?.release();
});

const accountOf = (error: object): unknown =>
  startProblemIn(Object.assign(new Error('refused'), error), configOf());

test('[CLK-6] a start that fails on one file names it, and the folder only where it is the folder', async () => {
  await anOffice();
  const key = join(folder, 'secrets', 'receipt.key');
  expect(accountOf({ code: 'EACCES', path: key })).toEqual({ kind: 'file', file: key });
  expect(accountOf({ code: 'EACCES', path: join(folder, 'secrets', 'gone', 'x') })).toEqual({
    kind: 'file',
    file: join(folder, 'secrets'),
  });
  expect(accountOf({ code: 'EACCES', path: join(folder, 'new') })).toEqual({ kind: 'folder', folder });
  expect(accountOf({ code: 'EACCES', path: '/elsewhere' })).toEqual({ kind: 'folder', folder });
  expect(accountOf({ errcode: 14 })).toEqual({ kind: 'folder', folder });
  rmSync(databaseFile({ dataFolder: folder }));
  mkdirSync(databaseFile({ dataFolder: folder }));
  const start = run('--verify');
  expect(start.status).toBe(1);
  expect(start.said).toContain(`${databaseFile({ dataFolder: folder })} går inte att läsa eller skriva.`);
});

test('[CLK-6] a check of the configuration refuses a data folder that is a file', () => {
  writeFileSync(folder, 'a file');
  const checked = run('--check-config');
  expect(checked.status).toBe(1);
  expect(checked.said).toContain(`Mappen ${folder} går inte att använda.`);
  rmSync(folder);
  expect(run('--check-config')).toMatchObject({ status: 0 });
});
