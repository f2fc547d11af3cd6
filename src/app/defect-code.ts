/** A short code that somebody can read out over the telephone, the same for the same fault in the same version. */
import { crockford } from '../domain/badge.ts';

const codeLength = 4;

/** Where the fault was thrown, without what it was about: the first line of the stack that names a place. */
const placeOf = (error: Error): string =>
  (error.stack ?? '')
    .split(/[\s()]+/)
    .find((word) => /:\d{1,9}:\d{1,9}$/.test(word))
    ?.replace(/^.*\//, '') ?? '';

/**
 * Four characters for what was thrown (UI-15). Made of the fault's kind and place alone, never of its message, which
 * could hold something about a person; and too short to be turned back.
 */
export const defectCode = (thrown: unknown): string => {
  const text = thrown instanceof Error ? `${thrown.name}@${placeOf(thrown)}` : typeof thrown;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  let code = '';
  for (let i = 0; i < codeLength; i += 1) code += crockford[(hash >>> (i * 5)) & 31] ?? '';
  return code;
};
