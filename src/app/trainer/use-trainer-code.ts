/**
 * The trainer's own code, asked for to attest and to unlock the tablet (ATTEST-2). Tries are counted on the tablet and
 * survive a reload: after five wrong ones it waits five minutes (ATTEST-4). Works without a network.
 */
import { useCallback, useEffect, useState } from 'react';
import type { TrainerId } from '../../domain/ids.ts';
import { trainerWithCode } from '../../signing/trainer-code.ts';
import { now as readClock, useNow } from '../device/clock.ts';
import { useSettings, useTabletState } from '../device/tablet-context.tsx';

const triesAllowed = 5;
const waitMs = 5 * 60_000;
const settingKey = 'trainer-code-tries';

type Tries = { readonly wrong: number; readonly last: number };
const noTries: Tries = { wrong: 0, last: 0 };

export type CodeAnswer =
  | { readonly kind: 'right'; readonly trainer: { readonly id: TrainerId; readonly name: string } }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'wait'; readonly until: number };

export type TrainerCode = {
  /** False where the office has given no trainer of this tablet a code: then nothing can be locked or attested. */
  readonly hasCodes: boolean;
  /** When a code may be tried again, in ms; undefined if now. */
  readonly waitUntil: number | undefined;
  readonly check: (typed: string) => Promise<CodeAnswer>;
};

const readTries = (stored: unknown): Tries => {
  const [wrong, last] = (typeof stored === 'string' ? stored : '').split('@').map(Number);
  return Number.isInteger(wrong) && Number.isInteger(last) ? { wrong: wrong ?? 0, last: last ?? 0 } : noTries;
};

/** A clock set back does not make the wait longer than it is. */
const waitEnd = ({ wrong, last }: Tries, at: number): number | undefined =>
  wrong >= triesAllowed && at - last < waitMs && at >= last ? last + waitMs : undefined;

/** The code of any trainer whose sessions this tablet has. */
export const useTrainerCode = (): TrainerCode => {
  const settings = useSettings();
  const { plan } = useTabletState();
  const codes = plan?.plan.trainerCodes;
  const [tries, setTries] = useState<Tries>(noTries);
  const now = useNow(1_000);
  useEffect(() => {
    let isGone = false;
    void settings.get(settingKey).then((stored) => {
      if (!isGone) setTries(readTries(stored));
    });
    return () => {
      isGone = true;
    };
  }, [settings]);
  const check = useCallback(
    async (typed: string): Promise<CodeAnswer> => {
      const at = readClock();
      const held = readTries(await settings.get(settingKey));
      const until = waitEnd(held, at);
      if (until !== undefined) return { kind: 'wait', until };
      const trainer = codes === undefined ? undefined : await trainerWithCode(typed, codes);
      const wrong = held.wrong >= triesAllowed ? 1 : held.wrong + 1;
      const next = trainer === undefined ? { wrong, last: at } : noTries;
      await settings.put(settingKey, `${next.wrong}@${next.last}`);
      setTries(next);
      if (trainer !== undefined) return { kind: 'right', trainer: { id: trainer.id, name: trainer.name } };
      const end = waitEnd(next, at);
      return end === undefined
        ? { kind: 'wrong', triesLeft: triesAllowed - wrong }
        : { kind: 'wait', until: end };
    },
    [settings, codes],
  );
  return { hasCodes: (codes?.trainers.length ?? 0) > 0, waitUntil: waitEnd(tries, now), check };
};
