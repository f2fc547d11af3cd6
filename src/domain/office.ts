/**
 * The office's own records of the programme, from which every plan is cut. Never sent to a tablet as they are.
 * A person with protected identity is kept here under the agreed alias (`given`, with an empty `family`) and looks
 * like anybody else; that the identity is protected is known in server/identity alone (PRIV-3).
 */
import * as z from 'zod/mini';
import { CohortId, ParticipantId, UnitId } from './ids.ts';
import { Session, Track } from './programme.ts';

export const Cohort = z.strictObject({ id: CohortId, name: z.string(), track: Track, unit: UnitId });
export type Cohort = z.infer<typeof Cohort>;

export const Participant = z.strictObject({
  id: ParticipantId,
  given: z.string(),
  family: z.string(),
  /** Empty when unknown. */
  email: z.string(),
  /** Where the person is employed (PROG-2). */
  unit: UnitId,
  /** The workplace within the unit, where employee, manager and key person are matched. Empty when unknown. */
  workplace: z.string(),
  track: Track,
  isKeyPerson: z.boolean(),
  cohort: z.nullable(CohortId),
});
export type Participant = z.infer<typeof Participant>;

/** A session with the unit that hosts it, which decides the tablets that get it (PLAN-1); none for a digital lecture. */
export const OfficeSession = z.strictObject({ session: Session, unit: z.nullable(UnitId) });
export type OfficeSession = z.infer<typeof OfficeSession>;
