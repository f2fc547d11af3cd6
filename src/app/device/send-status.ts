/**
 * Where the check-ins are, in one of eight words (DESIGN §7). Pure: the same facts always give the same status, so
 * that what the screen says is true at every moment (SEND-1).
 */
import { dayMs } from '../../domain/time.ts';

/** The office answers, and takes nothing in before the tablet is connected anew, or before it has looked. */
export type Aside = 'reconnect' | 'office';

export type SendFacts = {
  readonly isRevoked: boolean;
  readonly isOnline: boolean;
  /** Since when the browser has said that there is no network. */
  readonly offlineSince: number | undefined;
  /** Events on the tablet that the office has not acknowledged, and how many of them are check-ins. */
  readonly unsent: number;
  readonly unsentCheckIns: number;
  readonly oldestUnsentAt: number | undefined;
  /** Present while a push is under way. */
  readonly sending: { readonly sent: number; readonly total: number } | undefined;
  /** How the last try to reach the office ended. */
  readonly lastTry: 'ok' | 'no-answer' | 'refused' | 'busy' | Aside | undefined;
  readonly retryAt: number | undefined;
  /** When everything was last known to be with the office. */
  readonly lastSentAt: number | undefined;
};

export type SendStatus =
  | { readonly kind: 'revoked'; readonly count: number }
  | { readonly kind: 'aside'; readonly count: number; readonly way: Aside }
  | { readonly kind: 'late'; readonly count: number; readonly checkIns: number; readonly since: number }
  | { readonly kind: 'sending'; readonly sent: number; readonly total: number }
  | {
      readonly kind: 'server';
      readonly count: number;
      readonly retryAt: number | undefined;
      /** It answers, and takes no more for now (LIM-1). */
      readonly isBusy: boolean;
    }
  | { readonly kind: 'local'; readonly count: number; readonly checkIns: number }
  | { readonly kind: 'offline' }
  | { readonly kind: 'sent'; readonly at: number | undefined };

/** The last try brought nothing back: no answer, or no for an answer. */
export const hasNothing = ({ lastTry }: Pick<SendFacts, 'lastTry'>): boolean =>
  lastTry === 'no-answer' || lastTry === 'refused' || lastTry === 'busy';

const lateMs = 3 * dayMs;
/** A network that is gone for a moment is not worth a new text (DESIGN §7). */
export const offlineDelayMs = 10_000;

/** The status by precedence: revoked, set aside, waiting for more than three days, sending, waiting, offline, sent (SEND-1). */
export const sendStatusOf = (facts: SendFacts, now: number): SendStatus => {
  const { unsent, oldestUnsentAt, sending } = facts;
  if (facts.isRevoked) return { kind: 'revoked', count: unsent };
  if (unsent > 0 && (facts.lastTry === 'reconnect' || facts.lastTry === 'office'))
    return { kind: 'aside', count: unsent, way: facts.lastTry };
  if (unsent > 0 && oldestUnsentAt !== undefined && now - oldestUnsentAt > lateMs)
    return { kind: 'late', count: unsent, checkIns: facts.unsentCheckIns, since: oldestUnsentAt };
  if (sending !== undefined && sending.total > 0 && unsent > 0) return { kind: 'sending', ...sending };
  const isLongOffline =
    !facts.isOnline && (facts.offlineSince === undefined || now - facts.offlineSince >= offlineDelayMs);
  if (unsent > 0) {
    if (facts.isOnline && facts.lastTry !== undefined && facts.lastTry !== 'ok')
      return { kind: 'server', count: unsent, retryAt: facts.retryAt, isBusy: facts.lastTry === 'busy' };
    return { kind: 'local', count: unsent, checkIns: facts.unsentCheckIns };
  }
  if (isLongOffline) return { kind: 'offline' };
  return { kind: 'sent', at: facts.lastSentAt };
};

const firstWaitMs = 5_000;
const longestWaitMs = 5 * 60_000;

/**
 * How long to wait before trying again after `failures` failures in a row: doubling to five minutes, each wait drawn
 * from its upper half, so that all tablets of a venue do not come back at once (SYNC-8). `random` is in [0, 1).
 */
export const retryWaitMs = (failures: number, random: () => number): number => {
  const full = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures - 1, 10));
  return Math.round(full / 2 + (full / 2) * random());
};
