import type { ComponentProps } from 'react';
import styles from './card.module.css';

type CardProps = ComponentProps<'section'> & {
  readonly padded?: boolean;
  readonly tone?: 'surface' | 'hero';
};

/** A surface of its own. `hero` is the spruce field for the one thing that matters most on the page. */
export const Card = ({ padded = true, tone = 'surface', className, ...rest }: CardProps) => (
  <section
    {...rest}
    className={[styles['card'], styles[tone], padded ? styles['padded'] : '', className]
      .filter(Boolean)
      .join(' ')}
  />
);
