/** The bundle for an audit: what it would hold, and making one (BUNDLE-1, BUNDLE-5). */
import * as z from 'zod/mini';
import { MonthKey } from './month.ts';

const Checksum = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** GET /api/admin/bundle */
export const AuditBundleReply = z.strictObject({
  /** SHA-256 of the verifier's two files; null while they have not been built. */
  verifier: z.nullable(z.strictObject({ page: Checksum, command: Checksum })),
  /** The office's public key, to be compared with the one in a bundle. */
  officeKey: z.string(),
  /** The end of the office's log, as it is printed on month compilations; null while it is empty. */
  officeHead: z.nullable(z.string()),
  events: z.int(),
  entries: z.int(),
  devices: z.int(),
  /** Locked months, oldest first. */
  months: z.array(z.strictObject({ month: MonthKey, version: z.int() })),
});
export type AuditBundleReply = z.infer<typeof AuditBundleReply>;

/** POST /api/admin/bundle: a month and those before it, or everything. Answers the zip. */
export const MakeAuditBundleRequest = z.strictObject({ month: z.nullable(MonthKey) });
export type MakeAuditBundleRequest = z.infer<typeof MakeAuditBundleRequest>;
