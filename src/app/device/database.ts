/**
 * What the tablet keeps, in IndexedDB. Only this file, phone-database.ts and leaving.ts name Dexie.
 *
 * Identity and logs lie in databases whose commits reach the disk before they are called done (the browser's default
 * does not); what can be fetched again lies in another. Clearing that one never touches a log. Each device identity has
 * a log database of its own, so that a number is never used twice (LOG-8).
 */
import { Dexie, type DexieOptions, type EntityTable, type Table } from 'dexie';
import type { DeviceId, Hash, SessionId } from '../../domain/ids.ts';
import { emptyHead, type LogHead } from '../../domain/log.ts';
import type { Receipt } from '../../signing/heads.ts';
import type { DeviceIdentity, IdentityStore } from './identity.ts';
import { endAllOnLeaving } from './leaving.ts';
import type { Compared, OwnEvent, OwnLogStore } from './own-log.ts';
import type { OtherEventRow, PlanStore, SealedPlan } from './plan-keeper.ts';

type Fact = { readonly key: string; readonly value: unknown };

/**
 * Lets go when another tab, with newer code, changes the database's form: otherwise that tab would wait for this one for
 * ever, and this one would write in a form that is no more (STORE-6).
 */
class Yielding extends Dexie {
  constructor(name: string, options: DexieOptions, onOutdated: () => void) {
    super(name, options);
    this.use(endAllOnLeaving);
    this.on('versionchange', () => {
      this.close();
      onOutdated();
      return false;
    });
  }
}

const strict: DexieOptions = { chromeTransactionDurability: 'strict' };

class IdentityDatabase extends Yielding {
  declare readonly facts: EntityTable<Fact, 'key'>;

  constructor(name: string, onOutdated: () => void) {
    super(name, strict, onOutdated);
    this.version(1).stores({ facts: '&key' });
  }
}

class LogDatabase extends Yielding {
  declare readonly events: EntityTable<{ seq: number; session: SessionId; text: string; hash: Hash }, 'seq'>;
  declare readonly facts: EntityTable<Fact, 'key'>;

  constructor(name: string, onOutdated: () => void) {
    super(name, strict, onOutdated);
    this.version(1).stores({ events: '&seq, session', facts: '&key' });
  }
}

class PlanDatabase extends Yielding {
  declare readonly facts: EntityTable<Fact, 'key'>;
  declare readonly others: Table<OtherEventRow, [string, number]>;

  constructor(name: string, onOutdated: () => void) {
    super(name, {}, onOutdated);
    this.version(1).stores({ facts: '&key', others: '&[device+seq], session' });
  }
}

/** Everything the tablet keeps. */
export type DeviceDatabase = {
  readonly identity: IdentityStore;
  /** The log of one device identity. A tablet that is enrolled anew begins a new log and keeps the old one. */
  readonly logOf: (device: DeviceId) => OwnLogStore;
  readonly plan: PlanStore;
  readonly settings: SettingsStore;
  /** What must outlive the lists: it lies with the identity, and every write reaches the disk. */
  readonly durable?: SettingsStore;
  /** Begins to open what a start reads, before anybody has asked for it. */
  readonly warm?: () => void;
  readonly close: () => void;
};

/** Small choices of this tablet: sound, camera, theme. Nothing about people. */
export type SettingsStore = {
  readonly get: (key: string) => Promise<unknown>;
  readonly put: (key: string, value: unknown) => Promise<void>;
};

const headKey = 'head';
const receiptKey = 'receipt';
const anchorKey = 'anchor';
const comparedKey = 'compared';
const identityKey = 'identity';
const formerKey = 'former';

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
    ofSessions: async (sessions) =>
      db.events
        .where('session')
        .anyOf([...sessions])
        .sortBy('seq'),
    receipt: () => fact<Receipt>(receiptKey),
    putReceipt: async (receipt) => {
      await db.facts.put({ key: receiptKey, value: receipt });
    },
    compared: () => fact<Compared>(comparedKey),
    putCompared: async (compared) => {
      await db.facts.put({ key: comparedKey, value: compared });
    },
    journal: {
      anchor: async () => (await fact<LogHead>(anchorKey)) ?? emptyHead,
      clearUpTo: (upTo) =>
        db.transaction('rw', db.events, db.facts, async () => {
          const last = await db.events.get(upTo.seq);
          const receipt = await fact<Receipt>(receiptKey);
          if (last?.hash !== upTo.hash || receipt === undefined || receipt.seq < upTo.seq) return false;
          await db.events.where('seq').belowOrEqual(upTo.seq).delete();
          await db.facts.put({ key: anchorKey, value: { seq: upTo.seq, hash: upTo.hash } });
          return true;
        }),
    },
  };
};

const identityStore = (db: IdentityDatabase): IdentityStore => {
  const current = async (): Promise<DeviceIdentity | undefined> =>
    (await db.facts.get(identityKey))?.value as DeviceIdentity | undefined;
  const former = async (): Promise<readonly DeviceIdentity[]> =>
    ((await db.facts.get(formerKey))?.value as readonly DeviceIdentity[] | undefined) ?? [];
  return {
    get: current,
    former,
    put: (identity) =>
      db.transaction('rw', db.facts, async () => {
        const held = await current();
        if (held !== undefined) await db.facts.put({ key: formerKey, value: [...(await former()), held] });
        await db.facts.put({ key: identityKey, value: identity });
      }),
  };
};

const planStore = (db: PlanDatabase): PlanStore => ({
  get: async () => (await db.facts.get('plan'))?.value as SealedPlan | undefined,
  put: async (plan) => {
    await db.facts.put({ key: 'plan', value: plan });
  },
  clear: async () => {
    await db.facts.delete('plan');
  },
  others: async () => db.others.toArray(),
  dropOthers: async () => {
    await db.transaction('rw', db.others, db.facts, async () => {
      await db.others.clear();
      await db.facts.delete('cursor');
    });
  },
  addOthers: async (rows, cursor) => {
    await db.transaction('rw', db.others, db.facts, async () => {
      await db.others.bulkPut([...rows]);
      await db.facts.put({ key: 'cursor', value: cursor });
    });
  },
  cursor: async () => ((await db.facts.get('cursor'))?.value as number | undefined) ?? 0,
});

const settingsIn = (facts: EntityTable<Fact, 'key'>): SettingsStore => ({
  get: async (key) => (await facts.get(`setting/${key}`))?.value,
  put: async (key, value) => {
    await facts.put({ key: `setting/${key}`, value });
  },
});

/**
 * Opens (and makes) the databases. `name` sets tests apart from each other; `onOutdated` is called when newer code in
 * another tab has taken one of them over, and this page must be loaded anew (STORE-6).
 */
export const openDeviceDatabase = (
  name = 'narvaro',
  onOutdated: () => void = () => undefined,
): DeviceDatabase => {
  const identityDb = new IdentityDatabase(`${name}-identity`, onOutdated);
  const planDb = new PlanDatabase(`${name}-plan`, onOutdated);
  const logDbs = new Map<DeviceId, LogDatabase>();
  return {
    identity: identityStore(identityDb),
    logOf: (device) => {
      const db = logDbs.get(device) ?? new LogDatabase(`${name}-log-${device}`, onOutdated);
      logDbs.set(device, db);
      return logStore(db);
    },
    plan: planStore(planDb),
    settings: settingsIn(planDb.facts),
    durable: settingsIn(identityDb.facts),
    warm: () => {
      /* What cannot be opened is told to whoever reads it. */
      for (const db of [identityDb, planDb]) void db.open().catch(() => undefined);
    },
    close: () => {
      identityDb.close();
      planDb.close();
      for (const db of logDbs.values()) db.close();
    },
  };
};
