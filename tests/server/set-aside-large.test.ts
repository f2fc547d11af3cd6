/** Very much that waits for a person: shown a part at a time, and decided on whole. */
import { afterEach, describe, expect, test } from 'vitest';
import { canonical, emptyHead, placeAfter } from '../../src/domain/log.ts';
import { SessionId, type DeviceId } from '../../src/domain/ids.ts';
import { instant } from '../../src/domain/time.ts';
import { SetAsideReply } from '../../src/protocol/review.ts';
import { aTablet, amina, at, morning, plant } from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
afterEach(() => server.close());

const begin = async (dialect: 'sqlite' | 'postgres') => {
  server = await createTestServer({ database: dialect });
  await plant(server);
  const { id } = await aTablet(server);
  const { cookie } = await server.administrator();
  return {
    id,
    list: async () =>
      SetAsideReply.parse(await (await server.get('/api/admin/set-aside', { cookie })).json()),
    decide: async (path: string, body: object) =>
      (await server.post(`/api/admin/set-aside/${path}`, { text: 'Vi har sett efter.', ...body }, { cookie }))
        .status,
  };
};

const textOf = (device: DeviceId, seq: number, session: string, minutes = 0): string =>
  canonical(
    placeAfter({ seq: seq - 1, hash: emptyHead.hash }, device, instant(at(minutes)), {
      kind: 'checked-in',
      session: SessionId.parse(session),
      participant: amina.id,
      via: 'badge',
    }),
  );

const addEvents = (device: DeviceId, session: (seq: number) => string, count: number, badFrom = Infinity) =>
  server.stores(({ logs }) =>
    logs.append(
      Array.from({ length: count }, (_, i) => ({
        device,
        seq: i + 1,
        hash: `${device}-${i}`,
        text: i + 1 >= badFrom ? '{}' : textOf(device, i + 1, session(i + 1)),
        kind: 'checked-in',
        session: session(i + 1),
        participant: amina.id,
        at: morning,
        received_at: morning + i,
        clock_offset_ms: 0,
        set_aside: 'revoked',
      })),
    ),
  );

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  test('[PG-4] deliveries are shown the oldest first, not all at once, and the next when one is decided', async () => {
    const { id, list, decide } = await begin(dialect);
    const texts = JSON.stringify(Array.from({ length: 2000 }, (_, i) => `${i}${'x'.repeat(1800)}`));
    for (let i = 0; i < 12; i += 1)
      await server.stores(({ logs }) =>
        logs.keepFork({ device: id, seq: 1, reason: 'fork', texts, head: '{}', received_at: morning + i }),
      );
    const shown = async () => (await list()).deliveries.map(({ delivery }) => delivery);
    const first = await shown();
    expect(first.length).toBe(Math.floor((16 * 1024 * 1024) / Buffer.byteLength(texts)));
    expect(await decide('delivery', { delivery: first[0] })).toBe(200);
    const next = await shown();
    expect(next.slice(0, -1)).toEqual(first.slice(1));
    expect(next).toHaveLength(first.length);
  });

  test('[PG-4] a check-in that was in the log, or was left out before, is not told again; a new one is', async () => {
    const { id, list, decide } = await begin(dialect);
    await addEvents(id, () => 's1', 700);
    const keep = (texts: readonly string[]) =>
      server.stores(({ logs }) =>
        logs.keepFork({
          device: id,
          seq: 1,
          reason: 'fork',
          texts: JSON.stringify(texts),
          head: '{}',
          received_at: morning,
        }),
      );
    const inLog = Array.from({ length: 700 }, (_, i) => textOf(id, i + 1, 's1'));
    const other = textOf(id, 700, 's1', 1);
    await keep([...inLog.slice(0, 699), other]);
    const [delivery] = (await list()).deliveries;
    expect(delivery?.checkIns.map(({ at }) => at)).toEqual([at(1)]);
    expect(await decide('delivery', { delivery: delivery?.delivery })).toBe(200);
    await keep([...inLog.slice(0, 698), other]);
    expect((await list()).deliveries.map(({ checkIns }) => checkIns)).toEqual([[]]);
  });

  test('[PG-4] events are told in groups, at most two hundred; a decision is about the whole group', async () => {
    const { id, list, decide } = await begin(dialect);
    await addEvents(id, (seq) => (seq <= 800 ? 's1' : `unknown-${seq}`), 1100);
    const { events } = await list();
    expect(events).toHaveLength(200);
    expect(events[0]).toMatchObject({
      from: 1,
      to: 800,
      events: 800,
      canAccept: true,
      people: ['Amina Björkljus'],
    });
    expect(events[1]).toMatchObject({ from: 801, to: 801, events: 1, canAccept: false, session: null });
    const group = { device: id, reason: 'revoked', session: 's1', isAccepted: true };
    expect(await decide('decide', group)).toBe(200);
    expect((await list()).events[0]).toMatchObject({ from: 801 });
    expect(
      (await server.stores(({ logs }) => logs.ofSession('s1'))).every((row) => row.set_aside === null),
    ).toBe(true);
  });

  test('[PG-4] what cannot count far down in a group is found when it is decided on', async () => {
    const { id, decide } = await begin(dialect);
    await addEvents(id, () => 's1', 800, 790);
    const group = { device: id, reason: 'revoked', session: 's1', isAccepted: true };
    expect(await decide('decide', group)).toBe(409);
    expect(await decide('decide', { ...group, isAccepted: false })).toBe(200);
  });
});
