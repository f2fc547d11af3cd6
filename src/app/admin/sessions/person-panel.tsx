import type { ReactNode, Ref } from 'react';
import { trackMinutes, unitName } from '../../../domain/programme.ts';
import type { ChainState, SessionPerson } from '../../../protocol/show-session.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatHours } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { EventList } from './event-list.tsx';
import { fullName } from './person-name.ts';
import styles from './person-panel.module.css';

type PersonPanelProps = {
  readonly person: SessionPerson;
  readonly chains: readonly ChainState[];
  readonly heading: Ref<HTMLHeadingElement>;
  readonly onBack: () => void;
  /** What can be decided about the person, between the remarks and the events. */
  readonly children?: ReactNode;
  /** The remarks that ask for a decision, and what the others are called; without it all are alike. */
  readonly asked?: { readonly remarks: RemarksProps['remarks']; readonly others: string } | undefined;
};

type RemarksProps = { readonly remarks: NonNullable<SessionPerson['attendance']>['remarks'] };

const Remarks = ({ remarks }: RemarksProps) => {
  const { session: words } = useAdminText();
  if (remarks.length === 0) return null;
  return (
    <ul className={styles['remarks']}>
      {remarks.map((remark) => (
        <li key={remark}>
          <b>{words.remark[remark]}</b>
          {words.remarkDetail[remark]}
        </li>
      ))}
    </ul>
  );
};

const RemarksOf = ({ remarks, asked }: RemarksProps & Pick<PersonPanelProps, 'asked'>) => {
  const { session: words } = useAdminText();
  if (asked === undefined) return <Remarks remarks={remarks} />;
  const others = remarks.filter((remark) => !asked.remarks.includes(remark));
  return (
    <>
      <Remarks remarks={asked.remarks} />
      {others.length > 0 && (
        <p className={styles['others']}>
          {asked.others}: {others.map((remark) => words.remark[remark]).join(', ')}
        </p>
      )}
    </>
  );
};

/** One person at one session: what stands out, in words, and every event with its tablet, number and clocks. */
export const PersonPanel = ({ person, chains, heading, onBack, children, asked }: PersonPanelProps) => {
  const { session: words } = useAdminText();
  const { language } = useLanguage();
  const devices = new Map<string, string>(chains.map(({ device, name }) => [device, name]));
  const involved = chains.filter(({ device }) => person.events.some((event) => event.device === device));
  const isProved = involved.length > 0 && involved.every(({ state }) => state === 'whole');
  const hours = words.hoursOf({
    hours: formatHours(language, person.programmeMinutes),
    of: formatHours(language, trackMinutes[person.track]),
  });
  return (
    <section className={styles['panel']} aria-labelledby="session-person">
      <h2 id="session-person" ref={heading} tabIndex={-1}>
        {fullName(person)}
      </h2>
      <p className="muted">
        {[unitName(person.unit), person.cohort, words.track[person.track], hours]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      {person.attendance === null ? (
        <p className={styles['missing']}>{words.notHere}</p>
      ) : (
        <RemarksOf remarks={person.attendance.remarks} asked={asked} />
      )}
      {children}
      <h3 className={styles['events']}>
        <Icon name={isProved ? 'shield-check' : 'clock-counter-clockwise'} />
        {isProved ? words.eventsWhole : words.events}
      </h3>
      <EventList events={person.events} devices={devices} />
      <div className={styles['back']}>
        <Button size="s" icon="arrow-left" onClick={onBack}>
          {words.backToRow}
        </Button>
      </div>
    </section>
  );
};
