/** /admin/planering/grupper: how much each group is offered against what its track asks for, and its surveys (SER-2, SER-7). */
import { useState } from 'react';
import { unitName } from '../../../domain/programme.ts';
import { PlanningChoicesReply, type CohortPlan, type SeriesPlan } from '../../../protocol/planning.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { Checkbox } from '../../ui/checkbox/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { PlanningLinks } from './planning-links.tsx';
import { SurveyDialog } from './survey-dialog.tsx';
import styles from './planning.module.css';

const isShort = ({ minutes, target }: CohortPlan): boolean => minutes < target;

const Acts = ({
  cohort,
  hasSeries,
  onSurvey,
}: {
  readonly cohort: CohortPlan;
  readonly hasSeries: boolean;
  readonly onSurvey: (cohort: CohortPlan) => void;
}) => {
  const { cohorts: words } = usePlanningText();
  return (
    <span className={styles['buttons']}>
      <LinkButton size="s" href={`/admin/planering/ny?grupp=${cohort.id}`}>
        {words.plan}
        <span className="sr-only"> {cohort.name}</span>
      </LinkButton>
      {hasSeries && (
        <Button size="s" variant="ghost" aria-haspopup="dialog" onClick={() => onSurvey(cohort)}>
          {words.survey}
          <span className="sr-only"> {cohort.name}</span>
        </Button>
      )}
    </span>
  );
};

const useColumns = (
  series: readonly SeriesPlan[],
  onSurvey: ((cohort: CohortPlan) => void) | undefined,
): readonly Column<CohortPlan>[] => {
  const { cohorts: words } = usePlanningText();
  const ofCohort = (id: string): readonly SeriesPlan[] => series.filter(({ cohort }) => cohort === id);
  return [
    { key: 'name', header: words.column.name, isRowHeader: true, cell: ({ name }) => name },
    { key: 'unit', header: words.column.unit, cell: ({ unit }) => unitName(unit) },
    { key: 'track', header: words.column.track, cell: ({ track }) => words.track[track] },
    { key: 'people', header: words.column.people, isNumber: true, cell: ({ people }) => people },
    { key: 'sessions', header: words.column.sessions, isNumber: true, cell: ({ sessions }) => sessions },
    {
      key: 'hours',
      header: words.column.hours,
      cell: (cohort) => (
        <span className={styles['tags']}>
          <span className="num">
            {words.hours({
              planned: hoursAndMinutes(cohort.minutes),
              target: hoursAndMinutes(cohort.target),
            })}
          </span>
          {isShort(cohort) && (
            <Tag tone="attention" icon="warning-diamond">
              {words.fewer({ time: hoursAndMinutes(cohort.target - cohort.minutes) })}
            </Tag>
          )}
        </span>
      ),
    },
    {
      key: 'survey',
      header: words.column.survey,
      cell: ({ id }) =>
        ofCohort(id).some(({ surveyLink }) => surveyLink !== null) ? words.hasSurvey : words.noSurvey,
    },
    ...(onSurvey === undefined
      ? []
      : [
          {
            key: 'act',
            header: words.column.act,
            cell: (cohort: CohortPlan) => (
              <Acts cohort={cohort} hasSeries={ofCohort(cohort.id).length > 0} onSurvey={onSurvey} />
            ),
          },
        ]),
  ];
};

export const CohortsScreen = () => {
  const { cohorts: words } = usePlanningText();
  const canChange = useMay()('planner');
  const { value, refresh } = usePolled('/api/admin/planning/choices', PlanningChoicesReply, 30_000);
  const [surveyed, setSurveyed] = useState<CohortPlan>();
  const [isOnlyShort, setIsOnlyShort] = useState(false);
  const columns = useColumns(value?.series ?? [], canChange ? setSurveyed : undefined);
  const short = value?.cohorts.filter(isShort).length ?? 0;
  return (
    <AdminFrame title={words.title}>
      <PlanningLinks />
      <p className={styles['intro']}>{words.intro}</p>
      {short > 0 && <Banner tone="attention" title={words.fewerCount({ n: short })} />}
      <Checkbox isChecked={isOnlyShort} onChange={setIsOnlyShort}>
        {words.only}
      </Checkbox>
      <div className={`${styles['spaced']} ${styles['frame']}`}>
        {value === undefined ? (
          <Skeleton rows={8} />
        ) : (
          <Table
            caption={words.caption}
            columns={columns}
            rows={isOnlyShort ? value.cohorts.filter(isShort) : value.cohorts}
            rowKey={({ id }) => id}
            empty={
              <EmptyState icon="users-three" title={words.none.title}>
                {words.none.detail}
              </EmptyState>
            }
          />
        )}
      </div>
      {surveyed !== undefined && value !== undefined && (
        <SurveyDialog
          cohort={surveyed}
          series={value.series.filter(({ cohort }) => cohort === surveyed.id)}
          onClose={() => setSurveyed(undefined)}
          onSaved={refresh}
        />
      )}
    </AdminFrame>
  );
};
