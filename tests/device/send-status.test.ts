import { describe, expect, test } from 'vitest';
import {
  offlineDelayMs,
  retryWaitMs,
  sendStatusOf,
  type SendFacts,
} from '../../src/app/device/send-status.ts';
import { failureKind } from '../../src/app/device/tablet-parts.ts';
import { dayMs } from '../../src/domain/time.ts';
import { problemStatus } from '../../src/protocol/problems.ts';
import { between, oneOf, seeded, seeds } from '../support/seeded.ts';

const now = Date.parse('2026-11-23T09:00:00+01:00');
const calm: SendFacts = {
  isRevoked: false,
  isOnline: true,
  offlineSince: undefined,
  unsent: 0,
  unsentCheckIns: 0,
  oldestUnsentAt: undefined,
  sending: undefined,
  lastTry: 'ok',
  retryAt: undefined,
  lastSentAt: now - 1000,
};
const waiting: Partial<SendFacts> = { unsent: 3, unsentCheckIns: 2, oldestUnsentAt: now - 1000 };
const status = (facts: Partial<SendFacts>, at = now) => sendStatusOf({ ...calm, ...facts }, at);

describe('where the check-ins are', () => {
  test('[SEND-1] all with the office: sent, and when', () => {
    expect(status({})).toEqual({ kind: 'sent', at: now - 1000 });
  });

  test('[SEND-1] on the tablet: how many, and how many of them check-ins', () => {
    expect(status({ ...waiting })).toEqual({ kind: 'local', count: 3, checkIns: 2 });
    expect(status({ ...waiting, isOnline: false, lastTry: 'no-answer' })).toEqual({
      kind: 'local',
      count: 3,
      checkIns: 2,
    });
    expect(status({ ...waiting, lastTry: undefined }).kind).toBe('local');
  });

  test('[SEND-1] on their way: how many of how many', () => {
    expect(status({ ...waiting, sending: { sent: 1, total: 3 } })).toEqual({
      kind: 'sending',
      sent: 1,
      total: 3,
    });
    expect(status({ sending: { sent: 0, total: 0 } }).kind).toBe('sent');
  });

  test('[SEND-1] the office does not answer: how many wait, and when it is tried again', () => {
    for (const lastTry of ['no-answer', 'refused'] as const)
      expect(status({ ...waiting, lastTry, retryAt: now + 5000 })).toEqual({
        kind: 'server',
        count: 3,
        retryAt: now + 5000,
        isBusy: false,
      });
  });

  test('[SEND-1] the office answers that it takes no more for now: that is told, never that it does not answer', () => {
    expect(status({ ...waiting, lastTry: 'busy', retryAt: now + 5000 })).toEqual({
      kind: 'server',
      count: 3,
      retryAt: now + 5000,
      isBusy: true,
    });
    const answer = (code: 'request/rate-limited' | 'sync/aside-full' | 'server/unavailable') =>
      failureKind({
        kind: 'problem',
        problem: { type: code, title: code, status: problemStatus[code], code, retryAfter: 30 },
      });
    expect(answer('request/rate-limited')).toBe('busy');
    expect(answer('sync/aside-full')).toBe('busy');
    expect(answer('server/unavailable')).toBe('refused');
  });

  test('[SEND-1] the office answers and sets the log aside: the way on is told, never that nobody answers', () => {
    for (const way of ['reconnect', 'office'] as const)
      for (const more of [{}, { isOnline: false }, { oldestUnsentAt: now - 4 * dayMs }])
        expect(status({ ...waiting, ...more, lastTry: way })).toEqual({ kind: 'aside', count: 3, way });
    expect(failureKind({ kind: 'set-aside', reason: 'fork' })).toBe('reconnect');
    expect(failureKind({ kind: 'set-aside', reason: 'gap' })).toBe('reconnect');
    expect(failureKind({ kind: 'set-aside', reason: 'broken-chain' })).toBe('office');
    expect(failureKind({ kind: 'not-kept' })).toBe('no-answer');
  });

  test('[SEND-1] no network for ten seconds is offline; a moment is not', () => {
    const offline = { isOnline: false, offlineSince: now - offlineDelayMs };
    expect(status(offline).kind).toBe('offline');
    expect(status({ ...offline, offlineSince: now - offlineDelayMs + 1 }).kind).toBe('sent');
    expect(status({ isOnline: false }).kind).toBe('offline');
  });

  test('[SEND-1] something that has waited for more than three days is late, whatever else', () => {
    const late = { ...waiting, oldestUnsentAt: now - 3 * dayMs - 1, sending: { sent: 0, total: 3 } };
    expect(status(late)).toEqual({
      kind: 'late',
      count: 3,
      checkIns: late.unsentCheckIns,
      since: now - 3 * dayMs - 1,
    });
    expect(status({ ...late, oldestUnsentAt: now - 3 * dayMs }).kind).toBe('sending');
  });

  test('[SEND-1] a revoked tablet says so before anything else', () => {
    expect(status({ ...waiting, isRevoked: true, oldestUnsentAt: 0 })).toEqual({ kind: 'revoked', count: 3 });
  });

  test('[SEND-1] it never says sent while anything is left on the tablet', () => {
    for (const seed of seeds(5000)) {
      const random = seeded(seed);
      const unsent = between(random, 0, 3);
      const facts: SendFacts = {
        isRevoked: random() < 0.1,
        isOnline: random() < 0.5,
        offlineSince: random() < 0.5 ? undefined : now - between(random, 0, 20_000),
        unsent,
        unsentCheckIns: between(random, 0, unsent),
        oldestUnsentAt: unsent === 0 ? undefined : now - between(random, 0, 4 * dayMs),
        sending: random() < 0.3 ? { sent: 0, total: between(random, 0, 3) } : undefined,
        lastTry: oneOf(random, ['ok', 'no-answer', 'refused', 'reconnect', 'office', undefined]),
        retryAt: undefined,
        lastSentAt: now,
      };
      const { kind } = sendStatusOf(facts, now);
      if (unsent > 0) expect([seed, 'sent', 'offline']).not.toContain(kind);
    }
  });
});

describe('trying again', () => {
  test('[SYNC-8] waits longer each time, to five minutes, and never all tablets at once', () => {
    const longest = (failures: number): number => retryWaitMs(failures, () => 0.999_999);
    const shortest = (failures: number): number => retryWaitMs(failures, () => 0);
    expect([1, 2, 3].map(longest)).toEqual([5000, 10_000, 20_000]);
    expect([1, 2, 3].map(shortest)).toEqual([2500, 5000, 10_000]);
    expect(longest(7)).toBe(300_000);
    expect(longest(1_000_000)).toBe(300_000);
    expect(shortest(1_000_000)).toBe(150_000);
    const random = seeded(1);
    expect(new Set(seeds(50).map(() => retryWaitMs(4, random))).size).toBeGreaterThan(40);
  });
});
