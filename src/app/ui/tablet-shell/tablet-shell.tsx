import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useLanguage, useText } from '../../text/language.tsx';
import { Brand } from '../brand/brand.tsx';
import { DemoStrip } from '../demo-strip/demo-strip.tsx';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/icon-paths.ts';
import { PageHeading } from '../page-heading/page-heading.tsx';
import { mainId, SkipLink } from '../skip-link/skip-link.tsx';
import styles from './tablet-shell.module.css';

type TabletShellProps = {
  readonly title: string;
  readonly pageTitle?: string | undefined;
  /** A `SendStatus`; stands in the same place in every view. */
  readonly sendStatus?: ReactNode;
  readonly isDemo?: boolean;
  readonly children: ReactNode;
};

const RailLink = ({ href, icon, label }: { href: string; icon: IconName; label: string }) => (
  <NavLink to={href} className={styles['item'] ?? ''}>
    <Icon name={icon} />
    <span>{label}</span>
  </NavLink>
);

const LanguageSwitch = () => {
  const text = useText();
  const { language, setLanguage } = useLanguage();
  const other = language === 'sv' ? 'en' : 'sv';
  return (
    <button type="button" className={styles['item']} lang={other} onClick={() => setLanguage(other)}>
      <Icon name="translate" />
      <span>{text.nav.otherLanguage}</span>
    </button>
  );
};

/** The frame of the trainer's open views: menu to the left in landscape, at the bottom in portrait. */
export const TabletShell = ({ title, pageTitle, sendStatus, isDemo = false, children }: TabletShellProps) => {
  const text = useText();
  return (
    <div className={styles['shell']}>
      <SkipLink />
      <nav className={styles['rail']} aria-label={text.nav.main}>
        <span className={styles['brand']}>
          <Brand isStacked />
        </span>
        <RailLink href="/idag" icon="calendar-check" label={text.nav.today} />
        <RailLink href="/plattan" icon="device-tablet" label={text.nav.tablet} />
        <RailLink href="/hjalp" icon="question" label={text.nav.help} />
        <span className={styles['space']} />
        <LanguageSwitch />
      </nav>
      <div className={styles['page']}>
        {isDemo && <DemoStrip />}
        <header className={styles['bar']}>
          <PageHeading title={title} pageTitle={pageTitle} className={styles['heading']} />
          {sendStatus}
        </header>
        <main id={mainId} tabIndex={-1} className={styles['main']}>
          {children}
        </main>
      </div>
    </div>
  );
};
