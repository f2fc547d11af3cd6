/** Databases that older versions wrote, opened by today's start: on SQLite as the file was, on PostgreSQL from its dump. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DeviceId } from '../../src/domain/ids.ts';
import { noHash } from '../../src/domain/log.ts';
import { followChain } from '../../src/signing/chain.ts';
import { openStartData } from '../../src/server/start-data.ts';
import { printProblem, type StartProblem } from '../../src/server/start-words.ts';
import type { Database } from '../../src/server/store/database.ts';
import { openPostgres } from '../../src/server/store/postgres.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { loadDump, openOldOffice, postgresUrl, signInRecorded } from '../support/old-office.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import {
  configFor,
  databaseKinds,
  readFacts,
  readWire,
  recordedDatabases,
  recordedVersions,
  unpackDatabase,
  type DatabaseKind,
} from '../support/recorded.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const names = recordedDatabases();
const both = names.flatMap((name) => databaseKinds.map((kind) => [name, kind] as const));

const opening = (name: string, kind: DatabaseKind) =>
  openOldOffice(name, kind === 'postgres' ? postgres : undefined);

/** An old database that nothing has been done to yet: its configuration, and a way to look at it without a start. */
const untouched = async (name: string, kind: DatabaseKind) => {
  const old = await unpackDatabase(name, kind);
  const url = kind === 'postgres' ? await postgresUrl(postgres) : undefined;
  if (url !== undefined) await loadDump(name, url, old.folder);
  const config = configFor(old.folder, url);
  const look = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const database: Database =
      url === undefined
        ? { db: openSqlite(old.file), dialect: 'sqlite' }
        : { db: openPostgres(url), dialect: 'postgres' };
    try {
      return await work(database);
    } finally {
      await database.db.destroy();
    }
  };
  return { old, config, look };
};

/** Every table with its columns and every row, as one text. */
const everythingIn = async ({ db }: Database): Promise<string> => {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  const parts: string[] = [];
  for (const { name, columns } of tables.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
    parts.push(
      `${name} ${columns
        .map((column) => column.name)
        .toSorted()
        .join()} ${rows
        .map((row) => JSON.stringify(row))
        .toSorted()
        .join('\n')}`,
    );
  }
  return parts.join('\n');
};

const wordsOf = (problem: StartProblem): string => {
  const said: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (text: string | Uint8Array) => said.push(String(text)) > 0;
  try {
    printProblem(problem);
  } finally {
    process.stderr.write = write;
  }
  return said.join('');
};

describe('a database of an older version', () => {
  test('[OLD-5] a database is kept for every version whose traffic is kept', () => {
    for (const version of recordedVersions()) expect(names).toContain(readWire(version).database);
  });

  test.each(both)(
    '[OLD-5] %s on %s is brought up to date with every log byte for byte, every minute and every name',
    async (name, kind) => {
      const facts = readFacts(name, kind);
      const office = await opening(name, kind);
      try {
        const { rows } = await sql<{
          name: string;
        }>`select name from kysely_migration order by name`.execute(office.database.db);
        expect(rows.map((row) => row.name).slice(0, facts.migrations.length)).toEqual(facts.migrations);
        expect(await office.logs()).toEqual(facts.logs);
        expect(await office.minutes()).toEqual(facts.minutes);
        const people = await office.stores(({ programme }) => programme.participants());
        expect(
          people
            .map(({ id, given, family }) => ({ id, given, family }))
            .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        ).toEqual(facts.people);
        const log = await sql<{
          seq: number;
          hash: string;
          text: string;
        }>`select seq, hash, text from office_log order by seq`.execute(office.database.db);
        expect(log.rows.length).toBe(facts.officeLog.length);
        for (const { hash, text } of log.rows)
          expect(createHash('sha256').update(text).digest('base64url')).toBe(hash);
        for (const { month, lines } of facts.locked)
          expect(await office.stores(({ months }) => months.kept(month, 1))).toEqual(JSON.parse(lines));
      } finally {
        await office.close();
      }
    },
  );

  test.each(both)(
    '[OLD-5] every chain in %s on %s still verifies from its first event',
    async (name, kind) => {
      const office = await opening(name, kind);
      try {
        const devices = await office.stores((stores) => stores.devices.all());
        expect(devices.length).toBeGreaterThan(1);
        for (const { id, head_seq, head_hash } of devices) {
          const texts = (await office.logs()).filter(({ device }) => device === id).map(({ text }) => text);
          const chain = await followChain(DeviceId.parse(id), { seq: 0, hash: noHash }, texts);
          expect(chain.ok).toBe(true);
          if (chain.ok)
            expect([chain.value.length, chain.value.at(-1)?.hash ?? noHash]).toEqual([head_seq, head_hash]);
        }
      } finally {
        await office.close();
      }
    },
  );

  test.each(both)(
    '[OLD-5] the administrator of %s on %s signs in with the password of then and sees the sessions',
    async (name, kind) => {
      const { login, password } = readFacts(name, kind);
      const office = await opening(name, kind);
      try {
        const wrong = await office.post(
          '/api/admin/sign-in',
          JSON.stringify({ login, password: `${password}!` }),
        );
        expect(wrong.status).toBe(401);
        const right = await office.post('/api/admin/sign-in', JSON.stringify({ login, password }));
        expect(right.status).toBe(200);
      } finally {
        await office.close();
      }
    },
  );

  test.each(both)(
    '[OLD-5] the tablet of %s on %s delivers what it still held, and its hours are those of then',
    async (name, kind) => {
      const facts = readFacts(name, kind);
      const office = await opening(name, kind);
      try {
        const late = facts.later.find(({ method, path }) => method === 'POST' && path === '/api/log');
        office.setClock(late?.at ?? 0);
        const { token } = await signInRecorded(office, facts.tablet);
        const reply = await office.post('/api/log', late?.body ?? '', { Authorization: `Bearer ${token}` });
        expect(reply.status).toBe(200);
        const claim = facts.later.find(({ path }) => path === '/api/me/check-in');
        if (claim !== undefined) {
          office.setClock(claim.at);
          const said = await office.post(claim.path, claim.body ?? '', { Cookie: claim.cookie ?? '' });
          expect(said.status).toBe(200);
        }
        expect(await office.minutes()).toEqual(facts.minutesDelivered);
      } finally {
        await office.close();
      }
    },
  );
});

describe('a database that cannot be brought up to date', () => {
  test.each(databaseKinds)(
    '[OLD-6] one that a newer version has used on %s is refused in words, and nothing in it is touched',
    async (kind) => {
      const { old, config, look } = await untouched(names.at(-1) ?? '', kind);
      try {
        await look(async ({ db }) => {
          await sql`insert into kysely_migration (name, timestamp) values ('9999-of-the-future', '2030-01-01')`.execute(
            db,
          );
        });
        const before = await look(everythingIn);
        const bytes = kind === 'sqlite' ? await readFile(old.file) : undefined;
        const secrets = await readdir(join(old.folder, 'secrets'));
        const opened = await openStartData(config);
        expect(opened).toEqual({
          ok: false,
          error: { kind: 'newer-database', migration: '9999-of-the-future' },
        });
        if (bytes !== undefined) expect(bytes.equals(await readFile(old.file))).toBe(true);
        expect(await look(everythingIn)).toBe(before);
        expect(await readdir(join(old.folder, 'secrets'))).toEqual(secrets);
        if (!opened.ok) expect(wordsOf(opened.error)).toMatch(/nyare version .*Inget är ändrat/u);
      } finally {
        await old.remove();
      }
    },
  );

  test.each(names.slice(0, 2).flatMap((name) => databaseKinds.map((kind) => [name, kind] as const)))(
    '[OLD-6] a step that fails half-way leaves %s on %s as it was, says so, and the next start carries it through',
    async (name, kind) => {
      const { old, config, look } = await untouched(name, kind);
      try {
        await look(async ({ db }) => {
          await sql`create table access_log (in_the_way integer)`.execute(db);
        });
        const before = await look(everythingIn);
        const opened = await openStartData(config);
        expect(opened).toMatchObject({ ok: false, error: { kind: 'not-updated', migration: '0003-access' } });
        if (!opened.ok) expect(wordsOf(opened.error)).toMatch(/som den var före uppdateringen/u);
        expect(await look(everythingIn)).toBe(before);
        await look(async ({ db }) => {
          await sql`drop table access_log`.execute(db);
        });
        const again = await openStartData(config);
        expect(again.ok).toBe(true);
        if (again.ok) await again.value.database.db.destroy();
      } finally {
        await old.remove();
      }
    },
  );
});
