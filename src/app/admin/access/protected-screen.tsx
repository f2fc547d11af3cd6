import { useCallback, useEffect, useState } from 'react';
import { unitName } from '../../../domain/programme.ts';
import {
  ListProtectedReply,
  ShowNameReply,
  type FoundPerson,
  type ProtectedPerson,
} from '../../../protocol/protected-people.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { send } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { FindPerson } from './find-person.tsx';
import { ProtectDialog } from './protect-dialog.tsx';
import { ProtectionDialog } from './protection-dialog.tsx';
import { ShowNameDialog } from './show-name-dialog.tsx';
import { useSensitiveAct } from './use-act.ts';
import styles from './access.module.css';

/** Asked for once and after each change, never by itself: that somebody asks is noted (ACC-1). */
const useProtected = () => {
  const [people, setPeople] = useState<readonly ProtectedPerson[]>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isOver = false;
    void send('/api/admin/protected', {}, ListProtectedReply).then((answer) => {
      if (!isOver && answer.ok) setPeople(answer.value.people);
    });
    return () => {
      isOver = true;
    };
  }, [round]);
  const refresh = useCallback(() => setRound((n) => n + 1), []);
  return { people, round, refresh };
};

type Acts = {
  readonly onShow: (person: ProtectedPerson) => void;
  readonly onChange: (person: ProtectedPerson) => void;
};

const useColumns = ({ onShow, onChange }: Acts): readonly Column<ProtectedPerson>[] => {
  const { protectedPeople: words } = useAdminAccessText();
  return [
    { key: 'alias', header: words.column.alias, isRowHeader: true, cell: ({ alias }) => alias },
    { key: 'unit', header: words.column.unit, cell: ({ unit }) => unitName(unit) },
    { key: 'cohort', header: words.column.cohort, cell: ({ cohort }) => cohort ?? words.noCohort },
    {
      key: 'act',
      header: words.column.act,
      cell: (person) => (
        <span className={styles['acts']}>
          {person.hasName ? (
            <Button
              size="s"
              icon="eye"
              aria-label={words.showOf({ name: person.alias })}
              onClick={() => onShow(person)}
            >
              {words.show}
            </Button>
          ) : (
            <span className="muted">{words.noName}</span>
          )}
          <Button
            size="s"
            aria-haspopup="dialog"
            aria-label={words.changeOf({ name: person.alias })}
            onClick={() => onChange(person)}
          >
            {words.change}
          </Button>
        </span>
      ),
    },
  ];
};

/** What is open over the list, one at a time. */
type Open =
  | { readonly kind: 'name'; readonly person: ProtectedPerson; readonly name: ShowNameReply }
  | { readonly kind: 'change'; readonly person: ProtectedPerson }
  | { readonly kind: 'protect'; readonly person: FoundPerson };

type OverProps = {
  readonly open: Open | undefined;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
};

const Over = ({ open, onClose, onDone }: OverProps) => {
  switch (open?.kind) {
    case 'name':
      return <ShowNameDialog alias={open.person.alias} name={open.name} onClose={onClose} />;
    case 'change':
      return <ProtectionDialog person={open.person} onClose={onClose} onDone={onDone} />;
    case 'protect':
      return <ProtectDialog person={open.person} onClose={onClose} onDone={onDone} />;
    case undefined:
      return null;
  }
};

/** /admin/skyddade: people with protected identity, for their handler alone (PROT-1). */
export const ProtectedScreen = () => {
  const { protectedPeople: words } = useAdminAccessText();
  const { people, round, refresh } = useProtected();
  const { act, failure } = useSensitiveAct();
  const [open, setOpen] = useState<Open>();
  const [said, setSaid] = useState<string>();
  const show = async (person: ProtectedPerson): Promise<void> => {
    const name = await act(
      `/api/admin/protected/${encodeURIComponent(person.id)}/show-name`,
      {},
      ShowNameReply,
    );
    if (name !== undefined) setOpen({ kind: 'name', person, name });
  };
  const columns = useColumns({
    onShow: (person) => void show(person),
    onChange: (person) => setOpen({ kind: 'change', person }),
  });
  const done = (words: string): void => {
    setOpen(undefined);
    setSaid(words);
    refresh();
  };
  return (
    <AdminFrame title={words.title} when="skyddade-uppgifter">
      <p className={styles['intro']}>{words.intro}</p>
      <div className="stack">
        <div role="status">{said !== undefined && <Banner tone="in" icon="check" title={said} />}</div>
        <FailureBanner failure={failure} />
        {people === undefined ? (
          <Skeleton rows={5} />
        ) : (
          <Card padded={false} className={styles['table']}>
            <Table
              caption={words.caption}
              columns={columns}
              rows={people}
              rowKey={({ id }) => id}
              empty={
                <EmptyState icon="shield-check" title={words.none.title}>
                  <p>{words.none.detail}</p>
                </EmptyState>
              }
            />
          </Card>
        )}
      </div>
      <FindPerson round={round} onChoose={(person) => setOpen({ kind: 'protect', person })} />
      <Over open={open} onClose={() => setOpen(undefined)} onDone={done} />
    </AdminFrame>
  );
};
