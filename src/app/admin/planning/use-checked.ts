/** Asks the server about something while it is being written. */
import { useEffect, useState } from 'react';
import type * as z from 'zod/mini';
import type { CallFailure } from '../../device/server-call.ts';
import { send } from '../admin-api.ts';

export type Checked<T> = {
  /** The answer to exactly what is written now. */
  readonly value: T | undefined;
  readonly failure: CallFailure | undefined;
  readonly isChecking: boolean;
  /** Asks again although nothing is written anew. */
  readonly again: () => void;
};

const pauseMs = 300;

/** What `path` answers to `body`, asked a moment after it was last changed; nothing is asked while it is undefined. */
export const useChecked = <T>(path: string, body: unknown, schema: z.ZodMiniType<T>): Checked<T> => {
  const key = body === undefined ? undefined : JSON.stringify(body);
  const [round, setRound] = useState(0);
  const [held, setHeld] = useState<{ key: string; round: number; value?: T; failure?: CallFailure }>();
  useEffect(() => {
    if (key === undefined) return undefined;
    let isLate = false;
    const timer = setTimeout(() => {
      void send(path, JSON.parse(key), schema).then((answer) => {
        if (isLate) return;
        setHeld(answer.ok ? { key, round, value: answer.value } : { key, round, failure: answer.error });
      });
    }, pauseMs);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [path, key, schema, round]);
  const isFor = held !== undefined && held.key === key && held.round === round;
  return {
    value: isFor ? held.value : undefined,
    failure: isFor ? held.failure : undefined,
    isChecking: key !== undefined && !isFor,
    again: () => setRound((n) => n + 1),
  };
};
