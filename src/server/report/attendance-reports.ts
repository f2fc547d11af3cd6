/**
 * The attendance report (närvarorapport, intyg) of one participant and month, with what ESF asks for: who, which
 * identity number, whose employee, which times, certified how, reviewed and approved by whom (PAPER-2). Somebody with
 * protected identity stands there by SCB's notation and a reference, without a name and a unit (PAPER-3).
 */
import { unitName } from '../../domain/programme.ts';
import { dayOf, instant } from '../../domain/time.ts';
import type { AttendanceReport, AttendanceReportsReply, ReportedSession } from '../../protocol/papers.ts';
import type { Context } from '../http/endpoint.ts';
import { reportIdentities } from '../identity/report-identities.ts';
import { groupedBy, keptSessions, type KeptSession } from './kept-sessions.ts';
import { lockedPaper } from './paper-month.ts';
import { readReportSettings } from './report-settings.ts';

const sessionFrom = (
  { planned, attendance, certificate, review, minutes }: KeptSession,
  names: ReadonlyMap<string, string>,
): ReportedSession => ({
  session: planned.id,
  title: planned.title,
  day: dayOf(planned.startsAt),
  place: planned.place,
  spans: (attendance?.counted ?? []).map(({ from, to }) => [from, to]),
  minutes,
  certified: certificate === undefined ? null : { at: certificate.at, via: certificate.via },
  reviewed:
    review?.reviewed_at == null
      ? null
      : { at: instant(Number(review.reviewed_at)), by: names.get(review.reviewed_by ?? '') ?? '' },
  isCorrected: attendance?.recorded !== undefined,
});

const byName = (a: AttendanceReport, b: AttendanceReport): number =>
  a.name.localeCompare(b.name, 'sv') || (a.participant < b.participant ? -1 : 1);

/** Everybody's, or one person's; only those who are reported. `undefined` while the month is open. */
export const attendanceReports = async (
  month: string,
  only: string | null,
  context: Context,
): Promise<AttendanceReportsReply | undefined> => {
  const { programme, identities, reports, services } = context;
  const locked = await lockedPaper(month, context);
  if (locked === undefined) return undefined;
  const rows = locked.rows.filter(
    ({ participant, reportedMinutes }) =>
      reportedMinutes > 0 && (only === null || only === (participant as string)),
  );
  const wanted = new Set(rows.map(({ participant }) => participant as string));
  const kept = await keptSessions(
    locked.lines.filter(({ participant }) => wanted.has(participant)),
    context,
  );
  const sessions = groupedBy(kept, ({ participant }) => participant);
  const names = await reports.namesOf([...new Set(kept.flatMap(({ review }) => review?.reviewed_by ?? []))]);
  const { protectedManCode } = await readReportSettings(context, services);
  const identityOf = await reportIdentities([...wanted], identities, protectedManCode);
  const made: AttendanceReport[] = [];
  for (const { participant, minutes, reportedMinutes } of rows) {
    const person = await programme.participant(participant);
    const identity = identityOf(participant);
    const isShown = !identity.isProtected && person !== undefined;
    made.push({
      participant,
      name: isShown ? `${person.given} ${person.family}`.trim() : '',
      identity: identity.text,
      unit: isShown ? unitName(person.unit) : '',
      sessions: (sessions.get(participant) ?? []).map((one) => sessionFrom(one, names)),
      minutes,
      reportedMinutes,
    });
  }
  return { paper: locked.paper, reports: made.sort(byName) };
};
