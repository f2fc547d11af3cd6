/** Attendance as the figures count it. */
import type { Tx } from './database.ts';

/** What a row of attendance must hold to be told certified or not. */
export type CertifiedLine = {
  readonly minutes: number;
  /** The minutes that were certified, if any were. */
  readonly certified: number | null;
  /** How many objections wait for an answer. */
  readonly objected: string | number | bigint | null;
};

/**
 * Attendance with what its participant has certified of it and how many objections wait. Whoever objected under a record
 * that was merged objects under the one it now is (PPL-5).
 */
export const attendanceLines = ({ trx }: Tx) =>
  trx
    .selectFrom('attendance')
    .leftJoin('certificates', (join) =>
      join
        .onRef('certificates.session', '=', 'attendance.session')
        .onRef('certificates.participant', '=', 'attendance.participant'),
    )
    .select((e) => [
      'attendance.session',
      'attendance.participant',
      'attendance.minutes',
      'certificates.minutes as certified',
      e
        .selectFrom('objections')
        .select((o) => o.fn.countAll().as('n'))
        .leftJoin('participant_merges', 'from_participant', 'objections.participant')
        .whereRef('objections.session', '=', 'attendance.session')
        .where((o) =>
          o(o.fn.coalesce('to_participant', 'objections.participant'), '=', o.ref('attendance.participant')),
        )
        .where('answered_at', 'is', null)
        .as('objected'),
    ]);

/** Certified as exactly these minutes, and no objection waits for an answer (CERT-1). */
export const isCertified = ({ minutes, certified, objected }: CertifiedLine): boolean =>
  minutes > 0 && certified === minutes && Number(objected) === 0;
