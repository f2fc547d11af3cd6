import { setTimeout as wait } from 'node:timers/promises';
import type { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ImportRowsReply, ImportStatus } from '../../../src/protocol/import.ts';
import { fictionalNumber } from '../../../src/server/identity/fictional-number.ts';
import { deskOf } from '../../../src/server/import/import-desk.ts';
import { readTable } from '../../../src/server/import/read-table.ts';
import {
  aLine,
  aSessionLine,
  csvText,
  type Line,
  participantHeader,
  sessionHeader,
  utf8,
} from '../../support/import-files.ts';
import { createTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
let app: Hono;
let cookie: string;

beforeEach(async () => {
  server = await createTestServer();
  app = server.app;
  ({ cookie } = await server.administrator());
});
afterEach(() => server.close());

const get = async (path: string) => app.request(path, { headers: { Cookie: cookie } });
const post = async (path: string, body: unknown) =>
  app.request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', Cookie: cookie },
  });
const upload = async (bytes: Uint8Array, kind = 'participants', name = 'lista.csv') =>
  app.request(`/api/admin/imports?kind=${kind}&name=${name}`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { Cookie: cookie },
  });

const settled = async (id: string): Promise<ImportStatus> => {
  for (;;) {
    const status = ImportStatus.parse(await (await get(`/api/admin/imports/${id}`)).json());
    if (status.state !== 'reading' && status.state !== 'checking') return status;
    await wait(20);
  }
};
const opened = async (lines: readonly Line[], kind = 'participants'): Promise<string> => {
  const header = kind === 'participants' ? participantHeader : sessionHeader;
  const { id } = (await (await upload(utf8(csvText([header, ...lines])), kind)).json()) as { id: string };
  return id;
};
const rowsOf = async (id: string, filter = 'all', page = 0) =>
  ImportRowsReply.parse(
    await (await get(`/api/admin/imports/${id}/rows?filter=${filter}&page=${page}`)).json(),
  );
const commit = async (id: string) => (await post(`/api/admin/imports/${id}/commit`, {})).json();
const takeIn = async (lines: readonly Line[], kind = 'participants') => {
  const id = await opened(lines, kind);
  await settled(id);
  return commit(id);
};

describe('an administrator takes in participants', () => {
  test('[IMP-14] nothing is saved before “Ta in”, and then only the good rows', async () => {
    const id = await opened([
      aLine(0),
      aLine(1, { Förnamn: '' }),
      aLine(2, { 'Skyddade personuppgifter': 'ja' }),
    ]);
    const status = await settled(id);
    expect(status).toMatchObject({
      state: 'checked',
      counts: { all: 3, ready: 2, error: 1, protected: 1 },
      newCohorts: ['Grupp 17'],
    });
    expect(await server.stores(({ programme }) => programme.participants())).toEqual([]);
    expect(await commit(id)).toEqual({ added: 2, updated: 0, cohorts: 1 });
    const people = await server.stores(({ programme }) => programme.participants());
    expect(people.map(({ given, family }) => `${given} ${family}`).sort()).toEqual([
      'Deltagare 01 ',
      'Tove Fjällgryning',
    ]);
    const rows = await server.database.db.selectFrom('identities').select('is_protected').execute();
    expect(rows.map((row) => row.is_protected).sort()).toEqual([0, 1]);
    const log = await server.stores(({ officeLog }) => officeLog.latest(10));
    const kinds = log.map(({ text }) => (JSON.parse(text) as { kind: string }).kind);
    expect(kinds).toEqual(['participants-imported', 'import-opened']);
  });

  test('[IMP-14] the same list again updates and doubles nobody', async () => {
    await takeIn([aLine(0), aLine(1)]);
    expect(await takeIn([aLine(0, { Efternamn: 'Ny' }), aLine(1), aLine(2)])).toEqual({
      added: 1,
      updated: 2,
      cohorts: 0,
    });
    const people = await server.stores(({ programme }) => programme.participants());
    expect(people.map(({ family }) => family).sort()).toEqual(['Fjällgryning', 'Fjällgryning', 'Ny']);
  });

  test('[IMP-14] when the office has changed since the check, it is checked again before anything is taken in', async () => {
    const first = await opened([aLine(0)]);
    await settled(first);
    await takeIn([aLine(0)]);
    expect(await commit(first)).toMatchObject({ code: 'import/not-ready' });
    expect(await settled(first)).toMatchObject({ counts: { ready: 0, update: 1 } });
    expect(await commit(first)).toEqual({ added: 0, updated: 1, cohorts: 0 });
  });

  test('[IMP-7] columns that are not recognised are mapped by hand, and the rest is given for all rows', async () => {
    const lines = [
      ['Vem', 'Nr', 'Var'],
      ['Tove Berg', fictionalNumber(1985, 'woman', 0), 'Farsta'],
    ];
    const { id } = (await (await upload(utf8(csvText(lines)))).json()) as { id: string };
    expect(await settled(id)).toMatchObject({ state: 'mapping', headings: ['Vem', 'Nr', 'Var'] });
    await post(`/api/admin/imports/${id}/mapping`, {
      columns: { name: 0, identity: 1, unit: 2 },
      constants: { role: 'Medarbetare' },
    });
    expect(await settled(id)).toMatchObject({ state: 'checked', counts: { ready: 1 } });
  });

  test('[IMP-8] one tap puts a misspelled unit right in every row that has it, and a row may be left out', async () => {
    const id = await opened([
      aLine(0, { Stadsdel: 'Fasta' }),
      aLine(1, { Stadsdel: 'fasta' }),
      aLine(2, { Stadsdel: 'Fasta' }),
      aLine(3),
    ]);
    await settled(id);
    const texts = [{ row: 2, field: 'unit', text: 'Farsta', everywhere: true }];
    await post(`/api/admin/imports/${id}/edits`, { texts, skip: [5], restore: [] });
    expect(await settled(id)).toMatchObject({ counts: { ready: 2, error: 1, skipped: 1 } });
    await post(`/api/admin/imports/${id}/edits`, { texts: [], skip: [], restore: [5] });
    expect(await settled(id)).toMatchObject({ counts: { ready: 3, skipped: 0 } });
  });

  test('[IMP-10] the rows that were not taken in are saved as a file with what is wrong, ready to hand in again', async () => {
    const id = await opened([aLine(0), aLine(1, { Förnamn: '' })]);
    await settled(id);
    const reply = await post(`/api/admin/imports/${id}/rejected`, {
      format: 'xlsx',
      heading: 'Fel',
      why: [[3, 'Förnamn saknas']],
    });
    const table = await readTable(new Uint8Array(await reply.arrayBuffer()), 'fel.xlsx');
    expect(table.ok && table.value.rows.map(({ cells }) => cells.at(-1))).toEqual(['Fel', 'Förnamn saknas']);
  });

  test('[IMP-12] no identity number is on the wire, in the database in clear, or in the office’s log', async () => {
    const number = fictionalNumber(1985, 'woman', 0);
    const id = await opened([aLine(0), aLine(0, { Förnamn: number, Roll: number })]);
    const status = await settled(id);
    const wire = JSON.stringify([status, await rowsOf(id), await rowsOf(id, 'error')]);
    const drafts = JSON.stringify(await server.database.db.selectFrom('import_drafts').selectAll().execute());
    await commit(id);
    const kept = JSON.stringify([
      await server.database.db.selectFrom('participants').selectAll().execute(),
      await server.database.db.selectFrom('identities').selectAll().execute(),
      await server.database.db.selectFrom('office_log').selectAll().execute(),
    ]);
    expect(
      [wire, drafts, kept].filter((text) => text.includes(number) || text.includes(number.slice(2))),
    ).toEqual([]);
  });

  test('[IMP-12] another administrator cannot see the file, and after four hours nobody can', async () => {
    const id = await opened([aLine(0)]);
    await settled(id);
    const mine = cookie;
    ({ cookie } = await server.administrator('Lo Ek'));
    expect((await get(`/api/admin/imports/${id}`)).status).toBe(410);
    cookie = mine;
    for (let halfHours = 0; halfHours < 8; halfHours += 1) {
      server.advance(30 * 60_000);
      await get(`/api/admin/imports/${id}`);
    }
    expect((await get(`/api/admin/imports/${id}`)).status).toBe(410);
  });

  test('[IMP-2] a file that is no table is refused at once, a broken one when it has been read', async () => {
    expect(await (await upload(Buffer.from('%PDF-1.7'))).json()).toMatchObject({
      code: 'import/refused',
      reason: 'not-a-table',
    });
    const { id } = (await (await upload(Buffer.from('PK\u0003\u0004rest'))).json()) as { id: string };
    expect(await settled(id)).toMatchObject({ state: 'refused', refusal: 'broken' });
  });

  test('[IMP-2] a file with headings only is refused because it has no rows, also when they are not recognised', async () => {
    const ids = [await opened([]), await opened([], 'sessions')];
    const { id } = (await (await upload(utf8('Vem;Nr;Var\r\n;;\r\n'))).json()) as { id: string };
    for (const each of [...ids, id])
      expect(await settled(each)).toMatchObject({ state: 'refused', refusal: 'no-rows' });
    expect(await commit(id)).toMatchObject({ code: 'import/not-ready' });
  });

  test('[IMP-15] eight lists at once are all checked, however often the pages ask', async () => {
    const ids: string[] = [];
    for (let file = 0; file < 8; file += 1) ids.push(await opened([aLine(file), aLine(file + 10)]));
    const statuses = await Promise.all(ids.map(settled));
    expect(statuses.map(({ state }) => state)).toEqual(ids.map(() => 'checked'));
  });

  test('[IMP-15] with too many files waiting the administrator is told when to try again, and then gets a turn', async () => {
    let release: (bytes: Uint8Array) => void = () => undefined;
    const held = new Promise<Uint8Array>((resolve) => {
      release = resolve;
    });
    const bytes = () => held;
    const expiresAt = server.services.clock() + 1000;
    for (const services of server.servicesOfEach)
      for (let file = 0; file < 30; file += 1)
        deskOf(services).open({ id: `f${file}`, fileName: 'a.csv', expiresAt, bytes });
    const refused = await upload(utf8(csvText([participantHeader, aLine(0)])));
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: 'request/rate-limited', retryAfter: 30 });
    expect(refused.headers.get('Retry-After')).toBe('30');
    expect(await server.database.db.selectFrom('import_drafts').selectAll().execute()).toEqual([]);
    server.advance(1000);
    const id = await opened([aLine(0)]);
    release(utf8('a;b'));
    expect(await settled(id)).toMatchObject({ state: 'checked' });
  });

  test('[IMP-15] a process that has forgotten the file reads it again from the sealed draft', async () => {
    const id = await opened([aLine(0)]);
    await settled(id);
    for (const services of server.servicesOfEach) deskOf(services).forget(id);
    expect(await settled(id)).toMatchObject({ state: 'checked', counts: { ready: 1 } });
  });
});

describe('an administrator takes in sessions', () => {
  test('[IMP-14] new sessions are added, and the list again moves them', async () => {
    await takeIn([aLine(0)]);
    expect(
      await takeIn(
        [aSessionLine(), aSessionLine({ Nummer: '2', Datum: '2026-12-01', Referens: 'B-2' })],
        'sessions',
      ),
    ).toEqual({
      added: 2,
      updated: 0,
      cohorts: 0,
    });
    const moved = [
      aSessionLine({ Start: '09:00' }),
      aSessionLine({ Nummer: '3', Datum: '2026-12-02', Referens: 'B-2' }),
    ];
    expect(await takeIn(moved, 'sessions')).toEqual({ added: 0, updated: 2, cohorts: 0 });
    const sessions = await server.stores(({ programme }) =>
      programme.sessionsBetween(0, Number.MAX_SAFE_INTEGER),
    );
    expect(
      sessions.map(({ session: { number, startsAt } }) => [number, new Date(startsAt).toISOString()]),
    ).toEqual([
      [1, '2026-11-24T08:00:00.000Z'],
      [3, '2026-12-02T07:30:00.000Z'],
    ]);
  });

  test('[SER-5] each session that is taken in is kept as it was planned, and its place is a venue still to be described', async () => {
    await takeIn([aLine(0)]);
    await takeIn([aSessionLine()], 'sessions');
    await takeIn([aSessionLine()], 'sessions');
    await takeIn([aSessionLine({ Start: '09:00' })], 'sessions');
    const [planned] = await server.stores(({ planning }) => planning.all());
    const versions = await server.stores(({ planning }) => planning.versions(planned?.session.id ?? ''));
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    const [venue] = await server.stores(({ planning }) => planning.venues());
    expect(venue).toMatchObject({ id: planned?.venue, name: planned?.session.place, accessibility: '' });
    const [series] = await server.stores(({ planning }) => planning.series());
    expect(planned?.series).toBe(series?.id);
  });

  test('[SER-9] a list that would move a session of a locked month is refused, and taken in when it changes nothing there', async () => {
    await takeIn([aLine(0)]);
    await takeIn([aSessionLine()], 'sessions');
    const row = { month: '2026-11', version: 1, seq: 1, at: 0, actor: 'x', hash: 'x', minutes: 0 };
    await server.database.db
      .insertInto('month_versions')
      .values({ ...row, reported_minutes: 0, people: 0 })
      .execute();
    const moved = await takeIn([aSessionLine({ Start: '09:00' })], 'sessions');
    expect(moved).toMatchObject({ code: 'planning/month-locked' });
    const later = aSessionLine({ Nummer: '2', Datum: '2026-12-01', Referens: 'B-2' });
    expect(await takeIn([aSessionLine(), later], 'sessions')).toEqual({ added: 1, updated: 1, cohorts: 0 });
  });
});

describe('an administrator whose every request goes to another process', () => {
  beforeEach(async () => {
    await server.close();
    server = await createTestServer({ database: 'postgres' });
    app = server.app;
    ({ cookie } = await server.administrator());
  });

  test('[MANY-6, IMP-14] puts a row right and takes in what was shown, and nothing that was not', async () => {
    const id = await opened([aLine(0, { Stadsdel: 'Fasta' }), aLine(1)]);
    await settled(id);
    expect((await rowsOf(id)).rows).toHaveLength(2);
    await takeIn([aLine(1)]);
    expect(await commit(id)).toMatchObject({ code: 'import/not-ready' });
    expect(await settled(id)).toMatchObject({ counts: { update: 1, error: 1 } });
    const edit = {
      texts: [{ row: 2, field: 'unit', text: 'Farsta', everywhere: false }],
      skip: [],
      restore: [],
    };
    expect((await post(`/api/admin/imports/${id}/edits`, edit)).status).toBe(200);
    expect(await settled(id)).toMatchObject({ counts: { ready: 1, update: 1, error: 0 } });
    expect(await commit(id)).toEqual({ added: 1, updated: 1, cohorts: 0 });
  });

  test('[MANY-6, IMP-15] gets the rows by asking for the check again, when the office has changed since it was shown', async () => {
    const [first, other] = server.processes;
    app = first ?? app;
    const id = await opened([aLine(0, { Stadsdel: 'Fasta' }), aLine(1)]);
    await settled(id);
    await takeIn([aLine(1)]);
    app = other ?? app;
    const rowsNow = () => get(`/api/admin/imports/${id}/rows?filter=all&page=0`);
    const refused = await rowsNow();
    expect(await refused.json()).toMatchObject({ code: 'import/not-ready' });
    expect(await settled(id)).toMatchObject({ counts: { update: 1, error: 1 } });
    const { rows: shown } = ImportRowsReply.parse(await (await rowsNow()).json());
    expect(shown.map(({ status }) => status)).toEqual(['error', 'update']);
  });
});
