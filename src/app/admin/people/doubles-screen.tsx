/** /admin/deltagare/dubbletter: records that may be one person's, side by side, and made one (PPL-5, PPL-6). */
import { useCallback, useId, useState } from 'react';
import { Link } from 'react-router';
import { unitName } from '../../../domain/programme.ts';
import { Done, ListDoublesReply, type DoubleSide } from '../../../protocol/people.ts';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { send, usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { fullName } from '../sessions/person-name.ts';
import { ActDialog } from './act-dialog.tsx';
import { PeopleTabs } from './people-tabs.tsx';
import { useAct } from './use-act.tsx';
import styles from './people.module.css';

const askEveryMs = 30_000;

type SideProps = {
  readonly side: DoubleSide;
  readonly label: string;
  readonly group: string;
  readonly isKept: boolean;
  readonly onKeep: () => void;
};

const Side = ({ side, label, group, isKept, onKeep }: SideProps) => {
  const { doubles: words, open } = useAdminPeopleText();
  const facts = [
    [words.group, side.cohort ?? words.noGroup],
    [words.workplace, [unitName(side.unit), side.workplace].filter(Boolean).join(', ')],
    [words.hours, hoursAndMinutes(side.minutes)],
    [words.sessions, String(side.sessions)],
    [words.cards, String(side.badges)],
  ] as const;
  return (
    <div className={styles['side']}>
      <label className={styles['sideName']}>
        <input type="radio" name={group} checked={isKept} onChange={onKeep} />
        <strong>
          {label}: {fullName(side)}
        </strong>
      </label>
      <dl>
        {facts.map(([term, value]) => (
          <div key={term} className={styles['pairFact']}>
            <dt>{term}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      <Link to={`/admin/deltagare/${side.id}`} className={styles['openSide']}>
        {open({ name: label.toLowerCase() })}
      </Link>
    </div>
  );
};

type PairProps = { readonly pair: readonly [DoubleSide, DoubleSide]; readonly onDone: () => void };

const Pair = ({ pair, onDone }: PairProps) => {
  const { doubles } = useAdminPeopleText();
  const { act, trouble } = useAct(onDone);
  const may = useMay();
  const group = useId();
  const [kept, setKept] = useState<0 | 1>();
  const [isOpen, setIsOpen] = useState(false);
  const close = useCallback(() => setIsOpen(false), []);
  const name = fullName(pair[0]);
  const to = kept === undefined ? undefined : pair[kept];
  const from = kept === undefined ? undefined : pair[kept === 0 ? 1 : 0];
  return (
    <Card className={styles['pair']} aria-label={doubles.pair({ name })}>
      <h2>{doubles.pair({ name })}</h2>
      <fieldset className={styles['sides']}>
        <legend>{doubles.keep}</legend>
        {([0, 1] as const).map((which) => (
          <Side
            key={which}
            side={pair[which]}
            label={which === 0 ? doubles.first : doubles.second}
            group={group}
            isKept={kept === which}
            onKeep={() => setKept(which)}
          />
        ))}
      </fieldset>
      {trouble}
      <div className={styles['acts']}>
        {may('planner') && (
          <Button
            size="s"
            variant="primary"
            disabledReason={to === undefined ? doubles.chooseFirst : undefined}
            onClick={() => setIsOpen(true)}
          >
            {doubles.merge}
          </Button>
        )}
        {may('planner') && (
          <Button
            size="s"
            onClick={() =>
              void act('/api/admin/people/apart', { one: pair[0].id, other: pair[1].id }, doubles.apartDone)
            }
          >
            {doubles.apart}
          </Button>
        )}
      </div>
      {isOpen && from !== undefined && to !== undefined && (
        <ActDialog
          title={doubles.dialog.title({ name })}
          confirm={doubles.dialog.confirm}
          isDanger
          act={() => send('/api/admin/people/merge', { from: from.id, to: to.id }, Done)}
          done={() => doubles.dialog.done({ name })}
          onDone={onDone}
          onClose={close}
        >
          <p>{doubles.dialog.consequence}</p>
          <p>{doubles.dialog.cards}</p>
          <p>{doubles.dialog.kept}</p>
        </ActDialog>
      )}
    </Card>
  );
};

export const DoublesScreen = () => {
  const { doubles: words } = useAdminPeopleText();
  const { value, refresh } = usePolled('/api/admin/people/doubles', ListDoublesReply, askEveryMs);
  return (
    <AdminFrame title={words.title}>
      <PeopleTabs />
      <p className={styles['lead']}>{words.lead}</p>
      {value === undefined && <Skeleton rows={4} />}
      {value?.pairs.length === 0 && (
        <EmptyState icon="users-three" title={words.empty.title}>
          {words.empty.detail}
        </EmptyState>
      )}
      {value?.pairs.map((pair) => (
        <Pair key={`${pair[0].id}/${pair[1].id}`} pair={pair} onDone={refresh} />
      ))}
    </AdminFrame>
  );
};
