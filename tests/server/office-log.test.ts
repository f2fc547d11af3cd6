import { afterEach, beforeEach, expect, test } from 'vitest';
import { minuteMs } from '../../src/domain/time.ts';
import { ListOfficeLogReply } from '../../src/protocol/list-office-log.ts';
import { changeBehindTheServer } from '../support/behind-the-server.ts';
import { cohort, plant } from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cookie: string;
beforeEach(async () => {
  server = await createTestServer();
  ({ cookie } = await server.administrator('Sol Granhimmel'));
  await plant(server);
});
afterEach(() => server.close());

const log = async (query = ''): Promise<ListOfficeLogReply> =>
  ListOfficeLogReply.parse(await (await server.get(`/api/admin/log${query}`, { cookie })).json());
const issue = () => server.post('/api/admin/badges/issue', { cohort }, { cookie });
const block = () =>
  server.post('/api/admin/badges/reissue', { participant: 'amina', reason: 'lost' }, { cookie });

test('[ADM-8] an auditor reads who did what to whom, newest first, and that the log holds together', async () => {
  await issue();
  server.advance(minuteMs);
  await block();
  const page = await log();
  expect(page.entries).toMatchObject([
    {
      kind: 'badge-reissued',
      actor: 'Sol Granhimmel',
      about: ['Amina Björkljus'],
      details: { reason: 'lost' },
    },
    { kind: 'badges-issued', actor: 'Sol Granhimmel', about: ['Grupp 14'], details: { count: 3 } },
  ]);
  expect(page).toMatchObject({ next: null, chain: { entries: 2, brokenAt: null } });
});

test('[ADM-8] an auditor turns the pages of a long log without missing or repeating an entry', async () => {
  await server.stores(async ({ officeLog }) => {
    for (let at = 1; at <= 120; at += 1)
      await officeLog.append({ kind: 'tried', actor: 'server', at, count: at });
  });
  const seen: number[] = [];
  let query: string | undefined = '';
  while (query !== undefined) {
    const page = await log(query);
    seen.push(...page.entries.map(({ seq }) => seq));
    query = page.next === null ? undefined : `?before=${page.next}`;
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => 120 - i));
});

test('[ADM-8] an auditor filters by kind, among the kinds that there are', async () => {
  await issue();
  await block();
  expect((await log()).kinds).toEqual(['badge-reissued', 'badges-issued']);
  expect((await log('?kind=badges-issued')).entries.map(({ kind }) => kind)).toEqual(['badges-issued']);
  expect((await server.get('/api/admin/log?kind=%25', { cookie })).status).toBe(400);
});

test('[ADM-8] an entry that somebody has rewritten in the database is found by its number', async () => {
  await issue();
  await block();
  expect((await log()).chain.brokenAt).toBeNull();
  await changeBehindTheServer(
    server.database,
    'office_log',
    `update office_log set text = replace(text, '"count":3', '"count":2') where seq = 1`,
  );
  server.advance(2 * minuteMs);
  expect((await log()).chain).toEqual({ entries: 2, brokenAt: 1 });
});
