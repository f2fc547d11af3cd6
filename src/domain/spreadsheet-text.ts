/**
 * Words in a cell of a text file. A spreadsheet calculates a cell that begins with certain marks, also after spaces, in
 * their full-width form and within quotes; an apostrophe before them makes it text, and is taken away again when the
 * file is read back (ATK-3).
 */

const calculated = /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]|^[\t\r\n]/;
const guard = /^'(?=[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]|[\t\r\n])/;

/** The text as a spreadsheet shows it and never calculates it. */
export const guardedText = (text: string): string => (calculated.test(text) ? `'${text}` : text);

/** The text as it was before it was guarded. */
export const unguardedText = (text: string): string => text.replace(guard, '');
