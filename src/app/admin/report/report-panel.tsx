/** The fourth step of a month: the file to SCB, what it says, and that SCB has got it (SCB-1 to SCB-8). */
import { Link } from 'react-router';
import type { ShowMonthReply } from '../../../protocol/month.ts';
import { ShowReportReply } from '../../../protocol/report.ts';
import { useAdminReportText } from '../../text/admin-report-text.ts';
import { formatDate, formatHours } from '../../text/format.ts';
import { Day, instantAt } from '../../../domain/time.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Card } from '../../ui/card/card.tsx';
import { LinkButton } from '../../ui/button/button.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { usePolled } from '../admin-api.ts';
import { ScreenLink } from '../access/screen-link.tsx';
import { useMay } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { FileCard } from './file-card.tsx';
import { monthInText, shortChecksum } from './month-words.ts';
import { PreviewTable } from './preview-table.tsx';
import { SendSteps } from './send-steps.tsx';
import styles from './report-panel.module.css';

type PanelProps = { readonly month: ShowMonthReply; readonly refresh: () => void };

const Obstacle = ({ report }: { readonly report: ShowReportReply }) => {
  const { obstacle: words, file } = useAdminReportText();
  const problem = useCallWords();
  const { language } = useLanguage();
  const { obstacle, before } = report;
  if (obstacle === null) return null;
  if (before !== null) {
    const month = monthInText(language, before);
    return (
      <Banner
        tone="attention"
        title={words.order({ month })}
        action={
          <LinkButton size="s" href={`/admin/manad/${before}`}>
            {words.orderGo({ month })}
          </LinkButton>
        }
      >
        {words.orderWhy}
      </Banner>
    );
  }
  const { title, action } = problem({
    kind: 'problem',
    problem: { type: '', title: '', status: 409, code: obstacle },
  });
  const way =
    obstacle === 'report/protected-code-missing' ? (
      <ScreenLink size="s" icon="gear" href="/admin/manad/scb-kolumner">
        {file.settings}
      </ScreenLink>
    ) : (
      <ScreenLink size="s" icon="upload-simple" href="/admin/deltagare/import">
        {words.importGo}
      </ScreenLink>
    );
  return (
    <Banner tone="attention" title={title} action={way}>
      {action}
    </Banner>
  );
};

/** What has to be known about the file before it is handed in. */
const News = ({ report, sendAgain }: { report: ShowReportReply; sendAgain: ShowMonthReply['sendAgain'] }) => {
  const { differs, leavers, again } = useAdminReportText();
  const { language } = useLanguage();
  return (
    <>
      {sendAgain.length > 0 && (
        <Banner tone="attention" icon="arrows-clockwise" title={again.title}>
          <ol className={styles['ordered']}>
            {sendAgain.map((key) => (
              <li key={key}>
                {key === report.month ? (
                  `${monthInText(language, key)} (${again.here})`
                ) : (
                  <Link to={`/admin/manad/${key}`}>{monthInText(language, key)}</Link>
                )}
              </li>
            ))}
          </ol>
        </Banner>
      )}
      <Obstacle report={report} />
      {report.differsFromSent && (
        <Banner tone="attention" title={differs.title}>
          {differs.detail}
        </Banner>
      )}
      {report.leavers.length > 0 && (
        <Banner title={leavers.title({ n: report.leavers.length })}>
          <p>{leavers.detail}</p>
          <ul>
            {report.leavers.map(({ name, leftOn }) => (
              <li key={name}>
                {leavers.person({ name, date: formatDate(language, instantAt(Day.parse(leftOn), '12:00')) })}
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  );
};

const Files = ({ files }: { readonly files: ShowMonthReply['files'] }) => {
  const { files: words } = useAdminReportText();
  const { language } = useLanguage();
  return (
    <Card>
      <h2>{words.title}</h2>
      {files.length === 0 && <p className="muted">{words.none}</p>}
      <ul className={styles['list']}>
        {files.toReversed().map(({ id, version, format, rows, minutes, checksum, madeAt, by, isSent }) => (
          <li key={id}>
            <p className="strong num">
              {words.line({ version, format: `.${format}`, n: rows, hours: formatHours(language, minutes) })}
            </p>
            <p className="muted">{words.by({ name: by, date: formatDate(language, madeAt) })}</p>
            <p className="row wrap">
              <span className="mono">{shortChecksum(checksum)}</span>
              {isSent && (
                <Tag tone="in" icon="paper-plane-tilt">
                  {words.sent}
                </Tag>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
};

const Papers = ({ month }: { readonly month: string }) => {
  const { papers } = useAdminReportText();
  const may = useMay();
  return (
    <Card>
      <h2>{papers.title}</h2>
      <div className={styles['links']}>
        <LinkButton size="s" icon="printer" href={`/admin/manad/${month}/sammanstallning`}>
          {papers.compilation}
        </LinkButton>
        {may('approver') && (
          <LinkButton size="s" icon="printer" href={`/admin/manad/${month}/narvarorapport`}>
            {papers.reports}
          </LinkButton>
        )}
      </div>
    </Card>
  );
};

/** The report as it stands; asked for by both halves of the step, and answered to the second with nothing new. */
const useReport = (month: ShowMonthReply) =>
  usePolled(`/api/admin/report/${month.month}`, ShowReportReply, 30_000);

const Main = ({ month, refresh }: PanelProps) => {
  const { value, failure, refresh: look } = useReport(month);
  const problem = useCallWords();
  if (value === undefined && failure?.kind === 'problem') {
    const { title, action } = problem(failure);
    return <Banner title={title}>{action}</Banner>;
  }
  if (value === undefined) return <Skeleton rows={6} />;
  const change = (): void => {
    look();
    refresh();
  };
  return (
    <div className={styles['panel']}>
      <News report={value} sendAgain={month.sendAgain} />
      <FileCard report={value} onMade={change} />
      <PreviewTable report={value} />
    </div>
  );
};

const Side = ({ month, refresh }: PanelProps) => {
  const { value, refresh: look } = useReport(month);
  if (value === undefined) return null;
  const change = (): void => {
    look();
    refresh();
  };
  return (
    <div className={styles['panel']}>
      <SendSteps report={value} files={month.files} onSent={change} />
      <Files files={month.files} />
      <Papers month={month.month} />
    </div>
  );
};

/** The file and what it says; for a locked month, to approvers and readers. To others and of other months it is nothing. */
export const ReportPanel = ({ month, refresh }: PanelProps) => {
  const may = useMay();
  if (month.version === null || !may('approver', 'reader')) return null;
  return <Main key={month.month} month={month} refresh={refresh} />;
};

/** What to do with the file, the files so far and the papers: the column beside it. */
export const ReportSide = ({ month, refresh }: PanelProps) => {
  const may = useMay();
  if (month.version === null || !may('approver', 'reader')) return null;
  return <Side key={month.month} month={month} refresh={refresh} />;
};
