/**
 * Signed heads and receipts. A head is the device's word for its whole chain: one signature per push, not per scan.
 * A receipt is the office's word back: "I hold 1…n of device d, and n's hash is h" (SYNC-3).
 */
import * as z from 'zod/mini';
import { DeviceId, Hash } from '../domain/ids.ts';
import { canonical } from '../domain/log.ts';
import { Instant } from '../domain/time.ts';
import { isSignedBy, sign } from './keys.ts';

const Statement = z.strictObject({
  device: DeviceId,
  seq: z.int().check(z.minimum(0)),
  hash: Hash,
  at: Instant,
});
type Statement = z.infer<typeof Statement>;

export const SignedHead = z.strictObject({ ...Statement.shape, signature: z.string() });
export type SignedHead = z.infer<typeof SignedHead>;
export const Receipt = z.strictObject({ ...Statement.shape, signature: z.string() });
export type Receipt = z.infer<typeof Receipt>;

/** What is signed names its purpose, so that a signature for one thing is never good for another. */
const textOf = (purpose: 'head' | 'receipt', { device, seq, hash, at }: Statement): string =>
  `narvaro/${purpose}/1\n${canonical({ device, seq, hash, at })}`;

/** The device vouches for its log up to `seq` (SYNC-4). */
export const signHead = async (key: CryptoKey, statement: Statement): Promise<SignedHead> => ({
  ...statement,
  signature: await sign(key, textOf('head', statement)),
});

/** True if the head was signed with the device's key. */
export const isHeadSignedBy = (publicKey: string, head: SignedHead): Promise<boolean> =>
  isSignedBy(publicKey, textOf('head', head), head.signature);

/** The office acknowledges what it has on disk (SYNC-3). */
export const signReceipt = async (key: CryptoKey, statement: Statement): Promise<Receipt> => ({
  ...statement,
  signature: await sign(key, textOf('receipt', statement)),
});

/** True if the receipt was signed with the office's key; nothing else counts as received (SYNC-3). */
export const isReceiptSignedBy = (publicKey: string, receipt: Receipt): Promise<boolean> =>
  isSignedBy(publicKey, textOf('receipt', receipt), receipt.signature);

/** What a device signs to show that it holds its key (DEV-3). */
export const challengeText = (device: string, challenge: string): string =>
  `narvaro/sign-in/1\n${canonical({ device, challenge })}`;
