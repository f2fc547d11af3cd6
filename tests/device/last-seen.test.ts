/** How far the log had come, beside the database (STORE-5). */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lastSeen, noteSeen } from '../../src/app/device/last-seen.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('[STORE-5] how far a device has come never goes down, and begins anew with a new device', async () => {
  noteSeen(4, 'a');
  noteSeen(5, 'a');
  noteSeen(2, 'a');
  expect(await lastSeen()).toBe('a:5');
  noteSeen(1, 'b');
  expect(await lastSeen()).toBe('b:1');
});

test('[STORE-5] what cannot be read there is written anew, and a browser that keeps nothing there stops nobody', async () => {
  localStorage.setItem('narvaro-last-seen', 'a:broken');
  noteSeen(3, 'a');
  expect(await lastSeen()).toBe('a:3');
  vi.stubGlobal('localStorage', undefined);
  noteSeen(4, 'a');
  expect(await lastSeen()).toBeUndefined();
});
