/** The demo as it lies in a database: logs that can be followed, names that open, and trainers with codes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ListDevicesReply } from '../../../src/protocol/list-devices.ts';
import { ShowSessionReply } from '../../../src/protocol/show-session.ts';
import { seedDemo } from '../../../src/server/demo/seed-demo.ts';
import { chainStateOf } from '../../../src/server/routes/chain-state.ts';
import { createTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await createTestServer();
  await seedDemo(server.database, server.services, () => undefined);
  ({ cookie } = await server.administrator());
});
afterAll(() => server.close());

const sessionsWith = async (kind: string): Promise<readonly string[]> => {
  const rows = await server.database.db
    .selectFrom('log_events')
    .select('session')
    .distinct()
    .where('kind', '=', kind)
    .orderBy('session')
    .execute();
  return rows.flatMap(({ session }) => (session === null ? [] : [session]));
};
const page = async (session: string): Promise<ShowSessionReply> =>
  ShowSessionReply.parse(await (await server.get(`/api/admin/sessions/${session}`, { cookie })).json());

test('[DEMO-6] every log is whole when it is followed, the tablets’ and that of what phones sent', async () => {
  const chains = await server.stores(async ({ devices, logs }) => {
    const states = [];
    for (const device of await devices.all())
      states.push(await chainStateOf(device, { logs, services: server.services }));
    return states;
  });
  expect(chains.length).toBe(17);
  expect(chains.filter(({ state, keptAside }) => state !== 'whole' || keptAside > 0)).toEqual([]);
  const listed = ListDevicesReply.parse(await (await server.get('/api/admin/devices', { cookie })).json());
  expect(listed.devices.length).toBe(16);
  expect(chains.map(({ name }) => name)).toContain('Egen telefon');
});

test('[WALK-1] the names of those without a card are sealed, and open for the administrator alone', async () => {
  const sessions = await sessionsWith('walk-in');
  expect(sessions.length).toBeGreaterThan(5);
  for (const session of sessions) {
    const { walkIns } = await page(session);
    for (const { written } of walkIns) {
      expect(written?.given).toMatch(/\p{L}/u);
      const rows = await server.stores(({ logs }) => logs.ofSession(session));
      expect(JSON.stringify(rows)).not.toContain(written?.family);
    }
  }
});

test('[ATTEST-1] who attested is a trainer of the plan, by name', async () => {
  const sessions = await sessionsWith('session-attested');
  const trainers = await server.stores(({ trainers }) => trainers.all());
  const names = trainers.map(({ name }) => name);
  for (const session of sessions.slice(0, 12)) {
    const { attested, session: summary } = await page(session);
    expect(attested?.trainer).toBe(summary.trainer);
    expect(names).toContain(summary.trainer);
  }
});

test('[DEMO-6] nothing waits for a decision that nobody meant to make', async () => {
  const aside = await server.stores(({ logs }) => logs.setAsideByDevice());
  expect([...aside]).toEqual([]);
});

test('[DEMO-10] the months behind are locked and handed in, and the last one waits for a reviewer and an approver', async () => {
  const { months } = (await (await server.get('/api/admin/months', { cookie })).json()) as {
    months: readonly { month: string; state: string }[];
  };
  const past = months.filter(({ month }) => month < '2026-11');
  expect(past.length).toBeGreaterThan(6);
  expect(past.slice(0, -1).map(({ state }) => state)).toEqual(past.slice(0, -1).map(() => 'sent'));
  expect(past.at(-1)).toMatchObject({ month: '2026-10', state: 'open' });
  const queue = (await (await server.get('/api/admin/review', { cookie })).json()) as {
    months: readonly { month: string; left: number; done: number }[];
  };
  const october = queue.months.find(({ month }) => month === '2026-10');
  expect(october?.left).toBeGreaterThan(0);
  expect(october?.done).toBeGreaterThan(october?.left ?? 0);
});

test('[DEMO-10] what the demo has locked is what its events give, and nothing waits as a late change', async () => {
  const { months } = (await (await server.get('/api/admin/months', { cookie })).json()) as {
    months: readonly { month: string; state: string }[];
  };
  for (const { month } of months.filter(({ state }) => state === 'sent')) {
    const shown = (await (await server.get(`/api/admin/months/${month}`, { cookie })).json()) as {
      late: readonly unknown[];
      totals: { minutes: number };
    };
    expect(shown.late).toEqual([]);
    expect(shown.totals.minutes).toBeGreaterThan(0);
  }
});
