/** After how long without use the tablet hides its names (LOCK-1). */
import { useLockText } from '../../text/lock-text.ts';
import { SegmentedControl } from '../../ui/segmented-control/segmented-control.tsx';
import { useSetting } from '../use-setting.ts';
import { useTrainerCode } from '../use-trainer-code.ts';
import { lockAfterKey, lockAfterValues, type LockAfter } from './idle-lock.ts';

const order: readonly LockAfter[] = ['5', '10', '30', 'off'];

export const LockSetting = () => {
  const words = useLockText();
  const { hasCodes } = useTrainerCode();
  const [choice, setChoice] = useSetting(lockAfterKey, lockAfterValues);
  return (
    <div>
      <SegmentedControl
        label={words.after}
        isLabelShown
        value={choice}
        onChange={setChoice}
        options={order.map((value) => ({ value, label: words.choice[value] }))}
      />
      {!hasCodes && <p className="muted">{words.noCodes}</p>}
    </div>
  );
};
