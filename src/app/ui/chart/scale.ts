/** Where values stand in a drawing: a round scale from zero, in the drawing's own units. */

const place = (n: number): number => Math.round(n * 10) / 10;

/** A round step that gives three to five lines up to `most`. */
export const stepFor = (most: number): number => {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((n) => n * power >= rough) ?? 10) * power;
};

/** The round values that get a line of their own, from zero to at most `most`. */
export const linesFor = (most: number): readonly number[] => {
  const step = stepFor(most);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
};

export type Scale = { readonly x: (i: number) => number; readonly y: (value: number) => number };
export type Box = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** `columns` steps from left to right, and values from 0 to `most` from bottom to top. */
export const scaleFor = (box: Box, columns: number, most: number): Scale => ({
  x: (i) => place(box.left + ((box.right - box.left) * i) / Math.max(1, columns)),
  y: (value) => place(box.bottom - ((box.bottom - box.top) * value) / Math.max(1, most)),
});

/** A line from zero before the first column to the end of each. */
export const pathOf = (values: readonly number[], { x, y }: Scale): string =>
  `M${x(0)} ${y(0)}${values.map((value, i) => `L${x(i + 1)} ${y(value)}`).join('')}`;
