/** The pages that print: a month's compilation, attendance reports, a session's list (PAPER-1 to PAPER-5). */
import { useState } from 'react';
import { useParams } from 'react-router';
import { MonthKey } from '../../../protocol/month.ts';
import { AttendanceReportsReply, MonthSummaryReply, SessionListReply } from '../../../protocol/papers.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useNow } from '../../device/clock.ts';
import { useAdminReportText } from '../../text/admin-report-text.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { SegmentedControl } from '../../ui/segmented-control/segmented-control.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { send, usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { useFreshSignIn } from '../fresh-sign-in.tsx';
import { AttendanceReportSheets } from './attendance-report-sheets.tsx';
import { CompilationSheets } from './compilation-sheets.tsx';
import { monthInText } from './month-words.ts';
import { Papers } from './paper.tsx';
import { SessionListSheets, type ListKind } from './session-list-sheets.tsx';

/** The month in the address, or the first of all months where it is none: the server then knows nothing of it. */
const useMonth = (): string => {
  const { manad = '' } = useParams();
  return MonthKey.safeParse(manad).success ? manad : '1970-01';
};

const BackToMonth = ({ month }: { readonly month: string }) => {
  const { papers } = useAdminReportText();
  const { language } = useLanguage();
  return (
    <LinkButton size="s" icon="arrow-left" href={`/admin/manad/${month}`}>
      {papers.back({ month: monthInText(language, month) })}
    </LinkButton>
  );
};

const Trouble = ({ failure }: { readonly failure: CallFailure }) => {
  const problem = useCallWords();
  const { title, action } = problem(failure);
  return (
    <Banner tone="attention" role="alert" title={title}>
      {action}
    </Banner>
  );
};

/** How long a paper stands as it is on the screen: nobody prints what changes under their hands. */
const stillMs = 600_000;

/** /admin/manad/:manad/sammanstallning */
export const CompilationScreen = () => {
  const { compilation } = useAdminReportText();
  const { language } = useLanguage();
  const month = useMonth();
  const { value, failure } = usePolled(`/api/admin/report/${month}/summary`, MonthSummaryReply, stillMs);
  return (
    <AdminFrame
      title={compilation.title({ month: monthInText(language, month) })}
      actions={<BackToMonth month={month} />}
    >
      {value !== undefined && (
        <Papers>
          <CompilationSheets summary={value} />
        </Papers>
      )}
      {value === undefined && (failure?.kind === 'problem' ? <Trouble failure={failure} /> : <Skeleton />)}
    </AdminFrame>
  );
};

type Shown = {
  readonly month: string;
  readonly participant: string | null;
  readonly reply: AttendanceReportsReply;
};

const ReportPapers = ({ reply }: { readonly reply: AttendanceReportsReply }) => {
  const { report: words } = useAdminReportText();
  const [only, setOnly] = useState('');
  const shown = reply.reports.filter(({ participant }) => only === '' || only === participant);
  return (
    <Papers
      tools={
        reply.reports.length > 1 && (
          <SelectField
            label={words.whose}
            value={only}
            options={[
              { value: '', label: words.everybody({ n: reply.reports.length }) },
              ...reply.reports.map(({ participant, name }) => ({
                value: participant,
                label: name === '' ? `${words.protected}, ${participant}` : name,
              })),
            ]}
            onChange={(change) => setOnly(change.target.value)}
          />
        )
      }
    >
      {shown.map((report) => (
        <AttendanceReportSheets key={report.participant} report={report} paper={reply.paper} />
      ))}
    </Papers>
  );
};

/** /admin/manad/:manad/narvarorapport, of everybody or of one participant. Asked for, never shown by itself (PAPER-3). */
export const AttendanceReportsScreen = () => {
  const { report: words } = useAdminReportText();
  const { language } = useLanguage();
  const ask = useFreshSignIn();
  const month = useMonth();
  const { participant = null } = useParams();
  const [shown, setShown] = useState<Shown>();
  const [failure, setFailure] = useState<CallFailure>();
  const [isAsking, setIsAsking] = useState(false);
  const open = async (): Promise<void> => {
    if (isAsking) return;
    setIsAsking(true);
    setFailure(undefined);
    const answer = await ask(() =>
      send('/api/admin/report/attendance-reports', { month, participant }, AttendanceReportsReply),
    );
    setIsAsking(false);
    if (answer.ok) setShown({ month, participant, reply: answer.value });
    else setFailure(answer.error);
  };
  const reply = shown?.month === month && shown.participant === participant ? shown.reply : undefined;
  const title = participant === null ? words.title : words.titleOne;
  return (
    <AdminFrame
      title={title({ month: monthInText(language, month) })}
      actions={<BackToMonth month={month} />}
    >
      {reply === undefined && (
        <Card>
          <div className="stack">
            <p>{words.ask}</p>
            {failure !== undefined && <Trouble failure={failure} />}
            <div>
              <Button variant="primary" icon="key" aria-busy={isAsking} onClick={() => void open()}>
                {isAsking ? words.opening : participant === null ? words.open : words.openOne}
              </Button>
            </div>
          </div>
        </Card>
      )}
      {reply?.reports.length === 0 && <EmptyState icon="printer" title={words.none} />}
      {reply !== undefined && reply.reports.length > 0 && <ReportPapers reply={reply} />}
    </AdminFrame>
  );
};

const ListPapers = ({ list }: { readonly list: SessionListReply }) => {
  const { list: words } = useAdminReportText();
  const now = useNow(60_000);
  const hasRecorded = list.people.some(({ presence }) => presence !== null);
  const [choice, setChoice] = useState<ListKind>();
  const kind = choice ?? (hasRecorded && now > list.startsAt ? 'after' : 'before');
  if (list.people.length === 0) return <EmptyState icon="users" title={words.nobody} />;
  return (
    <Papers
      tools={
        <SegmentedControl<ListKind>
          label={words.kind}
          value={kind}
          options={[
            { value: 'before', label: words.before },
            { value: 'after', label: words.after },
          ]}
          onChange={setChoice}
        />
      }
    >
      <SessionListSheets list={list} kind={kind} />
    </Papers>
  );
};

/** /admin/tillfallen/:id/lista */
export const SessionListScreen = () => {
  const { list: words } = useAdminReportText();
  const { id = '' } = useParams();
  const { value, failure } = usePolled(
    `/api/admin/sessions/${encodeURIComponent(id)}/list`,
    SessionListReply,
    stillMs,
  );
  return (
    <AdminFrame
      title={value === undefined ? words.heading : words.title(value)}
      actions={
        <LinkButton size="s" icon="arrow-left" href={`/admin/tillfallen/${encodeURIComponent(id)}`}>
          {words.back}
        </LinkButton>
      }
    >
      {value !== undefined && <ListPapers list={value} />}
      {value === undefined && (failure?.kind === 'problem' ? <Trouble failure={failure} /> : <Skeleton />)}
    </AdminFrame>
  );
};
