/**
 * Wrong tries in a row: after ten one waits a quarter of an hour, and longer for each that follows, an hour at most. A
 * browser that somebody has signed in with before is counted by itself, and a passkey is never made to wait, so that
 * nobody can keep another out for ever (AUTH-4). Counted for names that do not exist too.
 */
import { dayMs, hourMs, minuteMs } from '../../domain/time.ts';
import { hashOf, type Services } from '../http/services.ts';
import { isAhead } from '../store/clock-ahead.ts';
import type { Stores } from '../store/stores.ts';
import { knownBrowserOf } from './sign-in-keys.ts';

const freeTries = 10;
const firstWaitMs = 15 * minuteMs;
const longestWaitMs = hourMs;
const forgottenAfterMs = dayMs;

type Read = <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;

/** What tries for a login name are counted by: all of them for the person, and those that may have to wait. */
export type TryKeys = { readonly name: string; readonly guard: string };

/** The keys of a login name as tried from a browser with this mark. */
export const tryKeysOf = (services: Services, login: string, mark: string | undefined): TryKeys => {
  const browser = knownBrowserOf(services, mark, login);
  return {
    name: hashOf(`tries/${login}`),
    guard: hashOf(browser === undefined ? `guard/${login}` : `guard/${browser}/${login}`),
  };
};

/** How long after a wrong try nothing is answered, by how many were wrong in a row. */
export const waitAfter = (streak: number): number =>
  streak < freeTries ? 0 : Math.min(firstWaitMs * 2 ** (streak - freeTries), longestWaitMs);

/** The seconds left to wait, or undefined; a wait that a clock ahead of time has set is none (CLK-2). */
export const waitLeft = async (
  read: Read,
  { guard }: TryKeys,
  { clock }: Pick<Services, 'clock'>,
): Promise<number | undefined> => {
  const { blockedUntil } = await read(({ signInGuard }) => signInGuard.tries(guard));
  const left = blockedUntil - clock();
  return left > 0 && !isAhead(left, longestWaitMs) ? Math.ceil(left / 1000) : undefined;
};

/** Counts a wrong try, in a transaction of its own: the request that was wrong is rolled back. */
export const countWrongTry = (
  read: Read,
  { name, guard }: TryKeys,
  { clock }: Pick<Services, 'clock'>,
): Promise<void> =>
  read(async ({ signInGuard }) => {
    const now = clock();
    await signInGuard.countTry(name, now, forgottenAfterMs);
    const { streak } = await signInGuard.countTry(guard, now, forgottenAfterMs);
    const wait = waitAfter(streak);
    if (wait > 0) await signInGuard.block(guard, now + wait);
  });
