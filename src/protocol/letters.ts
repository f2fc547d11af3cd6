/** Letters by e-mail and as a mail-merge file: addresses under /api/admin/letters. */
import * as z from 'zod/mini';
import { CohortId, ParticipantId, UnitId } from '../domain/ids.ts';
import { Instant } from '../domain/time.ts';

/**
 * waiting: will be tried · sending: being handed over now · sent: the mail server took it · failed: it said no for
 * good · unclear: the service stopped while handing it over, so nobody knows
 */
export const LetterState = z.enum(['waiting', 'sending', 'sent', 'failed', 'unclear']);
export type LetterState = z.infer<typeof LetterState>;

/** Why a letter waits or did not go: stable codes that hold nothing of the mail server's words. */
export const LetterError = z.enum([
  'no-server',
  'no-answer',
  'later',
  'sign-in-refused',
  'address-refused',
  'refused',
  'no-address',
  'no-card',
  'gone',
]);
export type LetterError = z.infer<typeof LetterError>;

export const ShownLetter = z.strictObject({
  id: z.string(),
  kind: z.string(),
  state: LetterState,
  error: z.nullable(LetterError),
  at: Instant,
});
export type ShownLetter = z.infer<typeof ShownLetter>;

/** Where a person's link stands: a letter's state, never written to, or no address to write to. */
export const LinkState = z.enum([...LetterState.options, 'none', 'no-address']);
export type LinkState = z.infer<typeof LinkState>;

/** GET /api/admin/letters?cohort=… */
export const ListLettersReply = z.strictObject({
  /** The address letters are from, or null when no mail server is set. */
  from: z.nullable(z.string()),
  cohorts: z.array(
    z.strictObject({
      id: CohortId,
      name: z.string(),
      unit: UnitId,
      people: z.int(),
      withAddress: z.int(),
      sent: z.int(),
    }),
  ),
  /** Those of the asked cohort. */
  people: z.array(
    z.strictObject({
      participant: ParticipantId,
      given: z.string(),
      family: z.string(),
      hasAddress: z.boolean(),
      state: LinkState,
      error: z.nullable(LetterError),
      at: z.nullable(Instant),
    }),
  ),
});
export type ListLettersReply = z.infer<typeof ListLettersReply>;

/** POST /api/admin/letters/send: personal links to a cohort's people who have not got theirs, or to one person again. */
export const SendLinksRequest = z.union([
  z.strictObject({ cohort: CohortId }),
  z.strictObject({ participant: ParticipantId }),
]);
export const SendLinksReply = z.strictObject({
  queued: z.int(),
  /** Those nobody has an address for. */
  withoutAddress: z.int(),
});
export type SendLinksReply = z.infer<typeof SendLinksReply>;

/** POST /api/admin/letters/address: an address somebody was asked for; empty takes it back. */
export const GiveAddressRequest = z.strictObject({
  participant: ParticipantId,
  address: z.string().check(z.maxLength(254)),
});

/** POST /api/admin/letters/file */
export const LinkFileRequest = z.strictObject({ cohort: CohortId, format: z.enum(['csv', 'xlsx']) });
