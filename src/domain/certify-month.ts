/**
 * A month as its participant certifies it: which sessions are asked about, for how many minutes, and how far the month
 * has come. Certified is a month whose every session with minutes is (CERT-1).
 */
import * as z from 'zod/mini';
import { certificateState, type Certificate, type CertificateState } from './certification.ts';
import type { SessionId } from './ids.ts';
import {
  addDays,
  firstDayAfter,
  firstDayOf,
  instantAt,
  monthOf,
  type Day,
  type Instant,
  type Month,
} from './time.ts';

export const MonthText = z.string().check(z.regex(/^20\d{2}-(0[1-9]|1[0-2])$/));

/** The month as a stretch of time: from its first moment to the next month's (TIME-1). */
export const monthSpan = (month: Month): { readonly from: Instant; readonly to: Instant } => ({
  from: instantAt(firstDayOf(month), '00:00'),
  to: instantAt(firstDayAfter(month), '00:00'),
});

/** The last day to certify a month: the 20th of the next. */
export const certifyBy = (month: Month): Day => addDays(firstDayAfter(month), 19);

/** One person's hours at one session, as they are to be certified. */
export type HoursLine = {
  readonly session: SessionId;
  readonly startsAt: Instant;
  readonly minutes: number;
  /** The list is closed and the person is not in: the minutes are settled. */
  readonly isSettled: boolean;
  readonly certificate: Certificate | undefined;
  /** The person has said that something is wrong, and nobody has answered. */
  readonly hasObjection: boolean;
  /** The office has locked exactly these minutes. */
  readonly isApproved: boolean;
};

/** What the line's own certificate is worth now; an objection that waits is no change of it. */
export const lineState = ({ minutes, certificate }: HoursLine): CertificateState =>
  certificateState(minutes, certificate);

/** How far one session's hours have come, for its participant (DESIGN §3). */
export type HoursStatus = 'registered' | 'to-certify' | 'certified' | 'reopened' | 'objection' | 'approved';

/** The status of a line as seen in the month `current`: a month is asked about when it is over. */
export const hoursStatus = (line: HoursLine, current: Month): HoursStatus => {
  if (line.hasObjection) return 'objection';
  const state = lineState(line);
  if (state === 'certified') return line.isApproved ? 'approved' : 'certified';
  if (!line.isSettled) return 'registered';
  if (state === 'reopened') return 'reopened';
  return state === 'missing' && monthOf(line.startsAt) < current ? 'to-certify' : 'registered';
};

/**
 * The lines a month's certificate covers: settled, with minutes or with an earlier certificate of other minutes, and
 * without an objection that waits (CERT-1, CERT-3).
 */
export const linesToCertify = <L extends HoursLine>(lines: readonly L[]): readonly L[] =>
  lines.filter((line) => line.isSettled && !line.hasObjection && lineState(line) !== 'nothing');

export type CertifiedRow = { readonly session: SessionId; readonly minutes: number };

/**
 * What is left to write for somebody who certifies `rows`; `undefined` unless the rows are exactly what the month asks
 * about (CERT-1). The same rows again leave nothing, also where one of them was certified as no minutes at all.
 */
export const newlyCertified = <L extends HoursLine>(
  lines: readonly L[],
  rows: readonly CertifiedRow[],
): readonly L[] | undefined => {
  const asked = linesToCertify(lines);
  const told = new Map(rows.map(({ session, minutes }) => [session, minutes]));
  const isDone = ({ session, minutes, certificate }: HoursLine): boolean =>
    minutes === 0 && certificate?.minutes === 0 && told.get(session) === 0;
  const known = new Set([...asked, ...lines.filter(isDone)].map(({ session }) => session));
  const isExact =
    told.size === rows.length &&
    asked.every(({ session, minutes }) => told.get(session) === minutes) &&
    rows.every(({ session }) => known.has(session));
  return isExact ? asked.filter((line) => lineState(line) !== 'certified') : undefined;
};

/**
 * `open`: not over yet · `to-certify` · `reopened`: certified, but changed since · `waiting`: an objection waits for an
 * answer · `certified` · `approved`: locked by the office.
 */
export const MonthStanding = z.enum(['open', 'to-certify', 'reopened', 'waiting', 'certified', 'approved']);
export type MonthStanding = z.infer<typeof MonthStanding>;

/** How far a participant's month has come, seen in the month `current`. */
export const monthStanding = (lines: readonly HoursLine[], current: Month): MonthStanding => {
  const states = new Set(lines.map((line) => hoursStatus(line, current)));
  if (states.has('reopened')) return 'reopened';
  if (states.has('to-certify')) return 'to-certify';
  if (states.has('objection')) return 'waiting';
  const certified = lines.filter((line) => lineState(line) === 'certified');
  if (certified.length === 0 || lines.some((line) => lineState(line) === 'missing')) return 'open';
  return certified.every(({ isApproved }) => isApproved) ? 'approved' : 'certified';
};
