import { iconPaths, type IconName } from './icon-paths.ts';
import styles from './icon.module.css';

type IconProps = {
  readonly name: IconName;
  /** Only for a picture that stands alone; beside a word the icon stays silent. */
  readonly label?: string | undefined;
  /** `text` follows the words around it; the others are 30, 50 and 85 px. */
  readonly size?: 'text' | 'l' | 'xl' | 'xxl';
};

/** A bold Phosphor picture in the colour of the text around it; hidden from assistive technology unless named (UI-6). */
export const Icon = ({ name, label, size = 'text' }: IconProps) => (
  <svg
    className={`${styles['icon']} ${styles[size]}`}
    viewBox="0 0 256 256"
    focusable="false"
    {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
  >
    <path d={iconPaths[name]} />
  </svg>
);
