/**
 * A locked month as a report: whose row, how many hours, and with which start and end dates (SCB-1 to SCB-4). Identity
 * numbers are joined in by server/identity alone, when the file is made.
 */
import * as z from 'zod/mini';
import type { ParticipantId } from './ids.ts';
import type { MonthRow } from './month.ts';
import type { Day, Month } from './time.ts';

/** What a column of the file holds. SCB's own template decides which, in what order and under which names (SCB-5). */
export const ReportColumnKey = z.enum([
  'identity-number',
  'name',
  'sex',
  'hours',
  'start-date',
  'end-date',
  'unit',
  'cohort',
]);
export type ReportColumnKey = z.infer<typeof ReportColumnKey>;

export const ReportColumn = z.strictObject({
  key: ReportColumnKey,
  heading: z.string().check(z.minLength(1), z.maxLength(80)),
});
export type ReportColumn = z.infer<typeof ReportColumn>;

export type ReportRow = {
  readonly participant: ParticipantId;
  /** Reported minutes; a whole number of hours unless the policy rounds finer. */
  readonly minutes: number;
  /** The first attended day of the programme, in the first report that has a row for the person alone (SCB-3). */
  readonly start: Day | null;
  /** The day the person left, in that day's month alone (SCB-3). */
  readonly end: Day | null;
};

type Dates = {
  readonly firstDay: Day | undefined;
  readonly leftOn: Day | undefined;
  /** True if an earlier month's report has had a row for the person. */
  readonly isReportedBefore: boolean;
};

/** The rows of a month's report, by participant; nobody with zero hours (SCB-2). */
export const reportRows = (
  month: Month,
  rows: readonly MonthRow[],
  datesOf: (participant: ParticipantId) => Dates,
): readonly ReportRow[] =>
  rows
    .filter(({ reportedMinutes }) => reportedMinutes > 0)
    .map(({ participant, reportedMinutes }) => {
      const { firstDay, leftOn, isReportedBefore } = datesOf(participant);
      return {
        participant,
        minutes: reportedMinutes,
        start: firstDay !== undefined && !isReportedBefore ? firstDay : null,
        end: leftOn !== undefined && leftOn.slice(0, 7) === month ? leftOn : null,
      };
    });
