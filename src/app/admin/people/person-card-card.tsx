import { cardCodeText } from '../../../domain/badge.ts';
import type { ShowPersonReply } from '../../../protocol/people.ts';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { ScreenLink } from '../access/screen-link.tsx';
import { useMay } from '../admin-frame.tsx';
import styles from './people.module.css';

type PersonCardCardProps = { readonly person: ShowPersonReply; readonly onReissue: () => void };

/** The participant card: its code, printing it, and blocking it for a new one (ADM-7). */
export const PersonCardCard = ({ person, onReissue }: PersonCardCardProps) => {
  const { card } = useAdminPeopleText().person;
  const may = useMay();
  return (
    <Card aria-labelledby="person-card" className={styles['card']}>
      <h2 id="person-card">{card.title}</h2>
      {person.badge === 'working' && (
        <p>
          {card.working} <strong className="mono nowrap">{cardCodeText(person.code)}</strong>
        </p>
      )}
      {person.badge === 'blocked' && (
        <p>
          <Tag tone="stop" icon="prohibit">
            {card.blocked}
          </Tag>
        </p>
      )}
      {person.badge === 'none' && <p>{card.none}</p>}
      {person.mergedInto === null && (
        <div className={styles['acts']}>
          {person.badge === 'working' && (
            <ScreenLink size="s" href={`/admin/kort?participant=${person.id}`} icon="printer">
              {card.print}
            </ScreenLink>
          )}
          {may('planner') && (
            <Button size="s" icon="identification-badge" onClick={onReissue}>
              {person.badge === 'none' ? card.first : card.reissue}
            </Button>
          )}
        </div>
      )}
    </Card>
  );
};
