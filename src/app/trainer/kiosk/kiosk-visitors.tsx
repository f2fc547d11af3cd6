/** The locked tablet in front of the visitors: their picture in the group's ring, and one answer at a time (KIOSK-1). */
import { useCallback, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useTabletState } from '../../device/tablet-context.tsx';
import { greetings } from '../../text/greetings.ts';
import { LanguageProvider } from '../../text/language.tsx';
import { DemoStrip } from '../../ui/demo-strip/demo-strip.tsx';
import { mainId } from '../../ui/skip-link/skip-link.tsx';
import { ThemeScope } from '../../ui/theme/theme.tsx';
import { dotsFor } from '../session-counts.ts';
import { useTypedCodes } from '../use-typed-codes.ts';
import type { SessionView } from '../use-session.ts';
import { useWakeLock } from '../../device/use-wake-lock.ts';
import { KioskAnswer } from './kiosk-answer.tsx';
import { useKiosk } from './kiosk-gate.tsx';
import { KioskIdle } from './kiosk-idle.tsx';
import type { Press } from './kiosk-lock.ts';
import { faceWords, idleSaid } from './kiosk-words.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { useKioskCamera } from './use-kiosk-camera.ts';
import { useTouched } from './use-touched.ts';
import { useVisits, type Visits } from './use-visits.ts';
import { useVoice } from './use-voice.ts';
import styles from './kiosk.module.css';

/** Says what is shown as long as the visitor wants to hear it. Answers whether the tablet has the voice for it. */
const useReadAloud = ({ shown, language, isReadAloud }: Visits['state']): boolean => {
  const say = useVoice(language);
  const face = shown?.face;
  useEffect(() => {
    if (!isReadAloud || say === undefined) return;
    const greeting = greetings[language];
    say(face === undefined ? idleSaid(greeting) : faceWords(face, greeting).said);
  }, [isReadAloud, say, language, face]);
  return say !== undefined;
};

/** Out again: what could not be checked in waits in the camera's view. */
const useLeaving = ({ plan, session: { id: session } }: SessionView) => {
  const { act } = useKiosk();
  const hasCodes = plan.trainerCodes.trainers.length > 0;
  const navigate = useNavigate();
  const out = useCallback(
    () => navigate(`/tillfalle/${session}/skanna`, { replace: true }),
    [navigate, session],
  );
  return {
    press: async (press: Press): Promise<void> => {
      if ((await act({ kind: 'pressed', press, hasCodes })).kind === 'open') await out();
    },
    giveUp: useCallback(() => void act({ kind: 'gave-up' }), [act]),
    unlock: async (): Promise<void> => {
      if ((await act({ kind: 'code-right' })).kind === 'open') await out();
    },
  };
};

/** Gives focus back to the button it was on when an answer covered it. */
const useFocusBack = (isCovered: boolean): void => {
  const last = useRef<Element>(null);
  useEffect(() => {
    if (isCovered) return;
    const element = last.current;
    if (document.activeElement === document.body && element instanceof HTMLElement)
      element.focus({ preventScroll: true });
    return () => {
      last.current = document.activeElement;
    };
  }, [isCovered]);
};

export const KioskVisitors = ({ view }: { readonly view: SessionView }) => {
  const { identity, plan } = useTabletState();
  const { lock } = useKiosk();
  const container = useRef<HTMLDivElement>(null);
  const visits = useVisits(view);
  const camera = useKioskCamera({ container, isOn: true, onText: visits.scan });
  useTypedCodes(visits.scan);
  useTouched(visits.touched);
  const isWakeRefused = useWakeLock();
  const canRead = useReadAloud(visits.state);
  const { press, giveUp, unlock } = useLeaving(view);
  const { shown, language, isReadAloud } = visits.state;
  useFocusBack(shown !== undefined);
  const greeting = greetings[language];
  const isDemo = plan?.plan.demo ?? identity?.demo ?? false;
  const said = shown === undefined || isReadAloud ? '' : faceWords(shown.face, greeting).said;
  return (
    <>
      <LanguageProvider fixed={greeting.rest}>
        <ThemeScope theme="light">
          <div className={styles['kiosk']}>
            {isDemo && (
              <div className={styles['strip']}>
                <DemoStrip />
              </div>
            )}
            <main id={mainId} tabIndex={-1} className={styles['main']}>
              <KioskIdle
                view={view}
                visits={visits}
                camera={camera}
                container={container}
                dots={dotsFor(view.expected, view.attendance)}
                isWakeRefused={isWakeRefused}
                canRead={canRead}
                onLock={(how) => void press(how)}
              />
              {shown !== undefined && (
                <KioskAnswer
                  key={shown.id}
                  shown={shown}
                  visits={visits}
                  dots={dotsFor(view.expected, view.attendance, true)}
                  canRead={canRead}
                />
              )}
              <p className="sr-only" role="status" lang={language} dir={greeting.dir}>
                {said}
              </p>
            </main>
          </div>
        </ThemeScope>
      </LanguageProvider>
      <LeaveDialog isOpen={lock.kind === 'asking'} onGaveUp={giveUp} onTrainer={() => void unlock()} />
    </>
  );
};
