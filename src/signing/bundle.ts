/** The office's signature under a bundle for an audit: a purpose of its own, so that it is good for nothing else (BUNDLE-2). */
import { canonical } from '../domain/log.ts';
import { isSignedBy, sign } from './keys.ts';

const textOf = (manifest: Readonly<Record<string, unknown>>): string =>
  `narvaro/bundle/1\n${canonical(manifest)}`;

/** The signature of everything a manifest says. */
export const signManifest = (key: CryptoKey, manifest: Readonly<Record<string, unknown>>): Promise<string> =>
  sign(key, textOf(manifest));

/** True if the manifest, without its signature, was signed with this key. */
export const isManifestSignedBy = (
  publicKey: string,
  manifest: Readonly<Record<string, unknown>>,
  signature: string,
): Promise<boolean> => isSignedBy(publicKey, textOf(manifest), signature);
