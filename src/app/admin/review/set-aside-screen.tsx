import { useCallback, useId, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import * as z from 'zod/mini';
import type { HandInReason } from '../../../protocol/hand-in.ts';
import {
  SetAsideReply,
  type SetAsideDelivery,
  type SetAsideEvents,
  type SetAsideFile,
} from '../../../protocol/review.ts';
import { useAdminReviewText, type AdminReviewText } from '../../text/admin-review-text.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatDate, formatDateTime } from '../../text/format.ts';
import { useHandInText, type HandInText } from '../../text/hand-in-text.ts';
import { useLanguage } from '../../text/language.tsx';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import layout from '../sessions/session-screen.module.css';
import { FaultBanner, isTooShort, WordsField } from './panel-shell.tsx';
import { useDecide } from './use-decide.ts';
import { useWaiting } from './waiting.tsx';
import styles from './review.module.css';

/** The page asks for itself anew after a decision; what it answers is not needed. */
const Decided = z.unknown();

type Case = AdminReviewText['aside']['cases']['other'];

const caseOf = ({ aside: { cases } }: AdminReviewText, reason: string): Case =>
  reason in cases ? cases[reason as keyof typeof cases] : cases.other;

type CardProps = {
  readonly said: Case;
  readonly where: string;
  readonly happened?: ReactNode;
  readonly means?: ReactNode;
  readonly children: ReactNode;
};

/** One thing set aside: what happened, what it means for people, what to do (REV-4). */
const AsideCard = ({ said, where, happened, means, children }: CardProps) => {
  const words = useAdminReviewText();
  const id = useId();
  return (
    <section className={styles['card']} aria-labelledby={id}>
      <h3 id={id}>{said.title}</h3>
      <p className="muted num">{where}</p>
      <dl>
        <div>
          <dt>{words.aside.happened}</dt>
          <dd>
            {said.happened} {happened}
          </dd>
        </div>
        <div>
          <dt>{words.aside.means}</dt>
          <dd>
            {said.means} {means}
          </dd>
        </div>
        <div>
          <dt>{words.aside.todo}</dt>
          <dd>{said.todo}</dd>
        </div>
      </dl>
      {children}
    </section>
  );
};

type DecisionProps = {
  readonly path: string;
  readonly bodyOf: (text: string, isAccepted: boolean) => unknown;
  readonly canAccept: boolean | undefined;
  /** What accepting is called, where it is not counting. */
  readonly accept?: string;
  readonly saidAccepted?: string;
  readonly onDecided: () => void;
};

/** Counted or left out, with a written reason. */
const Decision = ({ path, bodyOf, canAccept, onDecided, ...said }: DecisionProps) => {
  const { aside: words, page } = useAdminReviewText();
  const announce = useAnnounce();
  const may = useMay();
  const id = useId();
  const [text, setText] = useState('');
  const [isTried, setIsTried] = useState(false);
  const { isSending, fault, decide } = useDecide(onDecided);
  const save = async (isAccepted: boolean): Promise<void> => {
    setIsTried(true);
    if (isTooShort(text)) return document.getElementById(id)?.focus();
    if (!(await decide(path, bodyOf(text.trim(), isAccepted), Decided))) return;
    announce(isAccepted ? (said.saidAccepted ?? words.saidAccepted) : words.saidLeft, 'polite');
    document.querySelector<HTMLElement>('h1')?.focus();
    onDecided();
  };
  if (!may('reviewer')) return <p className="muted">{page.readOnly}</p>;
  const isIdentity = fault?.code === 'text/identity-number';
  const tooShort = isTried && isTooShort(text) ? words.reasonMissing : undefined;
  const sending = isSending ? page.saving : undefined;
  return (
    <div className={styles['choice']}>
      <WordsField
        id={id}
        label={words.reason}
        hint={words.reasonHint}
        value={text}
        onChange={setText}
        error={isIdentity ? `${fault.title}. ${fault.action}` : tooShort}
      />
      {!isIdentity && <FaultBanner fault={fault} />}
      <div className={styles['buttons']}>
        {canAccept !== undefined && (
          <Button
            variant="primary"
            disabledReason={canAccept ? sending : words.cannotAccept}
            onClick={() => void save(true)}
          >
            {said.accept ?? words.accept}
          </Button>
        )}
        <Button disabledReason={sending} onClick={() => void save(false)}>
          {canAccept === undefined ? words.leaveOutSeen : words.leaveOut}
        </Button>
      </div>
    </div>
  );
};

const usePeopleWords = () => {
  const { aside: words } = useAdminReviewText();
  return (people: readonly string[]): string =>
    people.length === 0 ? '' : words.about({ names: people.join(', ') });
};

const EventsCard = ({ events, onDecided }: { events: SetAsideEvents; onDecided: () => void }) => {
  const text = useAdminReviewText();
  const { aside: words } = text;
  const { language } = useLanguage();
  const about = usePeopleWords();
  const { device, deviceName, reason, session, from, to, people, canAccept } = events;
  const when = formatDateTime(language, events.receivedAt);
  return (
    <AsideCard
      said={caseOf(text, reason)}
      where={`${words.range({ device: deviceName, from, to, when })} · ${words.n({ n: events.events })}`}
      happened={
        session !== null && (
          <Link to={`/admin/granska/${session.id}`}>
            {words.session({ title: session.title, day: formatDate(language, session.startsAt) })}
          </Link>
        )
      }
      means={about(people)}
    >
      <Decision
        path="/api/admin/set-aside/decide"
        bodyOf={(why, isAccepted) => ({
          device,
          reason,
          session: session?.id ?? null,
          isAccepted,
          text: why,
        })}
        canAccept={canAccept}
        onDecided={onDecided}
      />
    </AsideCard>
  );
};

const CheckIns = ({ checkIns }: Pick<SetAsideDelivery, 'checkIns'>) => {
  const { aside: words } = useAdminReviewText();
  const { language } = useLanguage();
  if (checkIns.length === 0) return null;
  return (
    <details>
      <summary>{words.checkIns}</summary>
      <ul className={styles['list']}>
        {checkIns.map(({ at, name, session }) => (
          <li key={`${at} ${name}`} className="num">
            {formatDateTime(language, at)} · {name}
            {session !== null && (
              <>
                {' · '}
                <Link to={`/admin/granska/${session.id}`}>{session.title}</Link>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
};

const DeliveryCard = ({ delivery, onDecided }: { delivery: SetAsideDelivery; onDecided: () => void }) => {
  const text = useAdminReviewText();
  const { aside: words } = text;
  const { language } = useLanguage();
  const { deviceName, reason, seq, checkIns } = delivery;
  const when = formatDateTime(language, delivery.receivedAt);
  return (
    <AsideCard
      said={caseOf(text, reason)}
      where={`${words.at({ device: deviceName, seq, when })} · ${words.n({ n: delivery.events })}`}
      means={words.lost({ n: checkIns.length })}
    >
      <CheckIns checkIns={checkIns} />
      <Decision
        path="/api/admin/set-aside/delivery"
        bodyOf={(why) => ({ delivery: delivery.delivery, text: why })}
        canAccept={undefined}
        onDecided={onDecided}
      />
    </AsideCard>
  );
};

type FileWords = HandInText['aside']['cases'];
const fileCaseOf = (cases: FileWords, reason: HandInReason): Case | undefined =>
  reason in cases ? cases[reason as keyof FileWords] : undefined;
/** What may still be taken in: its tablet can become known, or what is missing can come. */
const canBeTaken: ReadonlySet<string> = new Set(['unknown-device', 'gap', 'unreadable']);

const FileCard = ({ file, onDecided }: { file: SetAsideFile; onDecided: () => void }) => {
  const text = useAdminReviewText();
  const { aside: words, ...handIn } = useHandInText();
  const { language } = useLanguage();
  const { reason, from, held, checkIns } = file;
  const device = file.deviceName ?? handIn.unknown;
  const when = formatDateTime(language, file.receivedAt);
  return (
    <AsideCard
      said={fileCaseOf(words.cases, reason) ?? caseOf(text, reason)}
      where={words.where({ device, n: file.events, when })}
      happened={reason === 'gap' && words.held({ from, held })}
      means={file.events > 0 && words.only({ n: checkIns.length })}
    >
      <CheckIns checkIns={checkIns} />
      <Decision
        path="/api/admin/set-aside/file"
        bodyOf={(why, isTaken) => ({ file: file.file, decision: isTaken ? 'take' : 'leave-out', text: why })}
        canAccept={canBeTaken.has(reason) ? true : undefined}
        accept={words.take}
        saidAccepted={words.saidTaken}
        onDecided={onDecided}
      />
    </AsideCard>
  );
};

const Aside = ({ value, onDecided }: { readonly value: SetAsideReply; readonly onDecided: () => void }) => {
  const { aside: words } = useAdminReviewText();
  const handIn = useHandInText();
  const { events, deliveries, files = [] } = value;
  if (events.length === 0 && deliveries.length === 0 && files.length === 0)
    return (
      <EmptyState
        icon="check-circle"
        title={words.empty}
        action={<LinkButton href="/admin/granska">{words.toQueue}</LinkButton>}
      >
        <p>{words.emptyHint}</p>
      </EmptyState>
    );
  return (
    <>
      <p>{words.intro}</p>
      {events.length > 0 && (
        <section className={styles['part']} aria-labelledby="aside-events">
          <h2 id="aside-events">{words.events}</h2>
          <div className={styles['cards']}>
            {events.map((each) => (
              <EventsCard
                key={`${each.device} ${each.reason} ${each.session?.id ?? ''}`}
                events={each}
                onDecided={onDecided}
              />
            ))}
          </div>
        </section>
      )}
      {deliveries.length > 0 && (
        <section className={styles['part']} aria-labelledby="aside-deliveries">
          <h2 id="aside-deliveries">{words.deliveries}</h2>
          <div className={styles['cards']}>
            {deliveries.map((each) => (
              <DeliveryCard key={each.delivery} delivery={each} onDecided={onDecided} />
            ))}
          </div>
        </section>
      )}
      {files.length > 0 && (
        <section className={styles['part']} aria-labelledby="aside-files">
          <h2 id="aside-files">{handIn.aside.title}</h2>
          <div className={styles['cards']}>
            {files.map((each) => (
              <FileCard key={each.file} file={each} onDecided={onDecided} />
            ))}
          </div>
        </section>
      )}
      <p className="muted">{words.kept}</p>
    </>
  );
};

/** /admin/granska/undanlagt: what came in and does not count until somebody has decided (REV-4). */
export const SetAsideScreen = () => {
  const { aside: words } = useAdminReviewText();
  const { session } = useAdminText();
  const { refresh: recount } = useWaiting();
  const { value, refresh } = usePolled('/api/admin/set-aside', SetAsideReply, 30_000);
  const renew = useCallback((): void => {
    refresh();
    recount();
  }, [refresh, recount]);
  return (
    <AdminFrame title={words.title} when="handelse-saknas">
      <nav aria-label={session.path} className={layout['crumbs']}>
        <Link to="/admin/granska">{words.crumb}</Link> / {words.title}
      </nav>
      {value === undefined ? <Skeleton rows={6} /> : <Aside value={value} onDecided={renew} />}
    </AdminFrame>
  );
};
