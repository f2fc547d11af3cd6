/**
 * Times that a server's clock has written while it was ahead. Once the clock is right again they say nothing about what
 * has been done, block nobody and open nothing (CLK-1, CLK-2). A clock may be put right by a little at any time.
 */
import { minuteMs } from '../../domain/time.ts';

const slackMs = 5 * minuteMs;

/** The latest that something can have happened by a clock that is right. */
export const latestPast = (now: number): number => now + slackMs;

/** True for a moment that has not come yet: the clock that wrote it was ahead. */
export const isAhead = (at: number, now: number): boolean => at > latestPast(now);

/** The latest that something can end which was begun by a clock that is right and lasts no longer than this. */
export const latestEnd = (now: number, longestMs: number): number => latestPast(now) + longestMs;
