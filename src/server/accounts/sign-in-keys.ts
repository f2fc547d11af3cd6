/** Keys for sign-ins, each for one thing alone, made by HKDF from the server's own secret beside the database. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { importSealingKey, openText, sealText } from '../../signing/seal.ts';
import type { Services } from '../http/services.ts';

type Keyed = Pick<Services, 'secrets'>;

const keyFor = ({ secrets }: Keyed, label: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(hkdfSync('sha256', secrets.codesKey, new Uint8Array(), `narvaro ${label}`, 32));

/** Seals what a sign-in keeps and nobody with the database alone may read: a code app's secret, a sign-on's verifier. */
export const sealForSignIn = async (services: Keyed, purpose: string, text: string): Promise<string> =>
  sealText(await importSealingKey(keyFor(services, 'sign-in seal 1')), purpose, text);

/** What was sealed, or undefined when it was not sealed here for this purpose. */
export const openForSignIn = async (
  services: Keyed,
  purpose: string,
  sealed: string,
): Promise<string | undefined> =>
  openText(await importSealingKey(keyFor(services, 'sign-in seal 1')), purpose, sealed);

const markOf = (services: Keyed, nonce: string, login: string): Buffer =>
  createHmac('sha256', keyFor(services, 'known browser 1')).update(`${nonce}\n${login}`).digest();

/**
 * What a browser keeps after a whole sign-in, so that others' wrong tries with the same login name do not keep this
 * one out (AUTH-4). It opens nothing, and says nobody's name.
 */
export const knownBrowserMark = (services: Services, login: string): string => {
  const nonce = Buffer.from(services.randomBytes(12)).toString('base64url');
  return `${nonce}.${markOf(services, nonce, login).toString('base64url')}`;
};

/** The browser's own part of a mark, if the mark was given for this login name; compared in constant time. */
export const knownBrowserOf = (
  services: Keyed,
  mark: string | undefined,
  login: string,
): string | undefined => {
  const [, nonce, code] = /^([\w-]{16})\.([\w-]{43})$/.exec(mark ?? '') ?? [];
  if (nonce === undefined || code === undefined) return undefined;
  return timingSafeEqual(Buffer.from(code, 'base64url'), markOf(services, nonce, login)) ? nonce : undefined;
};
