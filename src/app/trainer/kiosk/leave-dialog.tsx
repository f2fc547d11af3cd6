/** Asks for a trainer's code before self check-in ends; a question nobody answers goes away (KIOSK-2). */
import { useEffect, useRef, useState } from 'react';
import { useKioskText } from '../../text/kiosk-text.ts';
import { useLanguage } from '../../text/language.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ThemeScope } from '../../ui/theme/theme.tsx';
import { TrainerCodeField } from '../trainer-code-field.tsx';
import { useTouched } from './use-touched.ts';

const patienceMs = 30_000;

type LeaveDialogProps = {
  readonly isOpen: boolean;
  readonly onGaveUp: () => void;
  readonly onTrainer: () => void;
};

const Question = ({ onGaveUp, onTrainer }: Omit<LeaveDialogProps, 'isOpen'>) => {
  const { self } = useKioskText();
  const box = useRef<HTMLDivElement>(null);
  const [touches, setTouches] = useState(0);
  useEffect(() => {
    const frame = requestAnimationFrame(() => box.current?.querySelector('input')?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  useEffect(() => {
    const timer = setTimeout(onGaveUp, patienceMs);
    return () => clearTimeout(timer);
  }, [touches, onGaveUp]);
  useTouched(() => setTouches((before) => before + 1));
  return (
    <div ref={box}>
      <TrainerCodeField
        label={self.codeLabel}
        hint={self.codeHint}
        submitLabel={self.unlock}
        onTrainer={onTrainer}
      />
    </div>
  );
};

export const LeaveDialog = ({ isOpen, onGaveUp, onTrainer }: LeaveDialogProps) => {
  const { self } = useKioskText();
  const { language } = useLanguage();
  return (
    <div lang={language}>
      <ThemeScope theme="light">
        <Dialog isOpen={isOpen} onClose={onGaveUp} title={self.leave}>
          <Question onGaveUp={onGaveUp} onTrainer={onTrainer} />
        </Dialog>
      </ThemeScope>
    </div>
  );
};
