import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { mayOpen } from '../access/screen-roles.ts';
import { useSignedIn } from '../admin-frame.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import styles from './attention-strip.module.css';

type ToDoProps = {
  readonly n: number;
  readonly title: string;
  readonly detail: ReactNode;
  readonly href: string;
  /** Whether it asks something of anybody. */
  readonly isCalm: boolean;
};

/** One thing to do with its figure; a link for whoever may open the page where it is done (ROLE-2). */
export const ToDo = ({ n, title, detail, href, isCalm }: ToDoProps) => {
  const { me } = useSignedIn();
  const [address = ''] = href.split('?');
  const look = `${styles['item']} ${isCalm ? styles['calm'] : ''}`;
  const content = (
    <>
      <b className={`${styles['value']} num`}>{n}</b>
      <span>
        <b>{title}</b>
        <span className={styles['detail']}>{detail}</span>
      </span>
    </>
  );
  return (
    <li>
      {mayOpen(address, me.roles) ? (
        <Link to={href} className={look}>
          {content}
          <Icon name="caret-right" />
        </Link>
      ) : (
        <div className={look}>{content}</div>
      )}
    </li>
  );
};
