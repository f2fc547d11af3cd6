/** What has been decided about counting, as sentences (HRS-4, HRS-5). */
import type { HoursPolicy } from '../../../domain/policy.ts';
import type { AdminMonthText } from '../../text/admin-month-text.ts';

/** A policy as sentences. */
export const policySentences = (
  { graceMinutes, deductsBreaks, roundToMinutes, roundPer, countsOverLimit }: HoursPolicy,
  { policy: words }: Pick<AdminMonthText, 'policy'>,
): readonly string[] => [
  graceMinutes === 0 ? words.grace.none : words.grace.some({ n: graceMinutes }),
  deductsBreaks ? words.breaks.deducted : words.breaks.counted,
  roundToMinutes === 1 ? words.round.minute : words.round[roundPer]({ step: words.step[roundToMinutes] }),
  countsOverLimit ? words.over.counted : words.over.left,
  words.never,
];
