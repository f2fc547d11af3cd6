/** The participants by name: who is here, who is not, and checking in by hand. */
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import * as z from 'zod/mini';
import { ParticipantId } from '../../domain/ids.ts';
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { SearchField } from '../ui/search-field/search-field.tsx';
import { SegmentedControl } from '../ui/segmented-control/segmented-control.tsx';
import { findPeople } from './find-people.ts';
import { ListNotice } from './list-notice.tsx';
import { NoSession } from './no-page.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { PersonRow } from './person-row.tsx';
import { rowsOf, type ListRow } from './list-rows.ts';
import { TrainerFocus } from './trainer-frame.tsx';
import { useListWork, type ListWork } from './use-list-work.ts';
import { useSession, type SessionView } from './use-session.ts';
import { useTypedCodes } from './use-typed-codes.ts';
import styles from './list-screen.module.css';

/** What the camera's view hands over when somebody asks for a person. */
const AskedFor = z.object({ person: ParticipantId });

type Show = 'all' | 'left' | 'present';

/** Here is who is in now; once the list is locked, who took part. */
const isHere = ({ attendance }: ListRow, isLocked: boolean): boolean =>
  attendance !== undefined && (attendance.isOpen || isLocked);

const isShown = (row: ListRow, show: Show, isLocked: boolean): boolean =>
  show === 'all' || (show === 'present' ? isHere(row, isLocked) : row.attendance === undefined);

type RowsProps = {
  readonly rows: readonly ListRow[];
  readonly typed: string;
  readonly view: SessionView;
  readonly work: ListWork;
  readonly onChange: (row: ListRow) => void;
};

const Rows = ({ rows, typed, view, work, onChange }: RowsProps) => {
  const { list } = useTrainerText();
  return (
    <ul className={styles['rows']} aria-label={list.rows}>
      {rows.map((row) => (
        <PersonRow
          key={row.id}
          row={row}
          typed={typed}
          isLocked={view.isLocked}
          onCheckIn={() => work.checkIn(row)}
          onChange={() => onChange(row)}
        />
      ))}
    </ul>
  );
};

const Nobody = ({ show, typed }: { readonly show: Show; readonly typed: string }) => {
  const { list } = useTrainerText();
  if (typed !== '') return null;
  return <p className={styles['empty']}>{show === 'left' ? list.allHere : list.noneHere}</p>;
};

const Listing = ({ view }: { readonly view: SessionView }) => {
  const text = useText();
  const { list, scan } = useTrainerText();
  const { hash, state } = useLocation();
  const search = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [show, setShow] = useState<Show>('all');
  const [changing, setChanging] = useState(() => AskedFor.safeParse(state).data?.person);
  const work = useListWork(view);
  useTypedCodes(work.scan);
  useEffect(() => {
    if (hash === '#sok') search.current?.querySelector('input')?.focus();
  }, [hash]);

  const all = rowsOf(view, scan.guest);
  const found = new Set(
    findPeople(
      all.flatMap(({ person }) => person ?? []),
      typed,
    ).map(({ id }) => id),
  );
  const rows = all.filter((row) =>
    typed.trim() === ''
      ? isShown(row, show, view.isLocked)
      : row.person !== undefined && found.has(row.person.id),
  );
  const [only] = rows;
  const canEnter =
    typed.trim() !== '' && rows.length === 1 && only?.attendance === undefined && !view.isLocked;
  const presentCount = all.filter((row) => isHere(row, view.isLocked)).length;
  const { here, all: whole } = view.counts;
  return (
    <TrainerFocus
      title={view.session.title}
      pageTitle={`${list.title}, ${view.session.title}`}
      detail={
        <span className="num">
          {[view.cohorts, list.here({ here, all: whole })].filter(Boolean).join(' · ')}
        </span>
      }
      back={view.isLocked ? '/idag' : `/tillfalle/${view.session.id}/skanna`}
      backLabel={view.isLocked ? undefined : list.toCamera}
    >
      <div className={styles['find']} ref={search}>
        <SearchField
          label={text.action.searchName}
          value={typed}
          onChange={setTyped}
          onKeyUp={(press) => {
            if (press.key !== 'Enter' || !canEnter || only === undefined) return;
            work.checkIn(only);
            setTyped('');
          }}
        />
        <SegmentedControl
          label={list.show}
          value={show}
          onChange={setShow}
          options={[
            { value: 'all', label: list.all({ n: all.length }) },
            { value: 'left', label: list.left({ n: view.counts.missing }) },
            { value: 'present', label: list.present({ n: presentCount }) },
          ]}
        />
      </div>
      <div className={styles['body']}>
        {view.isLocked && <Banner icon="lock-simple" title={list.locked} />}
        <ListNotice work={work} view={view} />
        <div role="status" className={styles['hits']}>
          {typed.trim() !== '' && <p>{list.hits({ n: rows.length })}</p>}
          {canEnter && only !== undefined && <p>{list.enterHint({ name: only.name })}</p>}
        </div>
        {rows.length === 0 && <Nobody show={show} typed={typed.trim()} />}
        <Rows rows={rows} typed={typed} view={view} work={work} onChange={(row) => setChanging(row.id)} />
        {typed.trim() !== '' && <p className="muted">{list.hint}</p>}
      </div>
      <PersonDialog
        row={all.find(({ id }) => id === changing)}
        onClose={() => setChanging(undefined)}
        work={work}
        isLocked={view.isLocked}
      />
    </TrainerFocus>
  );
};

/** The list of the session in the address. */
export const ListScreen = () => {
  const view = useSession();
  return view === undefined ? <NoSession /> : <Listing key={view.session.id} view={view} />;
};
