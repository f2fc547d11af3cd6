import { describe, expect, test } from 'vitest';
import { readinessOf, type ReadinessFacts, type ReadinessRow } from '../../src/app/device/readiness.ts';
import { CohortId } from '../../src/domain/ids.ts';
import { dayMs, hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import { aPlan, aSession, at } from '../trainer/factories.ts';

const now = at('07:30');

/** A tablet with everything in order on the morning of a session. */
const aTablet = (parts: Partial<ReadinessFacts> = {}): ReadinessFacts => ({
  now,
  plan: { plan: aPlan(), confirmedAt: at('07:12') },
  isRevoked: false,
  clockOffsetMs: 800,
  clockComparedAt: at('07:12'),
  hasClockChanged: false,
  unsent: 0,
  oldestUnsentAt: undefined,
  lastTry: 'ok',
  storage: 'persistent',
  cameraTestedAt: at('07:20'),
  soundTestedAt: at('07:21'),
  isAppKept: true,
  ...parts,
});
const rowOf = (facts: ReadinessFacts, key: ReadinessRow['key']): ReadinessRow | undefined =>
  readinessOf(facts).rows.find((row) => row.key === key);
const withPlan = (parts: Parameters<typeof aPlan>[0], confirmedAt = at('07:12')): ReadinessFacts =>
  aTablet({ plan: { plan: aPlan(parts), confirmedAt } });

describe('before leaving for a venue', () => {
  test('[READY-1] a tablet with everything in order is ready, and has nothing to do', () => {
    expect(readinessOf(aTablet())).toMatchObject({ level: 'ok', toDo: 0 });
  });

  test('[READY-1] one thing to look at, and it is not called ready', () => {
    expect(readinessOf(aTablet({ soundTestedAt: undefined }))).toMatchObject({ level: 'attention', toDo: 1 });
  });

  test('[READY-2] without lists nobody can be checked in', () => {
    expect(rowOf(aTablet({ plan: undefined }), 'lists')).toMatchObject({ level: 'stop', reason: 'missing' });
  });

  test('[READY-2] a tablet that has been turned off is not ready, whatever it still holds', () => {
    expect(readinessOf(aTablet({ isRevoked: true })).level).toBe('stop');
  });

  test('[READY-2] lists whose window ends before today’s last session are not for today', () => {
    const window = { from: instant(now - dayMs), to: instant(at('12:00')) };
    expect(rowOf(withPlan({ window }), 'lists')).toMatchObject({ level: 'stop', reason: 'not-for-today' });
  });

  test('[READY-2] a tablet whose clock is days wrong judges its lists by the right time', () => {
    const plan = { plan: aPlan(), confirmedAt: now - 9 * dayMs };
    const wrong = { now: now - 9 * dayMs, plan };
    expect(rowOf(aTablet({ ...wrong, clockOffsetMs: 0 }), 'lists')).toMatchObject({
      reason: 'not-for-today',
    });
    expect(rowOf(aTablet({ ...wrong, clockOffsetMs: 9 * dayMs }), 'lists')).toMatchObject({ level: 'ok' });
  });

  test('[READY-6] what the office does not take in is told at once, with the way on', () => {
    const waits = { unsent: 2, oldestUnsentAt: now - minuteMs };
    for (const way of ['reconnect', 'office'] as const)
      expect(rowOf(aTablet({ ...waits, lastTry: way }), 'waiting')).toMatchObject({
        level: 'attention',
        way,
      });
    expect(rowOf(aTablet({ ...waits, lastTry: 'no-answer' }), 'waiting')).toMatchObject({ level: 'ok' });
  });

  test('[READY-2] a session today whose group has no people is told with how many', () => {
    const sessions = [aSession('a'), aSession('b', { cohorts: [CohortId.parse('grupp-2')] })];
    expect(rowOf(withPlan({ sessions }), 'lists')).toMatchObject({
      level: 'stop',
      reason: 'incomplete',
      count: 1,
    });
  });

  test('[READY-2] a digital lecture and a cancelled session need no list here', () => {
    const cohorts = [CohortId.parse('grupp-2')];
    const sessions = [
      aSession('b', { cohorts, kind: 'digital' }),
      aSession('c', { cohorts, cancelled: true }),
    ];
    expect(rowOf(withPlan({ sessions }), 'lists')).toMatchObject({ level: 'ok' });
  });

  test('[READY-3] lists the office has not confirmed for more than three days may miss people', () => {
    const old = withPlan({}, now - 9 * dayMs);
    expect(rowOf(old, 'lists')).toMatchObject({ level: 'attention', reason: 'old', count: 9 });
    expect(rowOf(withPlan({}, now - 3 * dayMs), 'lists')).toMatchObject({ level: 'ok' });
  });

  test('[READY-4] a camera tried yesterday has not been tried today', () => {
    expect(rowOf(aTablet({ cameraTestedAt: now - 12 * hourMs }), 'senses')).toMatchObject({
      level: 'attention',
      missing: 'camera',
    });
  });

  test('[READY-5] a clock more than two minutes wrong is told, and stops nobody', () => {
    expect(rowOf(aTablet({ clockOffsetMs: -2 * minuteMs - 1 }), 'clock')).toMatchObject({
      level: 'attention',
    });
    expect(rowOf(aTablet({ clockOffsetMs: 2 * minuteMs }), 'clock')).toMatchObject({ level: 'ok' });
  });

  test('[READY-5] a clock that has gone back since it was compared is not called right', () => {
    expect(rowOf(aTablet({ hasClockChanged: true }), 'clock')).toMatchObject({
      level: 'attention',
      hasChanged: true,
    });
  });

  test('[READY-5] a clock never compared is not called right', () => {
    expect(rowOf(aTablet({ clockOffsetMs: undefined }), 'clock')).toMatchObject({ level: 'attention' });
  });

  test('[READY-6] what was saved this morning may wait; what was saved yesterday is to be sent', () => {
    expect(rowOf(aTablet({ unsent: 3, oldestUnsentAt: at('07:25') }), 'waiting')).toMatchObject({
      level: 'ok',
    });
    expect(rowOf(aTablet({ unsent: 3, oldestUnsentAt: now - dayMs }), 'waiting')).toMatchObject({
      level: 'attention',
    });
  });

  test('[READY-7] memory the browser may clear is told; a browser that cannot say is believed', () => {
    expect(rowOf(aTablet({ storage: 'not-persistent' }), 'storage')).toMatchObject({ level: 'attention' });
    expect(rowOf(aTablet({ storage: 'unknown' }), 'storage')).toMatchObject({ level: 'ok' });
  });

  test('[READY-7] an app that would not start without a network is not ready', () => {
    expect(readinessOf(aTablet({ isAppKept: false })).level).toBe('stop');
  });
});
