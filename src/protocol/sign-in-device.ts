/** POST /api/device/challenge and /api/device/sign-in: a tablet shows that it holds its key (DEV-3). */
import * as z from 'zod/mini';
import { DeviceId } from '../domain/ids.ts';
import { Instant } from '../domain/time.ts';

export const DeviceChallengeRequest = z.strictObject({ device: DeviceId });
export const DeviceChallengeReply = z.strictObject({ challenge: z.string(), serverTime: Instant });
export type DeviceChallengeReply = z.infer<typeof DeviceChallengeReply>;

export const DeviceSignInRequest = z.strictObject({
  device: DeviceId,
  challenge: z.string().check(z.maxLength(100)),
  signature: z.string().check(z.maxLength(200)),
});
export const DeviceSignInReply = z.strictObject({
  token: z.string(),
  expiresAt: Instant,
  serverTime: Instant,
  isRevoked: z.boolean(),
});
export type DeviceSignInReply = z.infer<typeof DeviceSignInReply>;
