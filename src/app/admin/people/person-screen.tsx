/** /admin/deltagare/:id: one person's place, card, letters and hours, and what can be done about them. */
import { useCallback, useState } from 'react';
import { Link, useParams } from 'react-router';
import { ShowPersonReply } from '../../../protocol/people.ts';
import { unitName } from '../../../domain/programme.ts';
import type { ListedParticipant } from '../../../protocol/list-participants.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { usePolled } from '../admin-api.ts';
import { ScreenLink } from '../access/screen-link.tsx';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { ReissueDialog } from '../participants/reissue-dialog.tsx';
import { fullName } from '../sessions/person-name.ts';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { AddressDialog } from './address-dialog.tsx';
import { dayText } from './day-text.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { PersonCardCard } from './person-card-card.tsx';
import { PersonGroupCard } from './person-group-card.tsx';
import { PersonMonthsCard } from './person-months-card.tsx';
import { PersonLettersCard } from './person-letters-card.tsx';
import { useAct } from './use-act.tsx';
import strip from '../sessions/session-facts.module.css';
import styles from './people.module.css';

const askEveryMs = 10_000;

type Open = 'move' | 'leave' | 'address' | 'card' | undefined;

const listed = (person: ShowPersonReply): ListedParticipant => {
  const { id, given, family, unit, track, isKeyPerson, minutes, badge, code } = person;
  return { id, given, family, unit, cohort: null, track, isKeyPerson, minutes, badge, code };
};

const Facts = ({ person }: { readonly person: ShowPersonReply }) => {
  const { person: words } = useAdminPeopleText();
  const facts = [
    [words.hours, hoursAndMinutes(person.minutes), words.of({ of: hoursAndMinutes(person.targetMinutes) })],
    [words.sessions, String(person.sessionsAttended), ''],
    [words.unit, unitName(person.unit), person.workplace],
    [words.track, words.tracks[person.track], person.isKeyPerson ? words.keyPerson : ''],
  ] as const;
  return (
    <dl className={`${strip['facts']} ${styles['facts']}`} aria-label={words.facts}>
      {facts.map(([term, value, more]) => (
        <div key={term} className={strip['fact']}>
          <dt>{term}</dt>
          <dd>
            <span className="num">{value}</span> <small>{more}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
};

const EndBanner = ({ person, onChange }: { person: ShowPersonReply; onChange: () => void }) => {
  const { person: words } = useAdminPeopleText();
  const { language } = useLanguage();
  const may = useMay();
  const { act, trouble } = useAct(onChange);
  if (person.left === null) return null;
  const date = dayText(language, person.left.on);
  const isOver = person.left.on < person.today;
  const reason = words.leave.reasons[person.left.reason];
  return (
    <>
      <Banner
        icon="sign-out"
        title={(isOver ? words.left.title : words.left.coming)({ date })}
        action={
          may('planner') && person.mergedInto === null ? (
            <Button
              size="s"
              icon="arrow-counter-clockwise"
              onClick={() =>
                void act('/api/admin/people/return', { participant: person.id }, words.left.undone)
              }
            >
              {words.left.undo}
            </Button>
          ) : undefined
        }
      >
        {words.left.reason({ reason })}
      </Banner>
      {trouble}
    </>
  );
};

const Person = ({ person, refresh }: { person: ShowPersonReply; refresh: () => void }) => {
  const words = useAdminPeopleText();
  const [open, setOpen] = useState<Open>();
  const close = useCallback(() => setOpen(undefined), []);
  const dialog = { person, onDone: refresh, onClose: close };
  return (
    <>
      {person.mergedInto !== null && (
        <Banner
          icon="users-three"
          title={words.person.merged.title({ name: person.mergedInto.name })}
          action={
            <LinkButton size="s" href={`/admin/deltagare/${person.mergedInto.id}`}>
              {words.person.merged.open}
            </LinkButton>
          }
        >
          {words.person.merged.detail}
        </Banner>
      )}
      <EndBanner person={person} onChange={refresh} />
      <Facts person={person} />
      <div className={styles['columns']}>
        <div className="stack">
          <PersonGroupCard
            person={person}
            onMove={() => setOpen('move')}
            onLeave={() => setOpen('leave')}
            onChange={refresh}
          />
          <PersonMonthsCard person={person} />
        </div>
        <div className="stack">
          <PersonCardCard person={person} onReissue={() => setOpen('card')} />
          <PersonLettersCard person={person} onAddress={() => setOpen('address')} onChange={refresh} />
        </div>
      </div>
      {open === 'move' && <MoveDialog {...dialog} />}
      {open === 'leave' && <LeaveDialog {...dialog} />}
      {open === 'address' && <AddressDialog {...dialog} />}
      <ReissueDialog
        person={open === 'card' ? listed(person) : undefined}
        onClose={close}
        onReissued={refresh}
      />
    </>
  );
};

export const PersonScreen = () => {
  const { person: words } = useAdminPeopleText();
  const { extract } = useAdminAccessText();
  const { id = '' } = useParams();
  const { value, failure, refresh } = usePolled(
    `/api/admin/people/${encodeURIComponent(id)}`,
    ShowPersonReply,
    askEveryMs,
  );
  const isUnknown = value === undefined && failure?.kind === 'problem';
  return (
    <AdminFrame
      title={value === undefined ? words.title : fullName(value)}
      pageTitle={words.title}
      actions={
        <ScreenLink size="s" href={`/admin/utdrag/${encodeURIComponent(id)}`} icon="file-arrow-down">
          {extract.open}
        </ScreenLink>
      }
    >
      <p className={styles['back']}>
        <Link to="/admin/deltagare">{words.back}</Link>
      </p>
      {isUnknown && (
        <EmptyState icon="question" title={words.unknown.title}>
          {words.unknown.detail}
        </EmptyState>
      )}
      {value === undefined && !isUnknown && <Skeleton rows={6} />}
      {value !== undefined && <Person key={value.id} person={value} refresh={refresh} />}
    </AdminFrame>
  );
};
