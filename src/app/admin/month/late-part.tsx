import { useId, useState } from 'react';
import { Link } from 'react-router';
import { DecideLateReply, type MonthLateChange, type ShowMonthReply } from '../../../protocol/month.ts';
import { useAdminMonthText } from '../../text/admin-month-text.ts';
import { formatDayAndMonth } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { Field } from '../../ui/field/field.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import type { CallFailure } from '../../device/server-call.ts';
import { send } from '../admin-api.ts';
import { useMay } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { fullName } from '../sessions/person-name.ts';
import { monthNameFirst } from './month-names.ts';
import styles from './month.module.css';

type Asked = { readonly change: MonthLateChange; readonly isTakenIn: boolean };

const useLateDecision = (month: string, { change, isTakenIn }: Asked) => {
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const { participant, session, before, after } = change;
  const decide = async (text: string): Promise<boolean> => {
    setIsSending(true);
    setFailure(undefined);
    const body = { month, participant, session, before, after, isTakenIn, text };
    const answer = await send('/api/admin/months/late', body, DecideLateReply);
    setIsSending(false);
    if (!answer.ok) setFailure(answer.error);
    return answer.ok;
  };
  return { isSending, failure, decide };
};

type DialogProps = {
  readonly month: string;
  readonly asked: Asked;
  readonly onClose: () => void;
  readonly onDecided: () => void;
};

/** Taken in or left out, with a written reason, and what follows (MONTH-4). */
const LateDialog = ({ month, asked, onClose, onDecided }: DialogProps) => {
  const { late: words } = useAdminMonthText();
  const text = useText();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const callWords = useCallWords();
  const id = useId();
  const [why, setWhy] = useState('');
  const [isTried, setIsTried] = useState(false);
  const { isSending, failure, decide } = useLateDecision(month, asked);
  const { change, isTakenIn } = asked;
  const isShort = why.trim().length < 3;
  const name = fullName(change);
  const save = async (): Promise<void> => {
    setIsTried(true);
    if (isShort) return document.getElementById(id)?.focus();
    if (!(await decide(why.trim()))) return;
    announce(isTakenIn ? words.saidIn : words.saidOut, 'polite');
    onClose();
    onDecided();
    /* The row that was pressed is on its way out. */
    requestAnimationFrame(() => document.querySelector<HTMLElement>('h1')?.focus());
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={(isTakenIn ? words.takeInTitle : words.leaveOutTitle)({ name })}
      detail={`${change.title}, ${formatDayAndMonth(language, change.startsAt)}`}
      footer={
        <>
          <Button
            variant="primary"
            disabledReason={isSending ? words.saving : undefined}
            onClick={() => void save()}
          >
            {isTakenIn ? words.takeIn : words.leaveOut}
          </Button>
          <Button onClick={onClose}>{text.action.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        <p className="num">
          {words.change({ before: hoursAndMinutes(change.before), after: hoursAndMinutes(change.after) })}
        </p>
        <Banner tone={isTakenIn ? 'attention' : 'already'} title={isTakenIn ? words.takeIn : words.leaveOut}>
          {isTakenIn ? words.takeInMeans({ month: monthNameFirst(language, month) }) : words.leaveOutMeans}
        </Banner>
        <Field
          id={id}
          label={words.reason}
          hint={words.reasonHint}
          error={isTried && isShort ? words.reasonMissing : undefined}
        >
          {(aria) => (
            <textarea
              {...aria}
              rows={3}
              maxLength={500}
              value={why}
              onChange={(change_) => setWhy(change_.target.value)}
            />
          )}
        </Field>
        {failure !== undefined && (
          <Banner role="alert" tone="stop" title={callWords(failure).title}>
            {callWords(failure).action}
          </Banner>
        )}
      </div>
    </Dialog>
  );
};

const Acts = ({ change, onAsk }: { change: MonthLateChange; onAsk: (asked: Asked) => void }) => {
  const { late: words } = useAdminMonthText();
  const name = fullName(change);
  return (
    <span className={styles['acts']}>
      <Button
        size="s"
        aria-label={words.takeInWhat({ name })}
        onClick={() => onAsk({ change, isTakenIn: true })}
      >
        {words.takeIn}
      </Button>
      <Button
        size="s"
        aria-label={words.leaveOutWhat({ name })}
        onClick={() => onAsk({ change, isTakenIn: false })}
      >
        {words.leaveOut}
      </Button>
    </span>
  );
};

const useColumns = (onAsk: (asked: Asked) => void): readonly Column<MonthLateChange>[] => {
  const { late: words } = useAdminMonthText();
  const { language } = useLanguage();
  const may = useMay();
  const columns: readonly Column<MonthLateChange>[] = [
    { key: 'person', header: words.column.person, isRowHeader: true, cell: fullName },
    {
      key: 'session',
      header: words.column.session,
      cell: ({ session, title, startsAt }) => (
        <Link to={`/admin/granska/${session}`} className={styles['link']}>
          {title}, {formatDayAndMonth(language, startsAt)}
        </Link>
      ),
    },
    {
      key: 'before',
      header: words.column.before,
      isNumber: true,
      cell: ({ before }) => hoursAndMinutes(before),
    },
    { key: 'after', header: words.column.after, isNumber: true, cell: ({ after }) => hoursAndMinutes(after) },
  ];
  if (!may('approver')) return columns;
  return [
    ...columns,
    { key: 'act', header: words.column.act, cell: (change) => <Acts change={change} onAsk={onAsk} /> },
  ];
};

/** What has changed after the lock, before and after, each with its own decision (MONTH-4). */
export const LatePart = ({
  month,
  refresh,
}: {
  readonly month: ShowMonthReply;
  readonly refresh: () => void;
}) => {
  const { late: words } = useAdminMonthText();
  const [asked, setAsked] = useState<Asked>();
  const columns = useColumns(setAsked);
  if (month.late.length === 0) return null;
  return (
    <section className={styles['card']} aria-labelledby="late">
      <h2 id="late">{words.title({ n: month.late.length })}</h2>
      <p>{words.hint}</p>
      <Table
        caption={words.caption}
        rows={month.late}
        rowKey={({ participant, session }) => `${participant} ${session}`}
        columns={columns}
      />
      {asked !== undefined && (
        <LateDialog
          month={month.month}
          asked={asked}
          onClose={() => setAsked(undefined)}
          onDecided={refresh}
        />
      )}
    </section>
  );
};
