/**
 * What the tablet keeps, in IndexedDB. The only file that names Dexie.
 *
 * Two databases: the log in one whose commits reach the disk before they are called done (the browser's default does
 * not), and what can be fetched again in another. Clearing the second never touches the first.
 */
import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Hash, SessionId } from '../../domain/ids.ts';
import { emptyHead, type LogHead } from '../../domain/log.ts';
import type { Receipt } from '../../signing/heads.ts';
import type { DeviceIdentity, IdentityStore } from './identity.ts';
import type { OwnEvent, OwnLogStore } from './own-log.ts';
import type { OtherEventRow, PlanStore, SealedPlan } from './plan-keeper.ts';

type Fact = { readonly key: string; readonly value: unknown };

class LogDatabase extends Dexie {
  declare readonly events: EntityTable<{ seq: number; session: SessionId; text: string; hash: Hash }, 'seq'>;
  declare readonly facts: EntityTable<Fact, 'key'>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ events: '&seq, session', facts: '&key' });
  }
}

class PlanDatabase extends Dexie {
  declare readonly facts: EntityTable<Fact, 'key'>;
  declare readonly others: Table<OtherEventRow, [string, number]>;

  constructor(name: string) {
    super(name);
    this.version(1).stores({ facts: '&key', others: '&[device+seq], session' });
  }
}

/** Everything the tablet keeps. */
export type DeviceDatabase = {
  readonly identity: IdentityStore;
  readonly log: OwnLogStore;
  readonly plan: PlanStore;
  readonly settings: SettingsStore;
  readonly close: () => void;
};

/** Small choices of this tablet: sound, camera, theme. Nothing about people. */
export type SettingsStore = {
  readonly get: (key: string) => Promise<unknown>;
  readonly put: (key: string, value: unknown) => Promise<void>;
};

const headKey = 'head';
const receiptKey = 'receipt';
const identityKey = 'identity';

const logStore = (db: LogDatabase): OwnLogStore => {
  const fact = async <T>(key: string): Promise<T | undefined> =>
    (await db.facts.get(key))?.value as T | undefined;
  return {
    head: async () => (await fact<LogHead>(headKey)) ?? emptyHead,
    append: (event, expected) =>
      db.transaction('rw', db.events, db.facts, async () => {
        const head = (await fact<LogHead>(headKey)) ?? emptyHead;
        if (head.seq !== expected.seq || head.hash !== expected.hash) return false;
        await db.events.add({ ...event });
        await db.facts.put({ key: headKey, value: { seq: event.seq, hash: event.hash } });
        return true;
      }),
    from: async (seq, count): Promise<readonly OwnEvent[]> =>
      db.events.where('seq').aboveOrEqual(seq).limit(count).toArray(),
    ofSessions: async (sessions) => db.events.where('session').anyOf([...sessions]).sortBy('seq'),
    receipt: () => fact<Receipt>(receiptKey),
    putReceipt: async (receipt) => {
      await db.facts.put({ key: receiptKey, value: receipt });
    },
  };
};

const identityStore = (db: LogDatabase): IdentityStore => ({
  get: async () => (await db.facts.get(identityKey))?.value as DeviceIdentity | undefined,
  put: async (identity) => {
    await db.facts.put({ key: identityKey, value: identity });
  },
});

const planStore = (db: PlanDatabase): PlanStore => ({
  get: async () => (await db.facts.get('plan'))?.value as SealedPlan | undefined,
  put: async (plan) => {
    await db.facts.put({ key: 'plan', value: plan });
  },
  clear: async () => {
    await db.facts.delete('plan');
  },
  others: async () => db.others.toArray(),
  addOthers: async (rows, cursor) => {
    await db.transaction('rw', db.others, db.facts, async () => {
      await db.others.bulkPut([...rows]);
      await db.facts.put({ key: 'cursor', value: cursor });
    });
  },
  cursor: async () => ((await db.facts.get('cursor'))?.value as number | undefined) ?? 0,
});

/** Opens (and makes) the databases. `name` sets tests apart from each other. */
export const openDeviceDatabase = (name = 'narvaro'): DeviceDatabase => {
  const logDb = new LogDatabase(`${name}-log`);
  const planDb = new PlanDatabase(`${name}-plan`);
  return {
    identity: identityStore(logDb),
    log: logStore(logDb),
    plan: planStore(planDb),
    settings: {
      get: async (key) => (await planDb.facts.get(`setting/${key}`))?.value,
      put: async (key, value) => {
        await planDb.facts.put({ key: `setting/${key}`, value });
      },
    },
    close: () => {
      logDb.close();
      planDb.close();
    },
  };
};
