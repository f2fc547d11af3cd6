import { unitName } from '../../../domain/programme.ts';
import type { ShowPersonReply } from '../../../protocol/people.ts';
import { useAdminPeopleText, type AdminPeopleText } from '../../text/admin-people-text.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { useMay } from '../admin-frame.tsx';
import { dayText } from './day-text.ts';
import { useAct } from './use-act.tsx';
import styles from './people.module.css';

type Place = ShowPersonReply['places'][number];

const columnsOf = ({ person: { group } }: AdminPeopleText, language: Language): readonly Column<Place>[] => [
  { key: 'group', header: group.column.group, isRowHeader: true, cell: ({ name }) => name },
  {
    key: 'from',
    header: group.column.from,
    cell: ({ from }) => (from === null ? group.fromStart : dayText(language, from)),
  },
  {
    key: 'to',
    header: group.column.to,
    cell: ({ to }) => (to === null ? <Tag tone="already">{group.now}</Tag> : dayText(language, to)),
  },
];

type PersonGroupCardProps = {
  readonly person: ShowPersonReply;
  readonly onMove: () => void;
  readonly onLeave: () => void;
  readonly onChange: () => void;
};

const Acts = ({ person, onMove, onLeave, onChange }: PersonGroupCardProps) => {
  const { group } = useAdminPeopleText().person;
  const { act, trouble } = useAct(onChange);
  const hasPlace = person.places.some(({ to }) => to === null);
  const reserve = (which: 'add' | 'remove', said: string) => () =>
    void act(`/api/admin/places/reserve/${which}`, { participant: person.id }, said);
  return (
    <>
      {trouble}
      <div className={styles['acts']}>
        <Button size="s" variant="primary" icon="user-switch" onClick={onMove}>
          {hasPlace ? group.move : group.place}
        </Button>
        {!hasPlace && person.reserve === null && (
          <Button size="s" icon="plus" onClick={reserve('add', group.added)}>
            {group.addReserve}
          </Button>
        )}
        {person.reserve !== null && (
          <Button size="s" icon="minus" onClick={reserve('remove', group.removed)}>
            {group.removeReserve}
          </Button>
        )}
        <Button size="s" icon="sign-out" onClick={onLeave}>
          {group.leave}
        </Button>
      </div>
    </>
  );
};

/** Where the person is and has been, and moving, waiting and leaving (PPL-1, PPL-3, PPL-4). */
export const PersonGroupCard = (props: PersonGroupCardProps) => {
  const { person } = props;
  const words = useAdminPeopleText();
  const { group } = words.person;
  const { language } = useLanguage();
  const may = useMay();
  const mayAct = may('planner') && person.left === null && person.mergedInto === null;
  return (
    <Card aria-labelledby="person-group" className={styles['card']}>
      <h2 id="person-group">{group.title}</h2>
      {person.reserve !== null && (
        <p>
          <Tag tone="already" icon="clock-countdown">
            {group.reserve({ place: person.reserve.place, unit: unitName(person.reserve.unit) })}
          </Tag>
        </p>
      )}
      {person.places.length === 0 ? (
        <p>
          <strong>{group.none}.</strong> {group.noneDetail}
        </p>
      ) : (
        <Table
          caption={group.caption}
          columns={columnsOf(words, language)}
          rows={person.places}
          rowKey={({ cohort, from }) => `${cohort}/${from ?? ''}`}
        />
      )}
      {mayAct && <Acts {...props} />}
    </Card>
  );
};
