/** POST /api/admin/certificates/paper: a signed form has come back, for exactly the minutes that count (CERT-4). */
import * as z from 'zod/mini';
import { MonthText } from '../domain/certify-month.ts';
import { ParticipantId, SessionId } from '../domain/ids.ts';

export const maxKeptWhere = 120;

export const RecordPaperCertificateRequest = z.strictObject({
  participant: ParticipantId,
  month: MonthText,
  rows: z
    .array(z.strictObject({ session: SessionId, minutes: z.int().check(z.minimum(0), z.maximum(24 * 60)) }))
    .check(z.minLength(1), z.maxLength(100)),
  /** Where the paper is kept: "Pärm 3, flik oktober". */
  keptWhere: z.string().check(z.trim(), z.minLength(1), z.maxLength(maxKeptWhere)),
});
export type RecordPaperCertificateRequest = z.infer<typeof RecordPaperCertificateRequest>;

export const RecordPaperCertificateReply = z.strictObject({ sessions: z.int(), minutes: z.int() });
export type RecordPaperCertificateReply = z.infer<typeof RecordPaperCertificateReply>;
