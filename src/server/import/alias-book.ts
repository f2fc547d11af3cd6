/**
 * The neutral names by which people with protected identity are shown: the agreed alias, or the next free
 * "Deltagare NN" of the cohort. Anybody may have such a name, so it says nothing about whoever has it (IMP-11).
 */
import type { Participant } from '../../domain/office.ts';
import { foldText } from './clean-text.ts';

export type AliasBook = {
  readonly isTaken: (cohort: string, alias: string) => boolean;
  readonly take: (cohort: string, alias: string) => void;
  /** Takes the next free neutral name in a cohort. */
  readonly takeNext: (cohort: string) => string;
};

/** Opens the book with everybody the office has. `cohort` is a cohort's key; '' for those without one. */
export const openAliasBook = (
  participants: readonly Participant[],
  keyOf: (participant: Participant) => string,
): AliasBook => {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  const mark = (cohort: string, alias: string): string => `${cohort}\n${foldText(alias)}`;
  const take = (cohort: string, alias: string): void => void taken.add(mark(cohort, alias));
  for (const participant of participants) {
    if (participant.family === '') take(keyOf(participant), participant.given);
  }
  return {
    isTaken: (cohort, alias) => taken.has(mark(cohort, alias)),
    take,
    takeNext: (cohort) => {
      let number = next.get(cohort) ?? 1;
      const aliasOf = (): string => `Deltagare ${String(number).padStart(2, '0')}`;
      while (taken.has(mark(cohort, aliasOf()))) number += 1;
      const alias = aliasOf();
      take(cohort, alias);
      next.set(cohort, number + 1);
      return alias;
    },
  };
};
