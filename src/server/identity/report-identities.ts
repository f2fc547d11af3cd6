/**
 * How a participant stands in a report to SCB: twelve digits, or for protected identity the date of birth and a code.
 * The woman's code is SCB's own; the man's has to be entered by somebody who has asked SCB, and is never guessed (SCB-4).
 */
import type { IdentityVault } from './identity-vault.ts';
import {
  birthDayOf,
  digitsOf,
  sexOf,
  storedNumber,
  type PersonalNumber,
  type Sex,
} from './personal-number.ts';

/** SCB's notation for a woman with protected identity is ÅÅÅÅMMDDTf29. */
const protectedWomanCode = 'Tf29';

export type ReportIdentity = {
  /** What the file says; null where no number is kept, or no code is known. */
  readonly text: string | null;
  /** The same with only the century and the last two characters, for screens (SCB-8). */
  readonly masked: string | null;
  /** Nothing for protected identity: its code is all that is said. */
  readonly sex: Sex | null;
  readonly isProtected: boolean;
  readonly lacks: 'number' | 'code' | null;
};

const dots = (n: number): string => '•'.repeat(n);

const codeOf = (number: PersonalNumber, manCode: string | null): string | null =>
  sexOf(number) === 'woman' ? protectedWomanCode : manCode;

const protectedIdentity = (number: PersonalNumber, manCode: string | null): ReportIdentity => {
  const code = codeOf(number, manCode);
  const common = { sex: null, isProtected: true } as const;
  if (code === null) return { ...common, text: null, masked: null, lacks: 'code' };
  const born = birthDayOf(number).replaceAll('-', '');
  return {
    ...common,
    text: `${born}${code}`,
    masked: `${born.slice(0, 2)}${dots(6)}${code.slice(0, 2)}${dots(2)}`,
    lacks: null,
  };
};

const openIdentity = (number: PersonalNumber): ReportIdentity => {
  const digits = digitsOf(number);
  return {
    text: digits,
    masked: `${digits.slice(0, 2)}${dots(6)}-${dots(2)}${digits.slice(10)}`,
    sex: sexOf(number),
    isProtected: false,
    lacks: null,
  };
};

/** Everybody's identity as a report says it. Whoever hands it on to a person notes it in the access log. */
export const reportIdentities = async (
  participants: readonly string[],
  vault: Pick<IdentityVault, 'read'>,
  manCode: string | null,
): Promise<(participant: string) => ReportIdentity> => {
  const kept = await vault.read(participants);
  return (participant) => {
    const identity = kept.get(participant);
    const isProtected = identity?.isProtected ?? false;
    const number = storedNumber(identity?.number ?? '');
    if (number === undefined) return { text: null, masked: null, sex: null, isProtected, lacks: 'number' };
    return isProtected ? protectedIdentity(number, manCode) : openIdentity(number);
  };
};
