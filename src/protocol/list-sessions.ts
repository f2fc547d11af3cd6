/** GET /api/admin/sessions?from=YYYY-MM-DD&to=YYYY-MM-DD: sessions with what has been recorded at them so far (ADM-1). */
import * as z from 'zod/mini';
import { SessionId } from '../domain/ids.ts';
import { SessionKind } from '../domain/programme.ts';
import { Day, Instant } from '../domain/time.ts';

export const SessionSummary = z.strictObject({
  id: SessionId,
  kind: SessionKind,
  title: z.string(),
  /** Names of the cohorts. */
  cohorts: z.array(z.string()),
  /** The unit's id; none for a digital lecture. */
  unit: z.nullable(z.string()),
  place: z.string(),
  trainer: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  number: z.int(),
  of: z.int(),
  cancelled: z.boolean(),
  /** How many belong to the session's cohorts. */
  expected: z.int(),
  /** How many have been there, guests included. */
  present: z.int(),
  guests: z.int(),
  /** How many are in now. */
  open: z.int(),
  minutes: z.int(),
  openedAt: z.nullable(Instant),
  closedAt: z.nullable(Instant),
  /** When a trainer certified the list (ATTEST-1). */
  attestedAt: z.nullable(Instant),
  /** How many were added without a badge; they are in no other figure (WALK-2). */
  walkIns: z.int(),
  /** Events that wait for a person's decision. */
  setAside: z.int(),
  /** Scans that gave no check-in. */
  refused: z.int(),
});
export type SessionSummary = z.infer<typeof SessionSummary>;

/** `from` and `to` are Stockholm days, both included. */
export const ListSessionsReply = z.strictObject({ from: Day, to: Day, sessions: z.array(SessionSummary) });
export type ListSessionsReply = z.infer<typeof ListSessionsReply>;
