/** Which half minute's code is on the screen, and for how long yet (CODE-1). */
import { codeStepAt, codeStepMs } from '../../domain/session-code.ts';

export type ShownStep = { readonly step: number; readonly msLeft: number };

/** `at` by the tablet's own clock, `offsetMs` how far the office's is ahead of it; both in ms. */
export const shownStep = (at: number, offsetMs: number): ShownStep => {
  const corrected = at + offsetMs;
  const step = codeStepAt(corrected);
  return { step, msLeft: (step + 1) * codeStepMs - corrected };
};
