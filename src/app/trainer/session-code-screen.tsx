/** The rotating code, for people's own phones and for a shared screen. Nobody's name stands here (CODE-1). */
import { useEffect, useState } from 'react';
import { codeStepMs, sessionCodeUrl, typedCodeOf } from '../../domain/session-code.ts';
import { macOfStep } from '../../signing/session-code.ts';
import { useNow } from '../device/clock.ts';
import { useTabletState } from '../device/tablet-context.tsx';
import { useKioskText } from '../text/kiosk-text.ts';
import { useLanguage } from '../text/language.tsx';
import { Banner } from '../ui/banner/banner.tsx';
import { Progress } from '../ui/progress/progress.tsx';
import { QrCode } from '../ui/qr-code/qr-code.tsx';
import { shownStep } from './code-steps.ts';
import { NoSession } from './no-page.tsx';
import { TrainerFocus } from './trainer-frame.tsx';
import { useClockCheck } from './use-clock-check.ts';
import { useSession, type SessionView } from './use-session.ts';
import { useWakeLock } from '../device/use-wake-lock.ts';
import styles from './session-code-screen.module.css';

const clockDoubtMs = 2 * 60_000;

/** The code of half minute `step`, `undefined` until it is worked out. */
const useMac = (key: string | undefined, session: string, step: number): string | undefined => {
  const [worked, setWorked] = useState<{ readonly step: number; readonly mac: string }>();
  useEffect(() => {
    if (key === undefined) return;
    let isGone = false;
    void macOfStep(key, session, step).then((mac) => {
      if (!isGone) setWorked({ step, mac });
    });
    return () => {
      isGone = true;
    };
  }, [key, session, step]);
  return worked?.step === step ? worked.mac : undefined;
};

/** Said when phones may get the wrong answer, because this tablet does not know the right time. */
const ClockDoubt = () => {
  const { screen: words } = useKioskText();
  const clock = useClockCheck();
  const { clockOffsetMs } = useTabletState();
  if (clockOffsetMs !== undefined) return null;
  if (clock === undefined) return <Banner tone="attention" icon="clock" title={words.clockUnknown} />;
  return Math.abs(clock.offsetMs) > clockDoubtMs ? (
    <Banner tone="attention" icon="clock" title={words.clock} />
  ) : null;
};

const How = ({ view, mac }: { readonly view: SessionView; readonly mac: string | undefined }) => {
  const { screen: words } = useKioskText();
  const { language } = useLanguage();
  const typed = mac === undefined ? '' : typedCodeOf(mac);
  return (
    <div className={styles['how']}>
      <p className={styles['title']} aria-hidden="true">
        {words.title}
      </p>
      <p className={styles['other']} lang={language === 'sv' ? 'en' : 'sv'}>
        {words.titleOther}
      </p>
      <ol className={styles['steps']}>
        {words.steps.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <div className={styles['typed']}>
        <p>{words.typed({ address: `${window.location.host}/in` })}</p>
        <p className="mono">{`${typed.slice(0, 3)} ${typed.slice(3)}`}</p>
      </div>
      <Banner icon="info" title={words.count({ here: view.counts.here, all: view.counts.all })}>
        <p>{words.note}</p>
        <p>{words.phoneAlone}</p>
      </Banner>
      <ClockDoubt />
    </div>
  );
};

const Code = ({ view, sessionKey }: { readonly view: SessionView; readonly sessionKey: string }) => {
  const { screen: words } = useKioskText();
  const { session } = view;
  const clock = useClockCheck();
  const { step, msLeft } = shownStep(useNow(250), clock?.offsetMs ?? 0);
  const mac = useMac(sessionKey, session.id, step);
  useWakeLock();
  return (
    <div className={styles['screen']}>
      <div className={styles['code']}>
        <div className={styles['qr']}>
          {mac !== undefined && (
            <QrCode text={sessionCodeUrl(window.location.origin, session.id, step, mac)} label={words.qr} />
          )}
        </div>
        <Progress label={words.next({ n: Math.ceil(msLeft / 1000) })} value={msLeft} max={codeStepMs} />
      </div>
      <How view={view} mac={mac} />
    </div>
  );
};

const CodeOf = ({ view }: { readonly view: SessionView }) => {
  const { screen: words } = useKioskText();
  const { session, plan } = view;
  const key = plan.sessionCodes.find(([id]) => id === session.id)?.[1];
  const isOver = view.isLocked || session.cancelled;
  return (
    <TrainerFocus
      title={words.title}
      pageTitle={`${words.page}, ${session.title}`}
      detail={session.title}
      back={session.kind === 'digital' || isOver ? '/idag' : `/tillfalle/${session.id}/skanna`}
      theme="light"
    >
      {key === undefined || isOver ? (
        <p className={styles['none']}>{isOver ? words.over : words.none}</p>
      ) : (
        <Code view={view} sessionKey={key} />
      )}
    </TrainerFocus>
  );
};

/** The code of the session in the address. */
export const SessionCodeScreen = () => {
  const view = useSession();
  return view === undefined ? <NoSession /> : <CodeOf key={view.session.id} view={view} />;
};
