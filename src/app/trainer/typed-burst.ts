/**
 * Hardware scanners that type: a burst of characters ending with Enter is a code, wherever focus is except in a text
 * field. People type slower than 50 ms a character; a scanner faster (TYPED-1). Pure: time is an argument.
 */

/** The longest pause within a burst, in milliseconds. */
export const burstPauseMs = 50;
const shortestCode = 8;
const longestCode = 300;

export type Burst = { readonly text: string; readonly lastAt: number };
export const noBurst: Burst = { text: '', lastAt: Number.NEGATIVE_INFINITY };

export type BurstStep = { readonly burst: Burst; readonly code: string | undefined };

/** Takes one key; answers a code when Enter ends a burst. `key` is the browser's name of it. */
export const typeKey = (burst: Burst, key: string, at: number): BurstStep => {
  const isInBurst = at - burst.lastAt <= burstPauseMs;
  if (key === 'Enter') {
    const isCode = isInBurst && burst.text.length >= shortestCode;
    return { burst: noBurst, code: isCode ? burst.text : undefined };
  }
  if ([...key].length !== 1)
    return { burst: isInBurst ? { ...burst, lastAt: at } : noBurst, code: undefined };
  const text = isInBurst ? `${burst.text}${key}` : key;
  return { burst: { text: text.slice(-longestCode), lastAt: at }, code: undefined };
};
