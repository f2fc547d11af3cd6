/**
 * What waits for a person, found without reading what is in it: sizes and counts first, and the texts of one matter at a
 * time. Together it may be more than the server has memory for (PG-4).
 */
import { sql, type Selectable } from 'kysely';
import { holdLock, type Tx } from './database.ts';
import type { HandedInFile } from './hand-in-store.ts';
import { dismissedPrefix, type LogRow } from './log-store.ts';
import type { Schema } from './schema.ts';

/** Events of one device that were set aside for one reason, of one session or of none that we know. */
export type AsideKey = {
  readonly device: string;
  readonly reason: string;
  readonly session: string | null;
};
export type AsideGroup = AsideKey & {
  readonly from: number;
  readonly to: number;
  readonly events: number;
  readonly receivedAt: number;
};
export type WaitingDelivery = Omit<Selectable<Schema['log_forks']>, 'texts' | 'head'> & {
  readonly bytes: number;
};
export type WaitingFile = Omit<HandedInFile, 'file' | 'content'> & { readonly bytes: number };

export type AsideStore = {
  /** Waits until nobody else goes through what waits, and lets nobody until this transaction ends. */
  readonly alone: () => Promise<void>;
  /** The first of the events that wait, in groups, by device and number. */
  readonly groups: (count: number) => Promise<readonly AsideGroup[]>;
  /** A group's events after number `after`. */
  readonly eventsOf: (key: AsideKey, after: number, count: number) => Promise<readonly LogRow[]>;
  /** Of each event that waits: its session, and when it was by its device's clock. */
  readonly placesOfEvents: () => Promise<readonly Pick<LogRow, 'session' | 'at'>[]>;
  /** The deliveries nobody has decided on, oldest first, without what is in them. */
  readonly deliveries: () => Promise<readonly WaitingDelivery[]>;
  readonly textsOfDelivery: (delivery: number) => Promise<readonly string[]>;
  /** The deliveries of a device that a person has left out. */
  readonly leftOut: (device: string) => Promise<readonly number[]>;
  /** The rescue files nobody has decided on, oldest first, without what is in them. */
  readonly files: () => Promise<readonly WaitingFile[]>;
  /** One of them, whole. */
  readonly file: (file: number) => Promise<HandedInFile | undefined>;
};

export const createAsideStore = (tx: Tx): AsideStore => {
  const { trx } = tx;
  const events = () =>
    trx
      .selectFrom('log_events')
      .where('set_aside', 'is not', null)
      .where('set_aside', 'not like', `${dismissedPrefix}%`);
  const files = () =>
    trx
      .selectFrom('handed_in_files')
      .leftJoin('handed_in_decisions', 'handed_in_decisions.file', 'handed_in_files.id')
      .where('handed_in_decisions.file', 'is', null);
  return {
    alone: () => holdLock(tx, 'set-aside'),
    groups: async (count) => {
      const rows = await events()
        .select(({ fn }) => [
          'device',
          'set_aside',
          'session',
          fn.min('seq').as('from'),
          fn.max('seq').as('to'),
          fn.countAll().as('events'),
          fn.max('received_at').as('received_at'),
        ])
        .groupBy(['device', 'set_aside', 'session'])
        .orderBy('device')
        .orderBy('from')
        .limit(count)
        .execute();
      return rows.map(({ device, set_aside, session, from, to, events: n, received_at }) => ({
        device,
        reason: set_aside ?? '',
        session,
        from: Number(from),
        to: Number(to),
        events: Number(n),
        receivedAt: Number(received_at),
      }));
    },
    eventsOf: ({ device, reason, session }, after, count) =>
      events()
        .selectAll()
        .where('device', '=', device)
        .where('set_aside', '=', reason)
        .where('session', session === null ? 'is' : '=', session)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(count)
        .execute(),
    placesOfEvents: () => events().select(['session', 'at']).execute(),
    deliveries: async () => {
      const rows = await trx
        .selectFrom('log_forks')
        .leftJoin('delivery_decisions', 'delivery_decisions.delivery', 'log_forks.id')
        .select(['log_forks.id', 'device', 'seq', 'reason', 'received_at'])
        .select(sql<number | string>`octet_length(log_forks.texts)`.as('bytes'))
        .where('delivery_decisions.delivery', 'is', null)
        .orderBy('log_forks.id')
        .execute();
      return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }));
    },
    textsOfDelivery: async (delivery) => {
      const row = await trx
        .selectFrom('log_forks')
        .select('texts')
        .where('id', '=', delivery)
        .executeTakeFirst();
      return JSON.parse(row?.texts ?? '[]') as readonly string[];
    },
    leftOut: async (device) => {
      const rows = await trx
        .selectFrom('log_forks')
        .innerJoin('delivery_decisions', 'delivery_decisions.delivery', 'log_forks.id')
        .select('log_forks.id')
        .where('log_forks.device', '=', device)
        .where('delivery_decisions.decision', '=', 'left-out')
        .execute();
      return rows.map(({ id }) => Number(id));
    },
    files: async () => {
      const rows = await files()
        .select(['id', 'device', 'reason', 'from_seq', 'events', 'handed_in_by', 'received_at'])
        .select(sql<number | string>`octet_length(handed_in_files.file)`.as('bytes'))
        .orderBy('handed_in_files.id')
        .execute();
      return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }));
    },
    file: (file) =>
      files().selectAll('handed_in_files').where('handed_in_files.id', '=', file).executeTakeFirst(),
  };
};
