/** The overview's figures as pure functions of what was gathered, so that each can be followed by hand. */
import { dueDay, monthStates } from '../../domain/month.ts';
import { progressOf, type FigurePerson, type Tallies } from '../../domain/programme-figures.ts';
import { units, unitName } from '../../domain/programme.ts';
import { instant, type Month } from '../../domain/time.ts';
import type { Attention, UnitProgress } from '../../protocol/programme-overview.ts';
import type { Gathered, GatheredSession } from '../figures/gather.ts';

const known: readonly string[] = units.map(([key]) => key);

/** Units in the programme's own order, others after them by name. */
export const byUnit = (a: string, b: string): number =>
  (known.indexOf(a) + 1 || known.length + 1) - (known.indexOf(b) + 1 || known.length + 1) ||
  unitName(a).localeCompare(unitName(b), 'sv');

/** Over, and not reviewed as it now stands; a cancelled session that nobody came to is nothing to review. */
export const waitsForReview = (session: GatheredSession, now: number): boolean =>
  session.endsAt <= now && !session.isReviewed && !(session.isCancelled && session.toDecide === 0);

/** Progress of every unit that has participants, in order. */
export const progressByUnit = (
  people: readonly FigurePerson[],
  tallies: Tallies,
  sessions: readonly GatheredSession[],
  now: number,
): readonly UnitProgress[] => {
  const byUnitKey = new Map<string, FigurePerson[]>();
  for (const person of people) {
    const own = byUnitKey.get(person.unit);
    if (own === undefined) byUnitKey.set(person.unit, [person]);
    else own.push(person);
  }
  const waiting = sessions.filter((one) => waitsForReview(one, now));
  return [...byUnitKey.keys()].sort(byUnit).map((unit) => ({
    unit,
    ...progressOf(byUnitKey.get(unit) ?? [], tallies),
    toReview: waiting.filter((one) => one.unit === unit).length,
  }));
};

/** What waits for a review (REV-2). Nobody has looked at a session without records: that is one decision. */
export const reviewToDo = (sessions: readonly GatheredSession[], now: number): Attention['review'] => {
  const waiting = sessions.filter((one) => waitsForReview(one, now));
  const [first] = waiting;
  return {
    sessions: waiting.length,
    decisions: waiting.reduce((sum, { toDecide, hasRecords }) => sum + (hasRecords ? toDecide : 1), 0),
    first:
      first === undefined
        ? null
        : { id: first.session.id, title: first.session.title, startsAt: instant(first.startsAt) },
  };
};

/** The oldest month, over and not locked, in which somebody has hours they have not certified (CERT-1). */
export const certificatesToDo = (
  { sessions, attended, locked }: Gathered,
  thisMonth: Month,
): Attention['certificates'] => {
  const isLocked = new Set(locked.map(({ month }) => month));
  const monthOf = new Map(sessions.map(({ id, month }) => [id, month]));
  const missing = attended.flatMap(({ session, participant, minutes, isCertified }) => {
    const month = monthOf.get(session) ?? '';
    const isAsked = minutes > 0 && !isCertified && month < thisMonth && !isLocked.has(month);
    return isAsked ? [{ month, participant }] : [];
  });
  const month = missing.map((one) => one.month).toSorted()[0];
  if (month === undefined) return null;
  const people = new Set(missing.filter((one) => one.month === month).map((one) => one.participant));
  return { month, people: people.size };
};

/** The month to lock or send first: months go to SCB in order (MONTH-5). */
export const reportToDo = (
  { sessions, attended, deeds }: Pick<Gathered, 'sessions' | 'attended' | 'deeds'>,
  thisMonth: Month,
): Attention['report'] => {
  const states = monthStates(deeds);
  const monthOf = new Map(sessions.map(({ id, month }) => [id, month]));
  const recorded = attended.flatMap(({ session, minutes }) =>
    minutes > 0 ? [monthOf.get(session) ?? ''] : [],
  );
  const months = [...new Set([...states.keys(), ...recorded])].filter((month) => month !== '').toSorted();
  for (const month of months) {
    const state = states.get(month) ?? 'open';
    if (state === 'open' && month < thisMonth) return { month, step: 'lock', due: dueDay(month) };
    if (state === 'locked') return { month, step: 'send', due: dueDay(month) };
    if (state === 'again') return { month, step: 'again', due: dueDay(month) };
  }
  return null;
};
