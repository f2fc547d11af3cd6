/**
 * What a badge's QR may say. A badge carries an upper-case URL ending in `/B/` and a 128-bit token in Crockford
 * base32 (BADGE-1), so that a phone's own camera has somewhere to go and the code stays small. The host is not
 * compared: an office may move, and a forged host gains nothing, because only the token's hash is looked up.
 */
import { err, ok, type Result } from './result.ts';

/** Crockford's alphabet: no I, L, O or U, so nobody reads a one as an I. */
export const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const tokenLength = 26;
const codeLength = 8;

const badgePattern = new RegExp(
  `^(?:HTTPS?://[A-Z0-9.:\\[\\]-]{1,120}/B/)?([${crockford}]{${tokenLength}})$`,
);

/**
 * The token in a scanned text, or `not-a-badge` (SCAN words: "en annan sorts kod").
 * The token is a secret: hash it at once and forget it (BADGE-2).
 */
export const tokenInBadge = (text: string): Result<string, { kind: 'not-a-badge' }> => {
  const token = badgePattern.exec(text.trim().toUpperCase())?.[1];
  return token === undefined ? err({ kind: 'not-a-badge' }) : ok(token);
};

/** The text to print as a QR: only characters of QR's alphanumeric mode. `origin` as `https://narvaro.example`. */
export const badgeText = (origin: string, token: string): string => `${origin}/B/${token}`.toUpperCase();

/** Bytes as Crockford base32, most significant bit first, the last character padded with zero bits. */
export const base32 = (bytes: Uint8Array): string => {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += crockford[(buffer >> bits) & 31];
    }
  }
  return bits === 0 ? text : text + crockford[(buffer << (5 - bits)) & 31];
};

/** The readable code printed beside the QR, `7Q2M-K4TX`: for people and typed look-ups, never a secret (BADGE-3). */
export const cardCodeText = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/**
 * What somebody typed, as Crockford's characters: case, spaces and dashes do not matter, and the letters people confuse
 * are read as what they look like (I and L as 1, O as 0) (BADGE-3).
 */
export const asTyped = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[\s–—-]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');

const codePattern = new RegExp(`^[${crockford}]{${codeLength}}$`);

/** What somebody typed, as an 8-character card code, or `undefined` (BADGE-3). */
export const readTypedCode = (typed: string): string | undefined => {
  const code = asTyped(typed);
  return codePattern.test(code) ? code : undefined;
};
