/**
 * Who this tablet is: a device id from the office and a key of its own that cannot be read out (DEV-2). Enrolling is
 * done once; signing in is answering a challenge with the key (DEV-3), so there is no secret to steal or to forget.
 */
import type { DeviceId } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { EnrolDeviceReply, type EnrolDeviceRequest } from '../../protocol/enrol-device.ts';
import { DeviceChallengeReply, DeviceSignInReply } from '../../protocol/sign-in-device.ts';
import { challengeText } from '../../signing/heads.ts';
import { createKeyPair, sign } from '../../signing/keys.ts';
import type { Call, CallFailure, callServer } from './server-call.ts';

export type DeviceIdentity = {
  readonly device: DeviceId;
  readonly name: string;
  readonly demo: boolean;
  readonly privateKey: CryptoKey;
  readonly publicKey: string;
  /** The office's key: receipts are checked against it. */
  readonly receiptKey: string;
  readonly enrolledAt: number;
};

export type IdentityStore = {
  readonly get: () => Promise<DeviceIdentity | undefined>;
  /** Becomes this device; who the tablet was before is kept among the former, whose logs may hold unsent events. */
  readonly put: (identity: DeviceIdentity) => Promise<void>;
  readonly former: () => Promise<readonly DeviceIdentity[]>;
};

/** `callServer`, or a stand-in with another network in tests. */
export type AskServer = typeof callServer;

/** The new identity, and what the office holds of the one before, if one was named. */
export type Enrolled = DeviceIdentity & { readonly before: EnrolDeviceReply['former'] };

/** One question to the server whose answer is never `not-modified`. */
export const ask = async <T>(asking: AskServer, call: Call<T>): Promise<Result<T, CallFailure>> => {
  const answer = await asking(call);
  if (!answer.ok) return answer;
  return answer.value === 'not-modified' ? err({ kind: 'not-ours' }) : ok(answer.value.value);
};

/**
 * Makes a key and hands the office its public half with the one-time code (DEV-1, DEV-2). Without an answer it asks
 * once more with the same key: the code may have been used up by a request whose answer was lost.
 */
export const enrolDevice = async (
  code: string,
  deps: { readonly store: IdentityStore; readonly asking: AskServer; readonly clock: () => number },
  former?: EnrolDeviceRequest['former'],
): Promise<Result<Enrolled, CallFailure>> => {
  const { privateKey, publicKey } = await createKeyPair();
  const give = () =>
    ask(deps.asking, { path: '/api/enrol', body: { code, publicKey, former }, reply: EnrolDeviceReply });
  const first = await give();
  const reply = !first.ok && first.error.kind !== 'problem' ? await give() : first;
  if (!reply.ok) return reply;
  const { former: before, ...made } = reply.value;
  const identity: DeviceIdentity = {
    ...made,
    privateKey,
    publicKey,
    enrolledAt: deps.clock(),
  };
  await deps.store.put(identity);
  return ok({ ...identity, before });
};

export type SignedIn = {
  readonly token: string;
  readonly expiresAt: number;
  /** The server's clock when it signed the device in. */
  readonly serverTime: number;
  readonly isRevoked: boolean;
};

/** Signs in with the key; the answer is a token for some hours. */
export const signInDevice = async (
  identity: DeviceIdentity,
  asking: AskServer,
): Promise<Result<SignedIn, CallFailure>> => {
  const { device } = identity;
  const challenge = await ask(asking, {
    path: '/api/device/challenge',
    body: { device },
    reply: DeviceChallengeReply,
  });
  if (!challenge.ok) return challenge;
  const text = challengeText(device, challenge.value.challenge);
  const signature = await sign(identity.privateKey, text);
  return ask(asking, {
    path: '/api/device/sign-in',
    body: { device, challenge: challenge.value.challenge, signature },
    reply: DeviceSignInReply,
  });
};
