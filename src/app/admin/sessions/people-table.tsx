import { useRef, type KeyboardEvent } from 'react';
import type { SessionPerson, ShowSessionReply } from '../../../protocol/show-session.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { Icon } from '../../ui/icon/icon.tsx';
import { viaIcons } from '../../ui/icon/via-icons.ts';
import { Tag } from '../../ui/tag/tag.tsx';
import { hoursAndMinutes } from './formats.ts';
import { fullName } from './person-name.ts';
import { useSessionTime } from './session-day.tsx';
import styles from './people-table.module.css';

/** Names the parts of the table for browsers that forget them when it is laid out as cards. */
export const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

export type PeopleGroup = {
  readonly kind: 'remarks' | 'clear' | 'missing';
  readonly people: readonly SessionPerson[];
};

/** How many of a person's events wait for a decision: who has only such looks missing, and is not. */
const waitingIn = ({ events }: SessionPerson): number =>
  events.filter(({ setAside }) => setAside !== null).length;

/** Those to look at first, then those without remarks, then those who have not come; by name within each. */
export const groupsOf = (people: readonly SessionPerson[]): readonly PeopleGroup[] => {
  const kindOf = (person: SessionPerson): PeopleGroup['kind'] => {
    if (waitingIn(person) > 0) return 'remarks';
    if (person.attendance === null) return 'missing';
    return person.attendance.remarks.length > 0 ? 'remarks' : 'clear';
  };
  return (['remarks', 'clear', 'missing'] as const)
    .map((kind) => ({ kind, people: people.filter((person) => kindOf(person) === kind) }))
    .filter((group) => group.people.length > 0);
};

type RowProps = {
  readonly person: SessionPerson;
  readonly session: ShowSessionReply['session'];
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

type CellsProps = Pick<RowProps, 'session'> & {
  readonly attendance: SessionPerson['attendance'];
  /** Somebody added without a badge, in a word. */
  readonly added?: string | undefined;
};

const Left = ({ attendance, session }: CellsProps) => {
  const { session: words } = useAdminText();
  const timeOf = useSessionTime();
  if (attendance === null) return '–';
  if (attendance.isOpen)
    return (
      <Tag tone="in" icon="circle-half">
        {words.hereNow}
      </Tag>
    );
  if (attendance.leftAt !== null) return timeOf(attendance.leftAt);
  if (session.closedAt === null) return '–';
  const until = timeOf(Math.min(session.closedAt, session.endsAt));
  return (
    <span className="muted">
      <span aria-hidden="true">{until}</span>
      <span className="sr-only">{words.countedUntil({ time: until })}</span>
    </span>
  );
};

/** In, out, how and how long, as four cells of a row. */
export const AttendanceCells = ({ attendance, session, added }: CellsProps) => {
  const { session: words } = useAdminText();
  const timeOf = useSessionTime();
  return (
    <>
      <td {...roles.cell} data-label={words.column.in} className="num">
        {attendance === null ? '–' : timeOf(attendance.checkedInAt)}
      </td>
      <td {...roles.cell} data-label={words.column.out} className="num nowrap">
        <Left attendance={attendance} session={session} />
      </td>
      <td {...roles.cell} data-label={words.column.via}>
        {attendance === null ? (
          '–'
        ) : (
          <span className={styles['via']}>
            <Icon name={added === undefined ? viaIcons[attendance.via] : 'user-plus'} />
            {added ?? words.via[attendance.via]}
          </span>
        )}
      </td>
      <td {...roles.cell} data-label={words.column.time} className={`${styles['number']} num`}>
        {attendance === null || attendance.isOpen ? '–' : <b>{hoursAndMinutes(attendance.minutes)}</b>}
      </td>
    </>
  );
};

/** What stands out about one person, as short words. */
export const RemarkTags = ({ person }: Pick<RowProps, 'person'>) => {
  const { session: words } = useAdminText();
  const waiting = waitingIn(person);
  return (
    <span className={styles['tags']}>
      {waiting > 0 && (
        <Tag tone="attention" icon="warning-diamond">
          {words.setAside.title({ n: waiting })}
        </Tag>
      )}
      {person.attendance?.remarks.map((remark) => (
        <Tag key={remark}>{words.remark[remark]}</Tag>
      ))}
    </span>
  );
};

const PersonCells = ({ person, session }: Pick<RowProps, 'person' | 'session'>) => {
  const { session: words } = useAdminText();
  return (
    <>
      <AttendanceCells attendance={person.attendance} session={session} />
      <td {...roles.cell} data-label={words.column.remarks}>
        <RemarkTags person={person} />
      </td>
    </>
  );
};

const PersonRow = ({ person, session, isChosen, onChoose }: RowProps) => {
  const { session: words } = useAdminText();
  return (
    <tr {...roles.row} className={isChosen ? styles['chosen'] : undefined}>
      <th {...roles.rowheader} scope="row" data-label={words.column.person}>
        <button
          type="button"
          className={styles['name']}
          data-person={person.participant}
          aria-pressed={isChosen}
          onClick={onChoose}
        >
          {fullName(person)}
        </button>
      </th>
      <PersonCells person={person} session={session} />
    </tr>
  );
};

type PeopleTableProps = {
  readonly page: ShowSessionReply;
  readonly chosen: string | undefined;
  /** `isMoving` when an arrow key walked here, so that focus stays in the table. */
  readonly onChoose: (participant: string, isMoving: boolean) => void;
};

/** Who came, when and how. One row is chosen at a time; ↑ and ↓ walk between the names (ADM-2). */
export const PeopleTable = ({ page, chosen, onChoose }: PeopleTableProps) => {
  const { session: words } = useAdminText();
  const table = useRef<HTMLTableElement>(null);
  const walk = (press: KeyboardEvent): void => {
    if (press.key !== 'ArrowDown' && press.key !== 'ArrowUp') return;
    const names = [...(table.current?.querySelectorAll<HTMLButtonElement>('[data-person]') ?? [])];
    const here = names.findIndex((name) => name === document.activeElement);
    const next = names[here + (press.key === 'ArrowDown' ? 1 : -1)];
    if (here < 0 || next === undefined) return;
    press.preventDefault();
    next.focus();
    onChoose(next.dataset['person'] ?? '', true);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys between the buttons in it
    <table ref={table} {...roles.table} className={styles['table']} onKeyDown={walk}>
      <caption className="sr-only">
        {words.people}. {words.keys}
      </caption>
      <thead {...roles.rowgroup}>
        <tr {...roles.row}>
          {(['person', 'in', 'out', 'via', 'time', 'remarks'] as const).map((column) => (
            <th
              key={column}
              {...roles.columnheader}
              scope="col"
              className={column === 'time' ? styles['number'] : undefined}
            >
              {words.column[column]}
            </th>
          ))}
        </tr>
      </thead>
      {groupsOf(page.people).map(({ kind, people }) => (
        <tbody key={kind} {...roles.rowgroup}>
          <tr {...roles.row} className={styles['group']}>
            <th {...roles.columnheader} colSpan={6} scope="rowgroup">
              <Icon
                name={
                  kind === 'remarks' ? 'warning-diamond' : kind === 'clear' ? 'check-circle' : 'user-minus'
                }
              />
              {words.group[kind]({ n: people.length })}
            </th>
          </tr>
          {people.map((person) => (
            <PersonRow
              key={person.participant}
              person={person}
              session={page.session}
              isChosen={person.participant === chosen}
              onChoose={() => onChoose(person.participant, false)}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
};
