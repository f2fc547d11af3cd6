import { describe, expect, test } from 'vitest';
import { fetchedPart } from '../../src/app/device/fetched-part.ts';

describe('a part of the app that is fetched apart', () => {
  test('[OPEN-2] a trainer whose next screen has come already has it drawn without waiting', async () => {
    let fetches = 0;
    const part = fetchedPart(async () => {
      fetches += 1;
      return 'the list';
    });
    expect(part.loaded()).toBeUndefined();
    expect(await Promise.all([part.load(), part.load()])).toEqual(['the list', 'the list']);
    expect(await part.load()).toBe('the list');
    expect(part.loaded()).toBe('the list');
    expect(fetches).toBe(1);
  });

  test('[OPEN-2] a trainer whose network was gone when a screen was fetched gets it when it is asked for again', async () => {
    let isOnline = false;
    const part = fetchedPart(async () => {
      if (!isOnline) throw new TypeError('no network');
      return 'the list';
    });
    await expect(part.load()).rejects.toThrow('no network');
    expect(part.loaded()).toBeUndefined();
    isOnline = true;
    expect(await part.load()).toBe('the list');
  });
});
