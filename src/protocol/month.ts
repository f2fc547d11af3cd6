/** A reporting month: what it holds, what stands in the way of a lock, the lock, what comes after it (MONTH-1 to MONTH-5). */
import * as z from 'zod/mini';
import { Hash, ParticipantId, SessionId } from '../domain/ids.ts';
import { HoursPolicy } from '../domain/policy.ts';
import { Day, Instant } from '../domain/time.ts';

export const MonthKey = z.string().check(z.regex(/^20\d{2}-(0[1-9]|1[0-2])$/));

/** `empty`: no sessions. `again`: must be sent to SCB once more. */
export const MonthState = z.enum(['empty', 'open', 'locked', 'sent', 'again', 'sent-again']);
export type MonthState = z.infer<typeof MonthState>;

export const MonthSummary = z.strictObject({
  month: MonthKey,
  state: MonthState,
  /** The last day to send it to SCB. */
  due: Day,
  version: z.nullable(z.int()),
  lockedAt: z.nullable(Instant),
  sentAt: z.nullable(Instant),
  /** Reported, or what would be reported if it were locked now, in minutes. */
  reportedMinutes: z.int(),
  /** Changes since the lock that nobody has decided on (MONTH-4). */
  late: z.int(),
});
export type MonthSummary = z.infer<typeof MonthSummary>;

/** GET /api/admin/months: every month from the programme's first session on, oldest first. */
export const ListMonthsReply = z.strictObject({ months: z.array(MonthSummary) });
export type ListMonthsReply = z.infer<typeof ListMonthsReply>;

export const MonthUnit = z.strictObject({
  unit: z.string(),
  sessions: z.int(),
  people: z.int(),
  withoutCertificate: z.int(),
  corrections: z.int(),
  minutes: z.int(),
  reportedMinutes: z.int(),
  ore: z.int(),
});

/**
 * What must be so before the month can be locked. `sessions`: all reviewed. `devices`: every tablet has handed in
 * everything. `set-aside`: nothing waits set aside. `chains`: every log holds. `earlier`: the months before are sent.
 * `own-corrections`: whoever approves has corrected nothing in it. `over`: the month has ended.
 */
export const HardCheck = z.strictObject({
  kind: z.enum(['over', 'sessions', 'devices', 'set-aside', 'chains', 'earlier', 'own-corrections']),
  isOk: z.boolean(),
  /** How many are in the way: sessions, devices, corrections. */
  count: z.int(),
  /** What they are called: devices or months, at most five. */
  names: z.array(z.string()),
});
export type HardCheck = z.infer<typeof HardCheck>;

/** What should be known, and stops nothing. */
export const SoftCheck = z.strictObject({
  kind: z.enum(['without-certificate', 'objections', 'over-limit', 'leavers-without-hours']),
  people: z.int(),
  minutes: z.int(),
});
export type SoftCheck = z.infer<typeof SoftCheck>;

export const MonthLateChange = z.strictObject({
  participant: ParticipantId,
  given: z.string(),
  family: z.string(),
  session: SessionId,
  title: z.string(),
  startsAt: Instant,
  before: z.int(),
  after: z.int(),
});
export type MonthLateChange = z.infer<typeof MonthLateChange>;

export const ReportFile = z.strictObject({
  id: z.string(),
  version: z.int(),
  format: z.enum(['xlsx', 'csv']),
  rows: z.int(),
  minutes: z.int(),
  checksum: z.string(),
  madeAt: Instant,
  by: z.string(),
  /** True if this very file was said to have been handed in. */
  isSent: z.boolean(),
});

/** GET /api/admin/months/:month */
export const ShowMonthReply = z.strictObject({
  month: MonthKey,
  state: MonthState,
  due: Day,
  version: z.nullable(z.int()),
  lockedAt: z.nullable(Instant),
  lockedBy: z.nullable(z.string()),
  review: z.strictObject({ sessions: z.int(), done: z.int() }),
  certificates: z.strictObject({ people: z.int(), certified: z.int(), deadline: Day }),
  /** As locked, or as it would be if it were locked now. */
  totals: z.strictObject({
    people: z.int(),
    minutes: z.int(),
    reportedMinutes: z.int(),
    lostToRounding: z.int(),
    overMinutes: z.int(),
    ore: z.int(),
  }),
  units: z.array(MonthUnit),
  hard: z.array(HardCheck),
  soft: z.array(SoftCheck),
  policy: HoursPolicy,
  /** What each way of rounding would report of the same minutes. */
  rounding: z.array(
    z.strictObject({
      roundToMinutes: z.int(),
      roundPer: z.enum(['month', 'session']),
      reportedMinutes: z.int(),
      lost: z.int(),
    }),
  ),
  /** Give it back with the lock: it says exactly what was shown (MONTH-2). */
  basis: Hash,
  late: z.array(MonthLateChange),
  files: z.array(ReportFile),
  /** Months that must be sent again, in the order they must be sent (MONTH-5). */
  sendAgain: z.array(MonthKey),
  months: z.array(MonthSummary),
});
export type ShowMonthReply = z.infer<typeof ShowMonthReply>;

/** POST /api/admin/months/lock: the approver has seen exactly this and approves it. */
export const LockMonthRequest = z.strictObject({ month: MonthKey, basis: Hash });
export const LockMonthReply = z.strictObject({ version: z.int() });

/** POST /api/admin/months/late: a change after the lock is taken in (the month and all later are sent again) or left out. */
export const DecideLateRequest = z.strictObject({
  month: MonthKey,
  participant: ParticipantId,
  session: SessionId,
  before: z.int(),
  after: z.int(),
  isTakenIn: z.boolean(),
  text: z.string().check(z.trim(), z.minLength(3), z.maxLength(500)),
});
export const DecideLateReply = z.strictObject({ version: z.int(), sendAgain: z.array(MonthKey) });

/** POST /api/admin/months/sent: SCB has been given this version. */
export const MonthSentRequest = z.strictObject({
  month: MonthKey,
  version: z.int(),
  file: z.nullable(z.string()),
});
export const MonthSentReply = z.strictObject({ sendAgain: z.array(MonthKey) });

/** GET /api/admin/policy */
export const PolicyReply = z.strictObject({
  decided: z.array(HoursPolicy),
  /** What counts today. */
  current: HoursPolicy,
  /** The first day a new policy may have effect from: the day after the last locked month. */
  earliest: Day,
});
export type PolicyReply = z.infer<typeof PolicyReply>;
/** POST /api/admin/policy */
export const SetPolicyRequest = HoursPolicy;
export const SetPolicyReply = z.strictObject({ sessions: z.int() });
