import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useSearchParams } from 'react-router';
import { IssueBadgesReply, PrintBadgesReply, type BadgeCard } from '../../../protocol/print-badges.ts';
import { useNow } from '../../device/clock.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatDate } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { send, usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { BadgeSheet, cardsPerSheet } from './badge-sheet.tsx';
import { moduleMm, smallestModuleMm } from './qr-path.ts';
import { useQrDrawings } from './use-qr-drawings.ts';
import styles from './badges-screen.module.css';

type MissingProps = { readonly cohort: string; readonly missing: number; readonly onIssued: () => void };

const Missing = ({ cohort, missing, onIssued }: MissingProps) => {
  const { badges } = useAdminText();
  const announce = useAnnounce();
  const [step, setStep] = useState<'asking' | 'sending' | 'failed'>('asking');
  const words = badges.missing;
  const issue = async (): Promise<void> => {
    setStep('sending');
    const answer = await send('/api/admin/badges/issue', { cohort }, IssueBadgesReply);
    setStep(answer.ok ? 'asking' : 'failed');
    if (!answer.ok) return;
    announce(words.done({ n: answer.value.issued }), 'polite');
    onIssued();
  };
  return (
    <Banner
      tone="attention"
      icon="identification-badge"
      title={words.title({ n: missing })}
      action={
        <Button
          variant="primary"
          size="s"
          disabledReason={step === 'sending' ? words.sending : undefined}
          onClick={() => void issue()}
        >
          {words.action({ n: missing })}
        </Button>
      }
    >
      <p>{words.detail}</p>
      {step === 'failed' && <p role="alert">{words.failed}</p>}
    </Banner>
  );
};

const sheetsOf = (cards: readonly BadgeCard[]): readonly (readonly BadgeCard[])[] =>
  Array.from({ length: Math.ceil(cards.length / cardsPerSheet) }, (_, i) =>
    cards.slice(i * cardsPerSheet, (i + 1) * cardsPerSheet),
  );

const Sheets = ({ page }: { readonly page: PrintBadgesReply }) => {
  const { badges: words } = useAdminText();
  const { language } = useLanguage();
  const drawings = useQrDrawings(page.cards);
  const date = formatDate(language, useNow(60_000));
  if (drawings === undefined) return <Skeleton rows={5} />;
  const first = [...drawings.values()][0];
  const isFine = first !== undefined && moduleMm(first) < smallestModuleMm;
  const sheets = sheetsOf(page.cards);
  const drawn = sheets.map((cards, i) => (
    <BadgeSheet
      key={cards[0]?.participant ?? i}
      cards={cards}
      drawings={drawings}
      isDemo={page.demo}
      page={i + 1}
      pages={sheets.length}
      date={date}
    />
  ));
  return (
    <>
      {isFine && <Banner tone="attention" title={words.tooSmall} />}
      <div className={styles['actions']}>
        <Button variant="primary" icon="printer" onClick={() => window.print()}>
          {words.print({ n: page.cards.length })}
        </Button>
        <p className="muted">{words.printHint}</p>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must be able to scroll it */}
      <section className={styles['preview']} aria-label={words.sheets} tabIndex={0}>
        {drawn}
      </section>
      {createPortal(<div className={styles['paper']}>{drawn}</div>, document.body)}
    </>
  );
};

type ChosenProps = {
  readonly page: PrintBadgesReply;
  readonly cohort: string;
  readonly onIssued: () => void;
};

const Chosen = ({ page, cohort, onIssued }: ChosenProps) => {
  const { badges: words } = useAdminText();
  const missing = page.cohorts.find(({ id }) => id === cohort)?.missing ?? 0;
  return (
    <div className="stack">
      {missing > 0 && <Missing key={cohort} cohort={cohort} missing={missing} onIssued={onIssued} />}
      {page.cards.length > 0 ? (
        <Sheets page={page} />
      ) : (
        missing === 0 && <EmptyState icon="identification-badge" title={words.nobody} />
      )}
    </div>
  );
};

/** /admin/kort: a group's cards, or one person's new card, as they are printed (ADM-6). */
export const BadgesScreen = () => {
  const { badges: words } = useAdminText();
  const [params, setParams] = useSearchParams();
  const cohort = params.get('cohort') ?? '';
  const participant = params.get('participant') ?? '';
  const query = new URLSearchParams(
    cohort !== '' ? { cohort } : participant !== '' ? { participant } : {},
  ).toString();
  const { value, refresh } = usePolled(`/api/admin/badges?${query}`, PrintBadgesReply, 600_000);
  return (
    <AdminFrame title={words.title}>
      {value === undefined ? (
        <Skeleton rows={5} />
      ) : (
        <>
          <div className={styles['choice']}>
            <SelectField
              label={words.cohort}
              value={cohort}
              options={[
                { value: '', label: words.choose },
                ...value.cohorts.map(({ id, name, unit, people }) => ({
                  value: id,
                  label: words.option({ name, unit, n: people }),
                })),
              ]}
              onChange={(change) =>
                setParams(change.target.value === '' ? {} : { cohort: change.target.value })
              }
            />
          </div>
          {query === '' ? (
            <EmptyState icon="identification-badge" title={words.nothing}>
              <p>{words.nothingHint}</p>
            </EmptyState>
          ) : (
            <Chosen page={value} cohort={cohort} onIssued={refresh} />
          )}
        </>
      )}
    </AdminFrame>
  );
};
