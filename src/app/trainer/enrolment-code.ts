/** A connection code however it arrives: typed, as a link with the code after `#`, or as the QR of that link. */
import { readTypedCode } from '../../domain/badge.ts';

/** The 8 characters in a text, or `undefined`; an address is passed over up to its last `#` (ENROL-1). */
export const enrolmentCodeIn = (text: string): string | undefined =>
  readTypedCode(text.slice(text.lastIndexOf('#') + 1));
