/**
 * Everything that can be refused on the wire, as RFC 9457 problems with stable codes (WIRE-2). A code never changes
 * its meaning; a retired one stays listed. What people read about a code is in app/text, and the compiler says when
 * a code has no words.
 */
import * as z from 'zod/mini';

/** code → HTTP status */
export const problemStatus = {
  'request/malformed': 400,
  'request/too-large': 413,
  /** The body came so slowly that it looked like an attack; nothing of it was taken. */
  'request/too-slow': 408,
  'request/not-json': 415,
  'request/not-found': 404,
  'request/rate-limited': 429,
  'request/cross-site': 403,
  'server/defect': 500,
  'server/unavailable': 503,
  /** No room on the server's disk: nothing was kept, and nothing acknowledged (CRASH-4). */
  'server/storage-full': 507,
  'sign-in/required': 401,
  'sign-in/wrong': 401,
  /** The password was right; the second factor is left to show (AUTH-1). */
  'sign-in/factor-needed': 403,
  /** The password was right; a second factor has to be chosen first (AUTH-1). */
  'sign-in/factor-missing': 403,
  /** A code that is wrong or used, or too old. */
  'sign-in/code-wrong': 401,
  /** A passkey that is not known here, or did not answer what was asked. */
  'sign-in/passkey-refused': 401,
  /** Nobody is without a second factor: the last one is not taken away (AUTH-5). */
  'sign-in/last-factor': 409,
  /** People sign in at the city's own service here, not with a password (AUTH-8). */
  'sign-in/password-off': 403,
  /** The city's own sign-in service does not answer. */
  'sign-on/unreachable': 503,
  /** What came back from the city's own sign-in service does not hold, or was used already. */
  'sign-on/refused': 401,
  /** Signed in at the city's service, and nobody has invited that person here (AUTH-8). */
  'sign-on/not-invited': 403,
  /** Somebody else's account belongs to that person at the city's service. */
  'sign-on/taken': 409,
  /** Signs in at the city's service alone: there is no password to change. */
  'account/no-password': 409,
  /** The same person cannot both ask for a reset and agree to it (AUTH-6). */
  'account/second-person': 409,
  'sign-in/setup-link-used': 410,
  'sign-in/password-weak': 422,
  /** Somebody has the login name, and the set-up link is an invitation: it opens nobody's account (SIGN-1). */
  'sign-in/name-taken': 409,
  /** The password has to be given anew first (SIGN-6). */
  'sign-in/stale': 403,
  /** Signed in, but without a role that may do this (ROLE-1). */
  'role/not-allowed': 403,
  'enrol/code-unknown': 404,
  'enrol/code-used': 410,
  'enrol/key-invalid': 422,
  'device/sign-in-refused': 401,
  'device/revoked': 403,
  /** The app is older than the plan's form: it has to be updated, and goes on delivering meanwhile (OLD-2). */
  'device/too-old': 409,
  'sync/gap': 409,
  'sync/head-not-signed': 422,
  /** So much of this tablet waits for a person that no more of it is kept aside until then (LIM-2). */
  'sync/aside-full': 429,
  'session/unknown': 404,
  /** No such badge or card code. */
  'link/unknown': 404,
  /** The badge behind the link or the typed code has been blocked. */
  'link/blocked': 410,
  /** The phone only knows the readable code; the badge's own address has to be opened first (ME-2). */
  'link/needed': 403,
  /** Not a code of a session of ours, or a forged one. */
  'code/unknown': 404,
  /** The code has been changed since. */
  'code/old': 410,
  /** A code of a time that has not been: the tablet's clock is wrong. */
  'code/early': 409,
  /** The session is cancelled, or not going on. */
  'code/not-now': 409,
  'trainer/unknown': 404,
  /** Something has changed since the page was shown: nothing was decided. */
  'review/changed': 409,
  /** Decisions are left, or a log does not hold. */
  'review/not-ready': 409,
  /** Times outside the session's day, or in the wrong order. */
  'review/times': 422,
  /** What was written looks like an identity number. */
  'text/identity-number': 422,
  /** Other minutes count now than those that were shown: nothing was certified (CERT-1). */
  'certify/changed': 409,
  'month/changed': 409,
  /** A hard check stands in the way; `reason` says which. */
  'month/not-ready': 409,
  'month/not-locked': 409,
  /** The months are sent in order; `reason` is the one before. */
  'month/order': 409,
  /** A man with protected identity has hours, and nobody has entered SCB's code for it (SCB-4). */
  'report/protected-code-missing': 409,
  /** Somebody with hours has no identity number. */
  'report/number-missing': 409,
  /** A policy may not change what a locked month was counted by. */
  'policy/locked-month': 409,
  'participant/unknown': 404,
  /** Already protected: there is nothing to do. */
  'protection/already': 409,
  /** Somebody else in the group is shown by it. */
  /** The label is a number, or says who it is. */
  'protection/alias-telling': 422,
  'protection/alias-taken': 409,
  /** No name is kept for whoever is shown by an alias. */
  'protection/no-name': 404,
  /** No such administrator, or no such invitation any more. */
  'account/unknown': 404,
  /** Nobody changes or disables their own account. */
  'account/own': 409,
  /** Somebody has to be left who manages accounts. */
  'account/last-system': 409,
  /** The plan has been changed since it was weighed: look again. */
  'planning/changed': 409,
  /** There is something that somebody must say yes to first. */
  'planning/not-confirmed': 409,
  /** The session's month is locked: its hours are changed by corrections alone. */
  'planning/month-locked': 409,
  /** The cohort, venue, tablet, wave or series is not there. */
  'planning/unknown': 404,
  /** Another venue has the name. */
  'planning/name-taken': 409,
  /** No such participant or cohort. */
  'people/unknown': 404,
  /** The record was merged into another's. */
  'people/merged': 409,
  'people/has-left': 409,
  'people/has-place': 409,
  'people/other-track': 409,
  'people/same-cohort': 409,
  'people/day-wrong': 422,
  /** An end before a day the person was at a session. */
  'people/was-there-later': 409,
  'people/no-place': 409,
  /** Somebody else is first on the reserve list now. */
  'people/list-changed': 409,
  /** They may be two people: only the handler of protected identities decides (PPL-6). */
  'people/merge-unsafe': 403,
  /** The other record has to be the one that is left. */
  'people/merge-other-way': 409,
  'letters/no-server': 409,
  'letters/address-wrong': 422,
  'figures/being-made': 503,
  'figures/month-unknown': 404,
  'figures/unit-unknown': 404,
  /** The verifier that goes with every bundle has not been built (BUNDLE-5). */
  'bundle/no-verifier': 409,
  /** Not a rescue file that can be read here; `reason` says why (RESCUE-5). */
  'rescue/refused': 422,
  'import/draft-gone': 410,
  'import/refused': 422,
  'import/not-ready': 409,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problemStatus;
const codes = Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]];

/** RFC 9457, with the code as the type. `expected` is the number to resend from; `retryAfter` seconds to wait. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(codes),
  expected: z.optional(z.int()),
  retryAfter: z.optional(z.int()),
  /** A finer reason for `import/refused`: stable codes of its own (see import.ts). */
  reason: z.optional(z.string()),
  /** Short code for support, for `server/defect`. */
  reference: z.optional(z.string()),
});
export type Problem = z.infer<typeof Problem>;

/** What a handler answers when it refuses. */
export type Refusal = {
  readonly code: ProblemCode;
  readonly expected?: number;
  readonly retryAfter?: number;
  readonly reason?: string;
  readonly reference?: string;
};

/** A refusal as it stands on the wire. The title is for developers; people read app/text. */
export const problemOf = (refusal: Refusal): Problem => ({
  type: `urn:narvaro:problem:${refusal.code}`,
  title: refusal.code,
  status: problemStatus[refusal.code],
  ...refusal,
});
