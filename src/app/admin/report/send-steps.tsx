import { useEffect, useRef, useState } from 'react';
import { MonthSentReply, type ShowMonthReply } from '../../../protocol/month.ts';
import type { ShowReportReply } from '../../../protocol/report.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminReportText } from '../../text/admin-report-text.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { send } from '../admin-api.ts';
import { useMay } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { useFreshSignIn } from '../fresh-sign-in.tsx';
import { monthInText, monthTitle, shortChecksum } from './month-words.ts';
import styles from './report-panel.module.css';

type File = ShowMonthReply['files'][number];
type StepsProps = {
  readonly report: ShowReportReply;
  readonly files: readonly File[];
  readonly onSent: () => void;
};

type ConfirmProps = Pick<StepsProps, 'report' | 'onSent'> & {
  /** Those that can have been handed in, the newest first; there is at least one. */
  readonly files: readonly File[];
  readonly onEnd: () => void;
};

const Confirm = ({ report, files, onSent, onEnd }: ConfirmProps) => {
  const { confirm: words, steps } = useAdminReportText();
  const text = useText();
  const { language } = useLanguage();
  const ask = useFreshSignIn();
  const announce = useAnnounce();
  const problem = useCallWords();
  const [isSending, setIsSending] = useState(false);
  const [chosen, setChosen] = useState(files[0]?.id ?? '');
  const [failure, setFailure] = useState<CallFailure>();
  const mark = async (): Promise<void> => {
    if (isSending) return;
    setIsSending(true);
    const sent = { month: report.month, version: report.version, file: chosen };
    const answer = await ask(() => send('/api/admin/months/sent', sent, MonthSentReply));
    setIsSending(false);
    if (!answer.ok) return setFailure(answer.error);
    announce(steps.done({ month: monthTitle(language, report.month) }), 'polite');
    onEnd();
    onSent();
  };
  const said = failure === undefined ? undefined : problem(failure);
  return (
    <Dialog
      isOpen
      onClose={onEnd}
      title={words.title({ month: monthInText(language, report.month) })}
      footer={
        <>
          <Button variant="primary" icon="paper-plane-tilt" aria-busy={isSending} onClick={() => void mark()}>
            {words.yes}
          </Button>
          <Button onClick={onEnd}>{text.action.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        <SelectField
          label={words.which}
          hint={words.whichHint}
          value={chosen}
          options={files.map(({ id, format, checksum }) => ({
            value: id,
            label: words.file({ format, checksum: shortChecksum(checksum) }),
          }))}
          onChange={(change) => setChosen(change.target.value)}
        />
        <p>{words.detail}</p>
        {said !== undefined && (
          <Banner tone="stop" role="alert" title={said.title}>
            {said.action}
          </Banner>
        )}
      </div>
    </Dialog>
  );
};

/**
 * Files of this version, each content once, the newest first. What has been handed in is not handed in again when the
 * file would say something else today.
 */
const filesToHandIn = (report: ShowReportReply, files: readonly File[]): readonly File[] => {
  const newestFirst = files
    .filter(({ version, isSent }) => version === report.version && !(report.differsFromSent && isSent))
    .toReversed();
  return newestFirst.filter(
    ({ checksum }, i) => newestFirst.findIndex((file) => file.checksum === checksum) === i,
  );
};

const Mark = ({ report, files, onSent }: StepsProps) => {
  const { steps } = useAdminReportText();
  const problem = useCallWords();
  const [isAsking, setIsAsking] = useState(false);
  const possible = filesToHandIn(report, files);
  const { obstacle } = report;
  const blocked =
    obstacle === null
      ? undefined
      : problem({ kind: 'problem', problem: { type: '', title: '', status: 409, code: obstacle } }).title;
  return (
    <>
      <Button
        block
        size="l"
        icon="paper-plane-tilt"
        disabledReason={blocked ?? (possible.length === 0 ? steps.needsFile : undefined)}
        onClick={() => setIsAsking(true)}
      >
        {steps.button}
      </Button>
      {possible.length === 0 && blocked === undefined && <p className="muted">{steps.needsFile}</p>}
      {isAsking && possible.length > 0 && (
        <Confirm report={report} files={possible} onSent={onSent} onEnd={() => setIsAsking(false)} />
      )}
    </>
  );
};

/** Download, hand in, say so: three steps, and the last of them is kept (SCB-1). */
export const SendSteps = (props: StepsProps) => {
  const { steps } = useAdminReportText();
  const { language } = useLanguage();
  const may = useMay();
  const heading = useRef<HTMLHeadingElement>(null);
  const { report, onSent } = props;
  const hasMarked = useRef(false);
  const isSent = (report.state === 'sent' || report.state === 'sent-again') && !report.differsFromSent;
  /* The button that was pressed goes away with the last step, and takes the focus with it. */
  useEffect(() => {
    if (isSent && hasMarked.current) heading.current?.focus();
  }, [isSent]);
  const end = (): void => {
    hasMarked.current = true;
    onSent();
  };
  return (
    <Card>
      <h2 ref={heading} tabIndex={-1}>
        {steps.title}
      </h2>
      <ol className={styles['steps']}>
        <li>
          <Icon name="number-circle-one" /> <span>{steps.download}</span>
        </li>
        <li>
          <Icon name="number-circle-two" /> <span>{steps.deliver}</span>
        </li>
        <li>
          <Icon name="number-circle-three" />{' '}
          <span>{steps.mark({ month: monthInText(language, report.month) })}</span>
        </li>
      </ol>
      {isSent ? (
        <Tag tone="in" icon="paper-plane-tilt">
          {report.state === 'sent' ? steps.sent : steps.sentAgain}
        </Tag>
      ) : (
        may('approver') && <Mark {...props} onSent={end} />
      )}
    </Card>
  );
};
