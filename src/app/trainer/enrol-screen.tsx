/** Connects a new tablet to the project: five steps, done once, with a network (DESIGN §5.1). */
import { useState, type ReactNode } from 'react';
import { useTabletState } from '../device/tablet-context.tsx';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Brand } from '../ui/brand/brand.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { DemoStrip, isDemoPage } from '../ui/demo-strip/demo-strip.tsx';
import { EmblemSlot } from '../ui/emblem-slot/emblem-slot.tsx';
import { PageHeading } from '../ui/page-heading/page-heading.tsx';
import { mainId, SkipLink } from '../ui/skip-link/skip-link.tsx';
import { EnrolHome } from './enrol-home.tsx';
import { EnrolCode } from './enrol-code.tsx';
import { EnrolLists } from './enrol-lists.tsx';
import { EnrolLost, useLeft } from './enrol-lost.tsx';
import { EnrolStorage } from './enrol-storage.tsx';
import { SensesTest } from './senses-test.tsx';
import { TabletHandIn } from './tablet-hand-in.tsx';
import { TabletRescue } from './tablet-rescue.tsx';
import { useReadiness } from './use-readiness.ts';
import styles from './enrol-screen.module.css';

const steps = ['home', 'code', 'senses', 'storage', 'lists'] as const;
type Step = (typeof steps)[number];

/** True when the app was opened from the home screen, as far as the browser tells. */
const isOnHomeScreen = (): boolean =>
  window.matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches ||
  (navigator as { standalone?: boolean }).standalone === true;

const StepList = ({ current }: { readonly current: Step }) => {
  const { enrol } = useTrainerText();
  const at = steps.indexOf(current);
  return (
    <nav aria-label={enrol.steps}>
      <ol className={styles['steps']}>
        {steps.map((step, i) => (
          <li
            key={step}
            className={i < at ? styles['done'] : i === at ? styles['current'] : ''}
            aria-current={i === at ? 'step' : undefined}
          >
            <span className={styles['dot']} aria-hidden="true" />
            <span>
              {enrol.step[step]}
              {i < at && <span className="sr-only">, {enrol.isDone}</span>}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
};

const SensesStep = ({ onDone }: { readonly onDone: () => void }) => {
  const text = useText();
  const { enrol, senses } = useTrainerText();
  const { tested } = useReadiness();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <p className={styles['lead']}>{enrol.senses.lead}</p>
      <SensesTest
        heading="h2"
        onTested={(what) => {
          tested(what);
          setDone((before) => new Set([...before, what]));
        }}
      />
      <div className={styles['next']}>
        {done.size === 2 ? (
          <Button variant="primary" size="l" iconEnd="arrow-right" onClick={onDone}>
            {text.action.continue}
          </Button>
        ) : (
          <Button size="l" iconEnd="arrow-right" onClick={onDone}>
            {senses.later}
          </Button>
        )}
      </div>
    </>
  );
};

const AlreadyEnrolled = ({ name }: { readonly name: string }) => {
  const { enrol } = useTrainerText();
  return (
    <>
      <p className={styles['lead']}>{enrol.already.detail({ name })}</p>
      <LinkButton href="/idag" variant="primary" size="l" icon="calendar-check">
        {enrol.lists.toToday}
      </LinkButton>
    </>
  );
};

const Frame = ({ title, step, children }: { title: string; step?: Step; children: ReactNode }) => {
  const text = useText();
  const { language, setLanguage } = useLanguage();
  const { enrol } = useTrainerText();
  const { identity } = useTabletState();
  const other = language === 'sv' ? 'en' : 'sv';
  return (
    <div className={styles['enrol']}>
      <SkipLink />
      <header className={styles['side']}>
        <Brand />
        {step !== undefined && <StepList current={step} />}
        <div className={styles['foot']}>
          <button
            type="button"
            className={styles['language']}
            lang={other}
            onClick={() => setLanguage(other)}
          >
            {text.nav.otherLanguage}
          </button>
          <EmblemSlot />
        </div>
      </header>
      <main id={mainId} tabIndex={-1} className={styles['main']}>
        {(identity?.demo === true || isDemoPage()) && <DemoStrip />}
        <PageHeading title={title} pageTitle={enrol.page} />
        {children}
      </main>
    </div>
  );
};

/** Enrols the tablet; somebody who comes here with a tablet that is enrolled is told so. */
export const EnrolScreen = () => {
  const { enrol } = useTrainerText();
  const { identity, lost, recorded, send, setAside } = useTabletState();
  const left = useLeft();
  /** Turned off, or a copy of another: it may be connected anew; the old log is kept and still sent (LOG-8). */
  const mayConnect =
    identity === undefined ||
    send.isRevoked ||
    lost !== undefined ||
    setAside === 'fork' ||
    setAside === 'gap';
  /** The office may say so only after the page is shown; and what has begun goes on when the tablet works again. */
  const [hasBegun, setHasBegun] = useState(mayConnect);
  if (mayConnect && !hasBegun) setHasBegun(true);
  /** Connected before: one code, then the lists, and the session goes on. */
  const [isAgain] = useState(identity !== undefined);
  const isKnown = isAgain || left?.marker !== undefined;
  const [step, setStep] = useState<Step>(() => (isOnHomeScreen() || isAgain ? 'code' : 'home'));
  if (!hasBegun)
    return (
      <Frame title={enrol.already.title}>
        <AlreadyEnrolled name={identity?.name ?? ''} />
      </Frame>
    );
  return (
    <Frame title={step === 'home' || step === 'code' ? enrol.title : enrol.step[step]} step={step}>
      {(step === 'home' || step === 'code') && <EnrolLost left={left} />}
      {step === 'home' && <EnrolHome onDone={() => setStep('code')} />}
      {step === 'code' && <EnrolCode onDone={() => setStep(isKnown ? 'lists' : 'senses')} />}
      {/* Also where the log is stopped or copied: what is saved gets off the tablet without a new code (RESCUE-1). */}
      {step === 'code' && isAgain && (
        <>
          {recorded > 0 && <TabletRescue />}
          <TabletHandIn />
        </>
      )}
      {step === 'senses' && <SensesStep onDone={() => setStep('storage')} />}
      {step === 'storage' && <EnrolStorage onDone={() => setStep('lists')} />}
      {step === 'lists' && <EnrolLists />}
    </Frame>
  );
};
