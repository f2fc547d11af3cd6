/** A camera that gives no picture, in words: why, what to do, and that names can be searched meanwhile. */
import { useState, type ReactNode } from 'react';
import type { CameraProblem } from '../device/camera-contract.ts';
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button } from '../ui/button/button.tsx';
import { EmptyState } from '../ui/empty-state/empty-state.tsx';

type Words = { readonly title: string; readonly detail: string };

const useWords = (kind: CameraProblem['kind']): Words => {
  const text = useText();
  const { scan } = useTrainerText();
  const words: Readonly<Record<CameraProblem['kind'], Words>> = {
    denied: text.trouble.camera,
    busy: text.trouble.cameraBusy,
    missing: scan.cameraMissing,
    insecure: scan.cameraInsecure,
    failed: scan.cameraFailed,
  };
  return words[kind];
};

type TroubleProps = {
  readonly problem: CameraProblem;
  readonly onRetry: () => void;
  /** The way round: a link to the list. */
  readonly children?: ReactNode;
};

export const CameraTrouble = ({ problem, onRetry, children }: TroubleProps) => {
  const text = useText();
  const { scan } = useTrainerText();
  const [isHowShown, setIsHowShown] = useState(false);
  const { title, detail } = useWords(problem.kind);
  return (
    <EmptyState
      icon="camera-slash"
      title={title}
      action={
        <>
          {children}
          {problem.kind === 'denied' && !isHowShown && (
            <Button size="l" onClick={() => setIsHowShown(true)}>
              {text.action.help}
            </Button>
          )}
          {problem.kind !== 'insecure' && (
            <Button size="l" icon="arrow-clockwise" onClick={onRetry}>
              {text.action.retry}
            </Button>
          )}
        </>
      }
    >
      <p>{detail}</p>
      {isHowShown && <p role="status">{scan.cameraHow}</p>}
    </EmptyState>
  );
};
