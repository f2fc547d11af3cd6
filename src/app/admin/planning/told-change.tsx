/** What a change of a session leads to, before it is saved: words to say yes to, and the people it concerns (SER-8). */
import type { CheckChangeReply } from '../../../protocol/change-session.ts';
import type { ConcernedPerson } from '../../../protocol/planning.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Checkbox } from '../../ui/checkbox/checkbox.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { concernWords } from './concern-words.ts';
import styles from './planning.module.css';

const sum = (people: readonly ConcernedPerson[], when: 'before' | 'after'): string =>
  hoursAndMinutes(people.reduce((minutes, person) => minutes + person[when], 0));

/** The sums of a change in one sentence's parts. */
export const sumsOf = (people: readonly ConcernedPerson[]) => ({
  n: people.length,
  before: sum(people, 'before'),
  after: sum(people, 'after'),
});

/** Each person with the time before and after. */
export const PeopleList = ({ people }: { readonly people: readonly ConcernedPerson[] }) => {
  const text = usePlanningText();
  return (
    <section className={styles['people']} aria-label={text.change.peopleCaption}>
      <h3>{text.change.peopleCaption}</h3>
      <ul>
        {people.map(({ participant, given, family, before, after }) => (
          <li key={participant}>
            <span className="strong">{`${given} ${family}`.trim()}</span>
            <span className="num">
              <span className="sr-only">{text.change.before} </span>
              {hoursAndMinutes(before)}
              <span aria-hidden="true"> → </span>
              <span className="sr-only">, {text.change.after} </span>
              {hoursAndMinutes(after)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

type ToldChangeProps = {
  readonly told: CheckChangeReply;
  readonly isCancelling: boolean;
  readonly isConfirmed: boolean;
  readonly onConfirm: (isConfirmed: boolean) => void;
};

export const ToldChange = ({ told, isCancelling, isConfirmed, onConfirm }: ToldChangeProps) => {
  const text = usePlanningText();
  const { language } = useLanguage();
  const { people, concerns, mustConfirm } = told;
  return (
    <div className={styles['told']}>
      <h3>{text.change.consequence}</h3>
      {people.length === 0 ? (
        <p>{text.change.nothing}</p>
      ) : (
        <>
          <Banner tone="attention" title={text.change.people(sumsOf(people))}>
            {isCancelling ? text.change.keptCancelled : text.change.kept}
          </Banner>
          <PeopleList people={people} />
        </>
      )}
      {concerns.length > 0 && (
        <Banner tone={mustConfirm ? 'attention' : 'already'} title={text.preview.notes}>
          <ul className={styles['bullets']}>
            {concerns.map((concern) => (
              <li key={`${concern.kind} ${concern.about}`}>{concernWords(concern, text, language)}</li>
            ))}
          </ul>
        </Banner>
      )}
      {mustConfirm && (
        <Checkbox isChecked={isConfirmed} onChange={onConfirm}>
          {text.change.confirm}
        </Checkbox>
      )}
    </div>
  );
};
