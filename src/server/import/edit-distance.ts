/** How far two words are from each other, for suggesting what somebody meant. */

/** The number of letters to insert, take away or replace; `limit + 1` when it is more than `limit`. */
export const editDistance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
};

/** The one candidate nearest to a folded text, at most two letters away; none if two are as near. */
export const nearest = <T>(text: string, candidates: readonly (readonly [string, T])[]): T | undefined => {
  if (text.length < 4 || text.length > 60) return undefined;
  let found: { distance: number; value: T } | undefined;
  let isShared = false;
  for (const [key, value] of candidates) {
    const distance = editDistance(text, key, 2);
    if (distance > 2 || (found !== undefined && distance > found.distance)) continue;
    isShared = found !== undefined && distance === found.distance && value !== found.value;
    found = { distance, value };
  }
  return isShared ? undefined : found?.value;
};
