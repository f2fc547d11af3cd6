/** What is told after a tablet was connected anew, kept among its settings until somebody puts it away (STORE-5). */
import * as z from 'zod/mini';

export const beforeKey = 'before';

export const Before = z.object({
  /** How many events it had written before, how many the office held, and since when. */
  recorded: z.number(),
  held: z.number(),
  lastAt: z.nullable(z.number()),
  /** Check-ins that were not received then, and wait for the office's decision. */
  waiting: z.number(),
});
export type Before = z.infer<typeof Before>;
