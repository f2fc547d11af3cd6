/** One person's dot: hollow not here, filled here, half gone early, square for guests and added (UI-5). */
import { Icon } from '../ui/icon/icon.tsx';
import type { ListRow } from './list-rows.ts';
import styles from './person-row.module.css';

/** Drawn for the eye alone; the words beside it say the same. */
export const PersonDot = ({ row, size = 'm' }: { readonly row: ListRow; readonly size?: 'm' | 'l' }) => {
  const look = { here: styles['in'], back: styles['in'], left: styles['half'], absent: '' }[row.state];
  const shape = row.kind === 'expected' || row.state === 'absent' ? '' : styles['square'];
  return (
    <span className={`${styles['dot']} ${look} ${shape} ${size === 'l' ? styles['large'] : ''}`}>
      {(row.state === 'here' || row.state === 'back') && <Icon name="check" />}
    </span>
  );
};
