/**
 * What looks odd about somebody's attendance: told in words, never silently put right (ATT-6). Which of them a person
 * has to decide on before the session is reviewed, and which are told only, is said here (REV-2).
 */

export type Remark =
  | 'late'
  | 'left-early'
  | 'no-check-out'
  | 'by-hand'
  | 'guest'
  | 'two-devices'
  | 'clock-offset'
  | 'outside-session'
  | 'closed-early'
  | 'overlapping-sessions'
  | 'time-by-hand'
  | 'sent-later'
  | 'shared-phone'
  /** The office has said who somebody without a badge was. */
  | 'matched'
  /** The office has claimed a refused scan for the person. */
  | 'claimed'
  /** The office has told other times than what was recorded. */
  | 'corrected'
  /** What was recorded has changed since the office corrected it. */
  | 'changed-after-correction'
  | 'cancelled-session';

/** Told, because the minutes already say so or the office itself did it; nobody has to decide. */
const toldOnly: ReadonlySet<Remark> = new Set<Remark>([
  'late',
  'left-early',
  'no-check-out',
  'by-hand',
  'matched',
  'claimed',
  'corrected',
]);

/** Told only as long as a trainer has attested the list they are on. */
const trusted: ReadonlySet<Remark> = new Set<Remark>(['no-check-out', 'by-hand']);

/** The remarks a reviewer decides on; without the trainer's attestation also those that rest on the trainer's word (REV-2). */
export const toDecide = (remarks: readonly Remark[], isAttested: boolean): readonly Remark[] =>
  remarks.filter((remark) => !toldOnly.has(remark) || (!isAttested && trusted.has(remark)));
