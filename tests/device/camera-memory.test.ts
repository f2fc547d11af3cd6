import { expect, test } from 'vitest';
import type { CameraDescription, RunningCamera } from '../../src/app/device/camera-contract.ts';
import { rememberedCamera, toRemember } from '../../src/app/device/camera-memory.ts';
import { cameraNames } from '../../src/app/trainer/scan-camera-names.ts';
import { trainerSv } from '../../src/app/text/trainer-sv.ts';

const running = (parts: Partial<RunningCamera>): RunningCamera => ({
  id: 'a',
  label: '',
  facing: 'unknown',
  hasTorch: false,
  ...parts,
});
const named = (...labels: readonly string[]): readonly string[] =>
  cameraNames(
    labels.map((label, i): CameraDescription => ({ id: `${i}`, label })),
    trainerSv.scan,
  ).map(({ name }) => name);

test('[SCAN-11] the camera a trainer chose is the one asked for the next day, with the way it faces if it is gone', () => {
  expect(rememberedCamera(toRemember(running({ id: 'a', facing: 'front' })))).toEqual({
    kind: 'device',
    id: 'a',
    facing: 'front',
  });
  expect(rememberedCamera(toRemember(running({ id: 'b' })))).toEqual({ kind: 'device', id: 'b' });
});

test('[SCAN-11] a browser that hides which camera it is still remembers the way it faces', () => {
  expect(rememberedCamera(toRemember(running({ id: '', facing: 'front' })))).toEqual({
    kind: 'facing',
    facing: 'front',
  });
});

test.each([
  undefined,
  null,
  '',
  'an id from an older version',
  7,
  { id: 7 },
  { id: '' },
  { id: 'a', facing: 'up' },
])(
  '[SCAN-11] what is kept and cannot be read chooses no camera, so that the rear one opens (%j)',
  (stored) => {
    expect(rememberedCamera(stored)).toBeUndefined();
  },
);

test('[SCAN-11] a trainer chooses among cameras by the way they face, and no two are called the same', () => {
  expect(named('camera2 0, facing back', 'camera2 1, facing front')).toEqual([
    'Bakre kamera',
    'Främre kamera',
  ]);
  expect(named('Back Camera', 'Back Ultra Wide Camera', 'Front Camera')).toEqual([
    'Bakre kamera, Back Camera',
    'Bakre kamera, Back Ultra Wide Camera',
    'Främre kamera',
  ]);
  expect(named('', '')).toEqual(['Kamera 1', 'Kamera 2']);
  expect(named('Logitech C920', 'Logitech C920')).toEqual([
    'Logitech C920, Kamera 1',
    'Logitech C920, Kamera 2',
  ]);
});
