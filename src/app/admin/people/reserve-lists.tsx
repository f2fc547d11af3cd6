import { Link } from 'react-router';
import { unitName } from '../../../domain/programme.ts';
import type { ReserveList, WaitingPerson } from '../../../protocol/cohort-places.ts';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { useMay } from '../admin-frame.tsx';
import { fullName } from '../sessions/person-name.ts';
import { useAct } from './use-act.tsx';
import styles from './people.module.css';

type RowProps = {
  readonly person: WaitingPerson;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly act: ReturnType<typeof useAct>['act'];
};

const Row = ({ person, isFirst, isLast, act }: RowProps) => {
  const { groups: words } = useAdminPeopleText();
  const may = useMay();
  const name = fullName(person);
  const { participant } = person;
  const step = (by: 'up' | 'down') => () =>
    void act('/api/admin/places/reserve/order', { participant, by }, words.moved({ name }));
  return (
    <li>
      <span className={styles['who']}>
        <Link to={`/admin/deltagare/${participant}`}>{name}</Link>{' '}
        <span className="muted">{person.workplace}</span>
      </span>
      {may('planner') && (
        <span className={styles['rowActs']}>
          <Button
            size="s"
            icon="caret-up"
            aria-label={words.up({ name })}
            disabledReason={isFirst ? '' : undefined}
            onClick={step('up')}
          >
            {''}
          </Button>
          <Button
            size="s"
            icon="caret-down"
            aria-label={words.down({ name })}
            disabledReason={isLast ? '' : undefined}
            onClick={step('down')}
          >
            {''}
          </Button>
          <Button
            size="s"
            icon="x"
            aria-label={words.remove({ name })}
            onClick={() =>
              void act('/api/admin/places/reserve/remove', { participant }, words.removed({ name }))
            }
          >
            {''}
          </Button>
        </span>
      )}
    </li>
  );
};

/** Who waits for a place, a list for each unit and track, in the order they get one (PPL-4). */
export const ReserveLists = ({
  lists,
  onChange,
}: {
  readonly lists: readonly ReserveList[];
  readonly onChange: () => void;
}) => {
  const words = useAdminPeopleText();
  const { act, trouble } = useAct(onChange);
  return (
    <>
      {trouble}
      <div className={styles['lists']}>
        {lists.map(({ unit, track, people }) => {
          const title = words.groups.list({ unit: unitName(unit), track: words.person.tracks[track] });
          return (
            <Card key={`${unit}/${track}`} aria-label={title} className={styles['card']}>
              <h3>{title}</h3>
              <ol className={styles['waiting']}>
                {people.map((person, index) => (
                  <Row
                    key={person.participant}
                    person={person}
                    isFirst={index === 0}
                    isLast={index === people.length - 1}
                    act={act}
                  />
                ))}
              </ol>
            </Card>
          );
        })}
      </div>
    </>
  );
};
