/** GET /api/admin/devices: every tablet, how it is and what it has delivered (DEV-5). Polled with an ETag. */
import * as z from 'zod/mini';
import { UnitId } from '../domain/ids.ts';
import { Instant } from '../domain/time.ts';
import { DeviceHealth } from './push-log.ts';

/** One word for how a tablet is: the most pressing of what is true. */
export const DeviceStatus = z.enum([
  'works',
  'lost-log',
  'silent',
  'storage-little',
  'storage-not-persistent',
  'not-enrolled',
  'revoked',
]);
export type DeviceStatus = z.infer<typeof DeviceStatus>;

const count = z.int().check(z.minimum(0));

export const ListedDevice = z.strictObject({
  /** The device's id; for `not-enrolled` the id of the open code. */
  id: z.string(),
  name: z.string(),
  /** Null for a spare tablet of the project office. */
  unit: z.nullable(UnitId),
  status: DeviceStatus,
  lastContactAt: z.nullable(Instant),
  /** Events the office holds. */
  delivered: count,
  /** Events the tablet had not sent when it last told; null if it has never told. */
  unsent: z.nullable(count),
  /** Events that wait for a person's decision. */
  setAside: count,
  /**
   * Pushes that did not fit the log they claimed to belong to, and rescue files said to be of this tablet, that nobody
   * has decided on (LIM-4).
   */
  forks: count,
  planFetchedAt: z.nullable(Instant),
  /** The server's clock less the tablet's, at the last push. */
  clockOffsetMs: z.nullable(z.int()),
  appVersion: z.nullable(z.string()),
  /** How much room the tablet has, as it last told (STORE-1). */
  space: DeviceHealth.shape.space,
  /**
   * It lost its log, or a copy of it was found, and was connected anew under this name (STORE-5). Events of a lost log
   * that the office does not hold may be gone; the tablet itself has lost nothing for its copy's sake.
   */
  lost: z.optional(
    z.strictObject({ became: z.string(), recorded: count, held: count, at: Instant, isCopy: z.boolean() }),
  ),
  /**
   * It has sent most of what a tablet may in a while (`pace`), or most of what may wait for a person waits (`aside`):
   * soon, or already, no more is taken for now (LIM-3).
   */
  heldBack: z.optional(z.enum(['pace', 'aside'])),
  /** When an open code stops working. */
  codeExpiresAt: z.nullable(Instant),
});
export type ListedDevice = z.infer<typeof ListedDevice>;

export const ListDevicesReply = z.strictObject({ devices: z.array(ListedDevice) });
export type ListDevicesReply = z.infer<typeof ListDevicesReply>;
