/** Logs as they came, byte for byte. Rows are added and never changed or removed; the database refuses it (LOG-4). */
import { createHash } from 'node:crypto';
import type { Insertable, Selectable } from 'kysely';
import { Hash } from '../../domain/ids.ts';
import { arrivalLine } from '../../domain/log.ts';
import { holdLock, type Tx } from './database.ts';
import { judged, notedBy, type JudgedRow } from './judged-rows.ts';
import { groupRows, insertRows, isOneOf, type Columns } from './many-rows.ts';
import type { Schema } from './schema.ts';

export type LogRow = Selectable<Schema['log_events']>;
export type NewLogRow = Omit<Insertable<Schema['log_events']>, 'arrival'>;

export type Delivered = {
  readonly device: string;
  readonly head: string;
  readonly isWaiting: boolean;
};

type ForkText = Pick<Schema['log_forks'], 'device' | 'seq' | 'reason' | 'texts'>;

export type LogStore = {
  /** Lets one push at a time through, so that arrival numbers are handed out in the order they become visible. */
  readonly lock: () => Promise<void>;
  readonly append: (rows: readonly NewLogRow[]) => Promise<void>;
  /** The hashes of a device's events `from`…`to`, by number. */
  readonly hashes: (device: string, from: number, to: number) => Promise<ReadonlyMap<number, string>>;
  readonly hashAt: (device: string, seq: number) => Promise<string | undefined>;
  /** The hash of the event that arrived as number `arrival`. */
  readonly hashOfArrival: (arrival: number) => Promise<string | undefined>;
  /** The number of the latest event that has arrived; 0 for none. */
  readonly lastArrival: () => Promise<number>;
  /**
   * A hash over how every event up to `arrival` came in: order, device, number, when by the office's clock, and how far
   * from it the device's clock was. A month's lock names it, so that none of it can change afterwards unseen (BUNDLE-8).
   */
  readonly arrivalsHash: (arrival: number) => Promise<Hash>;
  readonly ofSession: (session: string) => Promise<readonly JudgedRow[]>;
  /** The same of several, by session. */
  readonly ofSessions: (sessions: readonly string[]) => Promise<ReadonlyMap<string, readonly JudgedRow[]>>;
  /** The sessions whose events a device's notes from number `from` on may speak of (CLOCK-2). */
  readonly noted: (device: string, from: number) => Promise<readonly string[]>;
  readonly ofDevice: (device: string, from: number, count: number) => Promise<readonly LogRow[]>;
  /** Events of others in these sessions, after `cursor` in the order they arrived here. */
  readonly ofOthers: (
    device: string,
    sessions: readonly string[],
    cursor: number,
    count: number,
  ) => Promise<readonly JudgedRow[]>;
  /** The arrivals of others' events in these sessions that do not count, or not yet, in their order. */
  readonly asideOfOthers: (device: string, sessions: readonly string[]) => Promise<readonly number[]>;
  /** The arrivals of what other devices with events in these sessions have noted about their clocks, in their order. */
  readonly clockNotesOfOthers: (device: string, sessions: readonly string[]) => Promise<readonly number[]>;
  /** Whom these sessions' walk-ins were made up for, as `session/participant` (WALK-2). */
  readonly walkIns: (sessions: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Lets count what was set aside only because nobody knew the walk-in it is about; answers how many events. */
  readonly acceptWalkIn: (session: string, participant: string) => Promise<number>;
  /** Writes what a person has decided of events set aside: null lets them count (REV-4). */
  readonly decideAside: (device: string, seqs: readonly number[], setAside: string | null) => Promise<void>;
  /** Whole deliveries of a tablet that nobody has decided on. */
  readonly waitingDeliveries: (device: string) => Promise<readonly Selectable<Schema['log_forks']>[]>;
  /** Left out by a person, or `replaced` by a later one of the same tablet that holds all of it. */
  readonly decideDelivery: (
    delivery: number,
    decision: 'left-out' | 'replaced',
    actor: string,
    now: number,
  ) => Promise<void>;
  /** Keeps what does not fit the log it claims to belong to, whole, for a person to look at (LOG-5). */
  readonly keepFork: (fork: Omit<Insertable<Schema['log_forks']>, 'id'>) => Promise<void>;
  /** Every delivery kept apart, without what is in it, and whether it waits for a person. */
  readonly deliveries: () => Promise<readonly Delivered[]>;
  /** True if the very same is kept already. */
  readonly hasFork: (fork: ForkText) => Promise<boolean>;
  readonly forks: (device: string) => Promise<readonly Selectable<Schema['log_forks']>[]>;
  /** How many events of each device wait for a decision. */
  readonly setAsideByDevice: () => Promise<ReadonlyMap<string, number>>;
};

/** What a person has looked at and left out keeps its reason after this (REV-4). */
export const dismissedPrefix = 'dismissed/';
/** Set aside and not decided. */
export const isWaitingAside = (setAside: string | null): boolean =>
  setAside !== null && !setAside.startsWith(dismissedPrefix);

const eventColumns: Columns<NewLogRow> = {
  table: 'log_events',
  columns: [
    ['device', 'text'],
    ['seq', 'integer'],
    ['hash', 'text'],
    ['text', 'text'],
    ['kind', 'text'],
    ['session', 'text'],
    ['participant', 'text'],
    ['at', 'bigint'],
    ['received_at', 'bigint'],
    ['clock_offset_ms', 'bigint'],
    ['set_aside', 'text'],
  ],
};

export const createLogStore = (tx: Tx): LogStore => ({
  lock: () => holdLock(tx, 'log'),
  append: (rows) => insertRows(tx, eventColumns, rows),
  hashes: async (device, from, to) => {
    const rows = await tx.trx
      .selectFrom('log_events')
      .select(['seq', 'hash'])
      .where('device', '=', device)
      .where('seq', '>=', from)
      .where('seq', '<=', to)
      .execute();
    return new Map(rows.map(({ seq, hash }) => [seq, hash]));
  },
  hashAt: async (device, seq) =>
    (
      await tx.trx
        .selectFrom('log_events')
        .select('hash')
        .where('device', '=', device)
        .where('seq', '=', seq)
        .executeTakeFirst()
    )?.hash,
  hashOfArrival: async (arrival) =>
    (await tx.trx.selectFrom('log_events').select('hash').where('arrival', '=', arrival).executeTakeFirst())
      ?.hash,
  lastArrival: async () =>
    Number(
      (
        await tx.trx
          .selectFrom('log_events')
          .select((e) => e.fn.max('arrival').as('n'))
          .executeTakeFirst()
      )?.n ?? 0,
    ),
  arrivalsHash: async (last) => {
    const hash = createHash('sha256');
    for (let after = 0; ;) {
      const rows = await tx.trx
        .selectFrom('log_events')
        .select(['arrival', 'device', 'seq', 'received_at', 'clock_offset_ms'])
        .where('arrival', '>', after)
        .where('arrival', '<=', last)
        .orderBy('arrival')
        .limit(2000)
        .execute();
      for (const row of rows)
        hash.update(
          arrivalLine({
            arrival: Number(row.arrival),
            device: row.device,
            seq: row.seq,
            receivedAt: Number(row.received_at),
            clockOffsetMs: Number(row.clock_offset_ms),
          }),
        );
      const end = rows.at(-1);
      if (end === undefined) return Hash.parse(hash.digest('base64url'));
      after = Number(end.arrival);
    }
  },
  ofSession: async (session) =>
    judged(
      tx,
      await tx.trx
        .selectFrom('log_events')
        .selectAll()
        .where('session', '=', session)
        .orderBy('arrival')
        .execute(),
    ),
  ofSessions: async (sessions) => {
    const rows = await tx.trx
      .selectFrom('log_events')
      .selectAll()
      .where(isOneOf(tx, 'session', sessions))
      .orderBy('arrival')
      .execute();
    return groupRows(await judged(tx, rows), ({ session }) => session ?? '');
  },
  noted: (device, from) => notedBy(tx, device, from),
  ofDevice: (device, from, count) =>
    tx.trx
      .selectFrom('log_events')
      .selectAll()
      .where('device', '=', device)
      .where('seq', '>=', from)
      .orderBy('seq')
      .limit(count)
      .execute(),
  ofOthers: async (device, sessions, cursor, count) => {
    if (sessions.length === 0) return [];
    const rows = await tx.trx
      .selectFrom('log_events')
      .selectAll()
      .where('session', 'in', sessions)
      .where('device', '!=', device)
      .where('set_aside', 'is', null)
      .where('arrival', '>', cursor)
      .orderBy('arrival')
      .limit(count)
      .execute();
    return judged(tx, rows);
  },
  asideOfOthers: async (device, sessions) => {
    if (sessions.length === 0) return [];
    const rows = await tx.trx
      .selectFrom('log_events')
      .select('arrival')
      .where('session', 'in', sessions)
      .where('device', '!=', device)
      .where('set_aside', 'is not', null)
      .orderBy('arrival')
      .execute();
    return rows.map(({ arrival }) => Number(arrival));
  },
  clockNotesOfOthers: async (device, sessions) => {
    if (sessions.length === 0) return [];
    const rows = await tx.trx
      .selectFrom('log_events')
      .select('arrival')
      .where('kind', '=', 'clock-noted')
      .where('device', '!=', device)
      .where('set_aside', 'is', null)
      .where('device', 'in', (e) =>
        e.selectFrom('log_events as theirs').select('theirs.device').where('theirs.session', 'in', sessions),
      )
      .orderBy('arrival')
      .execute();
    return rows.map(({ arrival }) => Number(arrival));
  },
  walkIns: async (sessions) => {
    if (sessions.length === 0) return new Set();
    const rows = await tx.trx
      .selectFrom('log_events')
      .select(['session', 'participant'])
      .where('session', 'in', sessions)
      .where('kind', '=', 'walk-in')
      .where('set_aside', 'is', null)
      .execute();
    return new Set(rows.map(({ session, participant }) => `${session}/${participant}`));
  },
  acceptWalkIn: async (session, participant) => {
    const result = await tx.trx
      .updateTable('log_events')
      .set({ set_aside: null })
      .where('session', '=', session)
      .where('participant', '=', participant)
      .where('kind', 'not in', ['walk-in', 'hours-certified'])
      .where('set_aside', '=', 'unknown-participant')
      .executeTakeFirst();
    return Number(result.numUpdatedRows);
  },
  decideAside: async (device, seqs, setAside) => {
    for (let at = 0; at < seqs.length; at += 500)
      await tx.trx
        .updateTable('log_events')
        .set({ set_aside: setAside })
        .where('device', '=', device)
        .where('seq', 'in', seqs.slice(at, at + 500))
        .execute();
  },
  waitingDeliveries: (device) =>
    tx.trx
      .selectFrom('log_forks')
      .leftJoin('delivery_decisions', 'delivery_decisions.delivery', 'log_forks.id')
      .selectAll('log_forks')
      .where('delivery_decisions.delivery', 'is', null)
      .where('log_forks.device', '=', device)
      .orderBy('log_forks.id')
      .execute(),
  decideDelivery: async (delivery, decision, actor, now) => {
    await tx.trx
      .insertInto('delivery_decisions')
      .values({ delivery, decision, decided_at: now, actor })
      .execute();
  },
  keepFork: async (fork) => {
    await tx.trx.insertInto('log_forks').values(fork).execute();
  },
  deliveries: async () => {
    const rows = await tx.trx
      .selectFrom('log_forks')
      .leftJoin('delivery_decisions', 'delivery_decisions.delivery', 'log_forks.id')
      .select(['log_forks.device', 'log_forks.head', 'delivery_decisions.delivery'])
      .orderBy('log_forks.id')
      .execute();
    return rows.map(({ device, head, delivery }) => ({ device, head, isWaiting: delivery === null }));
  },
  hasFork: async ({ device, seq, reason, texts }) =>
    (await tx.trx
      .selectFrom('log_forks')
      .select('id')
      .where('device', '=', device)
      .where('seq', '=', seq)
      .where('reason', '=', reason)
      .where('texts', '=', texts)
      .executeTakeFirst()) !== undefined,
  forks: (device) =>
    tx.trx.selectFrom('log_forks').selectAll().where('device', '=', device).orderBy('id').execute(),
  setAsideByDevice: async () => {
    const rows = await tx.trx
      .selectFrom('log_events')
      .select((e) => ['device', e.fn.countAll().as('n')])
      .where('set_aside', 'is not', null)
      .where('set_aside', 'not like', `${dismissedPrefix}%`)
      .groupBy('device')
      .execute();
    return new Map(rows.map(({ device, n }) => [device, Number(n)]));
  },
});
