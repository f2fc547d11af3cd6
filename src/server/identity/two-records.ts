/**
 * What has to be known before two records are taken for one person, without anybody seeing a number (PPL-6), and what
 * becomes of the identity when they are (PPL-5).
 */
import type { IdentityVault } from './identity-vault.ts';

export type KnownOf = { readonly hasNumber: boolean; readonly isProtected: boolean };

/** Whether a number is kept for somebody, and whether the identity is protected: to act on, never to show (PRIV-3). */
export const knownOf = async (participant: string, identities: IdentityVault): Promise<KnownOf> => {
  const identity = (await identities.read([participant])).get(participant);
  return {
    hasNumber: identity !== undefined && identity.number !== null,
    isProtected: identity?.isProtected === true,
  };
};

/**
 * Gives what is kept of a merged record to the one that is left, where that has no number. Otherwise each keeps its own:
 * the number that was replaced still finds the person when a list is taken in.
 */
export const handIdentityOver = async (
  from: string,
  to: string,
  identities: IdentityVault,
): Promise<void> => {
  const identity = (await identities.read([from])).get(from);
  if (identity?.number == null || (await knownOf(to, identities)).hasNumber) return;
  await identities.forget([from]);
  await identities.keep(to, identity.number, identity.isProtected);
  if (identity.isProtected) await identities.protect(to, identity.name);
};
