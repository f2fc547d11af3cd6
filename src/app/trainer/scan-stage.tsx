/** The camera with the group's ring around it, and its tools. The picture stays on whatever is shown over it. */
import type { ReactNode, RefObject } from 'react';
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Icon } from '../ui/icon/icon.tsx';
import type { Dot } from '../ui/ring/dots.ts';
import { Ring } from '../ui/ring/ring.tsx';
import { useTheme } from '../ui/theme/theme.tsx';
import { CameraTrouble } from './camera-trouble.tsx';
import { ScanTools, type ToolsProps } from './scan-tools.tsx';
import type { Camera } from './use-camera.ts';
import type { Direction } from './use-scan.ts';
import styles from './scan-stage.module.css';

type CaptionProps = Pick<StageProps, 'camera' | 'direction' | 'isHintShown'>;

const Caption = ({ camera, direction, isHintShown }: CaptionProps) => {
  const text = useText();
  const { scan } = useTrainerText();
  const idle: Readonly<Record<Direction, string>> = { in: text.scan.idle, out: scan.idleOut };
  const words: Readonly<Record<Camera['state']['kind'], string>> = {
    off: scan.starting,
    starting: scan.starting,
    running: isHintShown ? scan.hint : idle[direction],
    paused: scan.pausedCamera,
    stopped: scan.starting,
    problem: '',
  };
  return (
    <span className={isHintShown ? styles['hint'] : styles['words']}>
      <Icon name={direction === 'in' ? 'scan' : 'sign-out'} />
      <span>{words[camera.state.kind]}</span>
    </span>
  );
};

type StageProps = ToolsProps & {
  readonly container: RefObject<HTMLDivElement | null>;
  readonly stage: RefObject<HTMLElement | null>;
  readonly dots: readonly Dot[];
  readonly isHintShown: boolean;
  /** The way round a camera that does not work. */
  readonly search: ReactNode;
  /** A result, over everything else. */
  readonly children: ReactNode;
};

export const ScanStage = (props: StageProps) => {
  const { camera, container, stage, dots, isHintShown, direction, isLit, search, children } = props;
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
      data-lit={isLit && camera.state.kind === 'running' && !camera.hasTorch}
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
        {!hasProblem && <Caption camera={camera} direction={direction} isHintShown={isHintShown} />}
        <ScanTools {...props} />
      </div>
      {children}
    </section>
  );
};
