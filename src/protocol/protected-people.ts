/** /api/admin/protected: people with protected identity, for their handler alone (PROT-1). */
import * as z from 'zod/mini';
import { ParticipantId } from '../domain/ids.ts';

const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));

/** As they are shown everywhere: by alias. */
export const ProtectedPerson = z.strictObject({
  id: ParticipantId,
  alias: z.string(),
  unit: z.string(),
  cohort: z.nullable(z.string()),
  /** Whether the name that the alias stands for is kept, so that it can be shown. */
  hasName: z.boolean(),
});
export type ProtectedPerson = z.infer<typeof ProtectedPerson>;

/** POST /api/admin/protected */
export const ListProtectedRequest = z.strictObject({});
export const ListProtectedReply = z.strictObject({ people: z.array(ProtectedPerson) });
export type ListProtectedReply = z.infer<typeof ListProtectedReply>;

/** POST /api/admin/protected/search: somebody whose identity is to be protected, by the beginning of their names. */
export const FindPersonRequest = z.strictObject({ search: z.string().check(z.maxLength(100)) });
export const FoundPerson = z.strictObject({
  id: ParticipantId,
  given: z.string(),
  family: z.string(),
  unit: z.string(),
  cohort: z.nullable(z.string()),
});
export type FoundPerson = z.infer<typeof FoundPerson>;
export const FindPersonReply = z.strictObject({ people: z.array(FoundPerson), total: z.int() });
export type FindPersonReply = z.infer<typeof FindPersonReply>;

/** POST /api/admin/protected/:id/show-name */
export const ShowNameRequest = z.strictObject({});
export const ShowNameReply = z.strictObject({ given: z.string(), family: z.string() });
export type ShowNameReply = z.infer<typeof ShowNameReply>;

/** POST /api/admin/protected/:id/protect: by this alias, or the next free neutral name. */
export const ProtectRequest = z.strictObject({ alias: z.nullable(Name) });
/** POST /api/admin/protected/:id/alias */
export const ChangeAliasRequest = z.strictObject({ alias: Name });
export const AliasReply = z.strictObject({ alias: z.string() });
export type AliasReply = z.infer<typeof AliasReply>;

/** POST /api/admin/protected/:id/unprotect: with the name to show, where none is kept. */
export const UnprotectRequest = z.strictObject({
  name: z.nullable(z.strictObject({ given: Name, family: Name })),
});
export const UnprotectReply = z.strictObject({ given: z.string(), family: z.string() });
export type UnprotectReply = z.infer<typeof UnprotectReply>;
