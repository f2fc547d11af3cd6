/** A device that makes passkeys, in the test's own process: what a browser would send, and what a forger would. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { MadePasskey, UsedPasskey } from '../../src/protocol/passkeys.ts';

export type Authenticator = {
  readonly id: string;
  readonly make: (challenge: string, change?: Change) => MadePasskey;
  readonly use: (challenge: string, change?: Change) => UsedPasskey;
};

/** What an attacker or a careless device would do otherwise. */
export type Change = {
  readonly origin?: string;
  readonly rpId?: string;
  /** The device did not check who holds it. */
  readonly isUnverified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly id?: string;
  readonly type?: string;
  /** Signs with this key instead of its own. */
  readonly key?: KeyObject;
};

type Cbor = Parameters<typeof isoCBOR.encode>[0];

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** A new one, for a site at `origin`. */
export const createAuthenticator = (origin: string): Authenticator => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = randomBytes(32);
  const id = text(credential);
  let counter = 0;
  const clientData = (type: string, challenge: string, change: Change): string =>
    text(
      Buffer.from(JSON.stringify({ type: change.type ?? type, challenge, origin: change.origin ?? origin })),
    );
  const head = (change: Change, more: number): Buffer => {
    const rp = createHash('sha256')
      .update(change.rpId ?? new URL(origin).hostname)
      .digest();
    const flags = Buffer.from([0x01 | (change.isUnverified === true ? 0 : 0x04) | more]);
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(change.counter ?? counter);
    return Buffer.concat([rp, flags, count]);
  };
  return {
    id,
    make: (challenge, change = {}) => {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const key = isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
          [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
        ]),
      );
      const length = Buffer.from([credential.length >> 8, credential.length & 0xff]);
      const authData = Buffer.concat([
        head(change, 0x40),
        Buffer.alloc(16),
        length,
        credential,
        Buffer.from(key),
      ]);
      const attestation = isoCBOR.encode(
        new Map<string, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map<string, Cbor>()],
          ['authData', new Uint8Array(authData)],
        ]),
      );
      const response = {
        clientDataJSON: clientData('webauthn.create', challenge, change),
        attestationObject: text(attestation),
        transports: ['internal'],
      };
      return { id, rawId: id, type: 'public-key', response };
    },
    use: (challenge, change = {}) => {
      const clientDataJSON = clientData('webauthn.get', challenge, change);
      const data = head(change, 0);
      const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
      const signature = sign('sha256', Buffer.concat([data, hash]), change.key ?? privateKey);
      const response = { clientDataJSON, authenticatorData: text(data), signature: text(signature) };
      const usedId = change.id ?? id;
      return {
        id: usedId,
        rawId: usedId,
        type: 'public-key',
        response: change.userHandle === undefined ? response : { ...response, userHandle: change.userHandle },
      };
    },
  };
};
