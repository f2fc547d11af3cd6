/** The tablet's stores in memory: they pass the same contract as the real ones, and can be copied, filled up and cut off. */
import type { DeviceDatabase } from '../../src/app/device/database.ts';
import type { DeviceIdentity } from '../../src/app/device/identity.ts';
import type { Compared, OwnEvent, OwnLogStore } from '../../src/app/device/own-log.ts';
import type { OtherEventRow, SealedPlan } from '../../src/app/device/plan-keeper.ts';
import type { DeviceId } from '../../src/domain/ids.ts';
import { emptyHead, type LogHead } from '../../src/domain/log.ts';
import type { Receipt } from '../../src/signing/heads.ts';

/** What a full disk throws in a browser. */
export const noSpace = (): Error => Object.assign(new Error('full'), { name: 'QuotaExceededError' });

export type MemoryLog = OwnLogStore & {
  /** Every event, in order. */
  readonly events: () => readonly OwnEvent[];
  /** While true, every write fails as on a full disk. */
  readonly fill: (isFull: boolean) => void;
  /** Another tablet's profile with the same content: a clone, or a backup that is put back. */
  readonly copy: () => MemoryLog;
};

type LogContent = {
  events: OwnEvent[];
  head: LogHead;
  receipt: Receipt | undefined;
  anchor?: LogHead;
  compared?: Compared;
};

export const createMemoryLog = (
  start: LogContent = { events: [], head: emptyHead, receipt: undefined },
): MemoryLog => {
  const held = { ...start, events: [...start.events] };
  let isFull = false;
  const write = (): void => {
    if (isFull) throw noSpace();
  };
  return {
    head: () => Promise.resolve(held.head),
    append: async (event, expected) => {
      await Promise.resolve();
      if (held.head.seq !== expected.seq || held.head.hash !== expected.hash) return false;
      write();
      held.events.push({ ...event });
      held.head = { seq: event.seq, hash: event.hash };
      return true;
    },
    from: (seq, count) => Promise.resolve(held.events.filter((event) => event.seq >= seq).slice(0, count)),
    ofSessions: (sessions) =>
      Promise.resolve(held.events.filter(({ session }) => sessions.includes(session))),
    receipt: () => Promise.resolve(held.receipt),
    putReceipt: async (receipt) => {
      await Promise.resolve();
      write();
      held.receipt = receipt;
    },
    compared: () => Promise.resolve(held.compared),
    putCompared: async (compared) => {
      await Promise.resolve();
      write();
      held.compared = compared;
    },
    journal: {
      anchor: () => Promise.resolve(held.anchor ?? emptyHead),
      clearUpTo: async (upTo) => {
        await Promise.resolve();
        const last = held.events.find(({ seq }) => seq === upTo.seq);
        if (last?.hash !== upTo.hash || held.receipt === undefined || held.receipt.seq < upTo.seq)
          return false;
        held.events = held.events.filter(({ seq }) => seq > upTo.seq);
        held.anchor = { seq: upTo.seq, hash: upTo.hash };
        return true;
      },
    },
    events: () => held.events,
    fill: (full) => {
      isFull = full;
    },
    copy: () => createMemoryLog(held),
  };
};

export type MemoryDevice = Omit<DeviceDatabase, 'logOf'> & {
  readonly logOf: (device: DeviceId) => MemoryLog;
  readonly copy: () => MemoryDevice;
};

type DeviceContent = {
  readonly logs: ReadonlyMap<DeviceId, MemoryLog>;
  readonly identity: DeviceIdentity | undefined;
  readonly former: readonly DeviceIdentity[];
  readonly plan: SealedPlan | undefined;
  readonly others: readonly OtherEventRow[];
  readonly cursor: number;
  readonly settings: ReadonlyMap<string, unknown>;
};

const emptyDevice: DeviceContent = {
  logs: new Map(),
  identity: undefined,
  former: [],
  plan: undefined,
  others: [],
  cursor: 0,
  settings: new Map(),
};

/** Everything a tablet keeps, in memory. */
export const createMemoryDevice = (start: DeviceContent = emptyDevice): MemoryDevice => {
  const held = { ...start };
  const logs = new Map(start.logs);
  const others = new Map(start.others.map((row) => [`${row.device}:${row.seq}`, row]));
  const settings = new Map(start.settings);
  return {
    logOf: (device) => {
      const log = logs.get(device) ?? createMemoryLog();
      logs.set(device, log);
      return log;
    },
    identity: {
      get: () => Promise.resolve(held.identity),
      former: () => Promise.resolve(held.former),
      put: (next) => {
        if (held.identity !== undefined) held.former = [...held.former, held.identity];
        held.identity = next;
        return Promise.resolve();
      },
    },
    plan: {
      get: () => Promise.resolve(held.plan),
      put: (next) => {
        held.plan = next;
        return Promise.resolve();
      },
      clear: () => {
        held.plan = undefined;
        return Promise.resolve();
      },
      others: () => Promise.resolve([...others.values()]),
      addOthers: (rows, next) => {
        for (const row of rows) others.set(`${row.device}:${row.seq}`, row);
        held.cursor = next;
        return Promise.resolve();
      },
      cursor: () => Promise.resolve(held.cursor),
    },
    settings: {
      get: (key) => Promise.resolve(settings.get(key)),
      put: (key, value) => {
        settings.set(key, value);
        return Promise.resolve();
      },
    },
    close: () => undefined,
    copy: () =>
      createMemoryDevice({
        ...held,
        logs: new Map([...logs].map(([device, log]) => [device, log.copy()])),
        others: [...others.values()],
        settings,
      }),
  };
};
