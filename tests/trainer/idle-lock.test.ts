import { describe, expect, test } from 'vitest';
import {
  isLockedKey,
  isToLock,
  lastUsedKey,
  lockAfterKey,
  lockAfterMs,
  readLocked,
  type IdleFacts,
} from '../../src/app/trainer/lock/idle-lock.ts';
import { shownStep } from '../../src/app/trainer/code-steps.ts';
import { tryCode, waitEnd, type CodeAnswer } from '../../src/app/trainer/trainer-code-tries.ts';
import type { SettingsStore } from '../../src/app/device/database.ts';
import { codeAge, codeStepMs } from '../../src/domain/session-code.ts';
import { at } from './factories.ts';

const minute = 60_000;
const settingsIn = (kept: Map<string, unknown>): SettingsStore => ({
  get: (key) => Promise.resolve(kept.get(key)),
  put: (key, value) => {
    kept.set(key, value);
    return Promise.resolve();
  },
});

describe('a tablet nobody uses', () => {
  const left = at('10:00');
  const facts = (parts: Partial<IdleFacts> = {}): IdleFacts => ({
    lastUsedAt: left,
    after: lockAfterMs('10'),
    hasCodes: true,
    isNameless: false,
    ...parts,
  });

  test('[LOCK-1] hides its names after the minutes that were chosen, not before', () => {
    expect(isToLock(facts(), left + 10 * minute - 1)).toBe(false);
    expect(isToLock(facts(), left + 10 * minute)).toBe(true);
    expect(isToLock(facts({ after: lockAfterMs('30') }), left + 10 * minute)).toBe(false);
  });

  test('[LOCK-1] never locks when somebody has chosen so, nor where no trainer could open it', () => {
    expect(isToLock(facts({ after: lockAfterMs('off') }), left + 600 * minute)).toBe(false);
    expect(isToLock(facts({ hasCodes: false }), left + 600 * minute)).toBe(false);
  });

  test('[LOCK-1] leaves self check-in and the code on the screen alone: they show no names', () => {
    expect(isToLock(facts({ isNameless: true }), left + 600 * minute)).toBe(false);
  });

  test('[LOCK-1] a clock set back does not lock it', () => {
    expect(isToLock(facts(), left - 600 * minute)).toBe(false);
  });

  test('[LOCK-1] is still locked after a reload', async () => {
    const kept = new Map<string, unknown>();
    const view = { hasCodes: true, isNameless: false };
    expect(await readLocked(settingsIn(kept), view, left)).toBe(false);
    kept.set(isLockedKey, true);
    expect(await readLocked(settingsIn(kept), view, left)).toBe(true);
  });

  test('[LOCK-1] is locked when it is started after lying unused, also if the app was closed meanwhile', async () => {
    const kept = new Map<string, unknown>([[lastUsedKey, left]]);
    const view = { hasCodes: true, isNameless: false };
    expect(await readLocked(settingsIn(kept), view, left + 9 * minute)).toBe(false);
    expect(await readLocked(settingsIn(kept), view, left + 180 * minute)).toBe(true);
    kept.set(lockAfterKey, 'off');
    expect(await readLocked(settingsIn(kept), view, left + 180 * minute)).toBe(false);
    kept.set(lockAfterKey, '5');
    expect(await readLocked(settingsIn(kept), view, left + 6 * minute)).toBe(true);
  });
});

describe('a trainer’s code', () => {
  const kept = () => new Map<string, unknown>();
  const wrong = () => Promise.resolve(undefined);
  const right = () => Promise.resolve('Kim Alm');
  const tried = async (
    store: Map<string, unknown>,
    find: () => Promise<string | undefined>,
    time: number,
  ): Promise<CodeAnswer<string>> => (await tryCode(settingsIn(store), find, time)).answer;

  test('[ATTEST-4] is wrong four times with the tries that are left, and the fifth time waits five minutes', async () => {
    const store = kept();
    const start = at('12:30');
    for (const triesLeft of [4, 3, 2, 1])
      expect(await tried(store, wrong, start)).toEqual({ kind: 'wrong', triesLeft });
    expect(await tried(store, wrong, start)).toEqual({ kind: 'wait', until: start + 5 * minute });
  });

  test('[ATTEST-4] waits also after a reload, and then even the right code', async () => {
    const store = kept();
    const start = at('12:30');
    for (let i = 0; i < 5; i += 1) await tried(store, wrong, start);
    expect(await tried(new Map(store), right, start + 4 * minute)).toMatchObject({ kind: 'wait' });
    expect(await tried(store, right, start + 5 * minute)).toEqual({ kind: 'right', trainer: 'Kim Alm' });
  });

  test('[ATTEST-4] after the wait one has five tries again, and a right code forgets the wrong ones', async () => {
    const store = kept();
    const start = at('12:30');
    for (let i = 0; i < 5; i += 1) await tried(store, wrong, start);
    expect(await tried(store, wrong, start + 6 * minute)).toEqual({ kind: 'wrong', triesLeft: 4 });
    await tried(store, right, start + 6 * minute);
    expect(await tried(store, wrong, start + 7 * minute)).toEqual({ kind: 'wrong', triesLeft: 4 });
  });

  test('[ATTEST-4] a clock set back never makes the wait longer', () => {
    const last = at('12:30');
    expect(waitEnd({ wrong: 5, last }, last - 60 * minute)).toBeUndefined();
  });

  test('[ATTEST-2] what is kept of the tries says nothing about the code', async () => {
    const store = kept();
    await tried(store, wrong, at('12:30'));
    expect([...store.values()]).toEqual([`1@${at('12:30')}`]);
  });
});

describe('the code on the tablet’s screen', () => {
  test('[CODE-1] changes exactly at the half minute and counts down to it', () => {
    const start = at('08:30');
    expect(shownStep(start, 0).msLeft).toBe(codeStepMs);
    expect(shownStep(start + 29_999, 0)).toEqual({ step: shownStep(start, 0).step, msLeft: 1 });
    expect(shownStep(start + 30_000, 0).step).toBe(shownStep(start, 0).step + 1);
  });

  test('[CODE-2] a tablet whose clock is hours wrong but measured shows the code of the right half minute', () => {
    const right = at('08:30');
    for (const wrongBy of [-3 * 60 * minute, -4 * minute, 7 * minute, 24 * 60 * minute]) {
      const { step } = shownStep(right + wrongBy, -wrongBy);
      expect(codeAge(step, right)).toBe('good');
    }
  });

  test('[CODE-2] one whose clock is wrong and never measured shows a code that is old or early', () => {
    const right = at('08:30');
    expect(codeAge(shownStep(right - 60 * minute, 0).step, right)).toBe('old');
    expect(codeAge(shownStep(right + 60 * minute, 0).step, right)).toBe('early');
  });
});
