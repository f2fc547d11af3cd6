/** Tries the camera and the sounds before anyone stands in line; explains before the browser asks. */
import { useEffect, useRef, useState } from 'react';
import { tokenInBadge } from '../../domain/badge.ts';
import { useTabletText } from '../text/tablet-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { CameraTrouble } from './camera-trouble.tsx';
import { signal, useSenses } from './senses.tsx';
import { SignalRows } from './signal-rows.tsx';
import { useCamera } from './use-camera.ts';
import styles from './senses-test.module.css';

type TestProps = {
  readonly onTested: (what: 'camera' | 'sound') => void;
  /** The level below the heading it stands under. */
  readonly heading: 'h2' | 'h3';
};

const CameraTest = ({ onTested, heading: Heading }: TestProps) => {
  const { senses: words } = useTrainerText();
  const { senses } = useSenses();
  const container = useRef<HTMLDivElement>(null);
  const told = useRef(false);
  const [isOn, setIsOn] = useState(false);
  const { senses: more } = useTabletText();
  const [read, setRead] = useState<'card' | 'other'>();
  const camera = useCamera({
    container,
    isOn,
    onText: (text) => {
      setRead(tokenInBadge(text).ok ? 'card' : 'other');
      signal(senses, 'in');
    },
  });
  const isRunning = camera.state.kind === 'running';
  useEffect(() => {
    if (!isRunning || told.current) return;
    told.current = true;
    onTested('camera');
  }, [isRunning, onTested]);
  return (
    <section className={styles['part']} aria-labelledby="test-camera">
      <Heading id="test-camera">{words.camera}</Heading>
      {!isOn && (
        <>
          <p>{words.explain}</p>
          <Button variant="primary" size="l" icon="camera" onClick={() => setIsOn(true)}>
            {words.start}
          </Button>
        </>
      )}
      {camera.state.kind === 'problem' ? (
        <CameraTrouble problem={camera.state.problem} onRetry={camera.restart} />
      ) : null}
      <div ref={container} className={styles['picture']} hidden={!isOn || camera.state.kind === 'problem'} />
      {isRunning && <p className="strong">{more.scan}</p>}
      <div role="status">
        {isRunning && (
          <Banner
            tone="in"
            title={{ card: more.readCard, other: more.readOther, none: words.picture }[read ?? 'none']}
          />
        )}
      </div>
    </section>
  );
};

const played = ['in', 'already', 'choice', 'stop'] as const;

const SoundTest = ({ onTested, heading: Heading }: TestProps) => {
  const { senses: words } = useTrainerText();
  const [isHeard, setIsHeard] = useState(false);
  return (
    <section className={styles['part']} aria-labelledby="test-sound">
      <Heading id="test-sound">{words.sound}</Heading>
      <p>{words.soundExplain}</p>
      <SignalRows shown={played} />
      <div role="status">
        {isHeard ? (
          <Banner tone="in" title={words.heardDone} />
        ) : (
          <Button
            variant="primary"
            size="l"
            icon="check"
            onClick={() => {
              setIsHeard(true);
              onTested('sound');
            }}
          >
            {words.heard}
          </Button>
        )}
      </div>
    </section>
  );
};

/** Camera and sound, each tried by a person; tells `onTested` what has been seen and heard. */
export const SensesTest = ({ onTested, heading }: TestProps) => (
  <div className={styles['test']}>
    <CameraTest onTested={onTested} heading={heading} />
    <SoundTest onTested={onTested} heading={heading} />
  </div>
);
