/** The camera with the group's ring around it, and its tools. The picture stays on whatever is shown over it. */
import type { ReactNode, RefObject } from 'react';
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import type { Dot } from '../ui/ring/dots.ts';
import { Ring } from '../ui/ring/ring.tsx';
import { SegmentedControl } from '../ui/segmented-control/segmented-control.tsx';
import { useTheme } from '../ui/theme/theme.tsx';
import { CameraTrouble } from './camera-trouble.tsx';
import { useSenses } from './senses.tsx';
import type { Camera } from './use-camera.ts';
import type { Direction } from './use-scan.ts';
import styles from './scan-stage.module.css';

type ToolProps = {
  readonly icon: IconName;
  readonly children: string;
  readonly onPress: () => void;
  readonly isPressed?: boolean;
};

const Tool = ({ icon, children, onPress, isPressed }: ToolProps) => (
  <button type="button" className={styles['tool']} onClick={onPress} aria-pressed={isPressed}>
    <Icon name={icon} />
    <span>{children}</span>
  </button>
);

type ToolsProps = Pick<StageProps, 'camera' | 'direction' | 'onDirection'>;

const Tools = ({ camera, direction, onDirection }: ToolsProps) => {
  const { scan } = useTrainerText();
  const { isSoundOn, setSoundOn } = useSenses();
  return (
    <div className={styles['tools']}>
      <SegmentedControl
        label={scan.direction}
        options={[
          { value: 'in', label: scan.directionIn },
          { value: 'out', label: scan.directionOut },
        ]}
        value={direction}
        onChange={onDirection}
      />
      {camera.hasTorch && (
        <Tool icon="flashlight" onPress={() => void camera.setTorch(!camera.isTorchOn)}>
          {camera.isTorchOn ? scan.lampOff : scan.lamp}
        </Tool>
      )}
      {camera.canSwitch && (
        <Tool icon="camera-rotate" onPress={() => void camera.switchCamera()}>
          {scan.switchCamera}
        </Tool>
      )}
      <Tool icon={isSoundOn ? 'speaker-high' : 'speaker-slash'} onPress={() => setSoundOn(!isSoundOn)}>
        {isSoundOn ? scan.soundOn : scan.soundOff}
      </Tool>
    </div>
  );
};

const Caption = ({ camera, isHintShown }: { readonly camera: Camera; readonly isHintShown: boolean }) => {
  const text = useText();
  const { scan } = useTrainerText();
  const words: Readonly<Record<Camera['state']['kind'], string>> = {
    off: scan.starting,
    starting: scan.starting,
    running: isHintShown ? scan.hint : text.scan.idle,
    paused: scan.pausedCamera,
    stopped: scan.starting,
    problem: '',
  };
  return (
    <span className={isHintShown ? styles['hint'] : styles['words']}>
      <Icon name="scan" />
      <span>{words[camera.state.kind]}</span>
    </span>
  );
};

type StageProps = {
  readonly camera: Camera;
  readonly container: RefObject<HTMLDivElement | null>;
  readonly stage: RefObject<HTMLElement | null>;
  readonly dots: readonly Dot[];
  readonly isHintShown: boolean;
  readonly direction: Direction;
  readonly onDirection: (direction: Direction) => void;
  /** The way round a camera that does not work. */
  readonly search: ReactNode;
  /** A result, over everything else. */
  readonly children: ReactNode;
};

export const ScanStage = (props: StageProps) => {
  const { camera, container, stage, dots, isHintShown, direction, onDirection, search, children } = props;
  const { scan } = useTrainerText();
  const { setting } = useTheme();
  const hasProblem = camera.state.kind === 'problem';
  return (
    <section
      ref={stage}
      tabIndex={-1}
      className={styles['stage']}
      aria-label={scan.camera}
      data-theme={setting === 'contrast' ? 'contrast' : 'dark'}
    >
      <div className={styles['view']}>
        <div ref={container} className={styles['camera']} aria-hidden="true" />
        <div className={`${styles['veil']} ${hasProblem ? styles['hidden'] : ''}`} />
        <div className={`${styles['over']} ${hasProblem ? styles['hidden'] : ''}`}>
          <Ring size="fill" dots={dots} />
        </div>
        {camera.state.kind === 'problem' && (
          <div className={styles['trouble']}>
            <CameraTrouble problem={camera.state.problem} onRetry={camera.restart}>
              {search}
            </CameraTrouble>
          </div>
        )}
      </div>
      <div className={styles['caption']}>
        {!hasProblem && <Caption camera={camera} isHintShown={isHintShown} />}
        <Tools camera={camera} direction={direction} onDirection={onDirection} />
      </div>
      {children}
    </section>
  );
};
