/** SHA-256 and base64url. With the other files here, the only place that says `crypto.subtle`. */
import { Hash } from '../domain/ids.ts';

const encoder = new TextEncoder();

/** Bytes as base64url without padding. */
export const bytesToBase64Url = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replaceAll('=', '');
};

/** base64url as bytes, or `undefined` if the text is not base64url. */
export const base64UrlToBytes = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
};

/** The SHA-256 of bytes: what a bundle says of its files (BUNDLE-2). */
export const sha256OfBytes = async (bytes: Uint8Array<ArrayBuffer>): Promise<Hash> =>
  Hash.parse(bytesToBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))));

/** The SHA-256 of a text's UTF-8 bytes: links events (LOG-2) and names badges without their token (BADGE-2). */
export const sha256 = async (text: string): Promise<Hash> => sha256OfBytes(encoder.encode(text));

/** A text's UTF-8 bytes. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);
