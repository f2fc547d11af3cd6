/** People with protected identity: by alias to everybody, by name to their handler alone, and who saw what. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../src/domain/time.ts';
import type { Role } from '../../src/domain/roles.ts';
import { ListAccessLogReply, type ListAccessLogRequest } from '../../src/protocol/list-access-log.ts';
import { ListProtectedReply } from '../../src/protocol/protected-people.ts';
import { everyTable } from '../support/behind-the-server.ts';
import { amina, guest, olof, plant } from '../support/session-world.ts';
import { createTestServer, type TestCaller, type TestServer } from '../support/test-server.ts';

const number = '199001019802';
let server: TestServer;
let handler: TestCaller;
beforeEach(async () => {
  server = await createTestServer();
  await plant(server);
  await server.stores(async ({ identities }) => {
    await identities.keep(amina.id, number, false);
    await identities.keep(guest.id, '199001019810', true);
  });
  handler = await server.administrator('Vide Lund', ['protected']);
});
afterEach(() => server.close());

const as = (...roles: readonly Role[]) => server.administrator('Sol Granhimmel', roles);
const act = async (id: string, what: string, body: unknown = {}, caller = handler): Promise<unknown> =>
  (await server.post(`/api/admin/protected/${id}/${what}`, body, caller)).json();
const seen = async (
  caller: TestCaller,
  query: Partial<ListAccessLogRequest> = {},
): Promise<ListAccessLogReply['entries']> => {
  const asked = { before: null, kind: null, search: '', ...query };
  return ListAccessLogReply.parse(await (await server.post('/api/admin/access-log', asked, caller)).json())
    .entries;
};
/** Every text in every table of the database but the log of the tablets. */
const everything = async (): Promise<string> => {
  const texts: string[] = [];
  for (const { name } of await everyTable(server.database))
    texts.push(
      JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(server.database.db)).rows),
    );
  return texts.join('\n');
};

describe('somebody whose identity becomes protected', () => {
  test('[PROT-2] is shown by an alias everywhere at once, with no address left, and the name nowhere in the open', async () => {
    const { given, family } = amina;
    await server.stores(async ({ programme }) =>
      programme.putParticipants([{ ...amina, email: 'amina@stockholm.example' }]),
    );
    expect(await everything()).toContain(`"${family}"`);

    const reply = await act(amina.id, 'protect', { alias: null });

    expect(reply).toEqual({ alias: 'Deltagare 01' });
    const person = await server.stores(({ programme }) => programme.participant(amina.id));
    expect(person).toMatchObject({ given: 'Deltagare 01', family: '', email: '' });
    const held = await everything();
    expect(held).not.toContain(`"${given}"`);
    expect(held).not.toContain(`"${family}"`);
    expect(held).not.toContain('amina@stockholm.example');
  });

  test('[PROT-2] keeps number and name sealed, so that the report can still be made', async () => {
    await act(amina.id, 'protect', { alias: 'Alva' });

    const identity = (await server.stores(({ identities }) => identities.read([amina.id]))).get(amina.id);

    expect(identity).toEqual({
      number,
      isProtected: true,
      name: { given: amina.given, family: amina.family },
    });
  });

  test('[PROT-2] gets no alias that somebody else in the group has', async () => {
    await act(amina.id, 'protect', { alias: 'Alva' });

    expect(await act(olof.id, 'protect', { alias: 'ALVA' })).toMatchObject({
      code: 'protection/alias-taken',
    });
    expect(await act(amina.id, 'alias', { alias: 'Deltagare 12' })).toEqual({ alias: 'Deltagare 12' });
  });

  test('[PROT-2] is shown by name again when the protection has ended, and by a name that is given when none is kept', async () => {
    await act(amina.id, 'protect', { alias: null });

    expect(await act(amina.id, 'unprotect', { name: null })).toEqual({
      given: amina.given,
      family: amina.family,
    });
    expect(await act(guest.id, 'unprotect', { name: null })).toMatchObject({ code: 'protection/no-name' });
    expect(await act(guest.id, 'unprotect', { name: { given: 'Lo', family: 'Ek' } })).toEqual({
      given: 'Lo',
      family: 'Ek',
    });
    expect((await server.stores(({ identities }) => identities.protectedPeople())).size).toBe(0);
  });
});

describe('the handler of protected identities', () => {
  test('[PROT-1] sees who is protected by alias, and a name only when asking for it, which is noted', async () => {
    await act(amina.id, 'protect', { alias: null });
    const list = ListProtectedReply.parse(
      await (await server.post('/api/admin/protected', {}, handler)).json(),
    );

    expect(list.people.map(({ alias, hasName }) => [alias, hasName])).toEqual([
      ['Deltagare 01', true],
      ['Deltagare 07', false],
    ]);
    expect(await act(amina.id, 'show-name')).toEqual({ given: amina.given, family: amina.family });
    expect(await act(guest.id, 'show-name')).toMatchObject({ code: 'protection/no-name' });
    expect(await act(olof.id, 'show-name')).toMatchObject({ code: 'protection/no-name' });
    const kinds = (await seen(await as('system', 'protected'))).map(({ kind }) => kind);
    expect(kinds).toEqual(['protected-name', 'protected-list', 'protection-set']);
  });

  test('[PROT-1] gives the password anew before a name is shown', async () => {
    await act(amina.id, 'protect', { alias: null });
    server.advance(dayMs / 48);

    expect(await act(amina.id, 'show-name')).toMatchObject({ code: 'sign-in/stale' });
  });
});

describe('everybody else', () => {
  test('[PROT-3] learns from no log who is protected', async () => {
    await act(amina.id, 'protect', { alias: 'Alva' });
    await act(amina.id, 'show-name');
    const auditor = await as('reader', 'system', 'approver');

    const officeLog = await (await server.get('/api/admin/log', auditor)).text();
    expect(officeLog).toContain('protection-changed');
    expect(officeLog).not.toContain(amina.id);
    expect(officeLog).not.toContain('Alva');
    for (const entry of await seen(auditor)) expect(entry).toMatchObject({ isHidden: true, person: null });
    expect(await seen(auditor, { search: 'alva' })).toEqual([]);
    expect(await seen(await as('reader', 'protected'), { search: 'alva' })).toHaveLength(2);
  });
});

describe('the access log', () => {
  test('[ACC-1] is added to and never changed or emptied: the database itself refuses', async () => {
    await server.stores(({ access }) =>
      access.note({ at: 1, actor: 'sol', kind: 'report-file', about: '2026-10' }),
    );
    const { db } = server.database;

    await expect(db.updateTable('access_log').set({ actor: 'mo' }).execute()).rejects.toThrow('append-only');
    await expect(db.deleteFrom('access_log').execute()).rejects.toThrow('append-only');
  });

  test('[ACC-2] is read newest first, by person and by kind, a page at a time', async () => {
    const { id } = await as('planner');
    await server.stores(async ({ access }) => {
      for (let n = 0; n < 60; n += 1)
        await access.note({ at: n, actor: id, kind: 'report-file', about: '2026-10' });
      await access.note({ at: 60, actor: id, kind: 'data-extract', participant: olof.id });
    });
    const reader = await as('reader');

    const first = await seen(reader);
    expect(first).toHaveLength(50);
    expect(first[0]).toMatchObject({
      kind: 'data-extract',
      person: `${olof.given} ${olof.family}`,
      isHidden: false,
    });
    expect(await seen(reader, { before: first.at(-1)?.id ?? null })).toHaveLength(11);
    expect(await seen(reader, { kind: 'data-extract' })).toHaveLength(1);
    expect(await seen(reader, { search: olof.given })).toHaveLength(1);
    expect(await seen(reader, { search: amina.given })).toHaveLength(0);
  });
});

describe('an office on PostgreSQL', () => {
  test('[PROT-2, ACC-2] protects and notes in the same way', async () => {
    await server.close();
    server = await createTestServer({ database: 'postgres' });
    await plant(server);
    handler = await server.administrator('Vide Lund', ['protected', 'reader']);

    await act(amina.id, 'protect', { alias: null });

    expect(await act(amina.id, 'show-name')).toEqual({ given: amina.given, family: amina.family });
    expect((await seen(handler, { search: 'deltagare' })).map(({ kind }) => kind)).toEqual([
      'protected-name',
      'protection-set',
    ]);
    await expect(server.database.db.updateTable('access_log').set({ actor: 'mo' }).execute()).rejects.toThrow(
      'append-only',
    );
  });
});
