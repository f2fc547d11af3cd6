/** What is told after a tablet was connected anew, kept among its settings until it is dealt with or put away (STORE-5). */
import * as z from 'zod/mini';
import type { Plan } from '../../domain/programme.ts';

export const beforeKey = 'before';

export const Before = z.object({
  /** How many events it had written before, how many the office held, and since when. */
  recorded: z.number(),
  held: z.number(),
  lastAt: z.nullable(z.number()),
  /** Check-ins that were not received then, and wait for the office's decision. */
  waiting: z.number(),
  /** The day it was first shown. */
  shownOn: z.optional(z.string()),
});
export type Before = z.infer<typeof Before>;

/** Events that the office did not have. */
export const missingOf = ({ recorded, held }: Before): number => Math.max(0, recorded - held);

/**
 * Whether it need not be told any more (STORE-7): what waited has come and been decided on, as the office says to the
 * tablet that this one has become; where nothing waited, the day it was first shown is over.
 */
export const isOver = (
  before: Before,
  plan: Pick<Plan, 'device' | 'formerSettled'> | undefined,
  { device, today }: { readonly device: string | undefined; readonly today: string },
): boolean =>
  before.waiting > 0 || missingOf(before) > 0
    ? plan?.formerSettled === true && plan.device.id === device
    : before.shownOn !== undefined && before.shownOn < today;
