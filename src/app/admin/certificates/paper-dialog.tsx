/** A signed form has come back: the times it must say, and where the paper is kept (CERT-4). */
import { useState } from 'react';
import type { CertifyingPerson, ListCertificatesReply } from '../../../protocol/list-certificates.ts';
import { maxKeptWhere, RecordPaperCertificateReply } from '../../../protocol/record-paper-certificate.ts';
import { useAdminCertifyText } from '../../text/admin-certify-text.ts';
import { formatDay, formatTimeRange } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { send } from '../admin-api.ts';
import { useCallWords } from '../call-words.ts';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { fullName } from '../sessions/person-name.ts';
import styles from './certificates-screen.module.css';

type PaperDialogProps = {
  readonly person: CertifyingPerson;
  readonly list: ListCertificatesReply;
  readonly onClose: () => void;
  readonly onRecorded: (person: CertifyingPerson) => void;
  /** Other minutes count now: the list is asked for again. */
  readonly onChanged: () => void;
};

const Rows = ({ person, list }: Pick<PaperDialogProps, 'person' | 'list'>) => {
  const words = useAdminCertifyText();
  const { language } = useLanguage();
  const rows = person.rows.filter(({ isAsked }) => isAsked);
  return (
    <ul className={styles['rows']}>
      {rows.map(({ session, counted, minutes }) => {
        const about = list.sessions.find(({ id }) => id === session);
        return (
          <li key={session}>
            <b>{about?.title}</b>
            <span className="num">
              {about !== undefined && formatDay(language, about.startsAt)}{' '}
              {counted.map(({ from, to }) => formatTimeRange(language, from, to)).join(` ${words.form.and} `)}
              , {hoursAndMinutes(minutes)}
            </span>
          </li>
        );
      })}
    </ul>
  );
};

/** Records the paper for exactly the rows that are shown. */
export const PaperDialog = ({ person, list, onClose, onRecorded, onChanged }: PaperDialogProps) => {
  const { dialog } = useAdminCertifyText();
  const text = useText();
  const callWords = useCallWords();
  const [where, setWhere] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [trouble, setTrouble] = useState<{ readonly title: string; readonly action: string }>();
  const [isSending, setIsSending] = useState(false);
  const rows = person.rows
    .filter(({ isAsked }) => isAsked)
    .map(({ session, minutes }) => ({ session, minutes }));
  const record = async (): Promise<void> => {
    const keptWhere = where.trim();
    setWrong(keptWhere === '' ? dialog.whereEmpty : undefined);
    if (keptWhere === '') return;
    setIsSending(true);
    const body = { participant: person.participant, month: list.month, rows, keptWhere };
    const answer = await send('/api/admin/certificates/paper', body, RecordPaperCertificateReply);
    setIsSending(false);
    if (answer.ok) {
      onRecorded(person);
      return;
    }
    setTrouble(callWords(answer.error));
    if (answer.error.kind === 'problem' && answer.error.problem.code === 'certify/changed') onChanged();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={dialog.title({ name: fullName(person) })}
      footer={
        <>
          <Button
            variant="primary"
            disabledReason={isSending ? dialog.sending : undefined}
            onClick={() => void record()}
          >
            {dialog.confirm}
          </Button>
          <Button onClick={onClose}>{text.action.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{dialog.body}</p>
        <Rows person={person} list={list} />
        <p className="strong">
          {dialog.sum({ time: hoursAndMinutes(rows.reduce((sum, { minutes }) => sum + minutes, 0)) })}
        </p>
        <div role="alert">
          {trouble !== undefined && (
            <Banner tone="attention" title={trouble.title}>
              <p>{trouble.action}</p>
            </Banner>
          )}
        </div>
        <TextField
          label={dialog.where}
          hint={dialog.whereHint}
          error={wrong}
          value={where}
          maxLength={maxKeptWhere}
          onChange={(change) => setWhere(change.target.value)}
        />
      </div>
    </Dialog>
  );
};
