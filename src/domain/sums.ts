/** Adding up. */

export const sumOf = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0);

/** Each of these fields added up over all; noughts where there is nothing. */
export const sumsOf = <Name extends string>(
  names: readonly Name[],
  all: readonly Readonly<Record<Name, number>>[],
): Readonly<Record<Name, number>> => {
  const sums = {} as Record<Name, number>;
  for (const name of names) sums[name] = 0;
  for (const one of all) for (const name of names) sums[name] += one[name];
  return sums;
};
