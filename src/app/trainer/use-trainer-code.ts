/** The trainer's own code, asked for to attest and to unlock the tablet (ATTEST-2). Works without a network. */
import { useCallback, useEffect, useState } from 'react';
import type { TrainerId } from '../../domain/ids.ts';
import { readTrainerCode, trainerWithCode } from '../../signing/trainer-code.ts';
import { now as readClock, useNow } from '../device/clock.ts';
import { useSettings, useTabletState } from '../device/tablet-context.tsx';
import {
  noTries,
  readTries,
  tryCode,
  waitEnd,
  type CodeAnswer as AnswerFor,
  type Tries,
} from './trainer-code-tries.ts';

export type CodeAnswer = AnswerFor<{ readonly id: TrainerId; readonly name: string }>;

export type TrainerCode = {
  /** False where the office has given no trainer of this tablet a code: then nothing can be locked or attested. */
  readonly hasCodes: boolean;
  /** When a code may be tried again, in ms; undefined if now. */
  readonly waitUntil: number | undefined;
  readonly check: (typed: string) => Promise<CodeAnswer>;
};

/** The code of any trainer whose sessions this tablet has. */
export const useTrainerCode = (): TrainerCode => {
  const settings = useSettings();
  const { plan } = useTabletState();
  const codes = plan?.plan.trainerCodes;
  const [tries, setTries] = useState<Tries>(noTries);
  const now = useNow(1_000);
  useEffect(() => {
    let isGone = false;
    void readTries(settings).then((held) => {
      if (!isGone) setTries(held);
    });
    return () => {
      isGone = true;
    };
  }, [settings]);
  const check = useCallback(
    async (typed: string): Promise<CodeAnswer> => {
      if (readTrainerCode(typed) === undefined) return { kind: 'not-a-code' };
      const find = async () => (codes === undefined ? undefined : trainerWithCode(typed, codes));
      const tried = await tryCode(settings, find, readClock());
      setTries(tried.tries);
      return tried.answer;
    },
    [settings, codes],
  );
  return { hasCodes: (codes?.trainers.length ?? 0) > 0, waitUntil: waitEnd(tries, now), check };
};
