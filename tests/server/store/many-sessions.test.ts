import { afterEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { hourMs, instant, minuteMs } from '../../../src/domain/time.ts';
import { groupRows, insertRows } from '../../../src/server/store/many-rows.ts';
import { hashOf } from '../../../src/server/http/services.ts';
import { inTransaction } from '../../../src/server/store/database.ts';
import { sha256 } from '../../../src/signing/hash.ts';
import { followChain } from '../../../src/signing/chain.ts';
import { canonical, emptyHead, isCanonical, placeAfter } from '../../../src/domain/log.ts';
import { DeviceId, SessionId } from '../../../src/domain/ids.ts';
import { amina, aSession, aTablet, cohort, elif, morning, olof, plant } from '../../support/session-world.ts';
import { createTestServer, type TestServer } from '../../support/test-server.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** Three sessions, two of which overlap, and two tablets that were at all of them. */
const aDay = async (database: 'sqlite' | 'postgres'): Promise<TestServer> => {
  const server = await createTestServer({ database });
  open.push(server);
  const at = (id: string, hours: number) =>
    aSession(id, {
      cohorts: [cohort],
      startsAt: instant(morning + hours * hourMs),
      endsAt: instant(morning + (hours + 4) * hourMs),
      breaks: [],
    });
  await plant(server, [at('s1', 0), at('s2', 2), at('s3', 30)]);
  server.advance(40 * hourMs);
  for (const name of ['Farsta 07', 'Farsta 08']) {
    const tablet = await aTablet(server, name);
    for (const [id, hours] of [
      ['s1', 0],
      ['s2', 2],
      ['s3', 30],
    ] as const) {
      const session = SessionId.parse(id);
      const times = morning + hours * hourMs;
      await tablet.record(
        ...[amina, olof, elif].map(
          (person, i) =>
            [
              times + i * minuteMs,
              { kind: 'checked-in', session, participant: person.id, via: 'hand' },
            ] as const,
        ),
        [times + 3 * hourMs, { kind: 'checked-out', session, participant: olof.id, via: 'hand' }],
        [times + 4 * hourMs, { kind: 'session-closed', session }],
      );
    }
    expect((await tablet.deliver()).status).toBe(200);
  }
  return server;
};

const kept = (server: TestServer): Promise<unknown> =>
  inTransaction(server.database, async ({ trx }) => ({
    attendance: await trx
      .selectFrom('attendance')
      .selectAll()
      .orderBy('session')
      .orderBy('participant')
      .execute(),
    states: await trx.selectFrom('session_states').selectAll().orderBy('session').execute(),
    reviews: await trx.selectFrom('review_states').selectAll().orderBy('session').execute(),
  }));

describe.each(['sqlite', 'postgres'] as const)('many sessions at once on %s', (database) => {
  test('[SYNC-10] a push about three sessions leaves what each of them gives when it is computed by itself', async () => {
    const server = await aDay(database);
    const before = await kept(server);
    expect(before).toMatchObject({ attendance: { length: 9 }, reviews: { length: 3 } });

    for (const id of ['s3', 's1', 's2'])
      await server.stores(({ attendance }) => attendance.recompute([id], server.services.clock()));
    expect(await kept(server)).toEqual(before);

    await server.stores(({ attendance }) =>
      attendance.recompute(['s2', 's3', 's1', 'unknown'], server.services.clock()),
    );
    expect(await kept(server)).toEqual(before);
  });

  test('[SYNC-10] rows in any number are all there, in their order, and a known key is written over', async () => {
    const server = await createTestServer({ database });
    open.push(server);
    const names = Array.from({ length: 137 }, (_, n) => ({ key: `k${n}`, window_ends_at: n, count: n % 7 }));
    const into = {
      table: 'rate_limits',
      key: 'key',
      columns: [
        ['key', 'text'],
        ['window_ends_at', 'bigint'],
        ['count', 'integer'],
      ],
    } as const;
    const found = await inTransaction(server.database, async (tx) => {
      await insertRows(tx, into, []);
      await insertRows(tx, into, names);
      await insertRows(tx, into, [{ key: 'k3', window_ends_at: 1000, count: 1 }]);
      return sql<{ key: string; window_ends_at: number }>`
        select key, window_ends_at from rate_limits order by window_ends_at`.execute(tx.trx);
    });
    expect(found.rows.map(({ key }) => key)).toEqual([
      ...names.map(({ key }) => key).filter((key) => key !== 'k3'),
      'k3',
    ]);
  });
});

describe('what a server does faster than a tablet', () => {
  test('[LOG-2] the same chain is followed, and breaks at the same place, with either hash', async () => {
    const device = DeviceId.parse('farsta-07');
    const texts: string[] = [];
    let head = emptyHead;
    for (let n = 0; n < 5; n += 1) {
      const session = SessionId.parse(`s${n}`);
      const text = canonical(
        placeAfter(head, device, instant(morning + n), { kind: 'session-opened', session }),
      );
      head = { seq: head.seq + 1, hash: await sha256(text) };
      texts.push(text);
    }
    const both = (given: readonly string[]) =>
      Promise.all([followChain(device, emptyHead, given), followChain(device, emptyHead, given, hashOf)]);
    const [slow, fast] = await both(texts);
    expect(fast).toEqual(slow);
    expect(slow).toMatchObject({ ok: true, value: { length: 5 } });
    const [slowBroken, fastBroken] = await both(texts.with(2, texts[1] ?? ''));
    expect(fastBroken).toEqual(slowBroken);
    expect(slowBroken).toEqual({ ok: false, error: { kind: 'broken', seq: 3 } });
  });

  test.each(['', 'abc', 'å', 'a\u030a', '𝒳', 'x'.repeat(5000)])(
    '[LOG-2] the hash of %j is the same on both sides',
    async (text) => {
      expect(hashOf(text)).toBe(await sha256(text));
    },
  );

  test.each([
    ['{"a":1,"b":2}', true],
    ['{"b":2,"a":1}', false],
    ['{"a":1,"a":1}', false],
    ['{"a": 1}', false],
    ['{"a":{"d":1,"c":2}}', false],
    ['{"a":[{"d":1,"c":2}]}', false],
    ['{"10":1,"9":2}', false],
    ['{"9":2,"10":1}', false],
    ['{"a":1.0}', false],
    ['{"a":"\\u0061"}', false],
    ['[1,"2",null,true]', true],
    ['{"__proto__":1,"a":2}', true],
  ])('[LOG-3] %s is in the one form that counts: %s, as writing it anew says', (text, isWritten) => {
    const parsed: unknown = JSON.parse(text);
    expect(isCanonical(text, parsed)).toBe(canonical(parsed) === text);
    if (!text.includes('"9"')) expect(isCanonical(text, parsed)).toBe(isWritten);
  });

  test('[SYNC-10] rows are grouped in their order', () => {
    expect([...groupRows([3, 1, 4, 1, 5], (n) => n % 2)]).toEqual([
      [1, [3, 1, 1, 5]],
      [0, [4]],
    ]);
  });
});
