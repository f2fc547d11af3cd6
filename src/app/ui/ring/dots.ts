/** What one dot says about one person, and where dots sit on the ring. */

/** empty: not here · filled: here · half: left early · square: added at the door · hot: just checked in */
export type Dot = 'empty' | 'filled' | 'half' | 'square' | 'hot';

type Counts = {
  readonly all: number;
  readonly here: number;
  readonly half?: number;
  readonly squares?: number;
  /** Makes the last filled dot the hot one. */
  readonly isLastHot?: boolean;
};

/** The dots of a group: those here first, then those who left early, those added, and last those not here. */
export const dotsOf = ({ all, here, half = 0, squares = 0, isLastHot = false }: Counts): readonly Dot[] => {
  const filled = Math.max(0, here - half - squares);
  return Array.from({ length: Math.max(all, here) }, (_, i): Dot => {
    if (i < filled) return isLastHot && i === filled - 1 ? 'hot' : 'filled';
    if (i < filled + half) return 'half';
    return i < filled + half + squares ? 'square' : 'empty';
  });
};

export type PlacedDot = { readonly kind: Dot; readonly x: number; readonly y: number };

/** More people than this and the dots would be too small to tell apart: the number stands alone. */
export const mostDots = 60;

const hundredths = (n: number): number => Math.round(n * 100) / 100;

/** Places dots clockwise from the top of a circle of radius 50 in a 120 × 120 box. */
export const placeDots = (dots: readonly Dot[]): readonly PlacedDot[] =>
  dots.map((kind, i) => {
    const angle = (2 * Math.PI * i) / dots.length;
    return { kind, x: hundredths(60 + 50 * Math.sin(angle)), y: hundredths(60 - 50 * Math.cos(angle)) };
  });

/** Radius of a dot: a share of the distance to its neighbour, so that a fuller ring has smaller dots. */
export const dotRadius = (n: number): number => {
  const distance = n < 2 ? 100 : 2 * 50 * Math.sin(Math.PI / n);
  return hundredths(Math.min(5.6, distance * (n > 24 ? 0.36 : 0.301)));
};
