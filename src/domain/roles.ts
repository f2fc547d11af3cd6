/** What an administrator may do. Everybody signed in has at least one role; a route names the roles that may call it (ROLE-1). */
import * as z from 'zod/mini';

/**
 * reviewer/granskare: decides remarks and corrects. approver/godkännare: approves, locks and reports. planner/planerare:
 * people, groups, sessions, cards. reader/läsare och revisor: sees, changes nothing. system/systemförvaltare: accounts,
 * devices, policy, keys. protected/skyddshandläggare: the only role that sees the names of people with protected identity.
 */
export const Role = z.enum(['reviewer', 'approver', 'planner', 'reader', 'system', 'protected']);
export type Role = z.infer<typeof Role>;
export const roles: readonly Role[] = ['reviewer', 'approver', 'planner', 'reader', 'system', 'protected'];
