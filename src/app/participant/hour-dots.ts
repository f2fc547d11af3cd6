/** Minutes as dots and as words' parts. */
import type { Dot } from '../ui/ring/dots.ts';

/** A dot for each hour of the track: full, begun, or left. Never more filled than has been recorded (ME-3). */
export const hourDots = (minutes: number, targetMinutes: number): readonly Dot[] =>
  Array.from({ length: Math.ceil(targetMinutes / 60) }, (_, i): Dot => {
    if (minutes >= (i + 1) * 60) return 'filled';
    return minutes > i * 60 ? 'half' : 'empty';
  });

/** 187 minutes as 3 hours and 7 minutes. */
export const timeParts = (minutes: number): { readonly hours: number; readonly minutes: number } => ({
  hours: Math.floor(minutes / 60),
  minutes: minutes % 60,
});
