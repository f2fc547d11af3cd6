/** New rules before they are saved: as the fields hold them, and what is amiss. Pure, so that it can be tested. */
import type { HoursPolicy } from '../../../domain/policy.ts';
import { isDay, type Day } from '../../../domain/time.ts';

/** As the fields hold it. */
export type Draft = {
  readonly from: string;
  readonly grace: string;
  readonly deductsBreaks: boolean;
  readonly roundTo: string;
  readonly roundPer: HoursPolicy['roundPer'];
  readonly countsOverLimit: boolean;
};

export const draftOf = (policy: HoursPolicy, earliest: Day): Draft => ({
  from: earliest,
  grace: String(policy.graceMinutes),
  deductsBreaks: policy.deductsBreaks,
  roundTo: String(policy.roundToMinutes),
  roundPer: policy.roundPer,
  countsOverLimit: policy.countsOverLimit,
});

const steps = [1, 15, 30, 60] as const;

export type Faults = { readonly from: boolean; readonly grace: boolean };

/** The policy the fields say, or which of them are amiss. */
export const readDraft = (
  draft: Draft,
  earliest: Day,
): { readonly policy: HoursPolicy | undefined; readonly faults: Faults } => {
  const { from } = draft;
  const graceMinutes = /^\d{1,2}$/.test(draft.grace.trim()) ? Number(draft.grace) : -1;
  const roundToMinutes = steps.find((step) => String(step) === draft.roundTo) ?? 60;
  const faults = {
    from: !isDay(from) || from < earliest,
    grace: graceMinutes < 0 || graceMinutes > 30,
  };
  if (faults.from || faults.grace || !isDay(from)) return { policy: undefined, faults };
  const { deductsBreaks, roundPer, countsOverLimit } = draft;
  return { faults, policy: { from, graceMinutes, deductsBreaks, roundToMinutes, roundPer, countsOverLimit } };
};
