/** What a participant's own phone keeps, in IndexedDB: apart from the tablet's, so that a tablet never loads it. */
import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Hash } from '../../domain/ids.ts';
import { endAllOnLeaving } from './leaving.ts';
import { keepAnsweredMs, KeptCard, type KeptClaim, type PhoneStore } from './phone-keeper.ts';

/** A claim the office has answered, and whose it was as far as the phone knew then. */
type Answered = {
  readonly code: string;
  readonly seenAt: number;
  readonly anyway: boolean;
  readonly owner: string | null;
};

type Fact = { readonly key: string; readonly value: unknown };

/**
 * What a participant's own phone keeps: its own name for itself, the card, and the codes it has seen that the office
 * has not answered. Durable like a tablet's log: somebody was there.
 */
class PhoneDatabase extends Dexie {
  declare readonly facts: EntityTable<Fact, 'key'>;
  declare readonly claims: EntityTable<KeptClaim, 'id'>;
  declare readonly answered: Table<Answered, [string, number]>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: 'strict' });
    this.use(endAllOnLeaving);
    this.version(1).stores({ facts: '&key', claims: '++id' });
    this.version(2).stores({ answered: '[code+seenAt], seenAt' });
  }
}

const cardKey = 'card';
const phoneKey = 'phone';
const ownerKey = 'owner';
const epochKey = 'epoch';

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
    putAnswered: (claim) =>
      db.transaction('rw', db.facts, db.claims, db.answered, async () => {
        const owner = ((await fact(ownerKey)) as string | undefined) ?? null;
        const { code, seenAt, anyway } = claim;
        await db.claims.put(claim);
        await db.answered.put({ code, seenAt, anyway, owner });
        await db.answered
          .where('seenAt')
          .below(seenAt - keepAnsweredMs)
          .delete();
      }),
    noteOffice: ({ owner, epoch, since }) =>
      db.transaction('rw', db.facts, db.claims, db.answered, async () => {
        const before = await fact(ownerKey);
        if (before !== undefined && before !== owner) await db.answered.clear();
        const known = await fact(epochKey);
        await db.facts.bulkPut([
          { key: ownerKey, value: owner },
          { key: epochKey, value: epoch },
        ]);
        if (known === undefined || known === epoch) return 0;
        const lost = await db.answered.where('seenAt').aboveOrEqual(since).sortBy('seenAt');
        const waiting = lost.map(
          ({ code, seenAt, anyway }) => ({ code, seenAt, anyway, state: 'waiting', isAgain: true }) as const,
        );
        await db.claims.bulkAdd(waiting);
        return waiting.length;
      }),
    forgetOwnerless: () =>
      db.transaction('rw', db.facts, db.answered, async () => {
        if ((await fact(ownerKey)) === undefined) await db.answered.clear();
      }),
    forget: () =>
      db.transaction('rw', db.facts, db.claims, db.answered, async () => {
        await db.facts.bulkDelete([cardKey, ownerKey]);
        await db.claims.clear();
        await db.answered.clear();
      }),
    close: () => db.close(),
  };
};
