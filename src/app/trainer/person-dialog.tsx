/** What can be put right for one person. Nothing is removed: each press adds an event (ATT-4). */
import { formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button } from '../ui/button/button.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { leftAt, type ListRow } from './list-rows.ts';
import type { ListWork } from './use-list-work.ts';
import styles from './person-dialog.module.css';

type DialogProps = {
  readonly row: ListRow | undefined;
  readonly work: ListWork;
  readonly isLocked: boolean;
  readonly onClose: () => void;
};

const Summary = ({ row }: { readonly row: ListRow }) => {
  const { list } = useTrainerText();
  const { language } = useLanguage();
  const { attendance } = row;
  if (attendance === undefined) return <p className="muted">{list.notIn}</p>;
  const left = leftAt(row);
  const from = formatTime(language, attendance.checkedInAt);
  return (
    <p className="muted num">
      {left === undefined
        ? list.inWith({ time: from, via: list.via[attendance.via] })
        : list.outWith({ from, to: formatTime(language, left) })}
    </p>
  );
};

const Choices = ({
  row,
  work,
  onClose,
}: Omit<DialogProps, 'row' | 'isLocked'> & { readonly row: ListRow }) => {
  const { list } = useTrainerText();
  const then = (act: () => void) => () => {
    act();
    onClose();
  };
  const isIn = row.attendance?.isOpen === true;
  return (
    <div className={styles['choices']}>
      {isIn && (
        <Button size="l" block icon="sign-out" onClick={then(() => work.checkOut(row))}>
          {list.leftNow}
        </Button>
      )}
      {!isIn && (
        <Button size="l" block icon="sign-in" onClick={then(() => work.checkIn(row))}>
          {list.cameBack}
        </Button>
      )}
      {row.attendance !== undefined && (
        <Button
          variant="danger"
          size="l"
          block
          icon="arrow-counter-clockwise"
          onClick={then(() => work.undo(row.id))}
        >
          {list.undoCheckIn}
        </Button>
      )}
    </div>
  );
};

export const PersonDialog = ({ row, work, isLocked, onClose }: DialogProps) => {
  const { list } = useTrainerText();
  return (
    <Dialog isOpen={row !== undefined} onClose={onClose} title={row?.name ?? ''}>
      {row !== undefined && (
        <div className="stack">
          <Summary row={row} />
          {isLocked ? <p>{list.locked}</p> : <Choices row={row} work={work} onClose={onClose} />}
          <p className="muted small">{list.kept}</p>
        </div>
      )}
    </Dialog>
  );
};
