/** /admin/planering/tillfalle/:id: moving, changing and cancelling one session, told before it is done (SER-8). */
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { timesProblem, TimeOfDay } from '../../../domain/planning.ts';
import { Day, isDay } from '../../../domain/time.ts';
import {
  ChangeSessionReply,
  CheckChangeReply,
  PlannedSessionReply,
  type SessionChange,
} from '../../../protocol/change-session.ts';
import { PlanningChoicesReply } from '../../../protocol/planning.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { usePlanningText, type PlanningText } from '../../text/admin-planning-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { send, usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { editOf, type SessionEdit } from './edit-values.ts';
import { CohortField, TimesFields, WithFields } from './plan-fields.tsx';
import { PeopleList, sumsOf, ToldChange } from './told-change.tsx';
import { useChecked } from './use-checked.ts';
import styles from './planning.module.css';

const askEveryMs = 60_000;

/** What stands in the fields; a day that is being written is no day yet. */
type EditForm = Omit<SessionEdit, 'day'> & { readonly day: string };

const isReadable = ({ times }: EditForm): boolean =>
  [times.start, times.end, ...times.breaks.flatMap(({ from, to }) => [from, to])].every(
    (text) => TimeOfDay.safeParse(text).success,
  );

const wrongIn = (form: EditForm) => (isReadable(form) ? timesProblem(form.times) : 'end-before-start');

const changeIn = (form: EditForm): SessionEdit | undefined =>
  form.title.trim() !== '' && form.cohorts.length > 0 && isDay(form.day) && wrongIn(form) === undefined
    ? { ...form, day: Day.parse(form.day), title: form.title.trim(), trainer: form.trainer.trim() }
    : undefined;

type EditProps = {
  readonly planned: PlannedSessionReply;
  readonly choices: PlanningChoicesReply;
  readonly onDone: (done: ChangeSessionReply, kind: SessionChange['kind']) => void;
};

const Fields = ({
  form,
  choices,
  isDigital,
  onChange,
}: {
  readonly form: EditForm;
  readonly choices: PlanningChoicesReply;
  readonly isDigital: boolean;
  readonly onChange: (form: EditForm) => void;
}) => {
  const { form: words } = usePlanningText();
  return (
    <>
      <TextField
        id="plan-title"
        label={words.title}
        maxLength={120}
        autoComplete="off"
        error={form.title.trim() === '' ? words.titleMissing : undefined}
        value={form.title}
        onChange={(event) => onChange({ ...form, title: event.target.value })}
      />
      <CohortField
        cohorts={choices.cohorts}
        chosen={form.cohorts}
        isDigital={isDigital}
        error={form.cohorts.length === 0 ? words.cohortMissing : undefined}
        onChange={(cohorts) => onChange({ ...form, cohorts })}
      />
      <TextField
        id="plan-day"
        label={words.day}
        type="date"
        error={isDay(form.day) ? undefined : words.dayMissing}
        value={form.day}
        onChange={(event) => onChange({ ...form, day: event.target.value })}
      />
      <TimesFields
        times={form.times}
        problem={wrongIn(form)}
        onChange={(times) => onChange({ ...form, times })}
      />
      <WithFields
        choices={choices}
        value={form}
        isDigital={isDigital}
        onChange={({ venue, trainer, device }) => onChange({ ...form, venue, trainer, device })}
      />
    </>
  );
};

type ToldProps = {
  readonly session: string;
  readonly change: SessionEdit | undefined;
  readonly isChanged: boolean;
  readonly onDone: (done: ChangeSessionReply) => void;
};

const Told = ({ session, change, isChanged, onDone }: ToldProps) => {
  const text = usePlanningText();
  const callWords = useCallWords();
  const path = `/api/admin/planning/sessions/${session}`;
  const { value, failure, isChecking, again } = useChecked(
    `${path}/check`,
    isChanged ? change : undefined,
    CheckChangeReply,
  );
  const [confirmed, setConfirmed] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  const [refused, setRefused] = useState<CallFailure>();
  const isConfirmed = value !== undefined && confirmed === value.seen;
  const save = async (): Promise<void> => {
    if (value === undefined || change === undefined || isSending) return;
    setIsSending(true);
    setRefused(undefined);
    const answer = await send(path, { change, seen: value.seen, isConfirmed }, ChangeSessionReply);
    setIsSending(false);
    if (answer.ok) return onDone(answer.value);
    setRefused(answer.error);
    again();
  };
  const trouble = refused ?? failure;
  const whyNot = (): string | undefined => {
    if (!isChanged) return text.change.noChange;
    if (change === undefined) return text.form.fix;
    if (isChecking || value === undefined) return text.preview.checking;
    return value.mustConfirm && !isConfirmed ? text.preview.confirmFirst : undefined;
  };
  return (
    <>
      {trouble !== undefined && (
        <Banner tone="attention" role="alert" title={callWords(trouble).title}>
          {callWords(trouble).action}
        </Banner>
      )}
      {value !== undefined && (
        <ToldChange
          told={value}
          isCancelling={false}
          isConfirmed={isConfirmed}
          onConfirm={(isYes) => setConfirmed(isYes ? value.seen : undefined)}
        />
      )}
      <Button
        variant="primary"
        block
        aria-busy={isSending}
        disabledReason={whyNot()}
        onClick={() => void save()}
      >
        {text.change.save}
      </Button>
    </>
  );
};

const Versions = ({ planned }: Pick<EditProps, 'planned'>) => {
  const { change } = usePlanningText();
  const { language } = useLanguage();
  if (planned.versions.length === 0) return null;
  return (
    <section>
      <h3>{change.versions}</h3>
      <ul className="muted small">
        {planned.versions.map(({ version, at }) => (
          <li key={version} className="num">
            {change.version({ n: version, when: formatDateTime(language, at) })}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Calling = ({ planned, onDone }: Omit<EditProps, 'choices'>) => {
  const { change: words } = usePlanningText();
  const [isOpen, setIsOpen] = useState(false);
  const isBack = planned.session.cancelled;
  return (
    <div>
      <Button
        variant={isBack ? 'secondary' : 'danger'}
        icon={isBack ? 'arrow-counter-clockwise' : 'calendar-x'}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        {isBack ? words.restore : words.cancel}
      </Button>
      {isOpen && (
        <ChangeDialog
          session={planned.session.id}
          change={{ kind: isBack ? 'restore' : 'cancel' }}
          title={isBack ? words.restoreTitle : words.cancelTitle}
          detail={isBack ? words.restoreDetail : words.cancelDetail}
          confirmWords={isBack ? words.restore : words.cancel}
          onClose={() => setIsOpen(false)}
          onDone={(done) => {
            setIsOpen(false);
            onDone(done, isBack ? 'restore' : 'cancel');
          }}
        />
      )}
    </div>
  );
};

const Edit = ({ planned, choices, onDone }: EditProps) => {
  const text = usePlanningText();
  const { session } = planned;
  const start = editOf(session);
  const [form, setForm] = useState<EditForm>(start);
  const change = changeIn(form);
  const isChanged = JSON.stringify(change ?? form) !== JSON.stringify(start);
  return (
    <div className={styles['wide']}>
      <Card className={styles['form']} aria-label={text.form.editTitle}>
        <h2>{session.title}</h2>
        {session.cancelled ? (
          <Banner icon="calendar-x" title={text.change.isCancelled} />
        ) : (
          <Fields form={form} choices={choices} isDigital={session.kind === 'digital'} onChange={setForm} />
        )}
      </Card>
      <Card className={styles['form']} aria-label={text.change.consequence}>
        {!session.cancelled && (
          <Told
            session={session.id}
            change={change}
            isChanged={isChanged}
            onDone={(done) => onDone(done, 'edit')}
          />
        )}
        <Calling planned={planned} onDone={onDone} />
        <Versions planned={planned} />
      </Card>
    </div>
  );
};

type Done = { readonly kind: SessionChange['kind']; readonly reply: ChangeSessionReply };

const doneTitle = (kind: SessionChange['kind'], { change }: PlanningText): string =>
  ({ edit: change.saved, cancel: change.cancelled, restore: change.restored })[kind];

const DoneWords = ({ done }: { readonly done: Done }) => {
  const text = usePlanningText();
  const { people } = done.reply;
  return (
    <div className={styles['told']}>
      <Banner tone="in" role="status" title={doneTitle(done.kind, text)}>
        {people.length === 0 ? text.change.noPeople : text.change.savedPeople(sumsOf(people))}
      </Banner>
      {people.length > 0 && <PeopleList people={people} />}
    </div>
  );
};

export const SessionEditScreen = () => {
  const text = usePlanningText();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const { id = '' } = useParams();
  const planned = usePolled(`/api/admin/planning/sessions/${id}`, PlannedSessionReply, askEveryMs);
  const choices = usePolled('/api/admin/planning/choices', PlanningChoicesReply, askEveryMs);
  const [done, setDone] = useState<Done>();
  const [round, setRound] = useState(0);
  const isGone = planned.value === undefined && planned.failure?.kind === 'problem';
  return (
    <AdminFrame
      title={text.form.editTitle}
      actions={
        <LinkButton size="s" icon="arrow-left" href={`/admin/planering?valt=${id}`}>
          {text.form.back}
        </LinkButton>
      }
    >
      {done !== undefined && <DoneWords done={done} />}
      {isGone && (
        <EmptyState
          icon="question"
          title={text.change.gone}
          action={<Button onClick={() => void navigate('/admin/planering')}>{text.form.back}</Button>}
        />
      )}
      {!isGone && (planned.value === undefined || choices.value === undefined) && <Skeleton rows={6} />}
      {planned.value?.isLocked === true && (
        <Banner icon="lock-simple" title={text.change.isLocked}>
          {text.change.isLockedDetail}
        </Banner>
      )}
      {planned.value?.isLocked === false && choices.value !== undefined && (
        <Edit
          key={`${round} ${planned.value.versions[0]?.version ?? 0}`}
          planned={planned.value}
          choices={choices.value}
          onDone={(reply, kind) => {
            setDone({ reply, kind });
            announce(doneTitle(kind, text), 'polite');
            setRound((n) => n + 1);
            planned.refresh();
          }}
        />
      )}
    </AdminFrame>
  );
};
