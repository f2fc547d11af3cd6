/** What both ways of making a phone a participant's own end with: the badge's address, and the readable code. */
import type { Context } from '../http/endpoint.ts';
import { createToken, hashOf } from '../http/services.ts';
import type { BadgeRow } from '../store/badge-store.ts';
import type { PhoneLevel } from '../store/participant-phone-store.ts';

/**
 * Makes the phone the badge owner's. A phone belongs to one person at a time, and one that already sees that person's
 * hours goes on doing so when the readable code is typed (ME-1, ME-2).
 */
export const keepPhone = async (
  { phones, services, setPhone, ownerOfPhone }: Context,
  { participant, token_hash }: BadgeRow,
  level: PhoneLevel,
): Promise<void> => {
  const held = await ownerOfPhone();
  if (held?.participant === participant && held.level === 'link' && level === 'card') return;
  if (held !== undefined) await phones.end(held.tokenHash);
  const token = createToken(services);
  await phones.add({ tokenHash: hashOf(token), participant, badge: token_hash, level }, services.clock());
  setPhone(token);
};
