import { useCallback, useEffect, useRef, useState, type Ref } from 'react';
import { Link, useParams } from 'react-router';
import { unitName } from '../../../domain/programme.ts';
import { instantAt } from '../../../domain/time.ts';
import { DecidedReply, ShowReviewReply, type Matter } from '../../../protocol/review.ts';
import { useAdminReviewText } from '../../text/admin-review-text.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatDayAndMonth, formatMonth } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { Checkbox } from '../../ui/checkbox/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { fullName } from '../sessions/person-name.ts';
import { SessionDayProvider } from '../sessions/session-day.tsx';
import { SessionFacts } from '../sessions/session-facts.tsx';
import { Subtitle, Warnings } from '../sessions/session-screen.tsx';
import layout from '../sessions/session-screen.module.css';
import { CorrectionDialog } from './correction-dialog.tsx';
import { DecisionList } from './history.tsx';
import { Done, doneId } from './done-button.tsx';
import { useLetters } from './review-keys.ts';
import { nextMatter, personOf, reviewGroups, rowFor, rowsIn } from './review-rows.ts';
import { ReviewTable } from './review-table.tsx';
import { RowPanel } from './row-panel.tsx';
import { rowName } from './row-words.ts';
import { useDecide } from './use-decide.ts';
import { useWaiting } from './waiting.tsx';
import styles from './review.module.css';

const focusRow = (key: string): void =>
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.focus();

/**
 * The chosen row. After a decision it is the next matter, which gets focus and is announced; with nothing left the
 * button "Klart" does (RVIEW-2).
 */
const useChosen = (review: ShowReviewReply) => {
  const words = useAdminReviewText();
  const announce = useAnnounce();
  const [choice, setChoice] = useState<string>();
  const decided = useRef<{ readonly key: string; readonly place: number } | undefined>(undefined);
  const groups = reviewGroups(review);
  const rows = rowsIn(groups);
  const chosen = rowFor(rows, choice);
  const decide = (key: string): void => {
    decided.current = { key, place: groups.matters.findIndex((row) => row.key === key) };
  };
  useEffect(() => {
    const was = decided.current;
    const now = reviewGroups(review);
    if (was === undefined || now.matters.some(({ key }) => key === was.key)) return;
    decided.current = undefined;
    const next = nextMatter(now, Math.max(0, was.place));
    if (next === undefined) {
      announce(words.page.savedLast, 'polite');
      requestAnimationFrame(() => document.getElementById(doneId)?.focus());
      return;
    }
    setChoice(next.key);
    announce(words.page.savedNext({ next: rowName(next, review, words) }), 'polite');
    requestAnimationFrame(() => focusRow(next.key));
  }, [review, announce, words]);
  return { chosen, rows, setChoice, decide };
};

type PartProps = {
  readonly review: ShowReviewReply;
  readonly refresh: () => void;
};

const Letters = ({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) => {
  const { page: words } = useAdminReviewText();
  return (
    <div className={`${styles['keys']} no-print`}>
      <p>{words.keysDetail}</p>
      <Checkbox isChecked={isOn} onChange={onChange}>
        {words.letters}
      </Checkbox>
    </div>
  );
};

const useCorrection = (review: ShowReviewReply) => {
  const [participant, setParticipant] = useState<string>();
  const person = review.page.people.find((one) => one.participant === participant);
  return { person, correct: setParticipant, close: () => setParticipant(undefined) };
};

const isBeside = (): boolean => window.matchMedia('(min-width: 74em)').matches;

const usePanelFocus = (): readonly [Ref<HTMLHeadingElement>, (isOpening: boolean) => void] => {
  const heading = useRef<HTMLHeadingElement>(null);
  const focus = useCallback((isOpening: boolean): void => {
    if (isOpening || !isBeside()) requestAnimationFrame(() => heading.current?.focus());
  }, []);
  return [heading, focus];
};

const Work = ({ review, refresh }: PartProps) => {
  const words = useAdminReviewText();
  const may = useMay();
  const announce = useAnnounce();
  const [hasLetters, setHasLetters] = useLetters();
  const { refresh: recount } = useWaiting();
  const { chosen, rows, setChoice, decide: noteDecided } = useChosen(review);
  const [heading, focusPanel] = usePanelFocus();
  const correction = useCorrection(review);
  const accepting = useDecide(refresh);
  const renew = useCallback((): void => {
    refresh();
    recount();
  }, [refresh, recount]);
  const accept = async (matter: Matter, key: string): Promise<void> => {
    if (matter.kind !== 'remarks' || accepting.isSending) return;
    const { participant, basis } = matter;
    const body = { session: review.page.session.id, participant, basis };
    if (!(await accepting.decide('/api/admin/review/accept', body, DecidedReply))) return;
    noteDecided(key);
    renew();
  };
  const corrected = (participant: string | undefined): void => {
    const row = rows.find((one) => personOf(one) === participant);
    const isAnswered = row?.kind === 'matter' && row.matter.kind === 'remarks';
    announce(words.page.correctedSaid, 'polite');
    if (isAnswered) noteDecided(row.key);
    correction.close();
    renew();
    if (!isAnswered && row !== undefined) requestAnimationFrame(() => focusRow(row.key));
  };
  const onKey = (act: 'approve' | 'correct', key: string): void => {
    const row = rows.find((one) => one.key === key);
    if (row === undefined) return;
    setChoice(key);
    if (act === 'correct') correction.correct(personOf(row));
    else if (row.kind === 'matter') void accept(row.matter, key);
  };
  return (
    <div className={layout['review']}>
      <div>
        <div className={layout['people']}>
          <ReviewTable
            review={review}
            chosen={chosen?.key}
            mayDecide={may('reviewer')}
            hasLetters={hasLetters}
            onChoose={(key, isOpening) => {
              setChoice(key);
              focusPanel(isOpening);
            }}
            onKey={onKey}
          />
        </div>
        {may('reviewer') && <Letters isOn={hasLetters} onChange={setHasLetters} />}
        {review.decisions.length > 0 && (
          <details className={layout['own']}>
            <summary>{words.history.all({ n: review.decisions.length })}</summary>
            <DecisionList
              session={review.page.session.id}
              decisions={review.decisions}
              names={new Map(review.page.people.map((one) => [one.participant, fullName(one)]))}
              onChanged={renew}
            />
          </details>
        )}
      </div>
      {chosen !== undefined && (
        <RowPanel
          key={chosen.key}
          row={chosen}
          review={review}
          heading={heading}
          accepting={accepting}
          onBack={() => focusRow(chosen.key)}
          onApprove={(matter) => void accept(matter, chosen.key)}
          onCorrect={correction.correct}
          onDecided={() => {
            noteDecided(chosen.key);
            renew();
          }}
          onStale={renew}
        />
      )}
      {correction.person !== undefined && (
        <CorrectionDialog
          review={review}
          person={correction.person}
          onClose={correction.close}
          onStale={renew}
          onSaved={() => corrected(correction.person?.participant)}
        />
      )}
    </div>
  );
};

const LockedMonth = ({ review }: Pick<PartProps, 'review'>) => {
  const { page: words } = useAdminReviewText();
  const { language } = useLanguage();
  const { month, isLocked } = review.month;
  if (!isLocked) return null;
  const day = `${month}-15` as Parameters<typeof instantAt>[0];
  return (
    <div className={layout['warnings']}>
      <Banner
        icon="lock-simple"
        title={words.lockedMonth({ month: formatMonth(language, instantAt(day, '12:00')) })}
      >
        {words.lockedMonthHint}
      </Banner>
    </div>
  );
};

const Crumbs = ({ review }: Pick<PartProps, 'review'>) => {
  const { page: words } = useAdminReviewText();
  const { session: admin, sessions } = useAdminText();
  const { language } = useLanguage();
  const { session } = review.page;
  const where = session.unit === null ? sessions.digital : unitName(session.unit);
  return (
    <nav aria-label={admin.path} className={layout['crumbs']}>
      <Link to="/admin/granska">{words.crumb}</Link> / {where} /{' '}
      {formatDayAndMonth(language, session.startsAt)}
    </nav>
  );
};

const Trouble = ({ isProblem }: { readonly isProblem: boolean }) => {
  const { session: words } = useAdminText();
  const { queue, page } = useAdminReviewText();
  return (
    <AdminFrame title={isProblem ? words.unknown : queue.title}>
      {isProblem ? (
        <EmptyState
          icon="calendar-x"
          title={words.unknownHint}
          action={<LinkButton href="/admin/granska">{page.toQueue}</LinkButton>}
        />
      ) : (
        <Skeleton rows={8} />
      )}
    </AdminFrame>
  );
};

const ReviewOf = ({ id }: { readonly id: string }) => {
  const text = useText();
  const { language } = useLanguage();
  const { value, failure, refresh } = usePolled(
    `/api/admin/review/${encodeURIComponent(id)}`,
    ShowReviewReply,
    10_000,
  );
  if (value === undefined) return <Trouble isProblem={failure?.kind === 'problem'} />;
  const { page } = value;
  const { session } = page;
  return (
    <AdminFrame
      title={session.title}
      pageTitle={`${session.title}, ${formatDayAndMonth(language, session.startsAt)}`}
      actions={
        <div className={styles['head']}>
          <Button icon="printer" className="no-print" onClick={() => window.print()}>
            {text.action.print}
          </Button>
          <Done review={value} refresh={refresh} />
        </div>
      }
    >
      <SessionDayProvider value={session.startsAt}>
        <Subtitle session={session} />
        <Crumbs review={value} />
        <SessionFacts page={page} />
        <Warnings chains={page.chains} setAside={0} />
        <LockedMonth review={value} />
        <Work review={value} refresh={refresh} />
      </SessionDayProvider>
    </AdminFrame>
  );
};

/** /admin/granska/:id: one session, everything that has to be decided first (RVIEW-1 to RVIEW-4). */
export const ReviewScreen = () => {
  const { id = '' } = useParams();
  return <ReviewOf key={id} id={id} />;
};
