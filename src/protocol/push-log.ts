/** POST /api/log: a tablet hands over the tail of its log under a signed head, and gets a receipt (SYNC-1 … SYNC-4). */
import * as z from 'zod/mini';
import { Hash } from '../domain/ids.ts';
import { Instant } from '../domain/time.ts';

/** At most this many events in one push; a longer tail goes in several. */
export const maxEventsPerPush = 500;

const Statement = {
  device: z.string().check(z.maxLength(64)),
  seq: z.int().check(z.minimum(0)),
  hash: Hash,
  at: Instant,
  signature: z.string().check(z.maxLength(200)),
};

/** How the device is, for the administrator's list. Nothing about people. */
export const DeviceHealth = z.strictObject({
  appVersion: z.string().check(z.maxLength(40)),
  storage: z.enum(['persistent', 'not-persistent', 'unknown']),
  planIssuedAt: z.nullable(Instant),
  unsent: z.int().check(z.minimum(0)),
  /** How much room there is, and how many days it lasts at today's pace (STORE-1); null where the browser does not say. */
  space: z.optional(
    z.strictObject({
      level: z.enum(['plenty', 'little', 'full', 'unknown']),
      freeMb: z.nullable(z.int()),
      days: z.nullable(z.int()),
    }),
  ),
});
export type DeviceHealth = z.infer<typeof DeviceHealth>;

export const PushLogRequest = z.strictObject({
  /** The number of the first text. */
  from: z.int().check(z.minimum(1)),
  /** The events' exact bytes, in order. */
  events: z.array(z.string().check(z.maxLength(4000))).check(z.maxLength(maxEventsPerPush)),
  /** Vouches for the whole log up to the last event sent here. */
  head: z.strictObject(Statement),
  health: DeviceHealth,
});
export type PushLogRequest = z.infer<typeof PushLogRequest>;

export const PushLogReply = z.strictObject({
  receipt: z.strictObject(Statement),
  serverTime: Instant,
  /** Why the office put something of this push aside for a person to decide on, if it did. */
  setAside: z.nullable(z.enum(['fork', 'broken-chain', 'revoked', 'unreadable'])),
});
export type PushLogReply = z.infer<typeof PushLogReply>;
