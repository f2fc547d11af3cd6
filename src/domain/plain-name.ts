/** A name as it is compared and searched: how people spell it, not how it is written. */

/** Small letters and digits without accents, the words apart by one space. */
export const plainName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
