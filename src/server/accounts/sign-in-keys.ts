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

/** Says of a browser that somebody has signed in with it, and not who. */
const anyonesMarkOf = (services: Keyed, nonce: string): Buffer =>
  createHmac('sha256', keyFor(services, "known browser, anyone's 1")).update(nonce).digest();

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/**
 * What a browser keeps after a whole sign-in, so that others' wrong tries do not keep this one out: neither those with
 * the same login name nor those from the same address (AUTH-4). It opens nothing, and says nobody's name.
 */
export const knownBrowserMark = (services: Services, login: string): string => {
  const nonce = base64(services.randomBytes(12));
  return [nonce, base64(anyonesMarkOf(services, nonce)), base64(markOf(services, nonce, login))].join('.');
};

const partsOf = (mark: string | undefined) => {
  const found = /^([\w-]{16})\.(?:([\w-]{43})\.)?([\w-]{43})$/.exec(mark ?? '');
  return { nonce: found?.[1], anyones: found?.[2], own: found?.[3] };
};

const isSame = (given: string, expected: Buffer): boolean =>
  timingSafeEqual(Buffer.from(given, 'base64url'), expected);

/** The browser's own part of a mark, if the mark was given for this login name; compared in constant time. */
export const knownBrowserOf = (
  services: Keyed,
  mark: string | undefined,
  login: string,
): string | undefined => {
  const { nonce, own } = partsOf(mark);
  if (nonce === undefined || own === undefined) return undefined;
  return isSame(own, markOf(services, nonce, login)) ? nonce : undefined;
};

/** The same, whoever it was given to. */
export const anyonesBrowserOf = (services: Keyed, mark: string | undefined): string | undefined => {
  const { nonce, anyones } = partsOf(mark);
  if (nonce === undefined || anyones === undefined) return undefined;
  return isSame(anyones, anyonesMarkOf(services, nonce)) ? nonce : undefined;
};
