/**
 * What is kept of the latest comparison with the office's clock, and whether the tablet's has gone back since: then the
 * comparison vouches for nothing (READY-5). Pure: the clocks are arguments.
 */
import * as z from 'zod/mini';
import { clockToleranceMs } from '../../domain/evidence.ts';

export const ClockCheck = z.object({
  /** Server time minus tablet time. */
  offsetMs: z.number(),
  at: z.number(),
  /** Which page compared, and how far the tablet's clock had parted from the page's own then. */
  origin: z.optional(z.number()),
  parted: z.optional(z.number()),
});
export type ClockCheck = z.infer<typeof ClockCheck>;

/** The tablet's clock; when the page began by it; and what has passed since by a clock nobody can set. All in ms. */
export type Clocks = { readonly now: number; readonly origin: number; readonly ticks: number };

/** A comparison that is told later than this says nothing of where the page's own clock was then. */
const justNowMs = 5_000;

const parting = ({ now, origin, ticks }: Clocks): number => now - origin - ticks;

const partedThen = (check: ClockCheck | undefined, { origin }: Clocks): number =>
  check?.origin === origin ? (check.parted ?? 0) : 0;

/** A new comparison, told to the page that has `clocks`. */
export const checkOf = (
  { offsetMs, at }: ClockCheck,
  before: ClockCheck | undefined,
  clocks: Clocks,
): ClockCheck => ({
  offsetMs,
  at,
  origin: clocks.origin,
  parted: Math.abs(clocks.now - at) < justNowMs ? parting(clocks) : partedThen(before, clocks),
});

/** Whether the tablet's clock has certainly gone back since it was compared; forward it also goes in sleep. */
export const hasGoneBack = (check: ClockCheck, clocks: Clocks): boolean =>
  Math.max(check.at - clocks.now, partedThen(check, clocks) - parting(clocks)) > clockToleranceMs;
