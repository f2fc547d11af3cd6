import { useState } from 'react';
import type { CallFailure } from '../../device/server-call.ts';
import type { ReportFormat, ShowReportReply } from '../../../protocol/report.ts';
import { useAdminReportText } from '../../text/admin-report-text.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { MenuIcon } from '../../ui/icon/menu-icon.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { ScreenLink } from '../access/screen-link.tsx';
import { useMay } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { useFreshSignIn } from '../fresh-sign-in.tsx';
import { saveFile } from '../save-file.ts';
import { grouped, monthInText, shortChecksum } from './month-words.ts';
import styles from './report-panel.module.css';

type FileCardProps = { readonly report: ShowReportReply; readonly onMade: () => void };

const Download = ({ report, onMade }: FileCardProps) => {
  const { file: words } = useAdminReportText();
  const { menu } = useAdminText();
  const ask = useFreshSignIn();
  const announce = useAnnounce();
  const problem = useCallWords();
  const [making, setMaking] = useState<ReportFormat>();
  const [failure, setFailure] = useState<CallFailure>();
  const make = async (format: ReportFormat): Promise<void> => {
    if (making !== undefined) return;
    setMaking(format);
    setFailure(undefined);
    const answer = await ask(() => saveFile('/api/admin/report/file', { month: report.month, format }));
    setMaking(undefined);
    if (!answer.ok) return setFailure(answer.error);
    announce(words.saved({ name: `${report.fileName}.${format}` }), 'polite');
    onMade();
  };
  const blocked = report.obstacle === null ? undefined : problem(obstacleAsFailure(report.obstacle)).title;
  const said = failure === undefined ? undefined : problem(failure);
  return (
    <>
      <div className={styles['actions']}>
        <Button
          variant="primary"
          size="l"
          icon="download-simple"
          aria-busy={making === 'xlsx'}
          disabledReason={blocked}
          onClick={() => void make('xlsx')}
        >
          {words.download}
        </Button>
        <Button
          variant="ghost"
          size="s"
          icon="file-csv"
          aria-busy={making === 'csv'}
          disabledReason={blocked}
          onClick={() => void make('csv')}
        >
          {words.downloadCsv}
        </Button>
      </div>
      {said !== undefined && (
        <div className={styles['said']}>
          <Banner tone="attention" role="alert" title={said.title}>
            {failure?.kind === 'problem' ? said.action : menu.noAnswer.nothingSent}
          </Banner>
        </div>
      )}
    </>
  );
};

const obstacleAsFailure = (code: NonNullable<ShowReportReply['obstacle']>): CallFailure => ({
  kind: 'problem',
  problem: { type: '', title: '', status: 409, code },
});

const Facts = ({ report }: { readonly report: ShowReportReply }) => {
  const { file: words } = useAdminReportText();
  const { language } = useLanguage();
  const n = (count: number): string => formatNumber(language, count);
  return (
    <dl className={styles['facts']}>
      <div>
        <dt>{words.started}</dt>
        <dd>{n(report.started)}</dd>
      </div>
      <div>
        <dt>{words.ended}</dt>
        <dd>{n(report.ended)}</dd>
      </div>
      <div>
        <dt>{words.protected}</dt>
        <dd>
          {n(report.protected)} {report.protected > 0 && <span>{words.protectedHow}</span>}
        </dd>
      </div>
      <div>
        <dt>{words.checksum}</dt>
        <dd className={report.checksum === null ? undefined : 'mono'}>
          {report.checksum === null ? <span>{words.noChecksum}</span> : shortChecksum(report.checksum)}
        </dd>
      </div>
    </dl>
  );
};

/** The file's name, count, hours and checksum, and the button that makes it. */
export const FileCard = ({ report, onMade }: FileCardProps) => {
  const { file: words } = useAdminReportText();
  const { language } = useLanguage();
  const may = useMay();
  const hours = report.minutes / 60;
  return (
    <Card>
      <div className={styles['head']}>
        <span className={styles['picture']} aria-hidden="true">
          <MenuIcon name="file-xls" />
        </span>
        <div className={styles['words']}>
          <h2>{words.title({ month: monthInText(language, report.month) })}</h2>
          <p className="muted num">
            {words.facts({
              name: `${report.fileName}.xlsx`,
              n: report.rows.length,
              hours: words.hours({ hours: formatNumber(language, hours), n: hours }),
            })}
          </p>
          <p className="muted num">{words.version({ version: report.version })}</p>
        </div>
        {may('approver') ? (
          <Download report={report} onMade={onMade} />
        ) : (
          <p className="muted">{words.onlyApprover}</p>
        )}
      </div>
      <Facts report={report} />
      {report.checksum !== null && (
        <details className={styles['whole']}>
          <summary>{words.whole}</summary>
          <code>{grouped(report.checksum)}</code>
        </details>
      )}
      <div className={styles['links']}>
        <ScreenLink size="s" variant="ghost" icon="gear" href="/admin/manad/scb-kolumner">
          {words.settings}
        </ScreenLink>
      </div>
    </Card>
  );
};
