/** The file to SCB: what it is made of, what it looks like before it is made, and the settings it is made by (SCB-1 to SCB-8). */
import * as z from 'zod/mini';
import { ReportColumn } from '../domain/reporting.ts';
import { Day } from '../domain/time.ts';
import { MonthKey, MonthState } from './month.ts';

/** 212000-0142 */
export const isOrganisationNumber = (text: string): boolean => /^\d{6}-\d{4}$/.test(text);
/** What stands after the date of birth instead of the last four digits. */
export const isProtectedCode = (text: string): boolean => /^[A-Za-z]{2}\d{2}$/.test(text);

/** Each column once, and never a file that says neither who nor how long. */
const areWhole = (columns: readonly ReportColumn[]): boolean =>
  new Set(columns.map(({ key }) => key)).size === columns.length &&
  (['identity-number', 'hours'] as const).every((key) => columns.some((column) => column.key === key));

export const ReportSettings = z.strictObject({
  columns: z.array(ReportColumn).check(z.maxLength(8), z.refine(areWhole)),
  /** The project's name, as on papers and in the file's name. */
  project: z.string().check(z.minLength(1), z.maxLength(120)),
  projectId: z.string().check(z.maxLength(40)),
  employer: z.string().check(z.maxLength(120)),
  organisationNumber: z.string().check(z.refine((text) => text === '' || isOrganisationNumber(text))),
  /** SCB's code for a man with protected identity; null until somebody has asked SCB (SCB-4). */
  protectedManCode: z.nullable(z.string().check(z.refine(isProtectedCode))),
  /** Whom to ask about the papers. */
  contact: z.string().check(z.maxLength(200)),
});
export type ReportSettings = z.infer<typeof ReportSettings>;

/** GET and POST /api/admin/report-settings */
export const ReportSettingsReply = z.strictObject({ settings: ReportSettings });

/** Why no file can be made now. `month/order`: an earlier month has to be sent first (SCB-1). */
export const ReportObstacle = z.enum([
  'month/order',
  'report/protected-code-missing',
  'report/number-missing',
]);
export type ReportObstacle = z.infer<typeof ReportObstacle>;

/** A row as it is shown before the file is made: the number is masked in server/identity (SCB-8). */
export const ReportPreviewRow = z.strictObject({
  /** Null where there is no number, or no code for it. */
  identity: z.nullable(z.string()),
  /** Empty for everybody who goes by an alias, who has no unit, cohort or sex here either (PRIV-3). */
  name: z.string(),
  sex: z.nullable(z.enum(['woman', 'man'])),
  minutes: z.int(),
  start: z.nullable(Day),
  end: z.nullable(Day),
  unit: z.string(),
  cohort: z.string(),
  isProtected: z.boolean(),
});
export type ReportPreviewRow = z.infer<typeof ReportPreviewRow>;

/** GET /api/admin/report/:month */
export const ShowReportReply = z.strictObject({
  month: MonthKey,
  version: z.int(),
  state: MonthState,
  /** Without its ending. */
  fileName: z.string(),
  columns: z.array(ReportColumn),
  rows: z.array(ReportPreviewRow),
  minutes: z.int(),
  started: z.int(),
  ended: z.int(),
  protected: z.int(),
  /** SHA-256 of the .xlsx in hexadecimal, or null while it cannot be made. */
  checksum: z.nullable(z.string()),
  obstacle: z.nullable(ReportObstacle),
  /** The month that has to be sent first. */
  before: z.nullable(MonthKey),
  /** The file handed in last says something else than this one, although it is of the same version (SCB-6). */
  differsFromSent: z.boolean(),
  /** They left this month and have no hours in it: there is no row to say it in (SCB-2). */
  leavers: z.array(z.strictObject({ name: z.string(), leftOn: Day })),
});
export type ShowReportReply = z.infer<typeof ShowReportReply>;

export const ReportFormat = z.enum(['xlsx', 'csv']);
export type ReportFormat = z.infer<typeof ReportFormat>;

/** POST /api/admin/report/file: answers the file. */
export const MakeReportRequest = z.strictObject({ month: MonthKey, format: ReportFormat });
