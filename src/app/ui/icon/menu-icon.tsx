import { menuIconPaths, type MenuIconName } from './menu-icon-paths.ts';
import styles from './icon.module.css';

/** A regular Phosphor picture for the office's menu, always beside a word. */
export const MenuIcon = ({ name }: { readonly name: MenuIconName }) => (
  <svg
    className={`${styles['icon']} ${styles['menu']}`}
    viewBox="0 0 256 256"
    focusable="false"
    aria-hidden="true"
  >
    <path d={menuIconPaths[name]} />
  </svg>
);
