/** The second factor of an administrator: shown at sign-in, chosen, named and taken away (AUTH-1 to AUTH-6). */
import * as z from 'zod/mini';
import { Instant } from '../domain/time.ts';
import { MadePasskey, PasskeyQuestion } from './passkeys.ts';
import { PasswordWeakness } from './set-up-administrator.ts';

const Code = z.string().check(z.maxLength(60));
const FactorName = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));
/** Nothing for whoever gave no name: the kind is then shown in the reader's language. */
const NewFactorName = z.string().check(z.trim(), z.maxLength(60));

/** POST /api/admin/factor/options: how whoever has given the password can go on, or show anew who they are. */
export const FactorOptionsRequest = z.strictObject({});
export const FactorOptionsReply = z.strictObject({
  hasTotp: z.boolean(),
  hasPasskey: z.boolean(),
  recoveryCodesLeft: z.int(),
  /** Nothing for somebody without a passkey. */
  passkey: z.nullable(PasskeyQuestion),
});
export type FactorOptionsReply = z.infer<typeof FactorOptionsReply>;

/** POST /api/admin/factor: the code app's code, or a recovery code. */
export const ShowFactorRequest = z.strictObject({ kind: z.enum(['totp', 'recovery']), code: Code });
export type ShowFactorRequest = z.infer<typeof ShowFactorRequest>;

export const NewFactorRequest = z.strictObject({});

/** POST /api/admin/factors/totp/begin: the secret, typed or read as a picture. */
export const NewTotpReply = z.strictObject({ ticket: z.string(), secret: z.string(), address: z.string() });
export type NewTotpReply = z.infer<typeof NewTotpReply>;

/** POST /api/admin/factors/totp */
export const AddTotpRequest = z.strictObject({
  ticket: z.string().check(z.maxLength(100)),
  name: NewFactorName,
  code: Code,
});
export type AddTotpRequest = z.infer<typeof AddTotpRequest>;

/** POST /api/admin/factors/passkey */
export const AddPasskeyRequest = z.strictObject({ name: NewFactorName, response: MadePasskey });
export type AddPasskeyRequest = z.infer<typeof AddPasskeyRequest>;

/** The new factor stands; with the first one come recovery codes, told this once. */
export const AddFactorReply = z.strictObject({ recoveryCodes: z.nullable(z.array(z.string())) });
export type AddFactorReply = z.infer<typeof AddFactorReply>;

/** POST /api/admin/factors/:id/name */
export const NameFactorRequest = z.strictObject({ name: FactorName });

/** POST /api/admin/recovery-codes */
export const RecoveryCodesReply = z.strictObject({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodesReply = z.infer<typeof RecoveryCodesReply>;

export const AccountActRequest = z.strictObject({});
export const AccountActReply = z.strictObject({ done: z.literal(true) });

/** POST /api/admin/account/password */
export const ChangePasswordRequest = z.strictObject({
  current: z.string().check(z.maxLength(1024)),
  password: z.string().check(z.maxLength(1024)),
});
export type ChangePasswordRequest = z.infer<typeof ChangePasswordRequest>;
export { PasswordWeakness };

export const OwnFactor = z.strictObject({
  id: z.string(),
  kind: z.enum(['passkey', 'totp']),
  name: z.string(),
  createdAt: Instant,
  lastUsedAt: z.nullable(Instant),
  isBackedUp: z.boolean(),
});
export type OwnFactor = z.infer<typeof OwnFactor>;

export const OwnSignIn = z.strictObject({
  id: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant,
  browser: z.nullable(z.string()),
  isThis: z.boolean(),
});
export type OwnSignIn = z.infer<typeof OwnSignIn>;

/** GET /api/admin/account: one's own factors and sign-ins. */
export const OwnAccountReply = z.strictObject({
  login: z.string(),
  hasPassword: z.boolean(),
  factors: z.array(OwnFactor),
  recoveryCodesLeft: z.int(),
  signIns: z.array(OwnSignIn),
  /** The city's own sign-in service by name, and whether this account is known there; nothing without one. */
  signOn: z.nullable(z.strictObject({ name: z.string(), isLinked: z.boolean() })),
});
export type OwnAccountReply = z.infer<typeof OwnAccountReply>;

/** POST /api/admin/news/read */
export const NewsReadRequest = z.strictObject({
  ids: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(100)),
});

/** POST /api/admin/administrators/:id/factor-reset: `asked` waits for a second person, `done` had one. */
export const FactorResetReply = z.strictObject({ state: z.enum(['asked', 'done']) });
export type FactorResetReply = z.infer<typeof FactorResetReply>;
