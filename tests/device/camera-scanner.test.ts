import { describe, expect, test } from 'vitest';

import { aScanner, settle } from '../support/scanner-parts.ts';

describe('starting and stopping', () => {
  test('[SCAN-7] a screen that is shown, hidden and shown again in one breath has one camera on', async () => {
    const { scanner, options, camerasOn } = aScanner();
    const first = scanner.start(options);
    const stopped = scanner.stop();
    const second = scanner.start(options);
    expect(await first).toEqual({ ok: false, error: { kind: 'failed', detail: 'overtaken' } });
    await stopped;
    expect((await second).ok).toBe(true);
    expect(camerasOn()).toBe(1);
  });

  test('[SCAN-7] a trainer who leaves before answering the question about the camera leaves it off', async () => {
    const { scanner, options, openings, camerasOn, states } = aScanner({ isEager: false });
    const started = scanner.start(options);
    await settle();
    const stopped = scanner.stop();
    openings[0]?.grant();
    expect((await started).ok).toBe(false);
    await stopped;
    expect(camerasOn()).toBe(0);
    expect(states).not.toContain('running');
    expect(states).not.toContain('problem');
  });

  test('[SCAN-7] any order of quick starts and stops that ends in a stop leaves every camera off', async () => {
    const { scanner, options, camerasOn, feeds } = aScanner();
    for (let round = 0; round < 5; round += 1) {
      void scanner.start(options);
      if (round % 2 === 0) void scanner.stop();
      void scanner.start(options);
    }
    await scanner.stop();
    await settle();
    expect(camerasOn()).toBe(0);
    expect(feeds.every(({ isRunning }) => !isRunning)).toBe(true);
  });

  test('[SCAN-7] nothing is told after the trainer has left, even if a frame was being read', async () => {
    const { scanner, options, show, texts } = aScanner();
    await scanner.start(options);
    const stopped = scanner.stop();
    show('Amina');
    await stopped;
    expect(texts).toEqual([]);
  });

  test('[SCAN-7] stopping twice, or before anything was started, is harmless', async () => {
    const { scanner } = aScanner();
    await scanner.stop();
    await scanner.stop();
    expect((await scanner.switchTo({ kind: 'facing', facing: 'front' })).ok).toBe(false);
  });
});

describe('reading', () => {
  test('[SCAN-3] a badge that lingers while the cameras are switched is not told twice', async () => {
    const { scanner, options, show, texts, wait } = aScanner();
    await scanner.start(options);
    show('Amina');
    wait(1000);
    await scanner.switchTo({ kind: 'facing', facing: 'front' });
    show('Amina');
    show('Björn');
    expect(texts).toEqual(['Amina', 'Björn']);
  });

  test('[SCAN-4] two badges held side by side check nobody in', async () => {
    const { scanner, options, feeds, texts } = aScanner();
    await scanner.start(options);
    feeds[0]?.onCodes([
      { text: 'Amina', x: -0.3, y: 0 },
      { text: 'Björn', x: 0.3, y: 0 },
    ]);
    expect(texts).toEqual([]);
  });
});

describe('the background', () => {
  test('[SCAN-5] the camera is off while the app is in the background and on again after', async () => {
    const { scanner, options, setHidden, camerasOn, states, show, texts } = aScanner();
    await scanner.start(options);
    await setHidden(true);
    expect(camerasOn()).toBe(0);
    await setHidden(false);
    expect(camerasOn()).toBe(1);
    expect(states).toEqual(['starting', 'running', 'paused', 'starting', 'running']);
    show('Amina');
    expect(texts).toEqual(['Amina']);
  });

  test('[SCAN-5] an app that comes back after the scan was stopped opens no camera', async () => {
    const { scanner, options, setHidden, openings } = aScanner();
    await scanner.start(options);
    await scanner.stop();
    await setHidden(true);
    await setHidden(false);
    expect(openings).toHaveLength(1);
  });

  test('[SCAN-5] a camera that the system takes away is opened again', async () => {
    const { scanner, options, openings, camerasOn } = aScanner();
    await scanner.start(options);
    openings[0]?.endTrack();
    await settle();
    expect(openings).toHaveLength(2);
    expect(camerasOn()).toBe(1);
  });

  test('[SCAN-5] a camera that stays black is given up in the end and the trainer is told', async () => {
    const { scanner, options, feeds, states, camerasOn } = aScanner();
    await scanner.start(options);
    for (let loss = 0; loss < 4; loss += 1) {
      feeds.at(-1)?.onStalled();
      await settle();
    }
    expect(states.at(-1)).toBe('problem');
    expect(camerasOn()).toBe(0);
  });

  test('[SCAN-5] a lamp that was lit is lit again after the background', async () => {
    const { scanner, options, setHidden, openings } = aScanner({ hasTorch: true });
    await scanner.start(options);
    await scanner.setTorch(true);
    await setHidden(true);
    await setHidden(false);
    expect(openings.map(({ lamp }) => lamp)).toEqual([[true], [true]]);
  });
});

describe('what can go wrong', () => {
  test('[SCAN-6] a trainer who said no to the camera is told so, and can try again', async () => {
    const { scanner, options, openings, states } = aScanner({ isEager: false });
    const started = scanner.start(options);
    await settle();
    openings[0]?.refuse('NotAllowedError');
    expect(await started).toEqual({ ok: false, error: { kind: 'denied', detail: 'NotAllowedError' } });
    expect(states).toEqual(['starting', 'problem']);
    const again = scanner.start(options);
    await settle();
    openings[1]?.grant();
    expect((await again).ok).toBe(true);
  });

  test('[SCAN-6] a chosen camera that has been unplugged gives way to the rear one', async () => {
    const { scanner, options, openings } = aScanner({ isEager: false });
    const started = scanner.start({ ...options, camera: { kind: 'device', id: 'gone' } });
    await settle();
    openings[0]?.refuse('OverconstrainedError');
    await settle();
    openings[1]?.grant();
    expect((await started).ok).toBe(true);
    expect(openings[1]?.choice).toEqual({ kind: 'facing', facing: 'rear' });
  });

  test('[SCAN-11] a chosen camera whose id the browser has changed gives way to one that faces the same way', async () => {
    const { scanner, options, openings } = aScanner({ isEager: false });
    const started = scanner.start({ ...options, camera: { kind: 'device', id: 'gone', facing: 'front' } });
    await settle();
    openings[0]?.refuse('OverconstrainedError');
    await settle();
    openings[1]?.grant();
    expect((await started).ok).toBe(true);
    expect(openings[1]?.choice).toEqual({ kind: 'facing', facing: 'front' });
  });

  test('[SCAN-6] a decoder that cannot be loaded is a problem, and the camera is not left on', async () => {
    const { scanner, options, camerasOn } = aScanner({ isWarming: false });
    expect(await scanner.start(options)).toEqual({ ok: false, error: { kind: 'failed', detail: 'decoder' } });
    expect(camerasOn()).toBe(0);
  });

  test('[SCAN-9] a tablet without a lamp offers none', async () => {
    const { scanner, options } = aScanner({ hasTorch: false });
    expect(scanner.hasTorch()).toBe(false);
    await scanner.start(options);
    expect(scanner.hasTorch()).toBe(false);
  });
});
