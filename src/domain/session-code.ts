/**
 * The rotating session code: what it says and when it is good. A new one every half minute, worked out from the
 * session's own key, so that a tablet without a network can show it and the office can check it. How it is worked out
 * is in signing/session-code.ts; whether it is in time is decided here, by the office's clock alone (CODE-2).
 */
import { asTyped, crockford } from './badge.ts';
import { SessionId } from './ids.ts';

/** How long one code is shown, in ms. */
export const codeStepMs = 30_000;
/** How long after it was changed a code is still taken, so that nobody loses a race (DESIGN §5.7). */
export const codeGraceMs = 60_000;
/** How far ahead of the office's clock a tablet may be. */
export const codeAheadMs = 60_000;
/** For how long a phone without a network may keep what it has scanned (CODE-4). */
export const codeClaimMs = 7 * 24 * 60 * 60 * 1000;

const macLength = 16;
const typedLength = 6;

/** The number of the half minute, counted from 1970. `at` in ms. */
export const codeStepAt = (at: number): number => Math.floor(at / codeStepMs);

export type SessionCode =
  /** From the QR: says itself which session and which half minute it is of. */
  | { readonly kind: 'scanned'; readonly session: SessionId; readonly step: number; readonly mac: string }
  /** Typed from beside the QR: six characters, to be looked for among what is going on. */
  | { readonly kind: 'typed'; readonly code: string };

/** What the QR on the screen says: an address whose fragment, which no server ever logs, is the code. */
export const sessionCodeUrl = (origin: string, session: SessionId, step: number, mac: string): string =>
  `${origin}/in#${session}.${step.toString(36)}.${mac}`;

/** The six characters to type, of the same code. */
export const typedCodeOf = (mac: string): string => mac.slice(0, typedLength);

const scannedPattern = new RegExp(
  `^(?:https?://[^#\\s]{1,120}/in#)?([A-Za-z0-9_-]{1,64})\\.([0-9a-z]{1,10})\\.([${crockford}]{${macLength}})$`,
);
const typedPattern = new RegExp(`^[${crockford}]{${typedLength}}$`);

/**
 * A session code in what was scanned, opened as an address or typed, or `undefined`. Case, spaces and dashes do not
 * matter in what is typed, and letters people confuse are read as what they look like (as in BADGE-3).
 */
export const readSessionCode = (text: string): SessionCode | undefined => {
  const scanned = scannedPattern.exec(text.trim().replace(/^#/, ''));
  if (scanned !== null) {
    const [, session = '', step = '', mac = ''] = scanned;
    return { kind: 'scanned', session: SessionId.parse(session), step: Number.parseInt(step, 36), mac };
  }
  const typed = asTyped(text);
  return typedPattern.test(typed) ? { kind: 'typed', code: typed } : undefined;
};

/**
 * Whether a code of half minute `step` was still good when somebody saw it. Good from its first moment until a minute
 * after it was changed; a tablet may be up to a minute ahead (CODE-2). `seenAt` in ms by the office's clock.
 */
export const codeAge = (step: number, seenAt: number): 'good' | 'old' | 'early' => {
  const age = seenAt - step * codeStepMs;
  if (age >= codeStepMs + codeGraceMs) return 'old';
  return age < -codeAheadMs ? 'early' : 'good';
};

/** The half minutes whose codes are good at `at`, newest first: where a typed code is looked for. */
export const goodSteps = (at: number): readonly number[] => {
  const first = codeStepAt(at + codeAheadMs);
  return Array.from({ length: 8 }, (_, i) => first - i).filter((step) => codeAge(step, at) === 'good');
};
