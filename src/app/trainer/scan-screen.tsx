/** Checking in by camera: the queue's own view. Nothing here stands between one person and the next. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ParticipantId } from '../../domain/ids.ts';
import { formatTimeRange } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { LinkButton } from '../ui/button/button.tsx';
import { useTheme } from '../ui/theme/theme.tsx';
import { CertifyDialog } from './certify-dialog.tsx';
import { offerFor } from './certify-offer.ts';
import type { Outcome, OutcomeOf } from './door-outcome.ts';
import { nameOnResult } from './names.ts';
import { NoSession } from './no-page.tsx';
import { ScanPanel } from './scan-panel.tsx';
import { ScanResult } from './scan-result.tsx';
import { ScanStage } from './scan-stage.tsx';
import type { Shown } from './scan-state.ts';
import { TrainerFocus } from './trainer-frame.tsx';
import { useCamera, type CameraState } from './use-camera.ts';
import { useScan } from './use-scan.ts';
import { dotsFor } from './session-counts.ts';
import { useSession, type SessionView } from './use-session.ts';
import {
  scanLightKey,
  scanLightValues,
  scanThemeKey,
  scanThemeValues,
  singleKeysKey,
  singleKeysValues,
  useSetting,
} from './use-setting.ts';
import { useScanKeys } from './use-scan-keys.ts';
import { useTypedCodes } from './use-typed-codes.ts';
import { useWakeLock } from '../device/use-wake-lock.ts';
import styles from './scan-screen.module.css';

const hintAfterMs = 6000;

/** True when the camera has looked for a while and found nothing. */
const useHint = (camera: CameraState, shownId: number | undefined): boolean => {
  const [isShown, setIsShown] = useState(false);
  const isLooking = camera.kind === 'running' && shownId === undefined;
  useEffect(() => {
    if (!isLooking) return;
    const timer = setTimeout(() => setIsShown(true), hintAfterMs);
    return () => {
      clearTimeout(timer);
      setIsShown(false);
    };
  }, [isLooking]);
  return isShown;
};

/** A closed session shows that it is locked, as long as one stays. */
const lockedShown: Shown = {
  id: 0,
  outcome: { kind: 'closed' },
  at: 0,
  until: undefined,
  heldMs: undefined,
  lastsMs: undefined,
};

type Certifying = { readonly participant: ParticipantId; readonly name: string | undefined };

/** Whose time is being certified; the next card ends it, so that it never stands in the queue's way (CERT-6). */
const useCertifying = ({ attendance, expected }: SessionView, answers: number) => {
  const [open, setOpen] = useState<Certifying & { readonly answers: number }>();
  return {
    person: open?.answers === answers ? open : undefined,
    close: () => setOpen(undefined),
    offerFor: (outcome: Outcome) =>
      outcome.kind === 'checked-out' && offerFor(attendance, outcome.participant) !== undefined
        ? ({ participant, person }: OutcomeOf<'checked-out'>) =>
            setOpen({
              participant,
              name: person === undefined || person.given === '' ? undefined : nameOnResult(person, expected),
              answers,
            })
        : undefined,
  };
};

const Scanning = ({ view }: { readonly view: SessionView }) => {
  const text = useText();
  const { scan: words } = useTrainerText();
  const { language } = useLanguage();
  const { setting } = useTheme();
  const [scanTheme] = useSetting(scanThemeKey, scanThemeValues);
  const [light, setLight] = useSetting(scanLightKey, scanLightValues);
  const [singleKeys] = useSetting(singleKeysKey, singleKeysValues);
  const container = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLElement>(null);
  const scan = useScan(view);
  const certifying = useCertifying(view, scan.state.count);
  const camera = useCamera({ container, isOn: !view.isLocked, onText: scan.scan });
  const isHintShown = useHint(camera.state, scan.state.shown?.id);
  const isWakeRefused = useWakeLock();
  const navigate = useNavigate();
  const address = `/tillfalle/${view.session.id}`;
  useTypedCodes(scan.scan);
  useScanKeys({
    isOn: singleKeys === 'on',
    hasResult: scan.state.shown !== undefined,
    close: scan.close,
    undo: scan.undoLatest,
    search: () => void navigate(`${address}/lista#sok`),
  });
  const focusStage = useCallback(() => stage.current?.focus({ preventScroll: true }), []);

  const { session, cohorts } = view;
  const shown = view.isLocked ? lockedShown : scan.state.shown;
  const isHot = shown?.outcome.kind === 'checked-in';
  const detail = [cohorts, session.place, formatTimeRange(language, session.startsAt, session.endsAt)];
  return (
    <TrainerFocus
      title={session.title}
      pageTitle={`${words.title}, ${session.title}`}
      detail={<span className="num">{detail.filter(Boolean).join(' · ')}</span>}
      back="/idag"
      theme={scanTheme === 'dark' && setting !== 'contrast' ? 'dark' : undefined}
      isFilled
    >
      <div className={styles['scan']}>
        <ScanStage
          camera={camera}
          container={container}
          stage={stage}
          dots={dotsFor(view.expected, view.attendance)}
          isHintShown={isHintShown}
          direction={scan.direction}
          onDirection={scan.setDirection}
          isLit={light === 'on'}
          onLit={(isLit) => setLight(isLit ? 'on' : 'off')}
          search={
            <LinkButton href={`${address}/lista#sok`} variant="primary" size="l" icon="magnifying-glass">
              {text.action.searchName}
            </LinkButton>
          }
        >
          {shown !== undefined && (
            <ScanResult
              key={shown.id}
              shown={shown}
              scan={scan}
              dots={dotsFor(view.expected, view.attendance, isHot)}
              listAddress={`${address}/lista`}
              hasCamera={camera.state.kind === 'running'}
              onGone={focusStage}
              onCertify={certifying.offerFor(shown.outcome)}
            />
          )}
        </ScanStage>
        <ScanPanel view={view} scan={scan} address={address} isWakeRefused={isWakeRefused} />
        <CertifyDialog
          participant={certifying.person?.participant}
          name={certifying.person?.name}
          attendance={view.attendance}
          door={view.door}
          onClose={certifying.close}
        />
      </div>
    </TrainerFocus>
  );
};

/** The scan view of the session in the address. */
export const ScanScreen = () => {
  const view = useSession();
  return view === undefined ? <NoSession /> : <Scanning key={view.session.id} view={view} />;
};
