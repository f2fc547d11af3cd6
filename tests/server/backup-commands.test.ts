/** The commands as somebody writes them, each a process of its own beside the server that has the database open. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../src/server/config.ts';
import { openStartData, type StartData } from '../../src/server/start-data.ts';
import { inTransaction } from '../../src/server/store/database.ts';
import { createOfficeLogStore } from '../../src/server/store/office-log-store.ts';
import { changeBehindTheServer } from '../support/behind-the-server.ts';

const main = resolve(import.meta.dirname, '../../src/server/main.ts');

let root: string;
let office: StartData;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'narvaro-commands-'));
  const config = readConfig({ NARVARO_DATA_DIR: join(root, 'office') }, []);
  const opened = config.ok ? await openStartData(config.value) : config;
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  office = opened.value;
  await inTransaction(office.database, (tx) =>
    createOfficeLogStore(tx).append({ kind: 'device-renamed', actor: 'adm', at: 1 }),
  );
});
afterEach(async () => {
  await office.database.db.destroy();
  await rm(root, { recursive: true, force: true });
});

type Ran = { readonly code: number | null; readonly said: string };

const run = (folder: string, flags: readonly string[], typed = ''): Promise<Ran> =>
  new Promise((ended) => {
    const child = spawn(process.execPath, [main, ...flags], {
      env: {
        PATH: process.env['PATH'],
        NARVARO_DATA_DIR: join(root, folder),
        NARVARO_BACKUP_DIR: join(root, 'elsewhere'),
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('close', (code) => ended({ code, said }));
    child.stdin.end(typed);
  });

test('[BACKUP-4] [BACKUP-6] from no key to a key, a backup, an empty machine and a walk, in words at every step', async () => {
  const saying = (words: string): unknown => expect.stringContaining(words);
  expect(await run('office', ['--backup'])).toMatchObject({ code: 1, said: saying('npm run backup-key') });
  const made = await run('office', ['--backup-key']);
  const key = /(?:[0-9A-Z]{4}-){13}[0-9A-Z]{4}/.exec(made.said)?.[0] ?? '';
  expect(key).toHaveLength(69);
  expect(await run('office', ['--backup'])).toMatchObject({ code: 0, said: saying('återställd på prov') });
  const [name = ''] = (await readdir(join(root, 'elsewhere'))).filter((one) => one.endsWith('.backup'));
  const file = join(root, 'elsewhere', name);
  const keyFile = join(root, 'key.txt');
  await writeFile(keyFile, `${key}\n`);

  expect(await run('new', ['--restore', file, '--key-file', join(root, 'no-key.txt')])).toMatchObject({
    code: 1,
    said: saying('no-key.txt finns inte'),
  });
  const onTop = await run('office', ['--restore', file, '--key-file', keyFile]);
  expect(onTop).toMatchObject({ code: 1, said: saying('Det är orört') });
  expect(await run('new', ['--restore', file], `${key}\n`)).toMatchObject({
    code: 0,
    said: saying('Återställt från kopian'),
  });
  await changeBehindTheServer(
    office.database,
    'office_log',
    "update office_log set text = '{}' where seq = 1",
  );
  expect(await run('office', ['--verify'])).toMatchObject({
    code: 1,
    said: saying('Kontorets händelselogg, post 1: innehållet är ändrat.'),
  });
});
