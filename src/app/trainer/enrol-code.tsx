/** The connection code: read by the camera, given by a link, or typed. It is used only when somebody presses. */
import { useCallback, useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { cardCodeText } from '../../domain/badge.ts';
import type { CallFailure } from '../device/server-call.ts';
import { useTablet, useTabletState } from '../device/tablet-context.tsx';
import { useProblemText } from '../text/problem-text.ts';
import { useViewsText } from '../text/views-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { TextField } from '../ui/field/field.tsx';
import { CameraTrouble } from './camera-trouble.tsx';
import { enrolmentCodeIn } from './enrolment-code.ts';
import { useCamera } from './use-camera.ts';
import styles from './enrol-screen.module.css';

const CodeCamera = ({ onCode }: { readonly onCode: (code: string) => void }) => {
  const { enrol, senses } = useTrainerText();
  const container = useRef<HTMLDivElement>(null);
  const [isOn, setIsOn] = useState(false);
  const camera = useCamera({
    container,
    isOn,
    onText: (text) => {
      const code = enrolmentCodeIn(text);
      if (code === undefined) return;
      setIsOn(false);
      onCode(code);
    },
  });
  return (
    <div className={styles['camera']}>
      <div ref={container} className={styles['picture']} hidden={!isOn || camera.state.kind === 'problem'} />
      {camera.state.kind === 'problem' && (
        <CameraTrouble problem={camera.state.problem} onRetry={camera.restart} />
      )}
      {isOn && camera.state.kind !== 'problem' && <p className="strong">{enrol.code.aim}</p>}
      {!isOn && <p className="muted small">{senses.explain}</p>}
      <Button size="l" icon={isOn ? 'x' : 'camera'} onClick={() => setIsOn(!isOn)}>
        {isOn ? enrol.code.stopScan : enrol.code.scan}
      </Button>
    </div>
  );
};

/** Why the tablet is not connected; `not-kept` when it could not write down who it is (CRASH-5). */
type Failure = CallFailure | { readonly kind: 'not-kept' };

const useFailureWords = (failure: Failure | undefined) => {
  const { enrol } = useTrainerText();
  const { enrol: more } = useViewsText();
  const problemText = useProblemText();
  if (failure === undefined) return undefined;
  if (failure.kind === 'no-answer') return enrol.failed.noAnswer;
  if (failure.kind === 'not-kept') return more.notKept;
  return failure.kind === 'not-ours' ? enrol.failed.notOurs : problemText(failure.problem.code);
};

/** Asks for the code and connects. */
export const EnrolCode = ({ onDone }: { readonly onDone: () => void }) => {
  const tablet = useTablet();
  const { identity, send } = useTabletState();
  const { enrol } = useTrainerText();
  const { enrol: more } = useViewsText();
  const { hash } = useLocation();
  const navigate = useNavigate();
  const id = useId();
  const [typed, setTyped] = useState(() => {
    const code = enrolmentCodeIn(hash);
    return code === undefined ? '' : cardCodeText(code);
  });
  const [isWrong, setIsWrong] = useState(false);
  const take = useCallback((code: string): void => {
    setTyped(cardCodeText(code));
    setIsWrong(false);
  }, []);
  /* A link opened while this page is shown changes the address after # alone. */
  useEffect(() => {
    const opened = (): void => {
      const code = enrolmentCodeIn(window.location.hash);
      if (code !== undefined) take(code);
    };
    window.addEventListener('hashchange', opened);
    return () => window.removeEventListener('hashchange', opened);
  }, [take]);
  const [before] = useState(identity?.device);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const words = useFailureWords(failure);
  useEffect(() => {
    if (identity === undefined || identity.device === before || !isBusy) return;
    void navigate('/anslut', { replace: true });
    onDone();
  }, [identity, before, isBusy, navigate, onDone]);

  const connect = async (submit: FormEvent): Promise<void> => {
    submit.preventDefault();
    const code = enrolmentCodeIn(typed);
    setFailure(undefined);
    setIsWrong(code === undefined);
    if (code === undefined) {
      document.getElementById(id)?.focus();
      return;
    }
    setIsBusy(true);
    const failed = await tablet.enrol(code).then(
      (enrolled): Failure | undefined => (enrolled.ok ? undefined : enrolled.error),
      (): Failure => ({ kind: 'not-kept' }),
    );
    if (failed === undefined) return;
    setIsBusy(false);
    setFailure(failed);
  };

  return (
    <>
      <p className={styles['lead']}>{enrol.code.lead}</p>
      <div role="status">
        {!send.isOnline && (
          <Banner tone="attention" icon="wifi-slash" title={more.offline}>
            <p>{more.offlineDetail}</p>
          </Banner>
        )}
      </div>
      <div className={styles['two']}>
        <CodeCamera onCode={take} />
        <form className={styles['form']} onSubmit={(submit) => void connect(submit)} noValidate>
          <div className={styles['code']}>
            <TextField
              id={id}
              label={enrol.code.label}
              hint={enrol.code.hint}
              error={isWrong ? enrol.code.wrong : undefined}
              value={typed}
              onChange={(change) => setTyped(change.target.value)}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={80}
            />
          </div>
          <div role="alert">
            {words !== undefined && (
              <Banner tone="attention" title={words.title}>
                <p>{words.action}</p>
              </Banner>
            )}
          </div>
          <Button
            variant="primary"
            size="l"
            type="submit"
            disabledReason={isBusy ? enrol.code.connecting : undefined}
          >
            {isBusy ? enrol.code.connecting : enrol.code.connect}
          </Button>
          <Banner icon="key" title={enrol.code.keyTitle}>
            <p>{enrol.code.keyDetail}</p>
          </Banner>
          <details className={styles['noCode']}>
            <summary>{more.noCode}</summary>
            <p>{more.noCodeDetail}</p>
          </details>
        </form>
      </div>
    </>
  );
};
