/** The card that makes a tablet part of the office: first a name, then a code to point the tablet at (DEV-1). */
import { useEffect, useState, type SubmitEvent } from 'react';
import { cardCodeText } from '../../../domain/badge.ts';
import { units } from '../../../domain/programme.ts';
import { CancelEnrolmentReply } from '../../../protocol/cancel-enrolment.ts';
import { CreateEnrolmentReply } from '../../../protocol/create-enrolment.ts';
import type { ListedDevice } from '../../../protocol/list-devices.ts';
import { now as clock, useNow } from '../../device/clock.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatSpan } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { SelectField, TextField } from '../../ui/field/field.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { QrCode } from '../../ui/qr-code/qr-code.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { send } from '../admin-api.ts';
import { useCallWords } from '../call-words.ts';
import styles from './devices.module.css';

/** A code that is shown now, by this laptop's clock. */
type ShownCode = CreateEnrolmentReply & { readonly name: string; readonly endsAt: number };

type EnrolmentCardProps = {
  readonly listed: readonly ListedDevice[];
  /** Asks for the list anew. */
  readonly onChange: () => void;
};

export const EnrolmentCard = ({ listed, onChange }: EnrolmentCardProps) => {
  const [shown, setShown] = useState<ShownCode>();
  const change = (code: ShownCode | undefined): void => {
    setShown(code);
    onChange();
  };
  return (
    <Card className={styles['enrolment']} aria-labelledby="enrolment-heading">
      {shown === undefined ? (
        <NewCodeForm onMade={change} />
      ) : (
        <CodeToShow key={shown.id} shown={shown} listed={listed} onEnd={() => change(undefined)} />
      )}
    </Card>
  );
};

const NewCodeForm = ({ onMade }: { readonly onMade: (code: ShownCode) => void }) => {
  const { devices } = useAdminText();
  const callWords = useCallWords();
  const [name, setName] = useState('');
  const [unit, setUnit] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setHasTried(true);
    if (isSending) return;
    if (name.trim() === '') {
      document.getElementById('device-name')?.focus();
      return;
    }
    setIsSending(true);
    const body = { name, unit: unit === '' ? null : unit };
    const answer = await send('/api/admin/enrolments', body, CreateEnrolmentReply);
    setIsSending(false);
    if (!answer.ok) return setFailure(answer.error);
    const { value } = answer;
    onMade({ ...value, name: name.trim(), endsAt: clock() + value.expiresAt - value.serverTime });
  };
  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      <h2 id="enrolment-heading">{devices.enrol.title}</h2>
      {failure !== undefined && (
        <Banner tone="attention" role="alert" title={callWords(failure).title}>
          {callWords(failure).action}
        </Banner>
      )}
      <TextField
        id="device-name"
        label={devices.enrol.name}
        hint={devices.enrol.nameHint}
        error={hasTried && name.trim() === '' ? devices.enrol.nameMissing : undefined}
        autoComplete="off"
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={devices.enrol.unit}
        hint={devices.enrol.unitHint}
        options={[{ value: '', label: devices.spare }, ...units.map(([value, label]) => ({ value, label }))]}
        value={unit}
        onChange={(event) => setUnit(event.target.value)}
      />
      <Button type="submit" variant="primary" icon="qr-code" block aria-busy={isSending}>
        {devices.enrol.make}
      </Button>
    </form>
  );
};

type CodeToShowProps = {
  readonly shown: ShownCode;
  readonly listed: readonly ListedDevice[];
  readonly onEnd: () => void;
};

const CodeToShow = ({ shown, listed, onEnd }: CodeToShowProps) => {
  const { devices } = useAdminText();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const callWords = useCallWords();
  const now = useNow(1000);
  const [wasListed, setWasListed] = useState(false);
  const [before] = useState(() => new Set(listed.map(({ id }) => id)));
  const [failure, setFailure] = useState<CallFailure>();
  const isListed = listed.some(({ id }) => id === shown.id);
  if (isListed && !wasListed) setWasListed(true);
  const isEnrolled = listed.some(
    ({ id, name, status }) => name === shown.name && status !== 'not-enrolled' && !before.has(id),
  );
  const isOver = now >= shown.endsAt || (wasListed && !isListed);
  const connected = devices.enrol.connected({ name: shown.name });
  useEffect(() => {
    if (isEnrolled) announce(connected, 'polite');
  }, [isEnrolled, connected, announce]);
  useEffect(() => {
    document.getElementById('enrolment-heading')?.focus();
  }, []);
  const cancel = async (): Promise<void> => {
    const path = `/api/admin/enrolments/${shown.id}/cancel`;
    const answer = await send(path, {}, CancelEnrolmentReply);
    if (answer.ok) onEnd();
    else setFailure(answer.error);
  };
  const heading = (
    <h2 id="enrolment-heading" tabIndex={-1}>
      {isEnrolled ? connected : devices.enrol.connect({ name: shown.name })}
    </h2>
  );
  if (isEnrolled || isOver)
    return (
      <div className={styles['form']}>
        {heading}
        <p>{isEnrolled ? devices.enrol.connectedDetail : devices.enrol.over}</p>
        <Button variant="primary" block onClick={onEnd}>
          {isEnrolled ? devices.enrol.another : devices.enrol.makeNew}
        </Button>
      </div>
    );
  return (
    <div className={styles['code']}>
      {heading}
      <div className={styles['qr']}>
        <QrCode text={shown.link} label={devices.enrol.qr({ name: shown.name })} />
      </div>
      <p className={`${styles['letters']} mono`}>{cardCodeText(shown.code)}</p>
      <p className={styles['valid']}>
        <Icon name="clock-countdown" />
        <span className="num">{devices.enrol.valid({ span: formatSpan(language, shown.endsAt - now) })}</span>
      </p>
      <p className="muted small">{devices.enrol.how({ address: window.location.host })}</p>
      {failure !== undefined && (
        <Banner tone="attention" role="alert" title={callWords(failure).title}>
          {callWords(failure).action}
        </Banner>
      )}
      <Button block onClick={() => void cancel()}>
        {devices.enrol.cancel}
      </Button>
    </div>
  );
};
