import { useState } from 'react';
import { plainName } from '../../../domain/plain-name.ts';
import { unitName } from '../../../domain/programme.ts';
import type { ListPlacesReply } from '../../../protocol/cohort-places.ts';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { SearchField } from '../../ui/search-field/search-field.tsx';
import { fullName } from '../sessions/person-name.ts';
import { useAct } from './use-act.tsx';
import styles from './people.module.css';

const shownAtMost = 20;

type AddReserveDialogProps = {
  /** Those who have no place and wait for none. */
  readonly people: ListPlacesReply['withoutPlace'];
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** Somebody without a group, put last on the list of their own unit and track (PPL-4). */
export const AddReserveDialog = ({ people, onDone, onClose }: AddReserveDialogProps) => {
  const { add } = useAdminPeopleText().groups;
  const [search, setSearch] = useState('');
  const { act, trouble } = useAct(onDone);
  const found = people.filter((person) => plainName(fullName(person)).includes(plainName(search)));
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
        <p role="status">{people.length === 0 ? add.nobody : found.length === 0 ? add.none : ''}</p>
        <ul className={styles['found']}>
          {found.slice(0, shownAtMost).map((person) => (
            <li key={person.participant}>
              <span className={styles['foundName']}>
                {fullName(person)} <span className="muted">{unitName(person.unit)}</span>
              </span>
              <Button
                size="s"
                icon="plus"
                aria-label={add.actFor({ name: fullName(person) })}
                onClick={() =>
                  void act(
                    '/api/admin/places/reserve/add',
                    { participant: person.participant },
                    add.done({ name: fullName(person) }),
                  )
                }
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
