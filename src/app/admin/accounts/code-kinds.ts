/** The codes of the second step by how they look: what cannot be one is never sent, so it counts as no try (AUTH-4). */
import { asTyped, crockford } from '../../../domain/badge.ts';

const digitsOf = (typed: string): string => typed.replace(/\s/g, '');
const recoveryPattern = new RegExp(`^[${crockford}]{24}$`);

/** Six digits, with or without spaces. */
export const isTotpCode = (typed: string): boolean => /^\d{6}$/.test(digitsOf(typed));

/** The form of a recovery code, however its letters and lines are typed. */
export const isRecoveryCode = (typed: string): boolean => recoveryPattern.test(asTyped(typed));

/** Six digits are the code app's; anything else is a recovery code. */
export const kindOfCode = (typed: string): 'totp' | 'recovery' => (isTotpCode(typed) ? 'totp' : 'recovery');

/** Why a code is not sent: none was typed, or it cannot be one; undefined for one that may be right. */
export const whyNotSent = (
  typed: string,
  hasTotp: boolean,
): 'missing' | 'unlike' | 'unlikeRecovery' | undefined => {
  if (typed.trim() === '') return 'missing';
  if (isRecoveryCode(typed) || (hasTotp && isTotpCode(typed))) return undefined;
  return hasTotp ? 'unlike' : 'unlikeRecovery';
};
