/** Where a month stands among its four steps (RVIEW-5). Pure, so that it can be tested. */
import type { ShowMonthReply } from '../../../protocol/month.ts';

export type StepKind = 'review' | 'certificates' | 'approve' | 'send';
export type Step = { readonly kind: StepKind; readonly state: 'done' | 'here' | 'later' };

type Of = Pick<ShowMonthReply, 'state' | 'version' | 'review' | 'certificates'>;

const order: readonly StepKind[] = ['review', 'certificates', 'approve', 'send'];

/**
 * The step to work on: the first that is not done. Certificates that are missing hold nobody up once their day has
 * passed: those hours are left out (DESIGN §9).
 */
const hereOf = ({ state, version, review, certificates }: Of, today: string): StepKind | undefined => {
  if (state === 'sent' || state === 'sent-again') return undefined;
  if (version !== null) return 'send';
  if (review.done < review.sessions) return 'review';
  return certificates.certified < certificates.people && today <= certificates.deadline
    ? 'certificates'
    : 'approve';
};

export const stepsOf = (month: Of, today: string): readonly Step[] => {
  const here = hereOf(month, today);
  const place = here === undefined ? order.length : order.indexOf(here);
  return order.map((kind, i) => ({ kind, state: i < place ? 'done' : i === place ? 'here' : 'later' }));
};

/** The month to work on: the first that is not sent, or the last there is. */
export const monthToWorkOn = (
  months: readonly { readonly month: string; readonly state: ShowMonthReply['state'] }[],
): string | undefined =>
  months.find(({ state }) => state === 'again')?.month ??
  months.find(({ state }) => state === 'open' || state === 'locked')?.month ??
  months.at(-1)?.month;
