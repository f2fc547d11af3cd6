import { useSearchParams } from 'react-router';
import { unitName } from '../../../domain/programme.ts';
import { FollowUpReply, type Group } from '../../../protocol/follow-up.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { usePolled } from '../admin-api.ts';
import { ScreenLink } from '../access/screen-link.tsx';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { DeviationsCard, UnitDeviationsCard } from './deviations-cards.tsx';
import { EvaluationCard } from './evaluation-card.tsx';
import { GoalsCard } from './goals-card.tsx';
import { groupCsv, GroupTable } from './group-table.tsx';
import { MarksCard } from './marks-card.tsx';
import { MonthlyCard } from './monthly-card.tsx';
import { PeriodBar } from './period-bar.tsx';
import { TableCard } from './table-card.tsx';
import { UnitSexesCard } from './unit-sexes-card.tsx';
import styles from './followup.module.css';

type GroupCardProps = {
  readonly page: FollowUpReply;
  readonly title: string;
  readonly name: string;
  readonly header: string;
  readonly groups: readonly Group[];
  readonly nameOf: (group: Group) => string;
  readonly isWide?: boolean;
};

const GroupCard = ({ page, title, name, header, groups, nameOf, isWide = false }: GroupCardProps) => {
  const { followUp: words } = useFollowupText();
  const isAnyHidden = groups.some(({ people }) => people === null);
  return (
    <TableCard
      title={title}
      isWide={isWide}
      from={page.from}
      to={page.to}
      note={isAnyHidden ? words.groups.hiddenNote : undefined}
      table={groupCsv(name, words.groups, header, groups, nameOf)}
    >
      <GroupTable caption={title} header={header} groups={groups} nameOf={nameOf} />
    </TableCard>
  );
};

const named = (names: Readonly<Record<string, string>>): ((group: Group) => string) => {
  return ({ key }) => names[key] ?? key;
};

const Cards = ({ page }: { readonly page: FollowUpReply }) => {
  const { followUp: words, units } = useFollowupText();
  const may = useMay();
  const { groups } = words;
  return (
    <div className={styles['cards']}>
      <GoalsCard page={page} />
      <GroupCard
        page={page}
        title={groups.units}
        name="per-forvaltning"
        header={units.unit}
        groups={page.units}
        nameOf={({ key }) => unitName(key)}
        isWide
      />
      <GroupCard
        page={page}
        title={groups.roles}
        name="per-roll"
        header={groups.group}
        groups={page.roles}
        nameOf={named(words.roleNames)}
      />
      <GroupCard
        page={page}
        title={groups.sexes}
        name="per-kon"
        header={groups.group}
        groups={page.sexes}
        nameOf={named(words.sexNames)}
      />
      <GroupCard
        page={page}
        title={groups.ages}
        name="per-alder"
        header={groups.group}
        groups={page.ages}
        nameOf={named(words.ageNames)}
      />
      <DeviationsCard page={page} />
      <UnitSexesCard page={page} />
      <UnitDeviationsCard page={page} />
      <MarksCard page={page} />
      <MonthlyCard page={page} />
      {may('approver', 'reader') && <EvaluationCard />}
    </div>
  );
};

/** /admin/uppfoljning: goals, groups and deviations of a period, each table also as a file (DASH-3 to DASH-10). */
export const FollowUpScreen = () => {
  const { followUp: words } = useFollowupText();
  const [params, setParams] = useSearchParams();
  const query = new URLSearchParams();
  for (const name of ['from', 'to']) {
    const value = params.get(name);
    if (value !== null) query.set(name, value);
  }
  const { value } = usePolled(`/api/admin/followup?${query.toString()}`, FollowUpReply, 60_000);
  return (
    <AdminFrame
      title={words.title}
      actions={
        <div className={styles['links']}>
          <ScreenLink href="/admin/uppfoljning/enheter" icon="users-three">
            {words.units}
          </ScreenLink>
          {value !== undefined && (
            <ScreenLink
              href={`/admin/uppfoljning/styrgrupp/${value.months.at(-2) ?? value.to}`}
              icon="printer"
            >
              {words.steering}
            </ScreenLink>
          )}
        </div>
      }
    >
      {value === undefined ? (
        <Skeleton rows={8} />
      ) : (
        <>
          <PeriodBar page={value} onChange={(period) => setParams(period, { replace: true })} />
          <p className="muted">{words.note}</p>
          <Cards page={value} />
        </>
      )}
    </AdminFrame>
  );
};
