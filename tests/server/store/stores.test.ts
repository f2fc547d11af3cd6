/** The stores behind the log, on SQLite and on PostgreSQL alike. */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonical, noHash, placeAfter } from '../../../src/domain/log.ts';
import { instant } from '../../../src/domain/time.ts';
import { inTransaction, migrate, type Database, type Tx } from '../../../src/server/store/database.ts';
import { createLogStore, type NewLogRow } from '../../../src/server/store/log-store.ts';
import { createDeviceStore } from '../../../src/server/store/device-store.ts';
import { createParticipantPhoneStore, phoneMs } from '../../../src/server/store/participant-phone-store.ts';
import { createProgrammeStore } from '../../../src/server/store/programme-store.ts';
import { createRateLimitStore } from '../../../src/server/store/rate-limit-store.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import { hashOf } from '../../../src/server/http/services.ts';
import { tablet } from '../../support/factories.ts';
import { startPostgres, type Postgres } from '../../support/postgres.ts';
import { checkedIn, amina, morning } from '../../support/session-world.ts';

let postgres: Postgres | undefined;
afterAll(() => postgres?.stop());

const aRow = (device: string, seq: number, more: Partial<NewLogRow> = {}): NewLogRow => {
  const event = placeAfter(
    { seq: seq - 1, hash: noHash },
    tablet(device),
    instant(morning),
    checkedIn(amina),
  );
  const text = canonical(event);
  return {
    device,
    seq,
    hash: hashOf(text),
    text,
    kind: event.kind,
    session: 's1',
    participant: 'amina',
    at: morning,
    received_at: morning,
    clock_offset_ms: -5,
    set_aside: null,
    ...more,
  };
};

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  let database: Database;
  beforeEach(async () => {
    if (dialect === 'postgres') {
      postgres ??= await startPostgres();
      database = (await postgres.createDatabase())();
    } else database = { db: openSqlite(':memory:'), dialect };
    await migrate(database);
  });
  afterEach(() => database.db.destroy());

  const logs = <T>(work: (store: ReturnType<typeof createLogStore>) => Promise<T>): Promise<T> =>
    inTransaction(database, (tx) => work(createLogStore(tx)));
  const devices = <T>(work: (store: ReturnType<typeof createDeviceStore>) => Promise<T>): Promise<T> =>
    inTransaction(database, (tx) => work(createDeviceStore(tx)));

  test('[LOG-4] a log comes back byte for byte, in order, with numbers as numbers', async () => {
    const odd = `{"å":"\\u0000 \\ud800 ' ; drop table log_events; -- %_","e":"\u{1F600}"}`;
    await logs((store) => store.append([aRow('a', 1), aRow('a', 2, { text: odd }), aRow('b', 1)]));
    const rows = await logs((store) => store.ofDevice('a', 1, 10));
    expect(rows.map(({ seq, text }) => [seq, text])).toEqual([
      [1, aRow('a', 1).text],
      [2, odd],
    ]);
    expect(rows[0]).toMatchObject({
      at: morning,
      received_at: morning,
      clock_offset_ms: -5,
      set_aside: null,
    });
    expect(await logs((store) => store.ofDevice('a', 2, 1))).toHaveLength(1);
    expect(await logs((store) => store.ofDevice('c', 1, 10))).toEqual([]);
  });

  test('[LOG-4] many events at once are all there', async () => {
    const many = Array.from({ length: 500 }, (_, i) => aRow('a', i + 1));
    await logs((store) => store.append(many));
    expect(await logs((store) => store.ofSession('s1'))).toHaveLength(500);
    expect((await logs((store) => store.hashes('a', 200, 203))).get(201)).toBe(many[200]?.hash);
    expect((await logs((store) => store.hashes('a', 200, 203))).size).toBe(4);
    expect(await logs((store) => store.hashAt('a', 500))).toBe(many[499]?.hash);
    expect(await logs((store) => store.hashAt('a', 501))).toBeUndefined();
    await logs((store) => store.append([]));
  });

  test('[LOG-4] a number is never used twice by a device', async () => {
    await logs((store) => store.append([aRow('a', 1)]));
    await expect(logs((store) => store.append([aRow('a', 2), aRow('a', 1)]))).rejects.toThrow();
    expect(await logs((store) => store.ofDevice('a', 1, 10))).toHaveLength(1);
  });

  test('[LOG-4] the database itself refuses to change or remove what is in a log', async () => {
    await logs(async (store) => {
      await store.append([aRow('a', 1)]);
      await store.keepFork({
        device: 'a',
        seq: 1,
        reason: 'fork',
        texts: '[]',
        head: '{}',
        received_at: morning,
      });
    });
    const refused = [
      "update log_events set text = 'x'",
      "update log_events set hash = 'x'",
      'update log_events set seq = 9',
      "update log_events set device = 'b'",
      'update log_events set received_at = 0',
      'update log_events set clock_offset_ms = 0',
      'delete from log_events',
      "update log_forks set texts = ''",
      'delete from log_forks',
    ];
    for (const statement of refused)
      await expect(sql.raw(statement).execute(database.db)).rejects.toThrow('append-only');
    await sql.raw("update log_events set set_aside = 'fork'").execute(database.db);
    expect((await logs((store) => store.ofDevice('a', 1, 1)))[0]).toMatchObject({
      ...aRow('a', 1),
      set_aside: 'fork',
    });
  });

  test('[SYNC-5] others’ events come in the order they arrived, without one’s own and without what is set aside', async () => {
    await logs((store) =>
      store.append([
        aRow('a', 1),
        aRow('b', 1),
        aRow('b', 2, { set_aside: 'revoked' }),
        aRow('c', 1, { session: 's2' }),
        aRow('c', 2),
      ]),
    );
    const seen = await logs((store) => store.ofOthers('a', ['s1'], 0, 10));
    expect(seen.map(({ device, seq }) => [device, seq])).toEqual([
      ['b', 1],
      ['c', 2],
    ]);
    const [first] = seen;
    expect(await logs((store) => store.ofOthers('a', ['s1'], first?.arrival ?? 0, 10))).toHaveLength(1);
    expect(await logs((store) => store.ofOthers('a', [], 0, 10))).toEqual([]);
    expect(await logs((store) => store.hashOfArrival(first?.arrival ?? 0))).toBe(first?.hash);
    expect(await logs((store) => store.hashOfArrival(999_999))).toBeUndefined();
  });

  test('[LOG-5] what waits for a decision is counted for each device', async () => {
    await logs((store) =>
      store.append([
        aRow('a', 1),
        aRow('a', 2, { set_aside: 'revoked' }),
        aRow('b', 1, { set_aside: 'unreadable' }),
      ]),
    );
    expect(await logs((store) => store.setAsideByDevice())).toEqual(
      new Map([
        ['a', 1],
        ['b', 1],
      ]),
    );
  });

  test('[SYNC-3] a transaction that fails leaves nothing behind', async () => {
    const failing = inTransaction(database, async (tx) => {
      await createLogStore(tx).append([aRow('a', 1)]);
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    expect(await logs((store) => store.ofDevice('a', 1, 10))).toEqual([]);
  });

  test('[DEV-1] a device begins at nothing, is revoked once, and keeps its log’s head', async () => {
    const one = { id: 'a', name: 'Farsta 07', unit: 'farsta', publicKey: 'key' };
    await devices((store) => store.add(one, morning));
    expect(await devices((store) => store.get('a'))).toMatchObject({
      head_seq: 0,
      head_hash: noHash,
      revoked_at: null,
      enrolled_at: morning,
    });
    await devices((store) => store.update('a', { head_seq: 3, head_hash: 'h', clock_offset_ms: -7_200_000 }));
    expect(await devices((store) => store.revoke('a', morning + 1))).toBe(true);
    expect(await devices((store) => store.revoke('a', morning + 2))).toBe(false);
    expect(await devices((store) => store.get('a'))).toMatchObject({
      head_seq: 3,
      clock_offset_ms: -7_200_000,
      revoked_at: morning + 1,
    });
    expect(await devices((store) => store.get('b'))).toBeUndefined();
  });

  test('[DEV-1] a code is used up by the first', async () => {
    const code = { code_hash: 'c', name: 'x', unit: null, expires_at: morning + 10, created_at: morning };
    await devices((store) => store.addEnrolmentCode(code));
    expect(await devices((store) => store.openEnrolmentCodes(morning))).toHaveLength(1);
    const both = await Promise.all(
      [1, 2].map(() => devices((store) => store.useEnrolmentCode('c', 'a', morning))),
    );
    expect([...both].sort()).toEqual([false, true]);
    expect(await devices((store) => store.openEnrolmentCodes(morning))).toEqual([]);
  });

  test('[DEV-3] a token holds until it ends, and a challenge is gone when it has been used', async () => {
    await devices(async (store) => {
      await store.add({ id: 'a', name: 'x', unit: null, publicKey: 'key' }, morning);
      await store.addSignIn('t', 'a', morning + 10, morning);
      await store.addChallenge('c', 'a', morning + 10);
    });
    expect(await devices((store) => store.bySignIn('t', morning + 9))).toMatchObject({ id: 'a' });
    expect(await devices((store) => store.bySignIn('t', morning + 10))).toBeUndefined();
    expect(await devices((store) => store.bySignIn('other', morning))).toBeUndefined();
    expect(await devices((store) => store.useChallenge('c', 'b', morning))).toBe(false);
    expect(await devices((store) => store.useChallenge('c', 'a', morning))).toBe(true);
    expect(await devices((store) => store.useChallenge('c', 'a', morning))).toBe(false);
  });

  test('[SIGN-4] tries are counted together in a window of time', async () => {
    const count = (now: number) =>
      inTransaction(database, (tx) => createRateLimitStore(tx).count('key', now, now + 100));
    expect(await count(morning)).toEqual({ count: 1, windowEndsAt: morning + 100 });
    expect(await count(morning + 50)).toEqual({ count: 2, windowEndsAt: morning + 100 });
    expect(await count(morning + 100)).toEqual({ count: 1, windowEndsAt: morning + 200 });
  });

  const stores = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(database, work);
  const aBadge = (tokenHash: string, code: string, blockedAt: number | null = null) => ({
    token_hash: tokenHash,
    participant: 'amina',
    code,
    sealed_token: 'sealed',
    issued_at: morning,
    blocked_at: blockedAt,
  });

  test('[ME-1] a phone is its owner’s for ninety days, or until the very badge it came from is blocked', async () => {
    await stores((tx) => createProgrammeStore(tx).putParticipants([{ ...amina, cohort: null }]));
    await database.db
      .insertInto('badges')
      .values([aBadge('one', 'AAAA1111'), aBadge('two', 'BBBB2222')])
      .execute();
    const owner = (token: string, now: number) =>
      stores((tx) => createParticipantPhoneStore(tx).byToken(token, now));
    const phone = { participant: 'amina', level: 'link' } as const;
    await stores((tx) =>
      createParticipantPhoneStore(tx).add({ ...phone, tokenHash: 'a', badge: 'one' }, morning),
    );
    await stores((tx) =>
      createParticipantPhoneStore(tx).add({ ...phone, tokenHash: 'b', badge: 'two' }, morning),
    );
    expect(await owner('a', morning + phoneMs - 1)).toEqual({ ...phone, tokenHash: 'a', badge: 'one' });
    expect(await owner('a', morning + phoneMs)).toBeUndefined();
    await database.db
      .updateTable('badges')
      .set({ blocked_at: morning })
      .where('token_hash', '=', 'one')
      .execute();
    expect(await owner('a', morning)).toBeUndefined();
    expect((await owner('b', morning))?.participant).toBe('amina');
    await stores((tx) => createParticipantPhoneStore(tx).end('b'));
    expect(await owner('b', morning)).toBeUndefined();
  });

  test('[ME-4] a notice shown twice is kept as it was the first time', async () => {
    await stores((tx) => createProgrammeStore(tx).putParticipants([{ ...amina, cohort: null }]));
    const keep = (version: string, now: number) =>
      stores((tx) => createParticipantPhoneStore(tx).keepNotice('amina', version, now));
    expect(await keep('2026-11-01', 5)).toEqual({ shownAt: 5, isFirst: true });
    expect(await keep('2026-11-01', 9)).toEqual({ shownAt: 5, isFirst: false });
    expect(await keep('2026-12-01', 12)).toEqual({ shownAt: 12, isFirst: true });
    expect(await stores((tx) => createParticipantPhoneStore(tx).latestNotice('amina'))).toEqual({
      version: '2026-12-01',
      shownAt: 12,
    });
  });

  test('[WALK-2] what waited only for a walk-in to be known counts when it is, and nothing else does', async () => {
    const aside = { set_aside: 'unknown-participant', participant: 'made-up' };
    await logs((store) =>
      store.append([
        aRow('a', 1, aside),
        aRow('a', 2, { ...aside, session: 's2' }),
        aRow('a', 3, { ...aside, participant: 'other' }),
        aRow('a', 4, { ...aside, set_aside: 'revoked' }),
        aRow('a', 5, { ...aside, kind: 'walk-in' }),
        aRow('b', 1, { kind: 'walk-in', participant: 'made-up' }),
      ]),
    );
    expect([...(await logs((store) => store.walkIns(['s1', 's2'])))]).toEqual(['s1/made-up']);
    expect(await logs((store) => store.walkIns([]))).toEqual(new Set());
    expect(await logs((store) => store.acceptWalkIn('s1', 'made-up'))).toBe(1);
    const rows = await logs((store) => store.ofDevice('a', 1, 10));
    expect(rows.map(({ set_aside }) => set_aside)).toEqual([
      null,
      'unknown-participant',
      'unknown-participant',
      'revoked',
      'unknown-participant',
    ]);
  });
});
