/** How a trainer's participants were marked: by hand, or by a card, a code or a phone of their own (ATK-7). */
import type { TrainerMarks } from '../store/figure-store.ts';

/** The trainers, the largest share of attendances with a mark by hand first. */
export const byShareByHand = (marks: readonly TrainerMarks[]): readonly TrainerMarks[] =>
  marks.toSorted(
    (a, b) => b.byHand * a.attendances - a.byHand * b.attendances || a.trainer.localeCompare(b.trainer, 'sv'),
  );
