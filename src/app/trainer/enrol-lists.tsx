/** The first lists: what has come, in figures, or why nothing has. */
import { hasNothing } from '../device/send-status.ts';
import { useTablet, useTabletState } from '../device/tablet-context.tsx';
import { useText } from '../text/language.tsx';
import { useViewsText } from '../text/views-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import type { Plan } from '../../domain/programme.ts';
import styles from './enrol-screen.module.css';

/** Group by group, what has come. The lists come whole, so a group without people has none yet. */
const Groups = ({ plan }: { readonly plan: Plan }) => {
  const { enrol } = useViewsText();
  return (
    <section aria-labelledby="groups">
      <h2 id="groups">{enrol.groups}</h2>
      <ul className={styles['groups']}>
        {plan.cohorts.map(({ id, name, people }) => (
          <li key={id}>
            <Icon name={people.length > 0 ? 'check-circle' : 'warning-circle'} />
            <span>
              <b>{name}</b>
              <span className="muted num">
                {people.length > 0 ? enrol.group({ n: people.length }) : enrol.groupNone}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

export const EnrolLists = () => {
  const tablet = useTablet();
  const text = useText();
  const { enrol } = useTrainerText();
  const { plan: held, send } = useTabletState();
  const { lists, failed } = enrol;
  const plan = held?.plan;
  const hasFailed = plan === undefined && hasNothing(send);
  return (
    <>
      <p className={styles['lead']}>{lists.lead}</p>
      <div role="status">
        {plan !== undefined && (
          <Banner
            tone="in"
            title={lists.done({
              cohorts: plan.cohorts.length,
              sessions: plan.sessions.length,
              persons: plan.cohorts.reduce((sum, { people }) => sum + people.length, 0),
            })}
          />
        )}
        {hasFailed && (
          <Banner
            tone="attention"
            title={lists.none}
            action={
              <Button icon="arrow-clockwise" onClick={() => void tablet.syncNow()}>
                {text.action.retry}
              </Button>
            }
          >
            <p>{failed.noAnswer.action}</p>
          </Banner>
        )}
        {plan === undefined && !hasFailed && (
          <>
            <p>{lists.fetching}</p>
            <Skeleton rows={3} />
          </>
        )}
      </div>
      {plan !== undefined && <Groups plan={plan} />}
      <div className={styles['next']}>
        <LinkButton
          href="/idag"
          variant={plan === undefined ? 'secondary' : 'primary'}
          size="l"
          icon="calendar-check"
        >
          {lists.toToday}
        </LinkButton>
      </div>
    </>
  );
};
