import { useEffect, useState } from 'react';
import { unitName } from '../../../domain/programme.ts';
import { FindPersonReply, type FoundPerson } from '../../../protocol/protected-people.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { SearchField } from '../../ui/search-field/search-field.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { send } from '../admin-api.ts';
import styles from './access.module.css';

const waitMs = 250;

/** Whoever is found by what is typed, a moment after the last key. */
const useFoundPeople = (search: string, round: number): FindPersonReply | undefined => {
  const [found, setFound] = useState<FindPersonReply>();
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(() => {
      void send('/api/admin/protected/search', { search }, FindPersonReply).then((answer) => {
        if (!isOver && answer.ok) setFound(answer.value);
      });
    }, waitMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [search, round]);
  return search.trim() === '' ? undefined : found;
};

const useColumns = (onChoose: (person: FoundPerson) => void): readonly Column<FoundPerson>[] => {
  const { column, find: words, noCohort } = useAdminAccessText().protectedPeople;
  return [
    {
      key: 'name',
      header: words.label,
      isRowHeader: true,
      cell: ({ given, family }) => `${given} ${family}`.trim(),
    },
    { key: 'unit', header: column.unit, cell: ({ unit }) => unitName(unit) },
    { key: 'cohort', header: column.cohort, cell: ({ cohort }) => cohort ?? noCohort },
    {
      key: 'act',
      header: column.act,
      cell: (person) => (
        <Button
          size="s"
          aria-haspopup="dialog"
          aria-label={words.chooseOf({ name: `${person.given} ${person.family}`.trim() })}
          onClick={() => onChoose(person)}
        >
          {words.choose}
        </Button>
      ),
    },
  ];
};

type FindPersonProps = {
  readonly onChoose: (person: FoundPerson) => void;
  /** Counts the changes, so that the list is asked for again after each. */
  readonly round: number;
};

/** Finds somebody who is shown by name, to be protected. */
export const FindPerson = ({ onChoose, round }: FindPersonProps) => {
  const { protectedPeople } = useAdminAccessText();
  const { find: words } = protectedPeople;
  const columns = useColumns(onChoose);
  const [search, setSearch] = useState('');
  const found = useFoundPeople(search, round);
  return (
    <section className={styles['section']} aria-labelledby="find-person">
      <h2 id="find-person">{words.title}</h2>
      <div className="stack">
        <p className="muted">{words.hint}</p>
        <SearchField label={words.label} size="m" value={search} maxLength={100} onChange={setSearch} />
        <p role="status">
          {found !== undefined && found.total === 0 && words.none}
          {found !== undefined && found.total > found.people.length && words.more({ n: found.total })}
        </p>
        {found !== undefined && found.people.length > 0 && (
          <Card padded={false} className={styles['table']}>
            <Table caption={words.title} columns={columns} rows={found.people} rowKey={({ id }) => id} />
          </Card>
        )}
      </div>
    </section>
  );
};
