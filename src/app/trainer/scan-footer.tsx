/** The foot of a result: that the next person may come, and what can be done about this one. */
import { useNavigate } from 'react-router';
import { now as readClock } from '../device/clock.ts';
import { useCertifyText } from '../text/certify-text.ts';
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import type { OutcomeOf } from './door-outcome.ts';
import { isChoiceOpen, type Shown } from './scan-state.ts';
import type { Scan } from './use-scan.ts';
import styles from './scan-result.module.css';

type FooterProps = {
  readonly shown: Shown;
  readonly scan: Scan;
  readonly hasCamera: boolean;
  readonly listAddress: string;
  /** Lets whoever just left certify their time; nothing where there is none to certify (CERT-6). */
  readonly onCertify: ((outcome: OutcomeOf<'checked-out'>) => void) | undefined;
};

type FootAct = { readonly icon: IconName; readonly label: string; readonly act: () => void };

/** What can be done about a result that needs nothing: taken back, looked up, put away. */
const useFootActs = ({ shown, scan, listAddress, onCertify }: FooterProps): readonly FootAct[] => {
  const text = useText();
  const { scan: words } = useTrainerText();
  const { tablet } = useCertifyText();
  const navigate = useNavigate();
  const { outcome } = shown;
  const undo = (act: () => void): readonly FootAct[] => [
    { icon: 'arrow-counter-clockwise', label: text.action.undo, act },
  ];
  switch (outcome.kind) {
    case 'checked-in':
      return undo(() => scan.undo(outcome.participant, outcome.elsewhere));
    case 'checked-out':
      return [
        ...(onCertify === undefined
          ? []
          : [{ icon: 'signature' as const, label: tablet.offer, act: () => onCertify(outcome) }]),
        ...undo(() => scan.undoLeaving(outcome.participant)),
      ];
    case 'not-here':
      return outcome.leftAt === undefined
        ? [{ icon: 'sign-out', label: words.checkOutAnyway, act: () => scan.checkOut(outcome.participant) }]
        : [];
    case 'already':
      return [
        {
          icon: 'user',
          label: words.showPerson,
          act: () => void navigate(listAddress, { state: { person: outcome.participant } }),
        },
      ];
    case 'undone':
      return [
        { icon: 'check', label: words.checkInAgain, act: () => scan.checkIn(outcome.participant, 'hand') },
      ];
    case 'added':
    case 'all-out':
    case 'back':
    case 'blocked':
    case 'closed':
    case 'not-ours':
    case 'not-saved':
    case 'other-session':
    case 'too-early':
    case 'unknown':
    case 'unknown-code':
      return [];
  }
};

/** The foot of a result that only informs. */
export const ScanFooter = (props: FooterProps) => {
  const { shown, scan, hasCamera } = props;
  const text = useText();
  const { scan: words } = useTrainerText();
  const acts = useFootActs(props);
  const close: FootAct = { icon: 'x', label: text.action.close, act: scan.settle };
  return (
    <div className={styles['foot']}>
      <span className="row">
        <Icon name={hasCamera ? 'scan' : 'user'} />
        <span>{hasCamera ? text.scan.next : words.nextNoCamera}</span>
      </span>
      <div className={styles['acts']}>
        {[...acts, ...(shown.lastsMs === undefined ? [close] : [])].map(({ icon, label, act }) => (
          <button
            key={label}
            type="button"
            className={styles['act']}
            onClick={() => {
              if (isChoiceOpen(shown, readClock())) act();
            }}
          >
            <Icon name={icon} />
            <span>{label}</span>
          </button>
        ))}
      </div>
    </div>
  );
};
