/** A row's name and times, the same in the list, among several and in other groups. */
import { useDoorText } from '../text/door-text.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Icon } from '../ui/icon/icon.tsx';
import { viaIcons } from '../ui/icon/via-icons.ts';
import { markIn } from './find-people.ts';
import { backAt, leftAt, type ListRow } from './list-rows.ts';
import styles from './person-row.module.css';

type NameProps = { readonly row: ListRow; readonly typed: string; readonly said: string };

const detailOf = (row: ListRow, words: ReturnType<typeof useDoorText>['row']): string => {
  if (row.kind === 'walk-in') return words.walkInDetail;
  if (row.kind === 'expected') return '';
  return row.cohortName === undefined ? words.guest : words.guestOf({ cohort: row.cohortName });
};

/** The name with what was typed marked, what it is said to be, and the guest's group. */
export const PersonName = ({ row, typed, said }: NameProps) => {
  const { row: words } = useDoorText();
  const [before, match, after] = markIn(row.name, typed);
  const detail = detailOf(row, words);
  return (
    <span className={styles['name']}>
      <span>
        {before}
        {match !== '' && <mark>{match}</mark>}
        {after}
        {said !== '' && <span className="sr-only">, {said}</span>}
      </span>
      {detail !== '' && detail !== row.name && <small>{detail}</small>}
    </span>
  );
};

/** When the person came, left and came back, and how they were recognised. */
export const PersonTimes = ({ row }: { readonly row: ListRow }) => {
  const { list } = useTrainerText();
  const { row: words } = useDoorText();
  const { language } = useLanguage();
  const { attendance } = row;
  if (attendance === undefined) return null;
  const left = leftAt(row);
  const back = backAt(row);
  return (
    <span className={styles['when']}>
      <span className="num">
        <span className="sr-only">{words.came({ time: '' })}</span>
        {formatTime(language, attendance.checkedInAt)}
      </span>
      {left !== undefined && <span className="num">{words.left({ time: formatTime(language, left) })}</span>}
      {left === undefined && back !== undefined && (
        <span className="num">{words.back({ time: formatTime(language, back) })}</span>
      )}
      {row.kind === 'walk-in' ? (
        <Icon name="user-plus" label={words.added} />
      ) : (
        <Icon name={viaIcons[attendance.via]} label={list.via[attendance.via]} />
      )}
    </span>
  );
};
