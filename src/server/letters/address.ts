/** What is an e-mail address to us: one, plain, and nothing that a mail program could read as two (MAIL-4). */

const local = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** The address, or nothing: no names, quotes, comments, lists, spaces within or line breaks. */
export const readAddress = (typed: string): string | undefined => {
  const text = typed.normalize('NFC').replace(/^ +| +$/g, '');
  const at = text.lastIndexOf('@');
  const labels = text.slice(at + 1).split('.');
  const isAddress =
    text.length <= 254 &&
    at > 0 &&
    at <= 64 &&
    local.test(text.slice(0, at)) &&
    labels.length >= 2 &&
    labels.every((part) => label.test(part));
  return isAddress ? text : undefined;
};

export type From = { readonly name: string; readonly address: string };

/** `Projektkontoret <narvaro@example.se>` or the address alone. */
export const readFrom = (text: string): From | undefined => {
  const named = /^([^<>\p{Cc}]{0,100})<([^<>]+)>$/u.exec(text.trim());
  const address = readAddress(named?.[2] ?? text);
  return address === undefined ? undefined : { name: (named?.[1] ?? '').trim().replaceAll('"', ''), address };
};
