import type { ReactNode, Ref } from 'react';
import type { SessionEvent, ShowSessionReply } from '../../../protocol/show-session.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Field } from '../../ui/field/field.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { EventList } from '../sessions/event-list.tsx';
import panel from '../sessions/person-panel.module.css';
import type { Fault } from './use-decide.ts';
import styles from './review.module.css';

type PanelShellProps = {
  readonly title: string;
  readonly detail?: string | undefined;
  readonly why?: ReactNode;
  readonly chains: ShowSessionReply['chains'];
  readonly events: readonly SessionEvent[];
  readonly heading: Ref<HTMLHeadingElement>;
  readonly onBack: () => void;
  readonly children?: ReactNode;
};

/** The panel beside the table for what is not about one participant: why it is asked, the choice, and the events. */
export const PanelShell = (props: PanelShellProps) => {
  const { title, detail, why, chains, events, heading, onBack, children } = props;
  const { session: words } = useAdminText();
  const devices = new Map<string, string>(chains.map(({ device, name }) => [device, name]));
  return (
    <section className={panel['panel']} aria-labelledby="review-matter">
      <h2 id="review-matter" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {detail !== undefined && <p className="muted">{detail}</p>}
      {why !== undefined && <div className={styles['why']}>{why}</div>}
      {children}
      {events.length > 0 && (
        <>
          <h3 className={panel['events']}>
            <Icon name="clock-counter-clockwise" />
            {words.events}
          </h3>
          <EventList events={events} devices={devices} />
        </>
      )}
      <div className={panel['back']}>
        <Button size="s" icon="arrow-left" onClick={onBack}>
          {words.backToRow}
        </Button>
      </div>
    </section>
  );
};

/** What went wrong with a decision, said as it happens. */
export const FaultBanner = ({ fault }: { readonly fault: Fault | undefined }) =>
  fault === undefined ? null : (
    <Banner role="alert" tone={fault.code === 'review/changed' ? 'attention' : 'stop'} title={fault.title}>
      {fault.action}
    </Banner>
  );

type WordsFieldProps = {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly id?: string | undefined;
};

/** A reason in the reviewer's own words. */
export const WordsField = ({ label, hint, value, onChange, error, id }: WordsFieldProps) => (
  <Field label={label} hint={hint} error={error} id={id}>
    {(aria) => (
      <textarea
        {...aria}
        className={`${aria.className} ${styles['text']}`}
        rows={2}
        maxLength={500}
        value={value}
        onChange={(change) => onChange(change.target.value)}
      />
    )}
  </Field>
);

/** As the server asks for it: at least three characters that say something. */
export const isTooShort = (words: string): boolean => words.trim().length < 3;
