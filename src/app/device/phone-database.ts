/** What a participant's own phone keeps, in IndexedDB: apart from the tablet's, so that a tablet never loads it. */
import { Dexie, type EntityTable } from 'dexie';
import type { Hash } from '../../domain/ids.ts';
import { KeptCard, type KeptClaim, type PhoneStore } from './phone-keeper.ts';

type Fact = { readonly key: string; readonly value: unknown };

/**
 * What a participant's own phone keeps: its own name for itself, the card, and the codes it has seen that the office
 * has not answered. Durable like a tablet's log: somebody was there.
 */
class PhoneDatabase extends Dexie {
  declare readonly facts: EntityTable<Fact, 'key'>;
  declare readonly claims: EntityTable<KeptClaim, 'id'>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ facts: '&key', claims: '++id' });
  }
}

const cardKey = 'card';
const phoneKey = 'phone';

/** Opens (and makes) what a participant's phone keeps. */
export const openPhoneDatabase = (name = 'narvaro-phone'): PhoneStore => {
  const db = new PhoneDatabase(name);
  const fact = async (key: string): Promise<unknown> => (await db.facts.get(key))?.value;
  return {
    phone: (create) =>
      db.transaction('rw', db.facts, async () => {
        const held = (await fact(phoneKey)) as Hash | undefined;
        const phone = held ?? create();
        if (held === undefined) await db.facts.put({ key: phoneKey, value: phone });
        return phone;
      }),
    card: async () => KeptCard.safeParse(await fact(cardKey)).data,
    putCard: async (card) => {
      await (card === undefined ? db.facts.delete(cardKey) : db.facts.put({ key: cardKey, value: card }));
    },
    claims: () => db.claims.orderBy('id').toArray(),
    addClaim: (claim) => db.claims.add(claim),
    putClaim: async (claim) => {
      await db.claims.put(claim);
    },
    removeClaim: (id) => db.claims.delete(id),
    forget: () =>
      db.transaction('rw', db.facts, db.claims, async () => {
        await db.facts.delete(cardKey);
        await db.claims.clear();
      }),
    close: () => db.close(),
  };
};
