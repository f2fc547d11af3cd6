/** Passkeys on the wire: what the browser is asked, and what it answers (AUTH-2). */
import * as z from 'zod/mini';

const Bytes = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(8192));
const Transports = z.array(z.string().check(z.maxLength(20))).check(z.maxLength(10));
const KnownPasskey = z.strictObject({ id: Bytes, transports: Transports });

/** A passkey that was just made: the browser's own answer without what we do not use. */
export const MadePasskey = z.strictObject({
  id: Bytes,
  rawId: Bytes,
  type: z.literal('public-key'),
  response: z.strictObject({
    clientDataJSON: Bytes,
    attestationObject: Bytes,
    transports: z.optional(Transports),
  }),
});
export type MadePasskey = z.infer<typeof MadePasskey>;

/** A passkey's answer to a challenge. */
export const UsedPasskey = z.strictObject({
  id: Bytes,
  rawId: Bytes,
  type: z.literal('public-key'),
  response: z.strictObject({
    clientDataJSON: Bytes,
    authenticatorData: Bytes,
    signature: Bytes,
    userHandle: z.optional(Bytes),
  }),
});
export type UsedPasskey = z.infer<typeof UsedPasskey>;

/** What a browser is asked before somebody signs in: `known` is empty when it may be anybody's. */
export const PasskeyQuestion = z.strictObject({
  challenge: z.string(),
  rpId: z.string(),
  known: z.array(KnownPasskey),
});
export type PasskeyQuestion = z.infer<typeof PasskeyQuestion>;

/** POST /api/admin/passkey/options */
export const PasskeyOptionsRequest = z.strictObject({});

/** POST /api/admin/passkey/sign-in and /api/admin/confirm-passkey */
export const UsedPasskeyRequest = z.strictObject({ response: UsedPasskey });
export type UsedPasskeyRequest = z.infer<typeof UsedPasskeyRequest>;

/** POST /api/admin/factors/passkey/begin: what the browser is asked when a passkey is to be made. */
export const NewPasskeyQuestion = z.strictObject({
  challenge: z.string(),
  rpId: z.string(),
  user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
  known: z.array(KnownPasskey),
});
export type NewPasskeyQuestion = z.infer<typeof NewPasskeyQuestion>;
