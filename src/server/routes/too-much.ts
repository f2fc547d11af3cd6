import { hourMs } from '../../domain/time.ts';
import { err, type Result } from '../../domain/result.ts';
import type { Refusal } from '../../protocol/problems.ts';
import type { TooMuch } from '../take-in.ts';

/**
 * What a tablet is answered that has used up its room: when to come again. What waits for a person is tried each hour,
 * because nobody knows when that person comes (LIM-1, LIM-2).
 */
export const tooMuch = (why: TooMuch): Result<never, Refusal> =>
  why.kind === 'too-much'
    ? err({ code: 'request/rate-limited', retryAfter: why.seconds })
    : err({ code: 'sync/aside-full', retryAfter: hourMs / 1000 });
