import { useState } from 'react';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { unitName } from '../../../domain/programme.ts';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { SearchField } from '../../ui/search-field/search-field.tsx';
import { useFound } from '../participants/use-found.ts';
import { fullName } from '../sessions/person-name.ts';
import { useAct } from './use-act.tsx';
import styles from './people.module.css';

const shownAtMost = 8;

/** Somebody without a group, found by name and put last on the list of their own unit and track (PPL-4). */
export const AddReserveDialog = ({
  onDone,
  onClose,
}: {
  readonly onDone: () => void;
  readonly onClose: () => void;
}) => {
  const { add } = useAdminPeopleText().groups;
  const [search, setSearch] = useState('');
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const { act, trouble } = useAct(onDone);
  const { found } = useFound({ search, unit: null, cohort: null, page: 1 });
  const hasAsked = search.trim() !== '';
  const people = hasAsked
    ? (found?.people ?? [])
        .filter(({ id, cohort }) => cohort === null && !added.has(id))
        .slice(0, shownAtMost)
    : [];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={add.title}
      footer={<Button onClick={onClose}>{add.close}</Button>}
    >
      <div className="stack">
        <SearchField label={add.search} size="m" value={search} maxLength={100} onChange={setSearch} />
        {trouble}
        <p role="status">{hasAsked ? (people.length === 0 ? add.none : '') : add.start}</p>
        <ul className={styles['found']}>
          {people.map((person) => (
            <li key={person.id}>
              <span className={styles['foundName']}>
                {fullName(person)} <span className="muted">{unitName(person.unit)}</span>
              </span>
              <Button
                size="s"
                icon="plus"
                aria-label={add.actFor({ name: fullName(person) })}
                onClick={() => {
                  setAdded((before) => new Set(before).add(person.id));
                  void act(
                    '/api/admin/places/reserve/add',
                    { participant: person.id },
                    add.done({ name: fullName(person) }),
                  );
                }}
              >
                {add.act}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
};
