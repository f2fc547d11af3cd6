import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLanguage, useText } from '../text/language.tsx';
import { Brand } from '../ui/brand/brand.tsx';
import { Button } from '../ui/button/button.tsx';
import { Card } from '../ui/card/card.tsx';
import { DemoStrip } from '../ui/demo-strip/demo-strip.tsx';
import { EmblemSlot } from '../ui/emblem-slot/emblem-slot.tsx';
import { PageHeading } from '../ui/page-heading/page-heading.tsx';
import { mainId } from '../ui/skip-link/skip-link.tsx';
import styles from './entrance.module.css';

type EntranceProps = {
  readonly title: string;
  readonly isDemo: boolean;
  readonly children: ReactNode;
};

/** The page outside the office's door: one card with one form, and the other language. */
export const Entrance = ({ title, isDemo, children }: EntranceProps) => {
  const text = useText();
  const { language, setLanguage } = useLanguage();
  const other = language === 'sv' ? 'en' : 'sv';
  return (
    <div className={styles['page']}>
      {isDemo && <DemoStrip />}
      <header className={styles['top']}>
        <Brand />
        <Button variant="ghost" icon="translate" lang={other} onClick={() => setLanguage(other)}>
          {text.nav.otherLanguage}
        </Button>
      </header>
      <main id={mainId} tabIndex={-1} className={styles['main']}>
        <Card className={styles['card']}>
          <PageHeading title={title} className={styles['heading']} />
          {children}
        </Card>
      </main>
      <footer className={styles['foot']}>
        <EmblemSlot />
        <p className="row wrap">
          <Link to="/integritet">{text.nav.privacy}</Link>
          <Link to="/tillganglighet">{text.nav.accessibility}</Link>
        </p>
      </footer>
    </div>
  );
};
