/**
 * Text from a file, as it is kept: composed letters (NFC), single spaces, and none of the invisible characters
 * that could turn a name round on a screen or make two equal names differ (IMP-9).
 */
import { unguardedText } from '../../domain/spreadsheet-text.ts';

const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;

/** The text trimmed and tidied. Line breaks and tabs become spaces. */
export const cleanText = (text: string): string =>
  text.replace(/\s+/gu, ' ').replace(invisible, '').normalize('NFC').replace(/ {2,}/g, ' ').trim();

/** A cell's text as it was before the download of refused rows made it safe for Excel (IMP-10). */
export const unescapeCell = (text: string): string => unguardedText(text);

/** Letters and digits only, without case and diacritics: for recognising words that people spell in many ways. */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The folded words of a text, in order. */
export const foldedWords = (text: string): readonly string[] =>
  text
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map(foldText)
    .filter((word) => word !== '');
