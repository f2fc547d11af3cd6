/** The tools of the camera: in or out, light, which camera, sound. */
import { useState } from 'react';
import { useTrainerText } from '../text/trainer-text.ts';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import { SegmentedControl } from '../ui/segmented-control/segmented-control.tsx';
import { cameraNames } from './scan-camera-names.ts';
import { useSenses } from './senses.tsx';
import type { Camera } from './use-camera.ts';
import type { Direction } from './use-scan.ts';
import styles from './scan-tools.module.css';

type ToolProps = {
  readonly icon: IconName;
  readonly children: string;
  readonly onPress: () => void;
  readonly isExpanded?: boolean;
};

const Tool = ({ icon, children, onPress, isExpanded }: ToolProps) => (
  <button type="button" className={styles['tool']} onClick={onPress} aria-expanded={isExpanded}>
    <Icon name={icon} />
    <span>{children}</span>
  </button>
);

/** Two cameras are changed between with one tap; of more, one is chosen by name (SCAN-11). */
const ChooseCamera = ({ camera }: { readonly camera: Camera }) => {
  const { scan } = useTrainerText();
  const [isOpen, setIsOpen] = useState(false);
  const { cameras, state, switchTo } = camera;
  if (cameras.length < 2 || state.kind !== 'running') return null;
  const current = state.camera.id;
  const other = cameras.find(({ id }) => id !== current);
  if (cameras.length === 2 && other !== undefined)
    return (
      <Tool icon="camera-rotate" onPress={() => void switchTo(other.id)}>
        {scan.switchCamera}
      </Tool>
    );
  return (
    <>
      <Tool icon="camera-rotate" isExpanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
        {scan.switchCamera}
      </Tool>
      {isOpen && (
        <ul className={styles['cameras']} aria-label={scan.cameras}>
          {cameraNames(cameras, scan).map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                className={styles['tool']}
                aria-pressed={id === current}
                onClick={() => {
                  setIsOpen(false);
                  if (id !== current) void switchTo(id);
                }}
              >
                <Icon name={id === current ? 'check' : 'camera'} />
                <span>{name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

export type ToolsProps = {
  readonly camera: Camera;
  readonly direction: Direction;
  readonly onDirection: (direction: Direction) => void;
  /** Whether the screen itself shines on the card, where the camera has no lamp. */
  readonly isLit: boolean;
  readonly onLit: (isLit: boolean) => void;
};

export const ScanTools = ({ camera, direction, onDirection, isLit, onLit }: ToolsProps) => {
  const { scan } = useTrainerText();
  const { isSoundOn, setSoundOn } = useSenses();
  const isRunning = camera.state.kind === 'running';
  return (
    <div className={styles['tools']}>
      <div className={styles['direction']}>
        <SegmentedControl
          label={scan.direction}
          options={[
            { value: 'in', label: scan.directionIn },
            { value: 'out', label: scan.directionOut },
          ]}
          value={direction}
          onChange={onDirection}
        />
      </div>
      {camera.hasTorch && (
        <Tool icon="flashlight" onPress={() => void camera.setTorch(!camera.isTorchOn)}>
          {camera.isTorchOn ? scan.lampOff : scan.lamp}
        </Tool>
      )}
      {isRunning && !camera.hasTorch && (
        <Tool icon={isLit ? 'moon' : 'sun'} onPress={() => onLit(!isLit)}>
          {isLit ? scan.lightOff : scan.light}
        </Tool>
      )}
      <ChooseCamera camera={camera} />
      <Tool icon={isSoundOn ? 'speaker-high' : 'speaker-slash'} onPress={() => setSoundOn(!isSoundOn)}>
        {isSoundOn ? scan.soundOn : scan.soundOff}
      </Tool>
    </div>
  );
};
