/** When a code that is seen again counts as shown again. Pure: time is an argument. */

/** How long a code must have been out of view, in milliseconds, before it is news again (DESIGN §6). */
export const REPEAT_AFTER_MS = 4000;

/** When each code was last in view. Codes older than the limit are forgotten, so this stays a handful of entries. */
export type SeenCodes = ReadonlyMap<string, number>;

export const NOTHING_SEEN: SeenCodes = new Map();

/**
 * Whether a sighting is news, and what to remember (SCAN-3).
 *
 * Every sighting renews the wait, so a hand that lingers is told once, not once every four seconds. The wait is
 * each code's own: two badges held up in turn are still told once each. A clock that steps back makes nothing news.
 */
export const seeCode = (
  seen: SeenCodes,
  text: string,
  nowMs: number,
): { readonly isNews: boolean; readonly seen: SeenCodes } => {
  const lastMs = seen.get(text);
  const isNews = lastMs === undefined || nowMs - lastMs >= REPEAT_AFTER_MS;
  const recent = [...seen].filter(([, atMs]) => nowMs - atMs < REPEAT_AFTER_MS);
  return { isNews, seen: new Map([...recent, [text, nowMs]]) };
};
