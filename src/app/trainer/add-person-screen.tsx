/** Somebody without a badge who is on no list (WALK-1, WALK-2). */
import { useEffect, useRef, useState } from 'react';
import type { WalkInName } from '../../domain/walk-in.ts';
import { useDoorText } from '../text/door-text.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { Banner } from '../ui/banner/banner.tsx';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import { emptyPerson } from './add-person-check.ts';
import { AddPersonDone } from './add-person-done.tsx';
import { AddPersonForm } from './add-person-form.tsx';
import { AddPersonMatches } from './add-person-matches.tsx';
import type { Outcome } from './door.ts';
import type { ListRow } from './list-rows.ts';
import { NoSession } from './no-page.tsx';
import { signalOf } from './outcome-words.ts';
import { signal, useSenses } from './senses.tsx';
import { TrainerFocus } from './trainer-frame.tsx';
import { useSession, type SessionView } from './use-session.ts';
import styles from './add-person-screen.module.css';

type Added = Extract<Outcome, { kind: 'added' }>;
type Stage =
  | { readonly kind: 'writing'; readonly said?: string | undefined }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'added'; readonly outcome: Omit<Added, 'given'> };

const useAdding = ({ door }: SessionView) => {
  const { add } = useDoorText();
  const { language } = useLanguage();
  const { senses } = useSenses();
  const announce = useAnnounce();
  const [person, setPerson] = useState<WalkInName>(emptyPerson);
  const [stage, setStage] = useState<Stage>({ kind: 'writing' });
  const perform = async (work: () => Promise<Outcome>, then: (outcome: Outcome) => Stage): Promise<void> => {
    setStage({ kind: 'saving' });
    let outcome: Outcome;
    try {
      outcome = await work();
    } catch (defect) {
      outcome = { kind: 'not-saved', reason: 'not-saved' };
      reportError(defect);
    }
    setStage(then(outcome));
    signal(senses, signalOf(outcome));
  };
  const isSaved = ({ kind }: Outcome): boolean => kind !== 'not-saved' && kind !== 'closed';
  const told = (said: string): Stage => {
    announce(said, 'polite');
    setPerson(emptyPerson);
    return { kind: 'writing', said };
  };
  return {
    person,
    setPerson,
    stage,
    add: (name: WalkInName) =>
      perform(
        () => door.addWalkIn(name),
        (outcome) => {
          if (outcome.kind !== 'added') return { kind: 'failed' };
          setPerson(emptyPerson);
          const { kind, participant, at } = outcome;
          return { kind: 'added', outcome: { kind, participant, at } };
        },
      ),
    checkIn: (row: ListRow) =>
      perform(
        () => door.checkIn(row.id, 'hand'),
        (outcome) => {
          const at =
            outcome.kind === 'checked-in' ? outcome.at : outcome.kind === 'already' ? outcome.since : 0;
          return isSaved(outcome)
            ? told(add.checkedIn({ name: row.name, time: formatTime(language, at) }))
            : { kind: 'failed' };
        },
      ),
    undo: (added: Omit<Added, 'given'>) =>
      perform(
        () => door.undo(added.participant),
        (outcome) => (isSaved(outcome) ? told(add.undone) : { kind: 'failed' }),
      ),
    another: () => setStage({ kind: 'writing' }),
  };
};

/** What was done instead of adding. Takes the focus from the button that went away with it. */
const Said = ({ words }: { readonly words: string }) => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1}>
      <Banner tone="in" title={words} />
    </div>
  );
};

const Writing = ({
  view,
  adding,
  listAddress,
}: {
  readonly view: SessionView;
  readonly adding: ReturnType<typeof useAdding>;
  readonly listAddress: string;
}) => {
  const { add } = useDoorText();
  const { person, stage } = adding;
  const said = stage.kind === 'writing' ? stage.said : undefined;
  return (
    <div className={styles['page']}>
      {said !== undefined && <Said key={`said ${said}`} words={said} />}
      <p className={styles['lead']}>{add.lead}</p>
      <AddPersonForm
        key={`form ${said}`}
        person={person}
        onChange={adding.setPerson}
        onAdd={(name) => void adding.add(name)}
        isSaving={stage.kind === 'saving'}
        hasFailed={stage.kind === 'failed'}
        listAddress={listAddress}
      >
        <AddPersonMatches
          view={view}
          given={person.given}
          family={person.family}
          onCheckIn={(row) => void adding.checkIn(row)}
        />
      </AddPersonForm>
    </div>
  );
};

const Adding = ({ view }: { readonly view: SessionView }) => {
  const { add, list } = useDoorText();
  const adding = useAdding(view);
  const { session, isLocked } = view;
  const { stage } = adding;
  const listAddress = `/tillfalle/${session.id}/lista`;
  return (
    <TrainerFocus
      title={add.title}
      pageTitle={`${add.title}, ${session.title}`}
      detail={session.title}
      back={listAddress}
      backLabel={add.toList}
    >
      {isLocked && (
        <div className={styles['page']}>
          <Banner icon="lock-simple" title={list.lockedTitle}>
            {list.lockedDetail}
          </Banner>
        </div>
      )}
      {!isLocked && stage.kind === 'added' && (
        <AddPersonDone
          view={view}
          participant={stage.outcome.participant}
          at={stage.outcome.at}
          listAddress={listAddress}
          onAnother={adding.another}
          onUndo={() => void adding.undo(stage.outcome)}
        />
      )}
      {!isLocked && stage.kind !== 'added' && (
        <Writing view={view} adding={adding} listAddress={listAddress} />
      )}
    </TrainerFocus>
  );
};

/** Adds somebody to the session of the address. */
export const AddPersonScreen = () => {
  const view = useSession();
  return view === undefined ? <NoSession /> : <Adding key={view.session.id} view={view} />;
};
