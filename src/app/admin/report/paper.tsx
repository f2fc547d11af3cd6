/** Papers on the screen as they print: A4 sheets with the emblem's place, the project and page numbers (PAPER-5). */
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useNow } from '../../device/clock.ts';
import { useAdminReportText } from '../../text/admin-report-text.ts';
import { formatDate } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import styles from './paper.module.css';

export type PaperFacts = {
  readonly project: string;
  readonly projectId: string;
  readonly contact: string;
  readonly demo: boolean;
};

type SheetProps = {
  readonly facts: PaperFacts;
  readonly page: number;
  readonly pages: number;
  readonly children: ReactNode;
};

/** One A4. Always black on white, whatever the theme. */
export const Sheet = ({ facts, page, pages, children }: SheetProps) => {
  const { papers: words } = useAdminReportText();
  const { app } = useText();
  const { language } = useLanguage();
  const date = formatDate(language, useNow(60_000));
  return (
    <article className={styles['sheet']} data-theme="light">
      <div className={styles['top']}>
        <span className={styles['emblem']} role="img" aria-label={app.emblemSlot}>
          {app.emblemShort}
        </span>
        <span className={styles['funded']}>{app.emblem}</span>
        <span className={styles['project']}>
          {words.project({ project: facts.project, id: facts.projectId })}
        </span>
      </div>
      <div className={styles['content']}>{children}</div>
      <div className={styles['foot']}>
        <span>
          {[
            words.printed({ date }),
            facts.contact === '' ? '' : words.questions({ contact: facts.contact }),
            facts.demo ? words.demo : '',
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
        <span className="nowrap">{words.page({ page, pages })}</span>
      </div>
    </article>
  );
};

type PapersProps = {
  /** Buttons and choices beside "Skriv ut". */
  readonly tools?: ReactNode;
  /** The sheets, each with a key. */
  readonly children: ReactNode;
};

/** The sheets to look at, and once more for the printer. */
export const Papers = ({ tools, children }: PapersProps) => {
  const { papers: words } = useAdminReportText();
  return (
    <>
      <div className={styles['tools']}>
        <Button variant="primary" icon="printer" onClick={() => window.print()}>
          {words.print}
        </Button>
        {tools}
        <p className="muted">{words.printHint}</p>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must be able to scroll it */}
      <section className={styles['preview']} aria-label={words.sheets} tabIndex={0}>
        {children}
      </section>
      {createPortal(<div className={styles['paper']}>{children}</div>, document.body)}
    </>
  );
};

/** Facts as pairs of a word and a value, three beside each other. */
export const Facts = ({ of }: { readonly of: readonly (readonly [word: string, value: ReactNode])[] }) => (
  <dl className={styles['facts']}>
    {of.map(([word, value]) => (
      <div key={word}>
        <dt>{word}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
