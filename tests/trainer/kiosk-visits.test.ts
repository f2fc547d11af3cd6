import { describe, expect, test } from 'vitest';
import { kioskFace, help } from '../../src/app/trainer/kiosk/kiosk-face.ts';
import {
  idleMs,
  nextDue,
  nextKioskState,
  nobodyYet,
  type KioskAction,
  type KioskState,
} from '../../src/app/trainer/kiosk/kiosk-state.ts';
import { aPerson, outcomes } from './factories.ts';

const amina = aPerson('Amina Berg');
const bo = aPerson('Bo Ek');
const welcome = (person: typeof amina) => kioskFace(outcomes.checkedIn(person), [amina, bo]);

const after = (...actions: readonly KioskAction[]): KioskState => {
  let state = nobodyYet(0);
  for (const action of actions) state = nextKioskState(state, action);
  return state;
};
const tick = (at: number): KioskAction => ({ kind: 'tick', at });
const arabic = (at: number): KioskAction => ({ kind: 'language', language: 'ar', at });

describe("the visitor's language", () => {
  test('[KIOSK-3] is Swedish again after 20 seconds without a code or a touch, and not before', () => {
    expect(after(arabic(1_000), tick(1_000 + idleMs - 1)).language).toBe('ar');
    expect(after(arabic(1_000), tick(1_000 + idleMs)).language).toBe('sv');
    expect(idleMs).toBe(20_000);
  });

  test.each<readonly [string, KioskAction]>([
    ['holds up a code', { kind: 'face', face: welcome(amina), at: 15_000 }],
    ['asks for help', { kind: 'face', face: help(), at: 15_000 }],
    ['touches the tablet', { kind: 'touched', at: 15_000 }],
    ['puts an answer away', { kind: 'closed', at: 15_000 }],
  ])('[KIOSK-3] stays for 20 seconds more when somebody %s', (_what, action) => {
    expect(after(arabic(0), action, tick(34_999)).language).toBe('ar');
    expect(after(arabic(0), action, tick(35_000)).language).toBe('sv');
  });

  test('[KIOSK-3] takes reading aloud with it when it goes', () => {
    const on: KioskAction = { kind: 'read-aloud', isOn: true, at: 0 };
    expect(after(on, tick(idleMs - 1)).isReadAloud).toBe(true);
    expect(after(on, tick(idleMs)).isReadAloud).toBe(false);
  });

  test('[KIOSK-3] needs a clock only while it is another, and then knows when', () => {
    expect(nextDue(after())).toBeUndefined();
    expect(nextDue(after(arabic(500)))).toBe(500 + idleMs);
    expect(nextDue(after(arabic(500), { kind: 'language', language: 'sv', at: 600 }))).toBeUndefined();
  });
});

describe('an answer on the locked tablet', () => {
  test('[KIOSK-1] a welcome stays 4 seconds and help 10', () => {
    const welcomed: KioskAction = { kind: 'face', face: welcome(amina), at: 0 };
    expect(after(welcomed, tick(3_999)).shown).toBeDefined();
    expect(after(welcomed, tick(4_000)).shown).toBeUndefined();
    const helped: KioskAction = { kind: 'face', face: help(), at: 0 };
    expect(after(helped, tick(9_999)).shown).toBeDefined();
    expect(after(helped, tick(10_000)).shown).toBeUndefined();
  });

  test('[KIOSK-1] the next code takes its place at once, and nothing of the one before is left', () => {
    const state = after(
      { kind: 'face', face: welcome(amina), at: 0 },
      { kind: 'face', face: help(), at: 100 },
      { kind: 'face', face: welcome(bo), at: 200 },
    );
    expect(state.shown).toEqual({ id: 3, face: { kind: 'welcome', name: 'Bo' }, until: 4_200 });
    expect(JSON.stringify(state)).not.toContain('Amina');
  });

  test('[KIOSK-1] one that is touched stays its whole time again', () => {
    const helped: KioskAction = { kind: 'face', face: help(), at: 0 };
    expect(after(helped, { kind: 'touched', at: 9_000 }, tick(18_999)).shown).toBeDefined();
    expect(after(helped, { kind: 'touched', at: 9_000 }, tick(19_000)).shown).toBeUndefined();
  });
});
