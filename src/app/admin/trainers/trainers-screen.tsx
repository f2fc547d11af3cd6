/** Trainers and their own codes: who has one, who needs one soon, and how one is given (ATTEST-2, ATTEST-3). */
import { useState } from 'react';
import { ListTrainersReply, type ListedTrainer } from '../../../protocol/list-trainers.ts';
import { useNow } from '../../device/clock.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatDate, formatDayAndMonth } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { needsCodeSoon } from './needs-code.ts';
import { TrainerCodeDialog } from './trainer-code-dialog.tsx';
import styles from './trainers.module.css';

const askEveryMs = 10_000;

const useColumns = (
  onMake: ((trainer: ListedTrainer) => void) | undefined,
): readonly Column<ListedTrainer>[] => {
  const { trainers: words } = useAdminText();
  const { language } = useLanguage();
  return [
    { key: 'name', header: words.column.name, isRowHeader: true, cell: ({ name }) => name },
    {
      key: 'code',
      header: words.column.code,
      cell: ({ issuedAt }) =>
        issuedAt === null ? (
          <Tag tone="attention" icon="key">
            {words.noCode}
          </Tag>
        ) : (
          words.hasCode({ date: formatDate(language, issuedAt) })
        ),
    },
    {
      key: 'coming',
      header: words.column.coming,
      cell: ({ coming }) => <span className="num">{coming}</span>,
    },
    {
      key: 'next',
      header: words.column.next,
      cell: ({ nextAt }) => (
        <span className="num">{nextAt === null ? words.none : formatDayAndMonth(language, nextAt)}</span>
      ),
    },
    ...(onMake === undefined
      ? []
      : [
          {
            key: 'act',
            header: words.column.act,
            cell: (trainer: ListedTrainer) => (
              <Button size="s" aria-haspopup="dialog" onClick={() => onMake(trainer)}>
                {trainer.issuedAt === null ? words.make : words.makeNew}
                <span className="sr-only"> {trainer.name}</span>
              </Button>
            ),
          },
        ]),
  ];
};

/** /admin/kursledare */
export const TrainersScreen = () => {
  const { trainers: words } = useAdminText();
  const now = useNow(60_000);
  const { value, refresh } = usePolled('/api/admin/trainers', ListTrainersReply, askEveryMs);
  const [chosen, setChosen] = useState<ListedTrainer>();
  const may = useMay();
  const columns = useColumns(may('planner', 'system') ? setChosen : undefined);
  const soon = value?.trainers.filter((trainer) => needsCodeSoon(trainer, now)).length ?? 0;
  return (
    <AdminFrame title={words.title} when="glomt-losenord">
      <p className={styles['intro']}>{words.intro}</p>
      {soon > 0 && (
        <Banner tone="attention" icon="key" title={words.soon({ n: soon })}>
          {words.soonDetail}
        </Banner>
      )}
      <Card padded={false} className={styles['table']} aria-label={words.title}>
        {value === undefined ? (
          <Skeleton rows={8} />
        ) : (
          <Table
            caption={words.caption}
            columns={columns}
            rows={value.trainers}
            rowKey={({ name }) => name}
            empty={
              <EmptyState icon="chalkboard-teacher" title={words.empty.title}>
                {words.empty.detail}
              </EmptyState>
            }
          />
        )}
      </Card>
      {chosen !== undefined && (
        <TrainerCodeDialog
          key={chosen.name}
          trainer={chosen}
          onClose={() => setChosen(undefined)}
          onMade={refresh}
        />
      )}
    </AdminFrame>
  );
};
