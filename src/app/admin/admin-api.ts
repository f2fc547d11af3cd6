/** How the office's pages read and change what the server holds. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import { ok, type Result } from '../../domain/result.ts';
import { callServer, type CallFailure } from '../device/server-call.ts';
import { noteAnswer } from './connection.ts';

export type Polled<T> = {
  /** The latest that came; kept while the server does not answer. */
  readonly value: T | undefined;
  /** Why the latest question got no answer of use; gone with the next good one. */
  readonly failure: CallFailure | undefined;
  /** Asks again at once. */
  readonly refresh: () => void;
};

type Held<T> = {
  readonly path: string;
  readonly value: T | undefined;
  readonly failure: CallFailure | undefined;
};

/**
 * What `path` answers, asked for again every `everyMs` while the page can be seen, and at once when it is seen again
 * or the network returns. An unchanged answer costs a 304 and no new drawing. `schema` must be the same object each
 * time: a constant of a module.
 */
export const usePolled = <T>(path: string, schema: z.ZodMiniType<T>, everyMs: number): Polled<T> => {
  const [held, setHeld] = useState<Held<T>>({ path, value: undefined, failure: undefined });
  const [round, setRound] = useState(0);
  const etag = useRef<{ path: string; tag: string | undefined }>({ path, tag: undefined });
  useEffect(() => {
    const stopped = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAsking = false;
    const ask = async (): Promise<void> => {
      if (isAsking) return;
      isAsking = true;
      clearTimeout(timer);
      const tag = etag.current.path === path ? etag.current.tag : undefined;
      const known = tag === undefined ? {} : { etag: tag };
      const answer = await callServer({ path, reply: schema, signal: stopped.signal, ...known });
      isAsking = false;
      if (stopped.signal.aborted) return;
      noteAnswer(answer);
      setHeld((before) => afterAnswer(before, path, answer));
      if (answer.ok && answer.value !== 'not-modified') etag.current = { path, tag: answer.value.etag };
      if (!document.hidden) timer = setTimeout(askNow, everyMs);
    };
    const askNow = (): void => {
      void ask();
    };
    const seen = (): void => {
      if (document.hidden) clearTimeout(timer);
      else askNow();
    };
    askNow();
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('online', askNow);
    return () => {
      stopped.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('online', askNow);
    };
  }, [path, schema, everyMs, round]);
  const refresh = useCallback(() => setRound((n) => n + 1), []);
  const isForPath = held.path === path;
  return {
    value: isForPath ? held.value : undefined,
    failure: isForPath ? held.failure : undefined,
    refresh,
  };
};

/** Keeps the very same object when nothing is new, so that nothing is drawn again. */
const afterAnswer = <T>(
  before: Held<T>,
  path: string,
  answer: Awaited<ReturnType<typeof callServer<T>>>,
): Held<T> => {
  const value = before.path === path ? before.value : undefined;
  if (!answer.ok) return { path, value, failure: answer.error };
  if (answer.value !== 'not-modified') return { path, value: answer.value.value, failure: undefined };
  return before.path === path && before.failure === undefined ? before : { path, value, failure: undefined };
};

/** Sends a change and answers what the server said. A failure is a value: nothing is tried again by itself. */
export const send = async <T>(
  path: string,
  body: unknown,
  schema: z.ZodMiniType<T>,
): Promise<Result<T, CallFailure>> => {
  const answer = await callServer({ path, reply: schema, body });
  noteAnswer(answer);
  if (!answer.ok) return answer;
  return answer.value === 'not-modified'
    ? { ok: false, error: { kind: 'not-ours' } }
    : ok(answer.value.value);
};
