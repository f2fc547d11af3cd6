import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/icon-paths.ts';
import styles from './tag.module.css';

/** in: registered, saved, received · already: information · attention: needs a choice · stop: cannot go on */
export type Tone = 'neutral' | 'in' | 'already' | 'attention' | 'stop';

type TagProps = {
  readonly tone?: Tone | 'outline' | 'mark';
  readonly icon?: IconName | undefined;
  readonly children: ReactNode;
};

/** A short state beside a thing. Always a word, so that colour is never alone. */
export const Tag = ({ tone = 'neutral', icon, children }: TagProps) => (
  <span className={`${styles['tag']} ${styles[tone]}`}>
    {icon !== undefined && <Icon name={icon} />}
    <span>{children}</span>
  </span>
);
