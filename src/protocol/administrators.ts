/** /api/admin/administrators: who may do what at the office, for the system administrator (ROLE-3). */
import * as z from 'zod/mini';
import { Role } from '../domain/roles.ts';
import { Instant } from '../domain/time.ts';

export const ListedAdministrator = z.strictObject({
  id: z.string(),
  name: z.string(),
  login: z.string(),
  roles: z.array(Role),
  isDisabled: z.boolean(),
  lastSignedInAt: z.nullable(Instant),
  /** Whoever asks: nobody changes their own roles. */
  isMe: z.boolean(),
  /** A reset of their second factor waits for a second person: asked by whoever asks this, or by another. */
  factorReset: z.nullable(z.enum(['by-me', 'by-other'])),
});
export type ListedAdministrator = z.infer<typeof ListedAdministrator>;

export const ListedInvitation = z.strictObject({
  id: z.string(),
  name: z.string(),
  roles: z.array(Role),
  expiresAt: Instant,
});
export type ListedInvitation = z.infer<typeof ListedInvitation>;

/** GET /api/admin/administrators */
export const ListAdministratorsReply = z.strictObject({
  administrators: z.array(ListedAdministrator),
  invitations: z.array(ListedInvitation),
});
export type ListAdministratorsReply = z.infer<typeof ListAdministratorsReply>;

const Roles = z.array(Role).check(z.minLength(1), z.maxLength(6));

/** POST /api/admin/administrators/invite */
export const InviteAdministratorRequest = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  roles: Roles,
});
export type InviteAdministratorRequest = z.infer<typeof InviteAdministratorRequest>;

/** A one-time link, told this once. Also the answer of POST /api/admin/administrators/:id/password-link. */
export const OneTimeLinkReply = z.strictObject({ link: z.string(), expiresAt: Instant });
export type OneTimeLinkReply = z.infer<typeof OneTimeLinkReply>;

/** POST /api/admin/administrators/:id/roles */
export const ChangeRolesRequest = z.strictObject({ roles: Roles });
export type ChangeRolesRequest = z.infer<typeof ChangeRolesRequest>;

/** POST …/disable, …/enable, …/password-link and /api/admin/invitations/:id/withdraw */
export const AdministratorActRequest = z.strictObject({});

export const AdministratorActReply = z.strictObject({ done: z.literal(true) });
export type AdministratorActReply = z.infer<typeof AdministratorActReply>;
