/** A PostgreSQL that cannot be used, that comes up late, and that hangs: what is said, and what is kept of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttp } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../../src/server/config.ts';
import { postgresLines } from '../../../src/server/operation/postgres-words.ts';
import { openStartData } from '../../../src/server/start-data.ts';
import { printProblem } from '../../../src/server/start-words.ts';
import { inTransaction, migrate, type Database } from '../../../src/server/store/database.ts';
import { openPostgres } from '../../../src/server/store/postgres.ts';
import { postgresFaults, type PostgresFault } from '../../../src/server/store/postgres-problem.ts';
import { createSettingsStore } from '../../../src/server/store/settings-store.ts';
import { storageProblem } from '../../../src/server/store/storage-problem.ts';
import { openWhenThere } from '../../../src/server/wait-for-database.ts';
import { startPostgres, type Postgres } from '../../support/postgres.ts';
import { createTestServer } from '../../support/test-server.ts';

let postgres: Postgres;
let folder: string;
beforeAll(async () => {
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'narvaro-away-'));
  const { open } = await postgres.createOwnDatabase();
  await execute(open(), 'create role guest login');
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const execute = async (database: Database, statement: string): Promise<void> => {
  await sql.raw(statement).execute(database.db);
  await database.db.destroy();
};

const configOf = (url: string, name = 'office') => {
  const config = readConfig({ DATABASE_URL: url, NARVARO_DATA_DIR: join(folder, name) }, []);
  if (!config.ok) throw new Error(config.error.kind);
  return config.value;
};

/** What a start on this address says, to a person and by name. */
const startOn = async (url: string): Promise<{ readonly said: string; readonly opened: unknown }> => {
  const opened = await openStartData(configOf(url));
  if (opened.ok) await opened.value.database.db.destroy();
  let said = '';
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  if (!opened.ok) printProblem(opened.error);
  process.exitCode = undefined;
  write.mockRestore();
  return { said, opened };
};

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return (server.address() as AddressInfo).port;
};

const isToldOf = async (url: string, fault: PostgresFault): Promise<void> => {
  const { said, opened } = await startOn(url);
  expect(opened).toEqual({ ok: false, error: { kind: 'no-postgres', fault } });
  for (const line of postgresLines(fault)) expect(said).toContain(line);
};

const nameIn = (url: string): string => /\/(test\d+)/u.exec(url)?.[1] ?? '';
const asGuest = (url: string): string => url.replace('narvaro@', 'guest@');

describe('a start on a PostgreSQL that cannot be used', () => {
  test('[PG-1] says that it is starting up', async () => {
    const fields = ['SFATAL', 'C57P03', 'Mthe database system is starting up'];
    const text = Buffer.from(`${fields.join('\0')}\0\0`);
    const length = Buffer.alloc(4);
    length.writeInt32BE(text.length + 4);
    const starting = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.end(Buffer.concat([Buffer.from('E'), length, text])));
    });
    const port = await listening(starting);
    await isToldOf(`postgres://u@127.0.0.1:${port}/x`, 'starting');
    starting.close();
  });

  test('[PG-1] says that all its connections are taken', async () => {
    const { url, open } = await postgres.createOwnDatabase();
    await execute(open(), `alter database ${nameIn(url)} connection limit 0`);
    await isToldOf(asGuest(url), 'all-taken');
  });

  test('[PG-1] says that it has no TLS', async () => {
    const { url } = await postgres.createOwnDatabase();
    await isToldOf(`${url}&sslmode=verify-full`, 'no-tls');
  });

  test('[PG-1] says that something else answers, that nothing does, and that a certificate’s file is not there', async () => {
    const web = createHttp();
    const port = await listening(web);
    await isToldOf(`postgres://u@127.0.0.1:${port}/x`, 'not-postgres');
    web.close();
    await isToldOf(`postgres://u@127.0.0.1:1/x`, 'no-answer');
    await isToldOf(`postgres://u@/x?host=${encodeURIComponent(folder)}`, 'no-answer');
    const missing = join(folder, 'no.pem');
    await isToldOf(
      `postgres://u@127.0.0.1:1/x?sslmode=verify-full&sslrootcert=${missing}`,
      'certificate-file',
    );
  });

  test('[PG-1] says that there is no such account or database', async () => {
    const { url } = await postgres.createOwnDatabase();
    await isToldOf(url.replace('narvaro@', 'nobody@'), 'not-signed-in');
    await isToldOf(url.replace(/\/test\d+/u, '/nowhere'), 'no-database');
  });

  test('[PG-1] says that its account may not create tables; made the owner, the same start goes on', async () => {
    const { url, open } = await postgres.createOwnDatabase();
    await isToldOf(asGuest(url), 'may-not');
    const name = nameIn(url);
    await execute(open(), `alter database ${name} owner to guest`);
    expect((await startOn(asGuest(url))).opened).toMatchObject({ ok: true });
  });

  test('[PG-1] a port that no machine has is refused with the settings, before anything is opened', () => {
    for (const port of ['99999', 'abc'])
      expect(readConfig({ DATABASE_URL: `postgres://u:p@db:${port}/x` }, [])).toMatchObject({
        ok: false,
        error: { kind: 'settings', faults: [{ kind: 'form', name: 'DATABASE_URL' }] },
      });
    for (const url of ['postgres://u:p@db:65535/x', 'postgresql://u@/x?host=%2Frun', 'postgres://[::1]/x'])
      expect(readConfig({ DATABASE_URL: url }, [])).toMatchObject({ ok: true });
  });

  test('[PG-1] whatever the reason, it is told in both languages, and asks for something to be done', () => {
    for (const fault of postgresFaults) {
      const [sv, en] = postgresLines(fault);
      expect(sv).toMatch(/\. (?:[A-ZÅÄÖ]|På)/u);
      expect(en).toMatch(/\. [A-Z]/u);
      expect(sv).not.toBe(en);
    }
  });
});

describe('a start before PostgreSQL', () => {
  test('[PG-3] waits for it, says so once, and goes on when it is there', async () => {
    const { url, open } = await postgres.createOwnDatabase();
    const name = nameIn(url);
    await execute(open(), `alter database ${name} owner to guest`);
    await execute(open(), `alter database ${name} connection limit 0`);
    const told: PostgresFault[] = [];
    const opened = await openWhenThere(configOf(asGuest(url), 'late'), {
      waitMs: 60_000,
      pauseMs: 10,
      tell: (fault) => {
        told.push(fault);
        void execute(open(), `alter database ${name} connection limit -1`);
      },
    });
    expect(opened).toMatchObject({ ok: true, value: { isNew: true } });
    if (opened.ok) await opened.value.database.db.destroy();
    expect(told).toEqual(['all-taken']);
  });

  test('[PG-3] gives up in the end, and does not wait for what no time mends', async () => {
    const told: PostgresFault[] = [];
    const waiting = { waitMs: 50, pauseMs: 10, tell: (fault: PostgresFault) => void told.push(fault) };
    const nobody = configOf('postgres://u@127.0.0.1:1/x', 'never');
    expect(await openWhenThere(nobody, waiting)).toMatchObject({ error: { fault: 'no-answer' } });
    const { url } = await postgres.createOwnDatabase();
    const wrong = configOf(url.replace('narvaro@', 'nobody@'), 'wrong');
    expect(await openWhenThere(wrong, { ...waiting, waitMs: 60_000 })).toMatchObject({
      error: { fault: 'not-signed-in' },
    });
    expect(told).toEqual(['no-answer']);
  });
});

const settingOf = (database: Database): Promise<string | undefined> =>
  inTransaction(database, (tx) => createSettingsStore(tx).get('programme'));

describe('a PostgreSQL that hangs', () => {
  test('[PG-2] who asks is told that the office is away; nothing is half kept, and all goes on afterwards', async () => {
    const { open, freeze, thaw } = await postgres.createOwnDatabase();
    const patient = open();
    await migrate(patient);
    await patient.db.destroy();
    const database = open({ connectMs: 4000, answerMs: 2000 });
    const server = await createTestServer({ on: database });
    const { cookie } = await server.administrator();
    const ask = () => server.get('/api/admin/devices', { cookie });
    expect((await ask()).status).toBe(200);
    try {
      const halfWay = inTransaction(database, async (tx) => {
        await createSettingsStore(tx).put('programme', 'Half of it');
        freeze();
        await createSettingsStore(tx).get('programme');
      });
      const error: unknown = await halfWay.catch((thrown: unknown) => thrown);
      expect(storageProblem(error)).toBe('server/unavailable');
      const replies = await Promise.all([ask(), ask(), server.get('/readyz')]);
      expect(replies.map(({ status }) => status)).toEqual([503, 503, 503]);
      expect(await replies[2]?.json()).toMatchObject({ failing: ['database'] });
    } finally {
      thaw();
    }
    expect((await ask()).status).toBe(200);
    expect(await settingOf(database)).toBeUndefined();
    await server.close();
  });

  test('[PG-2] a question that takes too long is taken back by PostgreSQL; work that may take minutes is not cut', async () => {
    const { open, url } = await postgres.createOwnDatabase();
    const hurried = open({ connectMs: 5000, answerMs: 200 });
    const error: unknown = await sql`select pg_sleep(30)`
      .execute(hurried.db)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: '57014' });
    expect(storageProblem(error)).toBe('server/unavailable');
    const patient = openPostgres(url);
    const busy = sql<{
      n: number;
    }>`select count(*)::int as n from pg_stat_activity where query like '%sleep(30)%'
      and query not like '%activity%' and state = 'active'`;
    await expect.poll(async () => (await busy.execute(patient)).rows).toEqual([{ n: 0 }]);
    await sql`select pg_sleep(1)`.execute(patient);
    await hurried.db.destroy();
    await patient.destroy();
  });
});
