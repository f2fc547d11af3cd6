/**
 * Passkeys (WebAuthn), checked by @simplewebauthn/server: made and used at our own address alone, with the person
 * verified by the device, which makes one passkey two factors (AUTH-2).
 */
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import * as z from 'zod/mini';
import type { MadePasskey, UsedPasskey } from '../../protocol/passkeys.ts';
import type { Services } from '../http/services.ts';
import type { FactorRow } from '../store/factor-store.ts';

/** Who the passkey is for: the host of our own address, never what a request says. */
export const rpIdOf = ({ origin }: Pick<Services, 'origin'>): string => new URL(origin).hostname;

/** EdDSA, ES256 and RS256: what every device makes at least one of. */
const algorithms = [-8, -7, -257] as const;

const ClientData = z.looseObject({ challenge: z.string() });

/** The challenge a passkey says it answers; nothing when that cannot be read. */
export const challengeIn = (clientDataJSON: string): string | undefined => {
  try {
    const read: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
    return ClientData.safeParse(read).data?.challenge;
  } catch {
    return undefined;
  }
};

const Transports = z.array(z.string().check(z.maxLength(20))).check(z.maxLength(10));

/** How the browser reaches a passkey, as it is kept. */
export const transportsOf = (factor: Pick<FactorRow, 'transports'>): string[] =>
  Transports.safeParse(JSON.parse(factor.transports)).data ?? [];

export type NewPasskey = Pick<
  FactorRow,
  'credential' | 'public_key' | 'counter' | 'transports' | 'backed_up'
>;

/** A passkey that was just made as an answer to `challenge`, or undefined when it was not, or not here. */
export const checkMadePasskey = async (
  services: Services,
  response: MadePasskey,
  challenge: string,
): Promise<NewPasskey | undefined> => {
  try {
    const { verified, registrationInfo: made } = await verifyRegistrationResponse({
      response: { ...response, clientExtensionResults: {} } as Parameters<
        typeof verifyRegistrationResponse
      >[0]['response'],
      expectedChallenge: challenge,
      expectedOrigin: services.origin,
      expectedRPID: rpIdOf(services),
      requireUserVerification: true,
      supportedAlgorithmIDs: [...algorithms],
    });
    if (!verified) return undefined;
    return {
      credential: made.credential.id,
      public_key: Buffer.from(made.credential.publicKey).toString('base64url'),
      counter: made.credential.counter,
      transports: JSON.stringify(response.response.transports ?? []),
      backed_up: made.credentialBackedUp ? 1 : 0,
    };
  } catch {
    return undefined;
  }
};

export type PasskeyUse =
  | { readonly kind: 'right'; readonly counter: number; readonly isBackedUp: boolean }
  /** Its counter went backwards: somebody has a copy (ASVS 6.7). */
  | { readonly kind: 'copied' }
  | { readonly kind: 'wrong' };

/** Whether `factor` answered `challenge`, here, with the person verified. */
export const checkUsedPasskey = async (
  services: Services,
  response: UsedPasskey,
  factor: FactorRow,
  challenge: string,
): Promise<PasskeyUse> => {
  const { userHandle } = response.response;
  const owner = Buffer.from(factor.administrator).toString('base64url');
  if (userHandle !== undefined && userHandle !== owner) return { kind: 'wrong' };
  try {
    const { verified, authenticationInfo: used } = await verifyAuthenticationResponse({
      response: { ...response, clientExtensionResults: {} } as Parameters<
        typeof verifyAuthenticationResponse
      >[0]['response'],
      expectedChallenge: challenge,
      expectedOrigin: services.origin,
      expectedRPID: rpIdOf(services),
      requireUserVerification: true,
      credential: {
        id: factor.credential ?? '',
        publicKey: new Uint8Array(Buffer.from(factor.public_key ?? '', 'base64url')),
        counter: 0,
      },
    });
    if (!verified) return { kind: 'wrong' };
    const hasCounter = used.newCounter > 0 || factor.counter > 0;
    if (hasCounter && used.newCounter <= factor.counter) return { kind: 'copied' };
    return { kind: 'right', counter: used.newCounter, isBackedUp: used.credentialBackedUp };
  } catch {
    return { kind: 'wrong' };
  }
};
