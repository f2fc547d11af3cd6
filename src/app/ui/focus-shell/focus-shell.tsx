import type { ReactNode } from 'react';
import { useText } from '../../text/language.tsx';
import { Button, LinkButton } from '../button/button.tsx';
import { DemoStrip } from '../demo-strip/demo-strip.tsx';
import { PageHeading } from '../page-heading/page-heading.tsx';
import { mainId, SkipLink } from '../skip-link/skip-link.tsx';
import styles from './focus-shell.module.css';

type FocusShellProps = {
  readonly title: string;
  readonly pageTitle?: string | undefined;
  /** Group, place and time under the title. */
  readonly detail?: ReactNode;
  /** Where "Tillbaka" goes: an address, or what to do. Without it there is no way back. */
  readonly back?: string | (() => void) | undefined;
  readonly backLabel?: string | undefined;
  readonly sendStatus?: ReactNode;
  /** The scan view is dark and the kiosk light whatever the tablet's setting. */
  readonly theme?: 'light' | 'dark' | undefined;
  /** The content takes exactly the height that is left, for a camera; otherwise the page scrolls. */
  readonly isFilled?: boolean;
  readonly isDemo?: boolean;
  readonly children: ReactNode;
};

const Back = ({ back, label }: { back: string | (() => void); label: string }) =>
  typeof back === 'string' ? (
    <LinkButton href={back} size="l" icon="arrow-left">
      {label}
    </LinkButton>
  ) : (
    <Button onClick={back} size="l" icon="arrow-left">
      {label}
    </Button>
  );

/** The frame of a view with one task: no menu, one large way back, the send status where it always is. */
export const FocusShell = (props: FocusShellProps) => {
  const text = useText();
  const {
    title,
    pageTitle,
    detail,
    back,
    backLabel,
    sendStatus,
    theme,
    isFilled = false,
    isDemo = false,
  } = props;
  return (
    <div className={`${styles['shell']} ${isFilled ? styles['filled'] : ''}`} data-theme={theme}>
      <SkipLink />
      {isDemo && <DemoStrip />}
      <header className={styles['bar']}>
        {back !== undefined && <Back back={back} label={backLabel ?? text.nav.back} />}
        <div className={styles['title']}>
          <PageHeading title={title} pageTitle={pageTitle} className={styles['heading']} />
          {detail !== undefined && <p className={styles['detail']}>{detail}</p>}
        </div>
        {sendStatus}
      </header>
      <main id={mainId} tabIndex={-1} className={styles['main']}>
        {props.children}
      </main>
    </div>
  );
};
