/** Today's sessions as the screens ask for them. */
import { useTablet, useTabletState } from '../device/tablet-context.tsx';
import { arrangeDay, type Day } from './arrange-day.ts';

/** The day, or `undefined` while there are no lists. */
export const useDay = (now: number): Day | undefined => {
  const tablet = useTablet();
  const plan = useTabletState().plan?.plan;
  return plan === undefined
    ? undefined
    : arrangeDay(plan.sessions, (session) => tablet.attendance(session), now);
};
