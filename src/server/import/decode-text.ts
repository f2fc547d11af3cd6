/** The text of a file as Swedish offices save it: UTF-8 with or without mark, UTF-16 ("Unicode-text"), Windows-1252. */

/**
 * Decodes by the byte order mark; without one as UTF-8 if the bytes are UTF-8, else as Windows-1252, which is what
 * Excel in Sweden writes for "CSV (semikolonavgränsad)" (IMP-6).
 */
export const decodeText = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};
