import { Link } from 'react-router';
import { Day, instantAt } from '../../../domain/time.ts';
import type { ShowPersonReply } from '../../../protocol/people.ts';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { formatMonth } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Card } from '../../ui/card/card.tsx';
import { mayOpen } from '../access/screen-roles.ts';
import { useSignedIn } from '../admin-frame.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import styles from './people.module.css';

/** The hours month by month, each with its attendance report for those who may open it. */
export const PersonMonthsCard = ({ person }: { readonly person: ShowPersonReply }) => {
  const { months: words } = useAdminPeopleText().person;
  const { language } = useLanguage();
  const { me } = useSignedIn();
  return (
    <Card aria-labelledby="person-months" className={styles['card']}>
      <h2 id="person-months">{words.title}</h2>
      {person.months.length === 0 && <p className="muted">{words.none}</p>}
      <ul className={styles['found']}>
        {person.months.map(({ month, minutes }) => {
          const name = formatMonth(language, instantAt(Day.parse(`${month}-01`), '12:00'));
          const address = `/admin/manad/${month}/narvarorapport/${person.id}`;
          return (
            <li key={month}>
              {mayOpen(address, me.roles) ? (
                <Link to={address} className={styles['monthLink']}>
                  {words.report({ month: name })}
                </Link>
              ) : (
                <span>{name}</span>
              )}
              <strong className="num">{hoursAndMinutes(minutes)}</strong>
            </li>
          );
        })}
      </ul>
    </Card>
  );
};
