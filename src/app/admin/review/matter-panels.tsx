/** The panel of each kind of matter that is not one participant's remarks: what is asked, and the answers there are. */
import { useId, useState, type Ref } from 'react';
import { Link } from 'react-router';
import { unitName } from '../../../domain/programme.ts';
import { dayOf, instantAt } from '../../../domain/time.ts';
import { DecidedReply, type Matter, type ShowReviewReply } from '../../../protocol/review.ts';
import { useAdminReviewText } from '../../text/admin-review-text.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { useMay } from '../admin-frame.tsx';
import { fullName } from '../sessions/person-name.ts';
import { readTime, writtenTime } from './correction-draft.ts';
import { FaultBanner, isTooShort, PanelShell, WordsField } from './panel-shell.tsx';
import { nobody, PersonSearch, type Someone } from './person-search.tsx';
import { eventOf } from './review-rows.ts';
import { useDecide } from './use-decide.ts';
import styles from './review.module.css';

type Of<K extends Matter['kind']> = Extract<Matter, { kind: K }>;

export type PanelProps = {
  readonly review: ShowReviewReply;
  readonly heading: Ref<HTMLHeadingElement>;
  readonly onBack: () => void;
  readonly onDecided: () => void;
  readonly onStale: () => void;
};

const ReadOnly = () => {
  const { page } = useAdminReviewText();
  return <p className="muted">{page.readOnly}</p>;
};

/** Somebody added without a badge: who it was, or nobody of the programme (WALK-3). */
export const WalkInPanel = ({ matter, ...props }: PanelProps & { readonly matter: Of<'walk-in'> }) => {
  const { review, heading, onBack, onDecided, onStale } = props;
  const { panel, page } = useAdminReviewText();
  const may = useMay();
  const id = useId();
  const [choice, setChoice] = useState<string | undefined>(matter.suggestions[0]?.id);
  const [isMissing, setIsMissing] = useState(false);
  const { isSending, fault, decide } = useDecide(onStale);
  const walkIn = review.page.walkIns.find((one) => one.id === matter.walkIn);
  const written = walkIn?.written ?? null;
  const save = async (): Promise<void> => {
    setIsMissing(choice === undefined);
    if (choice === undefined) return document.getElementById(id)?.focus();
    const participant = choice === nobody ? null : choice;
    const body = { session: review.page.session.id, walkIn: matter.walkIn, participant };
    if (await decide('/api/admin/review/walk-in', body, DecidedReply)) onDecided();
  };
  return (
    <PanelShell
      title={written === null ? page.unreadable : fullName(written)}
      detail={page.noneLike}
      why={
        written === null
          ? panel.walkIn.unreadable
          : panel.walkIn.wrote({ name: fullName(written), workplace: written.workplace })
      }
      chains={review.page.chains}
      events={walkIn?.events ?? []}
      heading={heading}
      onBack={onBack}
    >
      {may('reviewer') ? (
        <div className={styles['choice']}>
          <PersonSearch
            id={id}
            label={panel.walkIn.title}
            suggestions={matter.suggestions}
            value={choice}
            onChange={setChoice}
            nobodyWords={{ label: panel.walkIn.nobody, detail: panel.walkIn.nobodyHint }}
            error={isMissing && choice === undefined ? panel.walkIn.pick : undefined}
          />
          <FaultBanner fault={fault} />
          <div className={styles['buttons']}>
            <Button
              variant="primary"
              disabledReason={isSending ? page.saving : undefined}
              onClick={() => void save()}
            >
              {panel.walkIn.save}
            </Button>
          </div>
        </div>
      ) : (
        <ReadOnly />
      )}
    </PanelShell>
  );
};

/** A scan that gave no check-in: whose arrival it was, or nobody's (DOOR-7). */
export const ScanPanel = ({ matter, ...props }: PanelProps & { readonly matter: Of<'scan'> }) => {
  const { review, heading, onBack, onDecided, onStale } = props;
  const { panel, page } = useAdminReviewText();
  const { session } = useAdminText();
  const may = useMay();
  const [someone, setSomeone] = useState<Someone>();
  const { isSending, fault, decide } = useDecide(onStale);
  const event = eventOf(review.page, matter.event);
  const who = someone ?? matter.owner ?? undefined;
  const save = async (participant: string | null): Promise<void> => {
    const body = { session: review.page.session.id, event: matter.event, participant };
    if (await decide('/api/admin/review/scan', body, DecidedReply)) onDecided();
  };
  const sending = isSending ? page.saving : undefined;
  return (
    <PanelShell
      title={matter.owner === null ? page.unknownCard : fullName(matter.owner)}
      detail={event?.reason == null ? page.scanned : session.refused[event.reason]}
      why={
        <>
          {panel.scan.what}{' '}
          {matter.owner === null
            ? panel.scan.unknown
            : panel.scan.cardOf({ name: fullName(matter.owner), unit: unitName(matter.owner.unit) })}
        </>
      }
      chains={review.page.chains}
      events={event === undefined ? [] : [event]}
      heading={heading}
      onBack={onBack}
    >
      {may('reviewer') ? (
        <div className={styles['choice']}>
          <FaultBanner fault={fault} />
          <div className={styles['buttons']}>
            {who !== undefined && (
              <Button variant="primary" disabledReason={sending} onClick={() => void save(who.id)}>
                {matter.owner === null || someone !== undefined
                  ? panel.scan.countFor({ name: fullName(who) })
                  : panel.scan.count}
              </Button>
            )}
            <Button disabledReason={sending} onClick={() => void save(null)}>
              {panel.scan.dismiss}
            </Button>
          </div>
          <details open={matter.owner === null}>
            <summary>{matter.owner === null ? panel.scan.who : panel.scan.someoneElse}</summary>
            <div className={styles['choice']}>
              <PersonSearch
                label={panel.scan.who}
                suggestions={[]}
                value={someone?.id}
                onChange={(_id, person) => setSomeone(person)}
              />
            </div>
          </details>
        </div>
      ) : (
        <ReadOnly />
      )}
    </PanelShell>
  );
};

type ListMatter = Of<'not-attested' | 'not-closed' | 'nothing-recorded'>;

const useListWords = (kind: ListMatter['kind']) => {
  const { panel, page } = useAdminReviewText();
  switch (kind) {
    case 'not-closed':
      return { title: page.notClosed, why: panel.list.notClosed, save: panel.list.saveEnd };
    case 'not-attested':
      return { title: page.notAttested, why: panel.list.notAttested, save: panel.list.accept };
    case 'nothing-recorded':
      return { title: page.nothingRecorded, why: panel.list.nothing, save: panel.list.acceptNothing };
  }
};

/** A list nobody closed, nobody attested, or that holds nothing: decided with a written reason (REV-2). */
export const ListPanel = ({ matter, ...props }: PanelProps & { readonly matter: ListMatter }) => {
  const { review, heading, onBack, onDecided, onStale } = props;
  const { panel, page } = useAdminReviewText();
  const { language } = useLanguage();
  const may = useMay();
  const ids = { time: useId(), text: useId() };
  const { session, events, chains } = review.page;
  const hasTime = matter.kind === 'not-closed';
  const [time, setTime] = useState(writtenTime(session.endsAt));
  const [text, setText] = useState('');
  const [isTried, setIsTried] = useState(false);
  const { isSending, fault, decide } = useDecide(onStale);
  const words = useListWords(matter.kind);
  const save = async (): Promise<void> => {
    setIsTried(true);
    const endsAt = readTime(time);
    if (hasTime && endsAt === undefined) return document.getElementById(ids.time)?.focus();
    if (isTooShort(text)) return document.getElementById(ids.text)?.focus();
    const endedAt = hasTime && endsAt !== undefined ? instantAt(dayOf(session.startsAt), endsAt) : null;
    const body = { session: session.id, endedAt, text: text.trim() };
    if (await decide('/api/admin/review/list', body, DecidedReply)) onDecided();
  };
  const isIdentity = fault?.code === 'text/identity-number';
  const textError = isTried && isTooShort(text) ? panel.list.reasonMissing : undefined;
  return (
    <PanelShell
      title={words.title}
      why={words.why}
      chains={chains}
      events={events}
      heading={heading}
      onBack={onBack}
    >
      {may('reviewer') ? (
        <div className={styles['choice']}>
          {hasTime && (
            <TextField
              id={ids.time}
              inputMode="numeric"
              autoComplete="off"
              label={panel.list.endedAt}
              hint={panel.list.endedAtHint({ planned: formatTime(language, session.endsAt) })}
              error={isTried && readTime(time) === undefined ? panel.list.timeMissing : undefined}
              value={time}
              onChange={(change) => setTime(change.target.value)}
            />
          )}
          <WordsField
            id={ids.text}
            label={panel.list.reason}
            hint={panel.list.reasonHint}
            value={text}
            onChange={setText}
            error={isIdentity ? `${fault.title}. ${fault.action}` : textError}
          />
          {!isIdentity && <FaultBanner fault={fault} />}
          <div className={styles['buttons']}>
            <Button
              variant="primary"
              disabledReason={isSending ? page.saving : undefined}
              onClick={() => void save()}
            >
              {words.save}
            </Button>
          </div>
        </div>
      ) : (
        <ReadOnly />
      )}
    </PanelShell>
  );
};

/** Events of this session that are set aside: where they are decided. */
export const AsidePanel = ({
  matter,
  review,
  heading,
  onBack,
}: PanelProps & { readonly matter: Of<'set-aside'> }) => {
  const { panel, page } = useAdminReviewText();
  return (
    <PanelShell
      title={page.setAside({ n: matter.events })}
      why={panel.aside.what}
      chains={review.page.chains}
      events={[review.page, ...review.page.people]
        .flatMap(({ events }) => events)
        .filter(({ setAside }) => setAside !== null)}
      heading={heading}
      onBack={onBack}
    >
      <p className={styles['choice']}>
        <Link to="/admin/granska/undanlagt">{panel.aside.link}</Link>
      </p>
    </PanelShell>
  );
};
