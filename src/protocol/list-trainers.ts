/** GET /api/admin/trainers: the trainers the plan names, and who has a code of their own (ATTEST-2). */
import * as z from 'zod/mini';
import { Instant } from '../domain/time.ts';

export const ListedTrainer = z.strictObject({
  name: z.string(),
  /** When the code that works was made, or null without one. */
  issuedAt: z.nullable(Instant),
  /** Sessions still to come, today's included. */
  coming: z.int(),
  /** The next of them. */
  nextAt: z.nullable(Instant),
});
export type ListedTrainer = z.infer<typeof ListedTrainer>;
export const ListTrainersReply = z.strictObject({ trainers: z.array(ListedTrainer) });
export type ListTrainersReply = z.infer<typeof ListTrainersReply>;
