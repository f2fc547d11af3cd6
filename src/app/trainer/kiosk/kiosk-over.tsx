/** Self check-in that has nothing left to check in to: it says so, and stays locked until a trainer's code (KIOSK-2). */
import { useNavigate } from 'react-router';
import { useTabletState } from '../../device/tablet-context.tsx';
import { useKioskText } from '../../text/kiosk-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { FocusShell } from '../../ui/focus-shell/focus-shell.tsx';
import { TrainerCodeField } from '../trainer-code-field.tsx';
import { useTrainerCode } from '../use-trainer-code.ts';
import { useKiosk } from './kiosk-gate.tsx';

export const KioskOver = () => {
  const { self, visitor } = useKioskText();
  const { act } = useKiosk();
  const { hasCodes } = useTrainerCode();
  const navigate = useNavigate();
  const { identity, plan } = useTabletState();
  const leave = async (): Promise<void> => {
    await act({ kind: 'pressed', press: { by: 'keys' }, hasCodes });
    await act({ kind: 'code-right' });
    await navigate('/idag', { replace: true });
  };
  return (
    <FocusShell title={self.over} theme="light" isDemo={plan?.plan.demo ?? identity?.demo ?? false}>
      <div className="page stack">
        <EmptyState icon="calendar-x" title={visitor.seeTrainer}>
          <p>{self.overDetail}</p>
        </EmptyState>
        {hasCodes ? (
          <TrainerCodeField
            label={self.codeLabel}
            hint={self.codeHint}
            submitLabel={self.unlock}
            onTrainer={() => void leave()}
          />
        ) : (
          <Button variant="primary" size="l" icon="calendar-check" onClick={() => void leave()}>
            {self.toToday}
          </Button>
        )}
      </div>
    </FocusShell>
  );
};
