/**
 * Where a letter to somebody goes. An address they were asked for comes first. Somebody under an alias or with protected
 * identity is only written to at such an address: whatever stood in a list may be read by others (MAIL-2). An alias and
 * a protected identity are treated alike, so that nobody can tell them apart (PRIV-3).
 */
import type { Participant } from '../../domain/office.ts';
import type { Stores } from '../store/stores.ts';
import { readAddress } from './address.ts';

export type Reachable =
  | { readonly kind: 'given' | 'listed'; readonly address: string }
  | { readonly kind: 'none' };

/** Where each of these people is written to. */
export const addressesOf = async (
  people: readonly Participant[],
  { letters, identities }: Pick<Stores, 'letters' | 'identities'>,
): Promise<ReadonlyMap<string, Reachable>> => {
  const given = await letters.addresses();
  const hidden = await identities.protectedPeople();
  return new Map(
    people.map(({ id, family, email }): readonly [string, Reachable] => {
      const asked = readAddress(given.get(id) ?? '');
      if (asked !== undefined) return [id, { kind: 'given', address: asked }];
      const listed = family === '' || hidden.has(id) ? undefined : readAddress(email);
      return [id, listed === undefined ? { kind: 'none' } : { kind: 'listed', address: listed }];
    }),
  );
};
