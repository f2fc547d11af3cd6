import type { AttendanceReport, AttendanceReportsReply, ReportedSession } from '../../../protocol/papers.ts';
import { useAdminReportText } from '../../text/admin-report-text.ts';
import { formatDate, formatDayKey, formatNumber, formatTimeRange } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { monthInText, monthTitle } from './month-words.ts';
import { linesFor, pagesOf } from './paper-pages.ts';
import { Facts, Sheet } from './paper.tsx';
import styles from './paper.module.css';

type Paper = AttendanceReportsReply['paper'];

/** What an A4 has room for, in lines of text. */
const sizes = {
  first: 30,
  next: 42,
  tail: 18,
  costOf: (session: ReportedSession): number =>
    0.5 + Math.max(2, linesFor(session.title, 26) + (session.isCorrected ? 1 : 0), session.spans.length),
};

const SessionRow = ({ session }: { readonly session: ReportedSession }) => {
  const { report: words, papers } = useAdminReportText();
  const { language } = useLanguage();
  const { certified, reviewed, spans, isCorrected } = session;
  return (
    <tr>
      <th scope="row" className="nowrap">
        {session.day}
      </th>
      <td>
        {session.title}
        {isCorrected && <div className={styles['small']}>{words.corrected}</div>}
      </td>
      <td>
        {spans.length === 0
          ? words.changed
          : spans.map(([from, to]) => (
              <div key={from} className="nowrap">
                {formatTimeRange(language, from, to)}
              </div>
            ))}
      </td>
      <td className={styles['number']}>{hoursAndMinutes(session.minutes)}</td>
      <td>
        {certified === null
          ? words.missing
          : words.certified({ date: formatDayKey(certified.at), how: papers.via[certified.via] })}
      </td>
      <td>
        {reviewed === null
          ? words.missing
          : words.reviewed({ date: formatDayKey(reviewed.at), name: reviewed.by })}
      </td>
    </tr>
  );
};

const Sessions = ({ sessions }: { readonly sessions: readonly ReportedSession[] }) => {
  const { columns } = useAdminReportText().report;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{columns.date}</th>
          <th scope="col">{columns.session}</th>
          <th scope="col">{columns.times}</th>
          <th scope="col" className={styles['number']}>
            {columns.hours}
          </th>
          <th scope="col">{columns.certified}</th>
          <th scope="col">{columns.reviewed}</th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <SessionRow key={session.session} session={session} />
        ))}
      </tbody>
    </table>
  );
};

const Heading = ({ report, paper }: { readonly report: AttendanceReport; readonly paper: Paper }) => {
  const { report: words, papers } = useAdminReportText();
  const { language } = useLanguage();
  const given = (text: string): string => (text === '' ? words.notGiven : text);
  return (
    <>
      <h2>{words.heading}</h2>
      <Facts
        of={[
          [words.name, report.name === '' ? words.protected : report.name],
          [
            words.identity,
            <span key="number" className="mono">
              {report.identity ?? words.missing}
            </span>,
          ],
          [words.month, monthTitle(language, paper.month)],
          [words.employer, given(paper.employer)],
          [words.organisation, given(paper.organisationNumber)],
          [words.unit, report.unit === '' ? '–' : report.unit],
          [words.project, papers.project({ project: paper.project, id: paper.projectId })],
          [
            words.reference,
            <span key="reference" className={styles['hash']}>
              {report.participant}
            </span>,
          ],
        ]}
      />
    </>
  );
};

const Tail = ({ report, paper }: { readonly report: AttendanceReport; readonly paper: Paper }) => {
  const { report: words } = useAdminReportText();
  const { language } = useLanguage();
  const isCertified = report.sessions.every(({ certified }) => certified !== null);
  return (
    <div className={styles['tail']}>
      <Facts
        of={[
          [words.sum, hoursAndMinutes(report.minutes)],
          [words.reported, formatNumber(language, report.reportedMinutes / 60)],
        ]}
      />
      {isCertified && <p>{words.statement}</p>}
      <p>
        {words.approved({
          name: paper.lockedBy,
          date: formatDate(language, paper.lockedAt),
          version: paper.version,
        })}
      </p>
      <div className={styles['signatures']}>
        <p>{words.signature}</p>
        <p>{words.place}</p>
        <p>{words.printed}</p>
      </div>
    </div>
  );
};

/** One person's report, page by page; the page numbers are the person's own (PAPER-2). */
export const AttendanceReportSheets = ({
  report,
  paper,
}: {
  readonly report: AttendanceReport;
  readonly paper: Paper;
}) => {
  const { report: words } = useAdminReportText();
  const { language } = useLanguage();
  const pages = pagesOf(report.sessions, sizes);
  return pages.map((sessions, i) => (
    <Sheet key={sessions[0]?.session ?? 'tail'} facts={paper} page={i + 1} pages={pages.length}>
      {i === 0 ? (
        <Heading report={report} paper={paper} />
      ) : (
        <p className={styles['small']}>
          {words.titleOne({ month: monthInText(language, paper.month) })} ·{' '}
          {report.name === '' ? words.protected : report.name} · {report.participant}
        </p>
      )}
      {sessions.length > 0 && <Sessions sessions={sessions} />}
      {i === pages.length - 1 && <Tail report={report} paper={paper} />}
    </Sheet>
  ));
};
