/** The first lists: what has come, in figures, or why nothing has. */
import { useTablet, useTabletState } from '../device/tablet-context.tsx';
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import styles from './enrol-screen.module.css';

export const EnrolLists = () => {
  const tablet = useTablet();
  const text = useText();
  const { enrol } = useTrainerText();
  const { plan: held, send } = useTabletState();
  const { lists, failed } = enrol;
  const plan = held?.plan;
  const hasFailed = plan === undefined && (send.lastTry === 'no-answer' || send.lastTry === 'refused');
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
