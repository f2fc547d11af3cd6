/** /admin/grupper: the groups with their places, which are empty, and who waits for one (PPL-4). */
import { useCallback, useState } from 'react';
import { unitName, units } from '../../../domain/programme.ts';
import { ListPlacesReply, type CohortPlaces, type WaitingPerson } from '../../../protocol/cohort-places.ts';
import { useAdminPeopleText, type AdminPeopleText } from '../../text/admin-people-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { AddReserveDialog } from './add-reserve-dialog.tsx';
import { PeopleTabs } from './people-tabs.tsx';
import { FillDialog, SizeDialog } from './place-dialogs.tsx';
import { ReserveLists } from './reserve-lists.tsx';
import styles from './people.module.css';

const askEveryMs = 15_000;

type Row = CohortPlaces & { readonly first: WaitingPerson | undefined };
type Open = { readonly kind: 'fill' | 'size'; readonly row: Row } | { readonly kind: 'add' } | undefined;

const rowsOf = ({ cohorts, reserves }: ListPlacesReply): readonly Row[] =>
  cohorts.map((cohort) => ({
    ...cohort,
    first: reserves.find(({ unit, track }) => unit === cohort.unit && track === cohort.track)?.people[0],
  }));

const Free = ({ row }: { readonly row: Row }) => {
  const { groups: words } = useAdminPeopleText();
  const free = row.places - row.taken;
  if (free > 0)
    return (
      <Tag tone="attention" icon="user-plus">
        {free}
      </Tag>
    );
  return <span className="num">{free === 0 ? '0' : words.over({ n: -free })}</span>;
};

const columnsOf = (
  { groups: words, person }: AdminPeopleText,
  onOpen: ((open: Open) => void) | undefined,
): readonly Column<Row>[] => [
  { key: 'group', header: words.column.group, isRowHeader: true, cell: ({ name }) => name },
  { key: 'unit', header: words.column.unit, cell: ({ unit }) => unitName(unit) },
  { key: 'track', header: words.column.track, cell: ({ track }) => person.tracks[track] },
  {
    key: 'places',
    header: words.column.places,
    isNumber: true,
    cell: ({ taken, places }) => <span className="num nowrap">{words.taken({ taken, places })}</span>,
  },
  { key: 'free', header: words.column.free, cell: (row) => <Free row={row} /> },
  ...(onOpen === undefined
    ? []
    : [
        {
          key: 'act',
          header: words.column.act,
          cell: (row: Row) => (
            <span className={styles['rowActs']}>
              {row.taken < row.places && (
                <Button
                  size="s"
                  icon="user-plus"
                  disabledReason={row.first === undefined ? words.nobody : undefined}
                  onClick={() => onOpen({ kind: 'fill', row })}
                >
                  {words.fill}
                  <span className="sr-only">, {row.name}</span>
                </Button>
              )}
              <Button size="s" variant="ghost" onClick={() => onOpen({ kind: 'size', row })}>
                {words.size}
                <span className="sr-only">, {row.name}</span>
              </Button>
            </span>
          ),
        },
      ]),
];

type Filter = { readonly unit: string; readonly onlyFree: boolean };

const Filters = ({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) => {
  const { groups: words } = useAdminPeopleText();
  return (
    <div className={styles['filters']}>
      <SelectField
        label={words.unit}
        value={filter.unit}
        options={[{ value: '', label: words.allUnits }, ...units.map(([value, label]) => ({ value, label }))]}
        onChange={(change) => onChange({ ...filter, unit: change.target.value })}
      />
      <SelectField
        label={words.show}
        value={filter.onlyFree ? 'free' : 'all'}
        options={[
          { value: 'all', label: words.all },
          { value: 'free', label: words.onlyFree },
        ]}
        onChange={(change) => onChange({ ...filter, onlyFree: change.target.value === 'free' })}
      />
    </div>
  );
};

const Groups = ({ value, refresh }: { value: ListPlacesReply; refresh: () => void }) => {
  const words = useAdminPeopleText();
  const may = useMay();
  const [filter, setFilter] = useState<Filter>({ unit: '', onlyFree: false });
  const [open, setOpen] = useState<Open>();
  const close = useCallback(() => setOpen(undefined), []);
  const isWanted = ({ unit }: { unit: string }): boolean => filter.unit === '' || unit === filter.unit;
  const own = rowsOf(value).filter(isWanted);
  const rows = own.filter(({ taken, places }) => !filter.onlyFree || taken < places);
  const lists = value.reserves.filter(isWanted);
  const free = own.reduce((sum, { places, taken }) => sum + Math.max(0, places - taken), 0);
  const waiting = lists.reduce((sum, { people }) => sum + people.length, 0);
  return (
    <>
      <Filters filter={filter} onChange={setFilter} />
      <p role="status" className={styles['lead']}>
        <strong>{words.groups.lead({ free, waiting })}</strong>
      </p>
      <Card padded={false} className={styles['table']} aria-label={words.groups.caption}>
        <Table
          caption={words.groups.caption}
          columns={columnsOf(words, may('planner') ? setOpen : undefined)}
          rows={rows}
          rowKey={({ id }) => id}
          empty={
            <EmptyState icon="users-three" title={words.groups.empty.title}>
              {words.groups.empty.detail}
            </EmptyState>
          }
        />
      </Card>
      <section className={styles['section']} aria-labelledby="reserves">
        <h2 id="reserves">{words.groups.reserves}</h2>
        <p>{lists.length === 0 ? words.groups.noReserves : words.groups.reservesLead}</p>
        {may('planner') && (
          <p>
            <Button size="s" icon="plus" aria-haspopup="dialog" onClick={() => setOpen({ kind: 'add' })}>
              {words.groups.add.button}
            </Button>
          </p>
        )}
        <ReserveLists lists={lists} onChange={refresh} />
      </section>
      {open?.kind === 'size' && <SizeDialog cohort={open.row} onDone={refresh} onClose={close} />}
      {open?.kind === 'fill' && open.row.first !== undefined && (
        <FillDialog
          cohort={open.row}
          first={open.row.first}
          today={value.today}
          onDone={refresh}
          onClose={close}
        />
      )}
      {open?.kind === 'add' && (
        <AddReserveDialog people={value.withoutPlace} onDone={refresh} onClose={close} />
      )}
    </>
  );
};

export const GroupsScreen = () => {
  const { groups: words } = useAdminPeopleText();
  const { value, refresh } = usePolled('/api/admin/places', ListPlacesReply, askEveryMs);
  return (
    <AdminFrame title={words.title}>
      <PeopleTabs />
      {value === undefined ? <Skeleton rows={8} /> : <Groups value={value} refresh={refresh} />}
    </AdminFrame>
  );
};
