import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/icon-paths.ts';
import type { Tone } from '../tag/tag.tsx';
import styles from './banner.module.css';

type BannerProps = {
  readonly tone?: Tone;
  readonly icon?: IconName | undefined;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** At most one action. */
  readonly action?: ReactNode;
  /** `status` or `alert` when it appears while someone is on the page; nothing when it was there from the start. */
  readonly role?: 'status' | 'alert' | undefined;
};

const toneIcon: Readonly<Record<Tone, IconName>> = {
  neutral: 'info',
  in: 'check-circle',
  already: 'info',
  attention: 'warning-diamond',
  stop: 'warning-circle',
};

/** Something to know before going on: what is the case, and what can still be done. */
export const Banner = ({ tone = 'neutral', icon, title, children, action, role }: BannerProps) => (
  <div className={`${styles['banner']} ${styles[tone]}`} role={role}>
    <Icon name={icon ?? toneIcon[tone]} />
    <div className={styles['words']}>
      <strong className={styles['title']}>{title}</strong>
      {children}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  </div>
);
