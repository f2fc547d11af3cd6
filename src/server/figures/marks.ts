/** How a trainer's participants were marked: by hand, or by a card, a code or a phone of their own (ATK-7). */
import type { FigureStore } from '../store/figure-store.ts';
import type { GatheredSession } from './gather.ts';

export type TrainerMarks = {
  readonly trainer: string;
  readonly sessions: number;
  readonly attendances: number;
  readonly byHand: number;
};

type Line = Pick<Awaited<ReturnType<FigureStore['attended']>>[number], 'session' | 'remarks'>;

/**
 * For each trainer of these sessions how many attendances there are and how many of them have a mark by hand; the
 * largest share first. Sessions that nobody came to say nothing and are left out.
 */
export const marksByTrainer = (
  sessions: readonly GatheredSession[],
  attended: readonly Line[],
): readonly TrainerMarks[] => {
  const trainerOf = new Map(sessions.map(({ id, session }) => [id, session.trainer]));
  const sums = new Map<string, { sessions: Set<string>; attendances: number; byHand: number }>();
  for (const { session, remarks } of attended) {
    const trainer = trainerOf.get(session);
    if (trainer === undefined) continue;
    const sum = sums.get(trainer) ?? { sessions: new Set(), attendances: 0, byHand: 0 };
    sum.sessions.add(session);
    sum.attendances += 1;
    if (remarks.includes('"by-hand"')) sum.byHand += 1;
    sums.set(trainer, sum);
  }
  return [...sums]
    .map(([trainer, sum]) => ({ ...sum, trainer, sessions: sum.sessions.size }))
    .toSorted(
      (a, b) =>
        b.byHand * a.attendances - a.byHand * b.attendances || a.trainer.localeCompare(b.trainer, 'sv'),
    );
};
