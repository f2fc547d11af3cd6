/** Minutes into hours and money, for people and reports. Minutes in code, hours only on screen (LAYOUT, "Words"). */
import { trackMinutes, type Track } from './programme.ts';

/** The unit cost: 417 kr/h is exactly 695 öre a minute, so money never needs a fraction (MON-1). */
export const orePerMinute = 695;

/** Minutes as co-financing in öre (MON-1). */
export const minutesToOre = (minutes: number): number => minutes * orePerMinute;

/** How many of a participant's minutes are within the track's limit; what is over is for review (HRS-3). */
export const withinTrack = (track: Track, minutes: number): { within: number; over: number } => ({
  within: Math.min(minutes, trackMinutes[track]),
  over: Math.max(0, minutes - trackMinutes[track]),
});
