import { useId, useState, type SubmitEvent } from 'react';
import { Link } from 'react-router';
import type { HoursPolicy } from '../../../domain/policy.ts';
import { ListMonthsReply, PolicyReply, SetPolicyReply, ShowMonthReply } from '../../../protocol/month.ts';
import { useAdminMonthText } from '../../text/admin-month-text.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import type { CallFailure } from '../../device/server-call.ts';
import { send, usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import layout from '../sessions/session-screen.module.css';
import { dateWords, monthName } from './month-names.ts';
import { monthToWorkOn } from './month-steps.ts';
import { RoundingTable } from './policy-part.tsx';
import { policySentences } from './policy-words.ts';
import { Fields } from './rules-fields.tsx';
import { draftOf, readDraft, type Faults } from './rules-draft.ts';
import styles from './month.module.css';

/** A policy with no day of its own: what counts until somebody has decided. */
const isFirst = ({ from }: HoursPolicy): boolean => from <= '2000-01-01';

type PolicyCardProps = {
  readonly policy: HoursPolicy;
  readonly title: string;
  readonly level?: 'h2' | 'h3';
};

const PolicyCard = ({ policy, title, level: Heading = 'h2' }: PolicyCardProps) => {
  const words = useAdminMonthText();
  return (
    <section className={styles['card']}>
      <Heading>{title}</Heading>
      <ul>
        {policySentences(policy, words).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
};

type FormProps = { readonly value: PolicyReply; readonly onSaved: () => void };

const ConfirmDialog = ({
  policy,
  onClose,
  onSaved,
}: {
  readonly policy: HoursPolicy;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}) => {
  const words = useAdminMonthText();
  const text = useText();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const callWords = useCallWords();
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const save = async (): Promise<void> => {
    setIsSending(true);
    const answer = await send('/api/admin/policy', policy, SetPolicyReply);
    setIsSending(false);
    if (!answer.ok) return setFailure(answer.error);
    announce(words.rules.said({ n: answer.value.sessions }), 'polite');
    onClose();
    onSaved();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.rules.confirm({ day: dateWords(language, policy.from) })}
      footer={
        <>
          <Button
            variant="primary"
            disabledReason={isSending ? words.rules.saving : undefined}
            onClick={() => void save()}
          >
            {words.rules.save}
          </Button>
          <Button onClick={onClose}>{text.action.cancel}</Button>
        </>
      }
    >
      <div className="stack">
        <ul>
          {policySentences(policy, words).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p>{words.rules.confirmHint}</p>
        {failure !== undefined && (
          <Banner role="alert" tone="stop" title={callWords(failure).title}>
            {callWords(failure).action}
          </Banner>
        )}
      </div>
    </Dialog>
  );
};

/** New rules, with effect from a day; never one that a locked month was counted by (HRS-4). */
const PolicyForm = ({ value, onSaved }: FormProps) => {
  const { rules: words } = useAdminMonthText();
  const ids = { from: useId(), grace: useId() };
  const [draft, setDraft] = useState(() => draftOf(value.current, value.earliest));
  const [faults, setFaults] = useState<Faults>();
  const [asked, setAsked] = useState<HoursPolicy>();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const read = readDraft(draft, value.earliest);
    setFaults(read.faults);
    setAsked(read.policy);
    if (read.policy === undefined) document.getElementById(read.faults.from ? ids.from : ids.grace)?.focus();
  };
  return (
    <section className={styles['card']} aria-labelledby="new-rules">
      <h2 id="new-rules">{words.new}</h2>
      <p>{words.newHint}</p>
      <form className={styles['form']} noValidate onSubmit={submit}>
        <Fields
          draft={draft}
          faults={faults}
          earliest={value.earliest}
          ids={ids}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
        <div>
          <Button type="submit" variant="primary">
            {words.save}
          </Button>
        </div>
      </form>
      {asked !== undefined && (
        <ConfirmDialog policy={asked} onClose={() => setAsked(undefined)} onSaved={onSaved} />
      )}
    </section>
  );
};

const PreviewOf = ({ month, policy }: { readonly month: string; readonly policy: HoursPolicy }) => {
  const { rules: words } = useAdminMonthText();
  const { language } = useLanguage();
  const { value } = usePolled(`/api/admin/months/${month}`, ShowMonthReply, 300_000);
  return (
    <section className={styles['card']} aria-labelledby="rounding">
      <h2 id="rounding">{words.preview({ month: monthName(language, month) })}</h2>
      <p>{words.previewHint}</p>
      {value === undefined ? <Skeleton rows={4} /> : <RoundingTable ways={value.rounding} policy={policy} />}
    </section>
  );
};

/** What each rounding would have given in the latest month that has hours. */
const Preview = ({ policy }: { readonly policy: HoursPolicy }) => {
  const { rules: words } = useAdminMonthText();
  const { value } = usePolled('/api/admin/months', ListMonthsReply, 300_000);
  if (value === undefined) return <Skeleton rows={4} />;
  const withHours = value.months.filter(({ reportedMinutes }) => reportedMinutes > 0);
  const month = withHours.at(-1)?.month ?? monthToWorkOn(value.months);
  return month === undefined ? <p>{words.noPreview}</p> : <PreviewOf month={month} policy={policy} />;
};

const Decided = ({ value }: Pick<FormProps, 'value'>) => {
  const { rules: words } = useAdminMonthText();
  const { language } = useLanguage();
  const { current, decided } = value;
  return (
    <>
      <PolicyCard
        policy={current}
        title={`${words.now}. ${isFirst(current) ? words.start : words.since({ day: dateWords(language, current.from) })}`}
      />
      {decided.length > 0 && (
        <details>
          <summary className={styles['summary']}>{words.history}</summary>
          <div className={styles['main']}>
            {decided
              .map((policy, place) => ({ policy, place }))
              .toReversed()
              .map(({ policy, place }) => (
                <PolicyCard
                  key={place}
                  policy={policy}
                  title={words.from({ day: dateWords(language, policy.from) })}
                />
              ))}
          </div>
        </details>
      )}
    </>
  );
};

/** /admin/manad/regler: what has been decided about counting, from when, and what rounding costs. */
export const RulesScreen = () => {
  const { rules: words } = useAdminMonthText();
  const { session } = useAdminText();
  const may = useMay();
  const { value, refresh } = usePolled('/api/admin/policy', PolicyReply, 60_000);
  return (
    <AdminFrame title={words.title}>
      <nav aria-label={session.path} className={layout['crumbs']}>
        <Link to="/admin/manad">{words.crumb}</Link> / {words.title}
      </nav>
      {value === undefined ? (
        <Skeleton rows={6} />
      ) : (
        <div className={styles['main']}>
          <Decided value={value} />
          <Preview policy={value.current} />
          {may('system') ? (
            <PolicyForm key={value.earliest} value={value} onSaved={refresh} />
          ) : (
            <p className="muted">{words.notYours}</p>
          )}
        </div>
      )}
    </AdminFrame>
  );
};
