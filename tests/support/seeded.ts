/** Randomness that is the same for the same seed: what a failing test prints is enough to run it again. */

/** The next number in [0, 1). */
export type Random = () => number;

/** A small generator (mulberry32); good enough to mix cases, never for secrets. */
export const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** One of the items; there must be at least one. */
export const oneOf = <T>(random: Random, items: readonly T[]): T => {
  if (items.length === 0) throw new Error('nothing to choose from');
  return items[Math.floor(random() * items.length)] as T;
};

/** The same items in another order. */
export const shuffled = <T>(random: Random, items: readonly T[]): readonly T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

/** `count` seeds, counted from `first`. */
export const seeds = (count: number, first = 1): readonly number[] =>
  Array.from({ length: count }, (_, i) => first + i);
