/** Self check-in's lock on a real disk: a new start knows what the disk says and nothing else. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDeviceDatabase, type SettingsStore } from '../../src/app/device/database.ts';
import {
  createLockKeeper,
  holdMs,
  type LockAction,
  type LockKeeper,
} from '../../src/app/trainer/kiosk/kiosk-lock.ts';

let settings: SettingsStore;
let names = 0;
let told: unknown[];

beforeEach(() => {
  names += 1;
  ({ settings } = openDeviceDatabase(`kiosk-${names}`));
  told = [];
});

const start = async (on: SettingsStore = settings): Promise<LockKeeper> => {
  const keeper = createLockKeeper(on, (defect) => told.push(defect));
  await keeper.read();
  return keeper;
};
const lock: LockAction = { kind: 'lock', session: 'a' };
const held = (heldMs: number, hasCodes = true): LockAction => ({
  kind: 'pressed',
  press: { by: 'pointer', heldMs },
  hasCodes,
});
const byKeys: LockAction = { kind: 'pressed', press: { by: 'keys' }, hasCodes: true };

describe('a tablet locked to self check-in', () => {
  test('[KIOSK-2] nothing is known of the lock before it has been read', async () => {
    const keeper = createLockKeeper(settings, () => undefined);
    expect(keeper.lock()).toBeUndefined();
    await keeper.read();
    expect(keeper.lock()).toEqual({ kind: 'open' });
  });

  test('[KIOSK-2] a reload or a killed app comes back to the same session', async () => {
    await (await start()).act(lock);
    expect((await start()).lock()).toEqual({ kind: 'locked', session: 'a' });
  });

  test('[KIOSK-2] a reload while a code is asked for is locked, not out', async () => {
    const keeper = await start();
    await keeper.act(lock);
    await keeper.act(held(holdMs));
    expect(keeper.lock()).toEqual({ kind: 'asking', session: 'a' });
    expect((await start()).lock()).toEqual({ kind: 'locked', session: 'a' });
  });

  test.each<readonly [string, readonly LockAction[]]>([
    ['a tap', [held(80)]],
    ['a hold that is let go too soon', [held(holdMs - 1)]],
    ['a hold without a code', [held(holdMs)]],
    ['a press by keyboard without a code', [byKeys]],
    ['giving up', [held(holdMs), { kind: 'gave-up' }]],
    ['a code nobody asked for', [{ kind: 'code-right' }]],
    ['a code after giving up', [held(holdMs), { kind: 'gave-up' }, { kind: 'code-right' }]],
    ['another session', [{ kind: 'lock', session: 'b' }]],
  ])('[KIOSK-2] %s does not lead out', async (_what, actions) => {
    const keeper = await start();
    await keeper.act(lock);
    for (const action of actions) await keeper.act(action);
    expect(keeper.lock()).toMatchObject({ session: 'a' });
    expect((await start()).lock()).toEqual({ kind: 'locked', session: 'a' });
  });

  test.each<readonly [string, LockAction]>([
    ['held for two seconds', held(holdMs)],
    ['pressed once by keyboard, switch or screen reader', byKeys],
  ])("[KIOSK-2] the lock %s and then a trainer's code lead out for good", async (_how, press) => {
    const keeper = await start();
    await keeper.act(lock);
    await keeper.act(press);
    expect(await keeper.act({ kind: 'code-right' })).toEqual({ kind: 'open' });
    expect((await start()).lock()).toEqual({ kind: 'open' });
  });

  test('[KIOSK-2] where no trainer has a code the hold leads out, and a tap does not', async () => {
    const keeper = await start();
    await keeper.act(lock);
    await keeper.act(held(80, false));
    expect(keeper.lock()).toEqual({ kind: 'locked', session: 'a' });
    await keeper.act(held(holdMs, false));
    expect(keeper.lock()).toEqual({ kind: 'open' });
    expect((await start()).lock()).toEqual({ kind: 'open' });
  });

  test('[KIOSK-2] a disk that refuses neither leaves the list open nor keeps a trainer in', async () => {
    const full: SettingsStore = { get: settings.get, put: () => Promise.reject(new Error('full')) };
    const keeper = await start(full);
    await keeper.act(lock);
    expect(keeper.lock()).toEqual({ kind: 'locked', session: 'a' });
    await keeper.act(byKeys);
    await keeper.act({ kind: 'code-right' });
    expect(keeper.lock()).toEqual({ kind: 'open' });
    expect(told).toHaveLength(2);
  });
});
