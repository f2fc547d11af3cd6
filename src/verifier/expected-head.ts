/** What is printed on a month compilation and typed by somebody who checks a bundle: a number in the office's log and its hash. */
import type { OfficeHead } from './check-office-log.ts';

/** At least this much of a hash has to be given: 60 bits that nobody can aim for. */
const enough = 10;

/** `1842:Xk3…` with any spaces; the hash may be cut short, to ten characters at the least. */
export const readHead = (typed: string): OfficeHead | undefined => {
  const read = /^(\d{1,9}):([A-Za-z0-9_-]+)$/.exec(typed.replace(/\s/g, ''));
  const seq = Number(read?.[1]);
  const hash = read?.[2] ?? '';
  return read !== null && seq > 0 && hash.length >= enough && hash.length <= 43 ? { seq, hash } : undefined;
};

/** How a head is printed. */
export const headText = ({ seq, hash }: OfficeHead): string => `${seq}:${hash}`;
