/** What people read about one rescue file: what is wrong with it, and what became of it. */
import { HandInRefusal, type HandInReply } from '../../protocol/hand-in.ts';
import type { Problem } from '../../protocol/problems.ts';
import type { HandInText } from './hand-in-text.ts';

type Words = { readonly title: string; readonly action: string };

/** The words for a file that is refused; undefined where the problem is another. */
export const refusalWords = (problem: Problem, words: HandInText): Words | undefined => {
  if (problem.code === 'request/too-large') return words.refused['too-large'];
  const why = HandInRefusal.safeParse(problem.reason);
  return problem.code === 'rescue/refused' && why.success ? words.refused[why.data] : undefined;
};

/** Whether the reason stands by itself on the file's card: once it waits at the office, the outcome says it. */
export const saysReason = ({ outcome }: HandInReply, isDone: boolean): boolean =>
  !(isDone && outcome === 'set-aside');

/** A title and its detail as sentences to be read aloud; a title may already end as one. */
export const spokenOf = (...said: readonly (string | undefined)[]): string =>
  said.flatMap((each) => (each === undefined ? [] : [each.replace(/[.]?$/, '.')])).join(' ');

/** What has become of a file that was handed in (RESCUE-2, RESCUE-4). */
export const outcomeWords = ({ outcome, reason, fresh }: HandInReply, words: HandInText): string => {
  if (outcome === 'set-aside')
    return reason === null ? words.doneWaits : `${words.doneWaits} ${words.reason[reason]}`;
  return reason === null || fresh === 0 ? words.done({ n: fresh }) : words.doneRevoked({ n: fresh });
};
