import { useState, type ReactNode } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { useLanguage, useText } from '../../text/language.tsx';
import { Brand } from '../brand/brand.tsx';
import { DemoStrip } from '../demo-strip/demo-strip.tsx';
import { EmblemSlot } from '../emblem-slot/emblem-slot.tsx';
import { Icon } from '../icon/icon.tsx';
import { MenuIcon } from '../icon/menu-icon.tsx';
import type { MenuIconName } from '../icon/menu-icon-paths.ts';
import { PageHeading } from '../page-heading/page-heading.tsx';
import { mainId, SkipLink } from '../skip-link/skip-link.tsx';
import styles from './admin-shell.module.css';

export type AdminMenuItem = {
  readonly href: string;
  readonly label: string;
  readonly icon: MenuIconName;
  /** How many things wait there. */
  readonly toDo?: number | undefined;
  /** The item is current only at exactly its own address. */
  readonly isExact?: boolean;
  /** Other addresses that the item is current at too. */
  readonly also?: readonly string[];
};

type AdminShellProps = {
  readonly title: string;
  readonly pageTitle?: string | undefined;
  readonly menu: readonly AdminMenuItem[];
  readonly signedIn: { readonly name: string; readonly role: string };
  readonly onSignOut: () => void;
  /** The page of one's own account. */
  readonly account?: { readonly href: string; readonly label: string } | undefined;
  /** Buttons beside the heading. */
  readonly actions?: ReactNode;
  readonly isDemo?: boolean;
  readonly children: ReactNode;
};

const MenuLink = ({ href, label, icon, toDo = 0, isExact = false, also = [] }: AdminMenuItem) => {
  const text = useText();
  const { pathname } = useLocation();
  const isHere = [href, ...also].some(
    (address) => pathname === address || (!isExact && pathname.startsWith(`${address}/`)),
  );
  return (
    <li>
      <Link to={href} className={styles['item']} aria-current={isHere ? 'page' : undefined}>
        <MenuIcon name={icon} />
        <span>{label}</span>
        {toDo > 0 && (
          <span className={`${styles['count']} num`}>
            <span aria-hidden="true">{toDo}</span>
            <span className="sr-only">, {text.ui.toDo({ n: toDo })}</span>
          </span>
        )}
      </Link>
    </li>
  );
};

const Account = ({
  signedIn,
  onSignOut,
  account,
}: Pick<AdminShellProps, 'signedIn' | 'onSignOut' | 'account'>) => {
  const text = useText();
  const { language, setLanguage } = useLanguage();
  const other = language === 'sv' ? 'en' : 'sv';
  return (
    <div className={styles['account']}>
      <p className={styles['who']}>
        <span className="sr-only">{text.ui.signedInAs({ name: '' })}</span>
        <b>{signedIn.name}</b>
        <span>{signedIn.role}</span>
      </p>
      {account !== undefined && (
        <NavLink to={account.href} className={styles['item'] ?? ''}>
          <MenuIcon name="users" />
          <span>{account.label}</span>
        </NavLink>
      )}
      <button type="button" className={styles['item']} onClick={onSignOut}>
        <MenuIcon name="sign-out" />
        <span>{text.action.signOut}</span>
      </button>
      <button type="button" className={styles['item']} lang={other} onClick={() => setLanguage(other)}>
        <MenuIcon name="translate" />
        <span>{text.nav.otherLanguage}</span>
      </button>
      <NavLink to="/integritet" className={styles['item'] ?? ''}>
        <MenuIcon name="file-text" />
        <span>{text.nav.privacy}</span>
      </NavLink>
      <NavLink to="/tillganglighet" className={styles['item'] ?? ''}>
        <MenuIcon name="question" />
        <span>{text.nav.accessibility}</span>
      </NavLink>
      <div className={styles['emblem']}>
        <EmblemSlot isStacked />
      </div>
    </div>
  );
};

/** The office's frame: menu to the left, or behind a button at the top under 900 px. */
export const AdminShell = (props: AdminShellProps) => {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const { title, pageTitle, menu, signedIn, onSignOut, account, actions, isDemo = false } = props;
  return (
    <div className={styles['shell']}>
      <SkipLink />
      <header className={styles['side']}>
        <div className={styles['top']}>
          <Brand />
          <button
            type="button"
            className={`${styles['item']} ${styles['toggle']}`}
            aria-expanded={isOpen}
            aria-controls="admin-menu"
            onClick={() => setIsOpen(!isOpen)}
          >
            <Icon name={isOpen ? 'x' : 'list'} />
            <span>{text.nav.menu}</span>
          </button>
        </div>
        <div id="admin-menu" className={`${styles['menu']} ${isOpen ? styles['open'] : ''}`}>
          <nav aria-label={text.nav.main}>
            <ul>
              {menu.map((item) => (
                <MenuLink key={item.href} {...item} />
              ))}
            </ul>
          </nav>
          <Account signedIn={signedIn} onSignOut={onSignOut} account={account} />
        </div>
      </header>
      <div className={styles['page']}>
        {isDemo && <DemoStrip />}
        <main id={mainId} tabIndex={-1} className={styles['main']}>
          <div className={styles['head']}>
            <PageHeading title={title} pageTitle={pageTitle} className={styles['heading']} />
            {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
          </div>
          {props.children}
        </main>
      </div>
    </div>
  );
};
