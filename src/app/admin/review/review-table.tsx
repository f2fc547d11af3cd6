import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { ShowReviewReply } from '../../../protocol/review.ts';
import { useAdminReviewText } from '../../text/admin-review-text.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { AttendanceCells, RemarkTags, roles } from '../sessions/people-table.tsx';
import table from '../sessions/people-table.module.css';
import { useSessionTime } from '../sessions/session-day.tsx';
import { keyAct, type KeyAct } from './review-keys.ts';
import { eventOf, reviewGroups, type ReviewGroups, type ReviewRow } from './review-rows.ts';
import { matterWords, personIn, rowName } from './row-words.ts';
import styles from './review.module.css';

type RowProps = {
  readonly row: ReviewRow;
  readonly review: ShowReviewReply;
  readonly isChosen: boolean;
  readonly mayDecide: boolean;
  readonly onChoose: (isOpening: boolean) => void;
};

const attendanceOf = (row: ReviewRow, { page }: ShowReviewReply) => {
  if (row.kind === 'person') return row.person.attendance;
  if (row.kind === 'walk-in') return row.walkIn.attendance;
  const { matter } = row;
  if (matter.kind === 'walk-in')
    return page.walkIns.find(({ id }) => id === matter.walkIn)?.attendance ?? null;
  if (matter.kind === 'remarks' || matter.kind === 'objection')
    return personIn(page, matter.participant)?.attendance ?? null;
  return null;
};

const ScanCells = ({ at }: { readonly at: number | undefined }) => {
  const { session } = useAdminText();
  const { page: words } = useAdminReviewText();
  const timeOf = useSessionTime();
  return (
    <>
      <td {...roles.cell} data-label={session.column.in} className="num">
        {at === undefined ? '–' : timeOf(at)}
      </td>
      <td {...roles.cell} data-label={session.column.out}>
        –
      </td>
      <td {...roles.cell} data-label={session.column.via}>
        <span className={table['via']}>
          <Icon name="scan" />
          {words.scanned}
        </span>
      </td>
      <td {...roles.cell} data-label={session.column.time} className={table['number']}>
        –
      </td>
    </>
  );
};

const isAboutSession = (row: ReviewRow): boolean =>
  row.kind === 'matter' &&
  ['set-aside', 'not-attested', 'not-closed', 'nothing-recorded'].includes(row.matter.kind);

const Remark = ({ row, review }: Pick<RowProps, 'row' | 'review'>) => {
  const admin = useAdminText();
  const words = useAdminReviewText();
  if (row.kind === 'person') return <RemarkTags person={row.person} />;
  if (row.kind === 'walk-in') return words.page.notOfProgramme;
  return matterWords(row.matter, review.page, words, admin);
};

const Cells = ({ row, review }: Pick<RowProps, 'row' | 'review'>) => {
  const { session } = useAdminText();
  const { page: words } = useAdminReviewText();
  if (isAboutSession(row)) return null;
  const isAdded = row.kind === 'walk-in' || (row.kind === 'matter' && row.matter.kind === 'walk-in');
  return (
    <>
      {row.kind === 'matter' && row.matter.kind === 'scan' ? (
        <ScanCells at={eventOf(review.page, row.matter.event)?.happenedAt} />
      ) : (
        <AttendanceCells
          attendance={attendanceOf(row, review)}
          session={review.page.session}
          added={isAdded ? words.added : undefined}
        />
      )}
      <td {...roles.cell} data-label={session.column.remarks}>
        <Remark row={row} review={review} />
      </td>
    </>
  );
};

const Row = ({ row, review, isChosen, mayDecide, onChoose }: RowProps) => {
  const words = useAdminReviewText();
  const { session } = useAdminText();
  const name = rowName(row, review, words);
  const isWide = isAboutSession(row);
  return (
    <tr {...roles.row} className={isChosen ? table['chosen'] : undefined}>
      <th
        {...roles.rowheader}
        scope="row"
        colSpan={isWide ? 6 : 1}
        data-label={isWide ? words.page.column : session.column.person}
      >
        <button
          type="button"
          className={table['name']}
          data-row={row.key}
          aria-pressed={isChosen}
          onClick={(click) => onChoose(click.detail === 0)}
        >
          {name}
        </button>
      </th>
      <Cells row={row} review={review} />
      <td {...roles.cell} data-label={words.page.column} className={styles['act']}>
        {row.kind === 'matter' && mayDecide && (
          <Button size="s" aria-label={words.page.decideOn({ what: name })} onClick={() => onChoose(true)}>
            {words.page.decide}
          </Button>
        )}
      </td>
    </tr>
  );
};

const groupIcons = { matters: 'warning-diamond', clear: 'check-circle', missing: 'user-minus' } as const;

const Group = ({
  kind,
  groups,
  children,
}: {
  readonly kind: keyof ReviewGroups;
  readonly groups: ReviewGroups;
  readonly children: ReactNode;
}) => {
  const { page: words } = useAdminReviewText();
  const n = groups[kind].length;
  if (n === 0) return null;
  return (
    <tbody {...roles.rowgroup}>
      <tr {...roles.row} className={table['group']}>
        <th {...roles.columnheader} colSpan={7} scope="rowgroup">
          <Icon name={groupIcons[kind]} />
          {words.group[kind]({ n })}
        </th>
      </tr>
      {children}
    </tbody>
  );
};

const Head = () => {
  const { session } = useAdminText();
  const { page: words } = useAdminReviewText();
  return (
    <thead {...roles.rowgroup}>
      <tr {...roles.row}>
        {(['person', 'in', 'out', 'via', 'time', 'remarks'] as const).map((column) => (
          <th
            key={column}
            {...roles.columnheader}
            scope="col"
            className={column === 'time' ? table['number'] : undefined}
          >
            {session.column[column]}
          </th>
        ))}
        <th {...roles.columnheader} scope="col">
          <span className="sr-only">{words.column}</span>
        </th>
      </tr>
    </thead>
  );
};

type ReviewTableProps = {
  readonly review: ShowReviewReply;
  readonly chosen: string | undefined;
  readonly mayDecide: boolean;
  readonly hasLetters: boolean;
  /** `isOpening` when the panel is to have focus. */
  readonly onChoose: (key: string, isOpening: boolean) => void;
  readonly onKey: (act: Extract<KeyAct, 'approve' | 'correct'>, key: string) => void;
};

/** The row that has focus in a table, and every row's button in order. */
const rowsOf = (element: HTMLElement | null) => {
  const buttons = [...(element?.querySelectorAll<HTMLButtonElement>('[data-row]') ?? [])];
  const active = document.activeElement?.closest('tr');
  return { buttons, here: buttons.findIndex((button) => button.closest('tr') === active) };
};

/** What has to be decided first, then everybody else; ↑ and ↓ walk, G approves and R corrects (RVIEW-1, RVIEW-3). */
export const ReviewTable = (props: ReviewTableProps) => {
  const { review, chosen, mayDecide, hasLetters, onChoose, onKey } = props;
  const { session } = useAdminText();
  const { page: words } = useAdminReviewText();
  const element = useRef<HTMLTableElement>(null);
  const groups = reviewGroups(review);
  const press = (event: KeyboardEvent): void => {
    const act = keyAct(event.nativeEvent, hasLetters && mayDecide);
    const { buttons, here } = rowsOf(element.current);
    if (act === undefined || here < 0) return;
    event.preventDefault();
    if (act === 'approve' || act === 'correct') return onKey(act, buttons[here]?.dataset['row'] ?? '');
    const next = buttons[here + (act === 'down' ? 1 : -1)];
    next?.focus();
    if (next !== undefined) onChoose(next.dataset['row'] ?? '', false);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys between the buttons in it
    <table ref={element} {...roles.table} className={table['table']} onKeyDown={press}>
      <caption className="sr-only">
        {session.people}. {words.keysDetail}
      </caption>
      <Head />
      {(['matters', 'clear', 'missing'] as const).map((kind) => (
        <Group key={kind} kind={kind} groups={groups}>
          {groups[kind].map((row) => (
            <Row
              key={row.key}
              row={row}
              review={review}
              isChosen={row.key === chosen}
              mayDecide={mayDecide}
              onChoose={(isOpening) => onChoose(row.key, isOpening)}
            />
          ))}
        </Group>
      ))}
    </table>
  );
};
