/** What stands around every page on a participant's phone: whose it is, the other language, and the emblem. */
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { useLanguage, useText } from '../text/language.tsx';
import { useParticipantText } from '../text/participant-text.ts';
import { Brand } from '../ui/brand/brand.tsx';
import { DemoStrip, isDemoPage } from '../ui/demo-strip/demo-strip.tsx';
import { EmblemSlot } from '../ui/emblem-slot/emblem-slot.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import { PageHeading } from '../ui/page-heading/page-heading.tsx';
import { mainId, SkipLink } from '../ui/skip-link/skip-link.tsx';
import styles from './phone-frame.module.css';

type PhoneFrameProps = {
  readonly title: string;
  /** The three pages of somebody the phone knows. */
  readonly hasNav?: boolean;
  readonly children: ReactNode;
};

export const LanguageButton = () => {
  const text = useText();
  const { language, setLanguage } = useLanguage();
  const other = language === 'sv' ? 'en' : 'sv';
  return (
    <button type="button" className={styles['language']} lang={other} onClick={() => setLanguage(other)}>
      <Icon name="translate" />
      <span>{text.nav.otherLanguage}</span>
    </button>
  );
};

const NavItem = ({ href, icon, label }: { href: string; icon: IconName; label: string }) => (
  <NavLink to={href} end className={styles['item'] ?? ''}>
    <Icon name={icon} />
    <span>{label}</span>
  </NavLink>
);

/** Where everybody can read how their data is handled, and how the app can be used. */
export const PublicLinks = () => {
  const { foot } = useParticipantText();
  return (
    <p className={styles['links']}>
      <Link to="/integritet">{foot.privacy}</Link>
      <Link to="/tillganglighet">{foot.accessibility}</Link>
    </p>
  );
};

/** A page on a phone. */
export const PhoneFrame = ({ title, hasNav = false, children }: PhoneFrameProps) => {
  const { nav } = useParticipantText();
  return (
    <div className={styles['frame']}>
      <SkipLink />
      {isDemoPage() && <DemoStrip />}
      <header className={styles['head']}>
        <Brand />
        <LanguageButton />
      </header>
      <main id={mainId} tabIndex={-1} className={styles['main']}>
        <PageHeading title={title} />
        {children}
      </main>
      <footer className={styles['foot']}>
        <EmblemSlot />
        <PublicLinks />
      </footer>
      {hasNav && (
        <nav className={styles['nav']} aria-label={nav.label}>
          <NavItem href="/jag" icon="clock" label={nav.hours} />
          <NavItem href="/jag/kort" icon="identification-badge" label={nav.card} />
          <NavItem href="/jag/uppgifter" icon="shield-check" label={nav.details} />
        </nav>
      )}
    </div>
  );
};
