import { describe, expect, test } from 'vitest';

import { createSounds, TONES } from '../../src/app/device/sounds.ts';
import { createVibration } from '../../src/app/device/vibration.ts';

describe('what a trainer hears and feels', () => {
  test('[SCAN-8] checked in rises, a choice falls, and being checked in already is twice the same', () => {
    const [inLow, inHigh] = TONES.in;
    const [choiceHigh, choiceLow] = TONES.choice;
    const [first, second] = TONES.already;
    expect(inHigh?.hertz).toBeGreaterThan(inLow?.hertz ?? Infinity);
    expect(choiceLow?.hertz).toBeLessThan(choiceHigh?.hertz ?? 0);
    expect(first).toEqual(second);
  });

  test('[SCAN-8] before the first tap a signal is silent, and nothing is asked of the browser', () => {
    let asked = 0;
    const sounds = createSounds(() => {
      asked += 1;
      return undefined;
    });
    sounds.play('in');
    expect(asked).toBe(0);
    expect(sounds.isReady()).toBe(false);
  });

  test('[SCAN-8] a tablet without sound checks people in as usual', () => {
    const sounds = createSounds(() => undefined);
    sounds.unlock();
    expect(() => sounds.play('stop')).not.toThrow();
  });

  test('[SCAN-8] each outcome that counts differently is felt differently', () => {
    const felt: number[][] = [];
    const device = { vibrate: (pattern: number[]) => felt.push(pattern) > 0 };
    const vibration = createVibration(device, () => true);
    vibration.vibrate('in');
    vibration.vibrate('already');
    vibration.vibrate('choice');
    vibration.vibrate('stop');
    expect(felt).toEqual([[60], [40, 60, 40], [120, 80, 120], [300]]);
  });

  test('[SCAN-8] an iPad, which cannot vibrate, is left alone, and so is a page that nobody has touched', () => {
    expect(createVibration({}, () => true).isSupported).toBe(false);
    const felt: number[][] = [];
    const device = { vibrate: (pattern: number[]) => felt.push(pattern) > 0 };
    createVibration(device, () => false).vibrate('in');
    expect(felt).toEqual([]);
  });
});
