import { expect, test } from 'vitest';
import { isReminded } from '../../src/app/trainer/close-reminded.ts';

const reminds = (path: string): boolean => isReminded(path, 's1');

test('[CLOSE-3] the camera and the list of a session never closed remind of it, and so do the open views', () => {
  expect(['/tillfalle/s1/skanna', '/tillfalle/s1/lista', '/plattan', '/hjalp'].map(reminds)).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test('[CLOSE-3] another session’s camera, and what participants see, say nothing of it', () => {
  expect(
    ['/tillfalle/s2/skanna', '/tillfalle/s1/sjalv', '/tillfalle/s1/kod', '/tillfalle/s1/avsluta'].map(
      reminds,
    ),
  ).toEqual([false, false, false, false]);
});
