/** Which of several codes in the picture is meant. Pure: time is an argument. */

/** A code and where its middle is, from the middle of the picture, in units of the picture's shorter side. */
export type SightedCode = { readonly text: string; readonly x: number; readonly y: number };

/** Codes that have competed in one picture, and when each was last in view. */
export type Contest = ReadonlyMap<string, number>;

export const NO_CONTEST: Contest = new Map();

/** How long a competitor is still taken to be there, in milliseconds, since a moving code is not read in every frame. */
const CONTEST_MS = 600;

/** Clearly nearer: within this distance of the middle, and at most half as far from it as the next. */
const NEAR = 0.25;
const CLEAR_RATIO = 0.5;

const distance = (code: SightedCode): number => Math.hypot(code.x, code.y);

const nearestPerText = (codes: readonly SightedCode[]): readonly SightedCode[] => {
  const nearest = new Map<string, SightedCode>();
  for (const code of codes.toSorted((a, b) => distance(a) - distance(b))) {
    if (!nearest.has(code.text)) nearest.set(code.text, code);
  }
  return [...nearest.values()];
};

const clearlyNearest = (codes: readonly SightedCode[]): SightedCode | undefined => {
  const [first, second] = codes;
  if (first === undefined || second === undefined) return first;
  const isClear = distance(first) <= NEAR && distance(first) <= distance(second) * CLEAR_RATIO;
  return isClear ? first : undefined;
};

/**
 * The one code that is meant, if it is plain (SCAN-4).
 *
 * Alone in the picture, or clearly nearest the ring's middle; otherwise none, never a random one. Two codes that have
 * competed go on competing until one has been out of view for a while: a frame in which only one of them happened
 * to be readable decides nothing.
 */
export const aimAt = (
  contest: Contest,
  codes: readonly SightedCode[],
  nowMs: number,
): { readonly text: string | undefined; readonly contest: Contest } => {
  const distinct = nearestPerText(codes);
  const current = new Map([...contest].filter(([, atMs]) => nowMs - atMs < CONTEST_MS));
  for (const code of distinct) {
    if (distinct.length > 1 || current.has(code.text)) current.set(code.text, nowMs);
  }
  const only = distinct.length === 1 ? distinct[0] : undefined;
  const rivals = only !== undefined && current.has(only.text) ? current.size - 1 : 0;
  const text = only === undefined ? clearlyNearest(distinct)?.text : rivals > 0 ? undefined : only.text;
  return { text, contest: current.size > 1 ? current : NO_CONTEST };
};
