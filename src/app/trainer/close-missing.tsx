/** Everybody missing, each with a choice that nobody has made for the trainer (CLOSE-1). */
import type { ParticipantId } from '../../domain/ids.ts';
import type { PlanPerson } from '../../domain/programme.ts';
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { SegmentedControl } from '../ui/segmented-control/segmented-control.tsx';
import { nameInList } from './names.ts';
import styles from './close-screen.module.css';

type MissingProps = {
  readonly missing: readonly PlanPerson[];
  readonly wereHere: ReadonlySet<ParticipantId>;
  readonly onChange: (participant: ParticipantId, wasHere: boolean) => void;
};

export const CloseMissing = ({ missing, wereHere, onChange }: MissingProps) => {
  const text = useText();
  const { close } = useTrainerText();
  if (missing.length === 0) return <p className="strong">{close.nobodyMissing}</p>;
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{text.close.missing({ n: missing.length })}</h2>
      <p className="muted">{close.phoneNote}</p>
      <ul className={styles['missing']}>
        {missing.map((person) => (
          <li key={person.id}>
            <SegmentedControl
              label={nameInList(person)}
              isLabelShown
              value={wereHere.has(person.id) ? 'here' : 'not-here'}
              onChange={(value) => onChange(person.id, value === 'here')}
              options={[
                { value: 'not-here', label: close.wasNotHere },
                { value: 'here', label: close.wasHere },
              ]}
            />
          </li>
        ))}
      </ul>
    </section>
  );
};
