/** The rotating code, for people's own phones and for a shared screen. Nobody's name stands here (CODE-1). */
import { useEffect, useState } from 'react';
import { codeStepAt, codeStepMs, sessionCodeUrl, typedCodeOf } from '../../domain/session-code.ts';
import { macOfStep } from '../../signing/session-code.ts';
import { useNow } from '../device/clock.ts';
import { useTabletState } from '../device/tablet-context.tsx';
import { useKioskText } from '../text/kiosk-text.ts';
import { QrCode } from '../ui/qr-code/qr-code.tsx';
import { NoSession } from './no-page.tsx';
import { TrainerFocus } from './trainer-frame.tsx';
import { useClockCheck } from './use-clock-check.ts';
import { useSession, type SessionView } from './use-session.ts';
import { useWakeLock } from './use-wake-lock.ts';
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

const Code = ({ view }: { readonly view: SessionView }) => {
  const { screen: words } = useKioskText();
  const { session, plan, counts } = view;
  const clock = useClockCheck();
  const at = useNow(500) + (clock?.offsetMs ?? 0);
  /** Wrong since a comparison before the app was started: the clock may have been changed after it. */
  const { clockOffsetMs } = useTabletState();
  const isClockDoubtful = clockOffsetMs === undefined && Math.abs(clock?.offsetMs ?? 0) > clockDoubtMs;
  const step = codeStepAt(at);
  const key = plan.sessionCodes.find(([id]) => id === session.id)?.[1];
  const mac = useMac(key, session.id, step);
  useWakeLock();
  const { origin, host } = window.location;
  const typed = mac === undefined ? '' : typedCodeOf(mac);
  return (
    <TrainerFocus
      title={words.title}
      pageTitle={`${words.page}, ${session.title}`}
      back="/idag"
      theme="light"
    >
      {key === undefined ? (
        <p className="page">{words.none}</p>
      ) : (
        <div className={styles['screen']}>
          <div className={`stack-s ${styles['code']}`}>
            {mac !== undefined && (
              <QrCode text={sessionCodeUrl(origin, session.id, step, mac)} label={words.qr} />
            )}
            <p className="strong num">
              {words.next({ n: Math.ceil(((step + 1) * codeStepMs - at) / 1000) })}
            </p>
          </div>
          <div className="stack">
            <ol className="stack-s strong">
              {words.steps.map((line, i) => (
                <li key={line}>{`${i + 1}. ${line}`}</li>
              ))}
            </ol>
            <p>{words.typed({ address: `${host}/in` })}</p>
            <p className={`${styles['typed']} mono`}>{`${typed.slice(0, 3)} ${typed.slice(3)}`}</p>
            <p className="num">{words.count({ here: counts.here, all: counts.all })}</p>
            <p className="muted">{words.note}</p>
            <p className="muted">{words.phoneAlone}</p>
            {isClockDoubtful && <p className="strong">{words.clock}</p>}
          </div>
        </div>
      )}
    </TrainerFocus>
  );
};

/** The code of the session in the address. */
export const SessionCodeScreen = () => {
  const view = useSession();
  return view === undefined ? <NoSession /> : <Code key={view.session.id} view={view} />;
};
