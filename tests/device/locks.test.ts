/** A lock between tabs, and a browser that does not hand it on (CRASH-9). */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLock } from '../../src/app/device/locks.ts';

type Asked = { readonly name: string; readonly begin: () => Promise<unknown> };

/** Web Locks that give a lock when the test says so. */
const lend = (holders: () => readonly string[]) => {
  const asked: Asked[] = [];
  const locks = {
    query: () => Promise.resolve({ held: holders().map((name) => ({ name })) }),
    request: (name: string, { signal }: { signal: AbortSignal }, begin: () => Promise<unknown>) =>
      new Promise((done, failed) => {
        const started = async (): Promise<void> => {
          try {
            done(await begin());
          } catch (error) {
            failed(error);
          }
        };
        asked.push({ name, begin: started });
        signal.addEventListener('abort', () => failed(new DOMException('given up', 'AbortError')));
      }),
  };
  vi.stubGlobal('navigator', { locks });
  return asked;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[CRASH-9] a lock that nobody holds and nobody is given stops a check-in for a moment, and the next ones not at all', async () => {
  const asked = lend(() => []);
  const lock = createLock('narvaro-log');
  const first = lock(() => Promise.resolve('first'));
  await vi.advanceTimersByTimeAsync(2001);
  expect(await first).toBe('first');
  expect(await lock(() => Promise.resolve('second'))).toBe('second');
  expect(asked).toHaveLength(1);
});

test('[CRASH-9] while another tab holds the lock one waits, but not for a tab that is frozen', async () => {
  lend(() => ['narvaro-log']);
  const lock = createLock('narvaro-log', 5000);
  let isDone = false;
  const waiting = lock(async () => {
    isDone = true;
    return Promise.resolve();
  });
  await vi.advanceTimersByTimeAsync(4900);
  expect(isDone).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  await waiting;
  expect(isDone).toBe(true);
});

test('[CRASH-9] work that has been given the lock is done once, however long it takes, and its failure is told', async () => {
  const asked = lend(() => []);
  const lock = createLock('narvaro-log', 3000);
  let times = 0;
  const working = lock(async () => {
    times += 1;
    await new Promise((wait) => setTimeout(wait, 60_000));
    throw new Error('the disk is gone');
  }).catch((error: unknown) => String(error));
  await vi.advanceTimersByTimeAsync(10);
  void asked[0]?.begin();
  await vi.advanceTimersByTimeAsync(61_000);
  expect(await working).toBe('Error: the disk is gone');
  expect(times).toBe(1);
});
