/** The participants by name: who is here, who is not, and checking in and out by hand. */
import type { RefObject } from 'react';
import { useDoorText } from '../text/door-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { BreaksNote } from './breaks-note.tsx';
import { Elsewhere } from './list-elsewhere.tsx';
import { Find, type Show } from './list-find.tsx';
import { ListNotice, SwapNotice } from './list-notice.tsx';
import { Roster } from './list-roster.tsx';
import { isHere } from './list-rows.ts';
import { Several } from './list-several.tsx';
import { NoSession } from './no-page.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { TrainerFocus } from './trainer-frame.tsx';
import { useFocusAfter, useSearchFocus } from './use-list-focus.ts';
import { useListing, type Found, type Listing as ListState } from './use-listing.ts';
import { useSession, type SessionView } from './use-session.ts';
import styles from './list-screen.module.css';

const Nobody = ({ show, isLocked }: { readonly show: Show; readonly isLocked: boolean }) => {
  const { list } = useDoorText();
  const words =
    show === 'missing'
      ? isLocked
        ? list.noneMissed
        : list.allHere
      : isLocked
        ? list.noneTook
        : list.noneHere;
  return <p className={styles['empty']}>{words}</p>;
};

const Hits = ({ found, isWide }: { readonly found: Found; readonly isWide: boolean }) => {
  const { list: words } = useTrainerText();
  const { list } = useDoorText();
  return (
    <div role="status" className={styles['hits']}>
      {found.isSearching && <p>{words.hits({ n: found.shown.length })}</p>}
      {found.isSearching && isWide && <p>{list.hitsElsewhere({ n: found.others.length })}</p>}
      {found.only !== undefined && <p>{words.enterHint({ name: found.only.name })}</p>}
    </div>
  );
};

type WaysOnProps = {
  readonly view: SessionView;
  readonly isWide: boolean;
  readonly onWide: () => void;
};

/** What to do when the name is not found. */
const WaysOn = ({ view, isWide, onWide }: WaysOnProps) => {
  const { list: words } = useTrainerText();
  const { list } = useDoorText();
  return (
    <div className={styles['ways']}>
      {!isWide && (
        <Button size="l" block icon="users-three" onClick={onWide}>
          {list.searchAll}
        </Button>
      )}
      <LinkButton href={`/tillfalle/${view.session.id}/lagg-till`} size="l" block icon="user-plus">
        {list.notOnList}
      </LinkButton>
      <p className="muted small">{words.hint}</p>
    </div>
  );
};

type PeopleProps = {
  readonly view: SessionView;
  readonly listing: ListState;
  readonly search: RefObject<HTMLDivElement | null>;
  readonly focusSearch: () => void;
};

const People = ({ view, listing, search, focusSearch }: PeopleProps) => {
  const { list } = useDoorText();
  const { work, found, typed, isWide, show, swap } = listing;
  const { isLocked, session } = view;
  const { body, onGone } = useFocusAfter(found.shown, focusSearch);
  const isBreaksFirst = work.news === undefined && !isLocked;
  const isSwapping = swap !== undefined && work.news?.outcome.kind !== 'not-saved' && !isLocked;
  return (
    <>
      <Find
        view={view}
        search={search}
        typed={typed}
        onType={listing.type}
        onEnter={() => {
          if (found.only !== undefined) listing.find(found.only);
        }}
        show={show}
        onShow={listing.setShow}
        onSeveral={() => listing.setIsSeveral(true)}
      />
      <div className={styles['body']} ref={body}>
        <div className={styles['slot']}>
          {isLocked && (
            <Banner icon="lock-simple" title={list.lockedTitle}>
              {list.lockedDetail}
            </Banner>
          )}
          {isSwapping && <SwapNotice swap={swap} onNone={() => listing.setSwap(undefined)} />}
          {!isSwapping && <ListNotice work={work} view={view} />}
          {isBreaksFirst && !found.isSearching && <BreaksNote session={session} />}
        </div>
        <Hits found={found} isWide={isWide} />
        {!found.isSearching && found.shown.length === 0 && <Nobody show={show} isLocked={isLocked} />}
        <Roster
          rows={found.shown}
          typed={typed}
          isLocked={isLocked}
          onCheckIn={listing.checkIn}
          onChange={(row) => listing.setChanging(row.id)}
          onGone={onGone}
        />
        {!isBreaksFirst && !isLocked && !found.isSearching && <BreaksNote session={session} />}
        {isWide && found.isSearching && (
          <Elsewhere rows={found.others} typed={typed} onCheckIn={listing.find} />
        )}
        {found.isSearching && !isLocked && (
          <WaysOn view={view} isWide={isWide} onWide={() => listing.setIsWide(true)} />
        )}
      </div>
    </>
  );
};

const Listing = ({ view }: { readonly view: SessionView }) => {
  const { list: words } = useTrainerText();
  const { list } = useDoorText();
  const { search, focusSearch } = useSearchFocus();
  const listing = useListing(view, focusSearch);
  const { work, rows, changing } = listing;
  const { session, isLocked, counts, cohorts } = view;
  const endSeveral = (): void => {
    listing.setIsSeveral(false);
    setTimeout(() => document.getElementById('several')?.focus(), 0);
  };
  return (
    <TrainerFocus
      title={session.title}
      pageTitle={`${list.title}, ${session.title}`}
      detail={
        <span className="num">
          {[cohorts, (isLocked ? list.tookPart : list.here)(counts)].filter(Boolean).join(' · ')}
        </span>
      }
      back={isLocked ? '/idag' : `/tillfalle/${session.id}/skanna`}
      backLabel={isLocked ? undefined : words.toCamera}
    >
      {listing.isSeveral && !isLocked ? (
        <Several
          view={view}
          rows={rows.filter((row) => isHere(row, false))}
          onCheckOut={(participants) => {
            work.checkOutAll(participants);
            endSeveral();
          }}
          onCancel={endSeveral}
        />
      ) : (
        <People view={view} listing={listing} search={search} focusSearch={focusSearch} />
      )}
      <PersonDialog
        row={isLocked ? undefined : rows.find(({ id }) => id === changing)}
        view={view}
        work={work}
        onClose={() => listing.setChanging(undefined)}
        onWrongPerson={listing.wrongPerson}
      />
    </TrainerFocus>
  );
};

/** The list of the session in the address. */
export const ListScreen = () => {
  const view = useSession();
  return view === undefined ? <NoSession /> : <Listing key={view.session.id} view={view} />;
};
