import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventIdOf, SessionId, UnitId } from '../../src/domain/ids.ts';
import { amina, aSession, aTablet, at, checkedIn, closed, plant } from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const second = SessionId.parse('s2');

describe.each(['sqlite', 'postgres'] as const)('two doors at the same time, on %s', (database) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await createTestServer({ database });
    await plant(server, [aSession('s1'), aSession('s2', { title: 'Samtidigt' })]);
    server.advance(5 * 60 * 60_000);
  });
  afterEach(() => server.close());

  const minutesAt = (session: string) =>
    server
      .stores(({ attendance }) => attendance.ofSession(session))
      .then((people) => people[0]?.minutes ?? 0);
  const remarksAt = (session: string) =>
    server
      .stores(({ attendance }) => attendance.ofSession(session))
      .then((people) => people[0]?.remarks ?? []);

  const twoDoors = async (order: 'first' | 'second') => {
    const [one, other] = [await aTablet(server, 'Farsta 01'), await aTablet(server, 'Farsta 02')];
    await one.record([at(30), checkedIn(amina)], [at(270), closed]);
    await other.record(
      [at(60), { ...checkedIn(amina), session: second }],
      [at(270), { ...closed, session: second }],
    );
    for (const tablet of order === 'first' ? [one, other] : [other, one]) await tablet.deliver();
    return { one, other };
  };

  test.each(['first', 'second'] as const)(
    '[ATT-3] somebody at both is paid once for each minute, whichever door delivers %s',
    async (order) => {
      await twoDoors(order);
      expect([await minutesAt('s1'), await minutesAt('s2')]).toEqual([210, 0]);
      for (const session of ['s1', 's2']) expect(await remarksAt(session)).toContain('overlapping-sessions');
    },
  );

  test('[ATT-3] and when the first check-in is undone, the other counts whole again', async () => {
    const { one } = await twoDoors('first');
    await one.record([
      at(280),
      { kind: 'withdrawn', session: SessionId.parse('s1'), withdraws: eventIdOf(one.id, 1) },
    ]);
    await one.deliver();
    expect(await minutesAt('s2')).toBe(180);
    expect(await remarksAt('s2')).not.toContain('overlapping-sessions');
  });

  test('[LOG-5] a tablet that records in a session of another unit is kept, and counts nothing until a person decides', async () => {
    await server.stores(({ programme }) =>
      programme.putSessions([{ session: aSession('s2'), unit: UnitId.parse('jarva') }]),
    );
    await twoDoors('first');
    expect([await minutesAt('s1'), await minutesAt('s2')]).toEqual([210, 0]);
    const rows = await server.stores(({ logs }) => logs.ofSession('s2'));
    expect(rows.map(({ set_aside }) => set_aside)).toEqual(['not-own-session', 'not-own-session']);
  });
});
