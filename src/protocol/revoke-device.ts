/** POST /api/admin/devices/:id/revoke: a tablet gets no more plans; what it has recorded is still received (DEV-4). */
import * as z from 'zod/mini';
import { Instant } from '../domain/time.ts';

export const RevokeReason = z.enum(['lost', 'replaced', 'other']);
export type RevokeReason = z.infer<typeof RevokeReason>;

export const RevokeDeviceRequest = z.strictObject({ reason: RevokeReason });
export type RevokeDeviceRequest = z.infer<typeof RevokeDeviceRequest>;

export const RevokeDeviceReply = z.strictObject({ revokedAt: Instant });
export type RevokeDeviceReply = z.infer<typeof RevokeDeviceReply>;
