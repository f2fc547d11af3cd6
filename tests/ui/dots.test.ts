import { expect, test } from 'vitest';
import { dotRadius, dotsOf, placeDots } from '../../src/app/ui/ring/dots.ts';
import { withAnnouncement } from '../../src/app/ui/live-announcer/live-announcer.tsx';

test('[UI-5] a trainer sees one dot for each person, those here first', () => {
  expect(dotsOf({ all: 4, here: 2 })).toEqual(['filled', 'filled', 'empty', 'empty']);
});

test('[UI-5] someone added at the door gets a square, someone who left early a half', () => {
  expect(dotsOf({ all: 4, here: 3, half: 1, squares: 1 })).toEqual(['filled', 'half', 'square', 'empty']);
});

test('[UI-5] only the person who just came is marked', () => {
  expect(dotsOf({ all: 3, here: 2, isLastHot: true })).toEqual(['filled', 'hot', 'empty']);
});

test('[UI-5] more people than planned still get a dot each', () => {
  expect(dotsOf({ all: 2, here: 3 })).toHaveLength(3);
});

test.each([1, 2, 20, 24, 25, 60])('[UI-5] %i dots fit their box without touching', (n) => {
  const radius = dotRadius(n);
  const [first, second] = placeDots(dotsOf({ all: n, here: 0 }));
  expect(radius).toBeLessThan(10);
  if (first === undefined || second === undefined) return;
  expect(Math.hypot(first.x - second.x, first.y - second.y)).toBeGreaterThan(2 * radius);
});

test('[UI-8] someone listening hears the latest two things, and the same words again when they happen again', () => {
  const said = ['Amina incheckad.', 'Leyla incheckad.', 'Leyla incheckad.'].reduce<
    ReturnType<typeof withAnnouncement>
  >((kept, words) => withAnnouncement(kept, words, 'polite'), []);
  expect(said.map(({ words }) => words)).toEqual(['Leyla incheckad.', 'Leyla incheckad.']);
  expect(new Set(said.map(({ id }) => id)).size).toBe(2);
});
