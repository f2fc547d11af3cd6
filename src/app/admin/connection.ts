/** Whether the office's pages reach their server: told by every call that is made, read by the frame's banner. */
import { useSyncExternalStore } from 'react';
import type { Result } from '../../domain/result.ts';
import type { CallFailure } from '../device/server-call.ts';

export type Connection = 'fine' | 'offline' | 'no-answer';

let connection: Connection = 'fine';
const connectionListeners = new Set<() => void>();
const signInEndListeners = new Set<() => void>();

const setConnection = (next: Connection): void => {
  if (next === connection) return;
  connection = next;
  for (const listener of connectionListeners) listener();
};

/** True for the answer that means: nobody is signed in in this browser any more. */
const isSignInEnd = (failure: CallFailure | undefined): boolean =>
  failure?.kind === 'problem' && failure.problem.code === 'sign-in/required';

/** Takes in what a call met with. A refusal is an answer too: the server is there. */
export const noteAnswer = (answer: Result<unknown, CallFailure>): void => {
  if (answer.ok || answer.error.kind === 'problem') setConnection('fine');
  else setConnection(navigator.onLine ? 'no-answer' : 'offline');
  if (!answer.ok && isSignInEnd(answer.error)) for (const listener of signInEndListeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  const goOffline = (): void => setConnection('offline');
  connectionListeners.add(listener);
  window.addEventListener('offline', goOffline);
  return () => {
    connectionListeners.delete(listener);
    window.removeEventListener('offline', goOffline);
  };
};

/** The connection now, for the banner. */
export const useConnection = (): Connection => useSyncExternalStore(subscribe, () => connection);

/** Calls `listener` when any call is told that the sign-in has ended; answers how to stop. */
export const onSignInEnd = (listener: () => void): (() => void) => {
  signInEndListeners.add(listener);
  return () => {
    signInEndListeners.delete(listener);
  };
};
