import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/icon-paths.ts';
import styles from './empty-state.module.css';

type EmptyStateProps = {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
};

/** Nothing here, or nothing works: what is the case and what to do next. */
export const EmptyState = ({ icon, title, children, action }: EmptyStateProps) => (
  <div className={styles['empty']}>
    <Icon name={icon} size="xl" />
    <h2>{title}</h2>
    {children}
    {action !== undefined && <div className={styles['action']}>{action}</div>}
  </div>
);
