/** The sessions to review, in the order they are needed: those of the month with the nearest deadline first (REV-2). */
import type { SessionSummary } from '../../protocol/list-sessions.ts';
import type { QueuedSession } from '../../protocol/review.ts';
import type { OfficeSession } from '../../domain/office.ts';
import { firstDayAfter, firstDayOf, instant, instantAt, monthOf } from '../../domain/time.ts';
import type { Context } from '../http/endpoint.ts';
import { summariesOf } from '../routes/session-summaries.ts';
import type { ReviewState } from '../store/review-store.ts';

/** Nobody has looked at it yet and nothing came in: it has no computed state. */
const progressOf = (
  { cancelled, present, setAside, walkIns }: SessionSummary,
  state: ReviewState | undefined,
): QueuedSession['progress'] => {
  const isEmpty = cancelled && present + setAside + walkIns === 0;
  if (isEmpty || state?.reviewed_at != null) return 'done';
  return state !== undefined && state.to_decide === 0 ? 'ready' : 'to-decide';
};

/** These sessions, each with how far its review has come. */
const queued = async (
  ended: readonly OfficeSession[],
  context: Context,
): Promise<readonly QueuedSession[]> => {
  const { reviews, months } = context;
  const ids = ended.map(({ session }) => session.id);
  const states = await reviews.states(ids);
  const locked = await months.lockedMonths();
  return (await summariesOf(ended, context)).map((session) => {
    const state = states.get(session.id);
    const month = monthOf(session.startsAt);
    return {
      session,
      month,
      progress: progressOf(session, state),
      /* Nobody opened it, so nothing was ever computed: that itself is the one thing to decide. */
      toDecide: state?.to_decide ?? (session.cancelled ? 0 : 1),
      corrections: state?.corrections ?? 0,
      isMonthLocked: locked.has(month),
      reviewedAt: state?.reviewed_at == null ? null : instant(Number(state.reviewed_at)),
    };
  });
};

/** The sessions that have ended and are left to review, of all there have been (REV-2, BIG-2). */
export const sessionsLeft = async (context: Context): Promise<readonly QueuedSession[]> => {
  const open = await context.programme.openEnded(context.services.clock());
  return (await queued(open, context)).filter(({ progress }) => progress !== 'done');
};

/** Every session of a month that has ended, with how far its review has come. */
export const sessionsOfMonth = async (month: string, context: Context): Promise<readonly QueuedSession[]> => {
  const now = context.services.clock();
  const from = instantAt(firstDayOf(month), '00:00');
  const to = instantAt(firstDayAfter(month), '00:00');
  const begun = await context.programme.sessionsBetween(from, to);
  return queued(
    begun.filter(({ session }) => session.startsAt >= from && session.endsAt <= now),
    context,
  );
};
