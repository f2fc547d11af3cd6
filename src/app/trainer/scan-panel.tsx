/** Beside the camera: how many are here, what is to sort out, who came last, and the ways on. */
import { useEffect, useRef, useState } from 'react';
import type { Attendance } from '../../domain/attendance.ts';
import type { ParticipantId } from '../../domain/ids.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { Outcome } from './door.ts';
import { nameOnResult } from './names.ts';
import { CardCode } from './scan-card-code.tsx';
import type { Unsettled } from './scan-state.ts';
import type { Scan } from './use-scan.ts';
import type { SessionView } from './use-session.ts';
import styles from './scan-panel.module.css';

const Count = ({ view }: { readonly view: SessionView }) => {
  const { scan } = useTrainerText();
  const { here, all, missing } = view.counts;
  return (
    <p className={styles['count']}>
      <b className="num">{here}</b>
      <span>
        {view.isLocked ? scan.tookPart({ all }) : scan.of({ all })}
        {!view.isLocked && <small className="num">{scan.left({ n: missing })}</small>}
      </span>
    </p>
  );
};

const ToSort = ({ items, scan }: { readonly items: readonly Unsettled[]; readonly scan: Scan }) => {
  const { scan: words } = useTrainerText();
  const { language } = useLanguage();
  if (items.length === 0) return null;
  const label = (outcome: Outcome): string =>
    outcome.kind === 'unknown' ||
    outcome.kind === 'unknown-code' ||
    outcome.kind === 'blocked' ||
    outcome.kind === 'other-session' ||
    outcome.kind === 'not-saved'
      ? words.toSortRow[outcome.kind]
      : '';
  return (
    <section className={styles['sort']} aria-labelledby="to-sort">
      <h2 id="to-sort" className={styles['heading']}>
        {words.toSort({ n: items.length })}
      </h2>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <button type="button" className={styles['unsettled']} onClick={() => scan.reopen(item.id)}>
              <Icon name="warning-diamond" />
              <span>{label(item.outcome)}</span>
              <span className="num">{formatTime(language, item.at)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

const latestOf = (view: SessionView, first: ParticipantId | undefined): readonly Attendance[] => {
  const here = [...view.attendance.byParticipant.values()]
    .filter(({ isOpen }) => isOpen)
    .toSorted((a, b) => b.checkedInAt - a.checkedInAt);
  const asked = here.find(({ participant }) => participant === first);
  return (asked === undefined ? here : [asked, ...here.filter((one) => one !== asked)]).slice(0, 4);
};

const Latest = ({ view, scan }: { readonly view: SessionView; readonly scan: Scan }) => {
  const text = useText();
  const { scan: words } = useTrainerText();
  const { language } = useLanguage();
  const outcome = scan.state.shown?.outcome;
  const asked = outcome?.kind === 'already' || outcome?.kind === 'checked-in' ? outcome : undefined;
  const nameOf = (id: ParticipantId): string => {
    const person =
      view.expected.find((one) => one.id === id) ?? view.guests.find((guest) => guest.id === id)?.person;
    return person === undefined ? words.guest : nameOnResult(person, view.expected);
  };
  const rows = latestOf(view, asked?.participant);
  return (
    <section className={styles['latest']} aria-labelledby="latest">
      <h2 id="latest" className={styles['heading']}>
        {words.latest}
      </h2>
      {rows.length === 0 && <p className="muted">{words.nobody}</p>}
      <ul>
        {rows.map(({ participant, checkedInAt }) => {
          const isAsked = participant === asked?.participant;
          const isAlready = isAsked && asked.kind === 'already';
          const look = isAlready ? styles['already'] : isAsked ? styles['hot'] : '';
          const name = nameOf(participant);
          return (
            <li key={participant} className={look}>
              <Icon name={isAlready ? 'checks' : 'check-circle'} />
              <span className={styles['name']}>{name}</span>
              <span className={`${styles['time']} num`}>{formatTime(language, checkedInAt)}</span>
              <button
                type="button"
                className={styles['undo']}
                onClick={() => scan.undo(participant)}
                aria-label={words.undoFor({ name })}
              >
                {text.action.undo}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

/** The ways on. A card that cannot be read opens in their place, so that the list of who came stays in view. */
const Ways = ({ scan, address }: Pick<PanelProps, 'scan' | 'address'>) => {
  const text = useText();
  const { scan: words } = useTrainerText();
  const [isCodeOpen, setIsCodeOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isCodeOpen) opener.current?.focus();
    wasOpen.current = isCodeOpen;
  }, [isCodeOpen]);
  if (isCodeOpen) return <CardCode scan={scan} onClose={() => setIsCodeOpen(false)} />;
  return (
    <div className={styles['actions']}>
      <LinkButton href={`${address}/lista#sok`} variant="primary" size="l" icon="magnifying-glass">
        {text.action.searchName}
      </LinkButton>
      <Button ref={opener} size="l" icon="identification-badge" onClick={() => setIsCodeOpen(true)}>
        {words.cardCode}
      </Button>
      <LinkButton href={`${address}/kod`} size="l" icon="qr-code">
        {words.showCode}
      </LinkButton>
      <LinkButton href={`${address}/sjalv`} size="l" icon="hand-waving">
        {words.selfCheckIn}
      </LinkButton>
      <LinkButton href={`${address}/avsluta`} size="l" icon="flag-checkered">
        {text.action.finish}
      </LinkButton>
    </div>
  );
};

type PanelProps = {
  readonly view: SessionView;
  readonly scan: Scan;
  readonly address: string;
  readonly isWakeRefused: boolean;
};

export const ScanPanel = ({ view, scan, address, isWakeRefused }: PanelProps) => {
  const text = useText();
  const { scan: words } = useTrainerText();
  return (
    <aside className={styles['panel']} aria-label={words.state}>
      <Count view={view} />
      {!view.isLocked && (
        <div className={styles['lists']}>
          <ToSort items={scan.state.toSort} scan={scan} />
          <Latest view={view} scan={scan} />
        </div>
      )}
      {isWakeRefused && <p className="muted small">{words.wakeRefused}</p>}
      {view.isLocked ? (
        <div className={styles['actions']}>
          <LinkButton href="/idag" variant="primary" size="l" icon="calendar-check">
            {text.nav.today}
          </LinkButton>
        </div>
      ) : (
        <Ways scan={scan} address={address} />
      )}
    </aside>
  );
};
