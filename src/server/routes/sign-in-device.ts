import { instant, minuteMs, hourMs } from '../../domain/time.ts';
import { err, ok } from '../../domain/result.ts';
import {
  DeviceChallengeReply,
  DeviceChallengeRequest,
  DeviceSignInReply,
  DeviceSignInRequest,
} from '../../protocol/sign-in-device.ts';
import { challengeText } from '../../signing/heads.ts';
import { isSignedBy } from '../../signing/keys.ts';
import { endpoint } from '../http/endpoint.ts';
import { isOffices } from '../phones-log.ts';
import { createToken, hashOf } from '../http/services.ts';

const challengeMs = 2 * minuteMs;
const signInMs = 12 * hourMs;
/** A tablet signs in each time its app is opened. All of a city's may share one address, and so may whoever disturbs them. */
const perDevice = 3000;
const perAddress = 30_000;

/** POST /api/device/challenge: something new to sign. Answered for unknown devices too, so that ids cannot be tried out. */
export const challengeDevice = endpoint({
  method: 'post',
  path: '/api/device/challenge',
  caller: 'anyone',
  body: DeviceChallengeRequest,
  reply: DeviceChallengeReply,
  limits: [
    {
      name: 'challenge',
      max: perDevice,
      perMs: hourMs,
      key: ({ address, body }) => `${address} ${body.device}`,
    },
    { name: 'challenge-address', max: perAddress, perMs: hourMs, key: ({ address }) => address },
  ],
  handle: async ({ body }, { devices, services }) => {
    const challenge = createToken(services);
    const now = services.clock();
    await devices.addChallenge(hashOf(challenge), body.device, now + challengeMs);
    return ok({ challenge, serverTime: instant(now) });
  },
});

/** POST /api/device/sign-in: the device answers the challenge with its own key (DEV-3). */
export const signInDevice = endpoint({
  method: 'post',
  path: '/api/device/sign-in',
  caller: 'anyone',
  body: DeviceSignInRequest,
  reply: DeviceSignInReply,
  handle: async ({ body }, { devices, services }) => {
    const now = services.clock();
    const device = await devices.get(body.device);
    const isOpen = await devices.useChallenge(hashOf(body.challenge), body.device, now);
    const text = challengeText(body.device, body.challenge);
    if (!isOpen || device === undefined || isOffices(device, services))
      return err({ code: 'device/sign-in-refused' });
    if (!(await isSignedBy(device.public_key, text, body.signature)))
      return err({ code: 'device/sign-in-refused' });
    const token = createToken(services);
    const expiresAt = instant(now + signInMs);
    await devices.addSignIn(hashOf(token), device.id, expiresAt, now);
    await devices.update(device.id, { last_contact_at: now });
    return ok({ token, expiresAt, serverTime: instant(now), isRevoked: device.revoked_at !== null });
  },
});
