/** Search in the other groups on this tablet: whoever is found and let in is a guest here (DOOR-3). */
import { useDoorText } from '../text/door-text.ts';
import { Button } from '../ui/button/button.tsx';
import type { ListRow } from './list-rows.ts';
import { PersonName } from './person-words.tsx';
import rowStyles from './person-row.module.css';
import rosterStyles from './list-roster.module.css';
import styles from './list-elsewhere.module.css';

type ElsewhereProps = {
  readonly rows: readonly ListRow[];
  readonly typed: string;
  readonly onCheckIn: (row: ListRow) => void;
};

export const Elsewhere = ({ rows, typed, onCheckIn }: ElsewhereProps) => {
  const { list } = useDoorText();
  return (
    <section aria-labelledby="elsewhere" className={styles['elsewhere']}>
      <h2 id="elsewhere" className={rosterStyles['heading']}>
        {list.elsewhere}
      </h2>
      {rows.length === 0 && <p className={styles['none']}>{list.hitsElsewhere({ n: 0 })}</p>}
      <ul className={rosterStyles['flowing']} aria-label={list.elsewhere}>
        {rows.map((row) => {
          const cohort = row.cohortName ?? '';
          return (
            <li key={row.id} className={`${rowStyles['row']} ${styles['row']}`}>
              <span className={rowStyles['dot']} />
              <span className={rowStyles['middle']}>
                <span className={rowStyles['name']}>
                  <PersonName row={{ ...row, kind: 'expected' }} typed={typed} said="" />
                  <small>{list.inGroup({ cohort })}</small>
                </span>
                <Button
                  aria-label={list.checkInGuestFor({ name: row.name, cohort })}
                  onClick={() => onCheckIn(row)}
                >
                  {list.checkInGuest}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
