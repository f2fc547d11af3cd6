/** POST /api/admin/followup/export: a row for each participant, without name, number or id (EXP-1). */
import * as z from 'zod/mini';

export const EvaluationExportRequest = z.strictObject({ format: z.enum(['csv', 'xlsx']) });
export type EvaluationExportRequest = z.infer<typeof EvaluationExportRequest>;
