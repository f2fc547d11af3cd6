/** /admin/planering/lokaler: venues, and how each is reached and used by everybody (SER-2). */
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { unitName } from '../../../domain/programme.ts';
import { PlanningChoicesReply } from '../../../protocol/planning.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { PlanningLinks } from './planning-links.tsx';
import { VenueDialog } from './venue-dialog.tsx';
import styles from './planning.module.css';

export type ListedVenue = PlanningChoicesReply['venues'][number];

const useColumns = (onEdit: ((venue: ListedVenue) => void) | undefined): readonly Column<ListedVenue>[] => {
  const { venues: words } = usePlanningText();
  return [
    {
      key: 'name',
      header: words.column.name,
      isRowHeader: true,
      cell: ({ name, address }) => (
        <>
          {name}
          {address !== '' && <span className={`${styles['notesCell']} muted`}>{address}</span>}
        </>
      ),
    },
    {
      key: 'unit',
      header: words.column.unit,
      cell: ({ unit }) => (unit === null ? words.shared : unitName(unit)),
    },
    {
      key: 'accessibility',
      header: words.column.accessibility,
      cell: ({ accessibility }) =>
        accessibility === '' ? (
          <Tag tone="attention" icon="question">
            {words.notDescribed}
          </Tag>
        ) : (
          <span className={styles['notesCell']}>{accessibility}</span>
        ),
    },
    {
      key: 'seats',
      header: words.column.seats,
      isNumber: true,
      cell: ({ seats }) => seats ?? words.noSeats,
    },
    { key: 'coming', header: words.column.coming, isNumber: true, cell: ({ coming }) => coming },
    ...(onEdit === undefined
      ? []
      : [
          {
            key: 'act',
            header: words.column.act,
            cell: (venue: ListedVenue) => (
              <Button size="s" aria-haspopup="dialog" onClick={() => onEdit(venue)}>
                {words.edit}
                <span className="sr-only"> {venue.name}</span>
              </Button>
            ),
          },
        ]),
  ];
};

export const VenuesScreen = () => {
  const { venues: words } = usePlanningText();
  const canChange = useMay()('planner');
  const [params, setParams] = useSearchParams();
  const { value, refresh } = usePolled('/api/admin/planning/choices', PlanningChoicesReply, 30_000);
  const [isAdding, setIsAdding] = useState(false);
  const chosen = value?.venues.find(({ id }) => id === params.get('lokal'));
  const columns = useColumns(canChange ? ({ id }) => setParams({ lokal: id }) : undefined);
  const missing = value?.venues.filter(({ accessibility }) => accessibility === '').length ?? 0;
  const close = (): void => {
    setIsAdding(false);
    setParams({});
  };
  return (
    <AdminFrame
      title={words.title}
      actions={
        canChange && (
          <Button variant="primary" icon="plus" aria-haspopup="dialog" onClick={() => setIsAdding(true)}>
            {words.add}
          </Button>
        )
      }
    >
      <PlanningLinks />
      <p className={styles['intro']}>{words.intro}</p>
      {missing > 0 && <Banner tone="attention" title={words.missing({ n: missing })} />}
      <div className={`${styles['spaced']} ${styles['frame']}`}>
        {value === undefined ? (
          <Skeleton rows={6} />
        ) : (
          <Table
            caption={words.caption}
            columns={columns}
            rows={value.venues}
            rowKey={({ id }) => id}
            empty={
              <EmptyState icon="map-pin" title={words.none.title}>
                {words.none.detail}
              </EmptyState>
            }
          />
        )}
      </div>
      {canChange && (isAdding || chosen !== undefined) && (
        <VenueDialog
          key={chosen?.id ?? 'new'}
          venue={isAdding ? undefined : chosen}
          onClose={close}
          onSaved={() => {
            close();
            refresh();
          }}
        />
      )}
    </AdminFrame>
  );
};
