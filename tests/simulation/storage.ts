/**
 * What a tablet keeps, as a browser keeps it: three kinds of databases with transactions that happen whole or not at all,
 * of which one forgets its last commits when the power goes. It can be full, cleared, and copied to another tablet.
 * `io` is how a page reaches it: every call waits there, and a page that has died gets no answer.
 */
import type { DeviceDatabase } from '../../src/app/device/database.ts';
import type { DeviceIdentity } from '../../src/app/device/identity.ts';
import type { Compared, OwnEvent } from '../../src/app/device/own-log.ts';
import type { OtherEventRow, SealedPlan } from '../../src/app/device/plan-keeper.ts';
import type { DeviceId } from '../../src/domain/ids.ts';
import { emptyHead, type LogHead } from '../../src/domain/log.ts';
import type { Receipt } from '../../src/signing/heads.ts';

/** What a full disk throws in a browser. */
const noSpace = (): Error => Object.assign(new Error('full'), { name: 'QuotaExceededError' });

type LogContent = {
  events: OwnEvent[];
  head: LogHead;
  receipt: Receipt | undefined;
  compared: Compared | undefined;
  /** The last event that is no longer kept here (STORE-3). */
  anchor: LogHead;
};
type PlanContent = {
  plan: SealedPlan | undefined;
  others: Map<string, OtherEventRow>;
  cursor: number;
  settings: Map<string, unknown>;
};
type IdentityContent = {
  identity: DeviceIdentity | undefined;
  former: readonly DeviceIdentity[];
  /** Lies with the identity, and every write reaches the disk. */
  durable: Map<string, unknown>;
};
const noIdentity = (): IdentityContent => ({ identity: undefined, former: [], durable: new Map() });

const emptyPlan = (): PlanContent => ({ plan: undefined, others: new Map(), cursor: 0, settings: new Map() });
const copyOfPlan = (plan: PlanContent): PlanContent => ({
  ...plan,
  others: new Map(plan.others),
  settings: new Map(plan.settings),
});
const copyOfLog = (log: LogContent): LogContent => ({ ...log, events: [...log.events] });

/** Runs one step of a page: `isWrite` for what changes the disk. */
export type Io = <T>(isWrite: boolean, work: () => T) => Promise<T>;

export type Storage = {
  /** The databases as one page sees them. */
  readonly openedBy: (io: Io) => DeviceDatabase;
  readonly identity: () => DeviceIdentity | undefined;
  readonly formers: () => readonly DeviceIdentity[];
  readonly eventsOf: (device: DeviceId) => readonly OwnEvent[];
  readonly headOf: (device: DeviceId) => LogHead;
  /** Up to where the log has been cleared; number nought while all is kept. */
  readonly anchorOf: (device: DeviceId) => LogHead;
  /** How far this browser saw the log come, kept outside the databases: `device:number`. */
  readonly seen: () => string | undefined;
  readonly noteSeen: (device: DeviceId, seq: number) => void;
  readonly durable: (key: string) => unknown;
  readonly receiptOf: (device: DeviceId) => Receipt | undefined;
  readonly others: () => readonly OtherEventRow[];
  readonly hasPlan: () => boolean;
  /** Every text that lies on the disk, as it lies there. */
  readonly texts: () => readonly string[];
  readonly fill: (isFull: boolean) => void;
  /** Commits of the plan's database reach the disk. */
  readonly flush: () => void;
  /** What had not reached the disk is gone (F12); answers whether anything was. */
  readonly losePower: () => boolean;
  readonly evict: (what: 'all' | 'plan' | 'identity' | 'logs') => void;
  /** The logs as they are now, to be put back later: what restoring a tablet's own backup does. */
  readonly keepLogs: () => () => void;
  readonly copy: () => Storage;
};

type Content = {
  identity: IdentityContent;
  logs: Map<DeviceId, LogContent>;
  plan: PlanContent;
  seen: string | undefined;
};

export const createStorage = (
  held: Content = {
    identity: noIdentity(),
    logs: new Map(),
    plan: emptyPlan(),
    seen: undefined,
  },
): Storage => {
  let isFull = false;
  /** The plan's database as it is on the disk; its commits are relaxed. */
  let flushed = copyOfPlan(held.plan);
  let isDirty = false;
  const writing = (): void => {
    if (isFull) throw noSpace();
  };
  const changing = (): PlanContent => {
    writing();
    isDirty = true;
    return held.plan;
  };
  const logOf = (device: DeviceId): LogContent => {
    const log = held.logs.get(device) ?? {
      events: [],
      head: emptyHead,
      receipt: undefined,
      compared: undefined,
      anchor: emptyHead,
    };
    held.logs.set(device, log);
    return log;
  };

  const openedBy: Storage['openedBy'] = (io) => ({
    identity: {
      get: () => io(false, () => held.identity.identity),
      former: () => io(false, () => held.identity.former),
      put: (next) =>
        io(true, () => {
          writing();
          const { identity, former, durable } = held.identity;
          held.identity = {
            durable,
            identity: next,
            former: identity === undefined ? former : [...former, identity],
          };
        }),
    },
    logOf: (device) => ({
      head: () => io(false, () => logOf(device).head),
      append: (event, expected) =>
        io(true, () => {
          const log = logOf(device);
          if (log.head.seq !== expected.seq || log.head.hash !== expected.hash) return false;
          writing();
          if (log.events.some(({ seq }) => seq === event.seq)) throw new Error('a number that is taken');
          log.events.push({ ...event });
          log.head = { seq: event.seq, hash: event.hash };
          return true;
        }),
      from: (seq, count) =>
        io(false, () => {
          const { events } = logOf(device);
          const near = seq - 1 - logOf(device).anchor.seq;
          const at = events[near]?.seq === seq ? near : events.findIndex((one) => one.seq >= seq);
          return at < 0 ? [] : events.slice(at, at + count);
        }),
      ofSessions: (sessions) =>
        io(false, () => logOf(device).events.filter(({ session }) => sessions.includes(session))),
      receipt: () => io(false, () => logOf(device).receipt),
      putReceipt: (receipt) =>
        io(true, () => {
          writing();
          logOf(device).receipt = receipt;
        }),
      compared: () => io(false, () => logOf(device).compared),
      putCompared: (compared) =>
        io(true, () => {
          writing();
          logOf(device).compared = compared;
        }),
      journal: {
        anchor: () => io(false, () => logOf(device).anchor),
        clearUpTo: (upTo) =>
          io(true, () => {
            const log = logOf(device);
            const last = log.events.find(({ seq }) => seq === upTo.seq);
            if (last?.hash !== upTo.hash || log.receipt === undefined || log.receipt.seq < upTo.seq)
              return false;
            log.events = log.events.filter(({ seq }) => seq > upTo.seq);
            log.anchor = { seq: upTo.seq, hash: upTo.hash };
            return true;
          }),
      },
    }),
    plan: {
      get: () => io(false, () => held.plan.plan),
      put: (next) =>
        io(true, () => {
          changing().plan = next;
        }),
      clear: () =>
        io(true, () => {
          isDirty = true;
          held.plan.plan = undefined;
        }),
      others: () => io(false, () => [...held.plan.others.values()]),
      addOthers: (rows, next) =>
        io(true, () => {
          const plan = changing();
          for (const row of rows) plan.others.set(`${row.device}:${row.seq}`, row);
          plan.cursor = next;
        }),
      cursor: () => io(false, () => held.plan.cursor),
    },
    settings: {
      get: (key) => io(false, () => held.plan.settings.get(key)),
      put: (key, value) =>
        io(true, () => {
          changing().settings.set(key, value);
        }),
    },
    durable: {
      get: (key) => io(false, () => held.identity.durable.get(key)),
      put: (key, value) =>
        io(true, () => {
          writing();
          held.identity.durable.set(key, value);
        }),
    },
    close: () => undefined,
  });

  return {
    openedBy,
    identity: () => held.identity.identity,
    formers: () => held.identity.former,
    eventsOf: (device) => held.logs.get(device)?.events ?? [],
    headOf: (device) => held.logs.get(device)?.head ?? emptyHead,
    anchorOf: (device) => held.logs.get(device)?.anchor ?? emptyHead,
    seen: () => held.seen,
    noteSeen: (device, seq) => {
      held.seen = `${device}:${seq}`;
    },
    durable: (key) => held.identity.durable.get(key),
    receiptOf: (device) => held.logs.get(device)?.receipt,
    others: () => [...held.plan.others.values()],
    hasPlan: () => held.plan.plan !== undefined,
    texts: () => [
      ...[...held.logs.values()].flatMap(({ events }) => events.map(({ text }) => text)),
      ...[...held.plan.others.values()].map(({ text }) => text),
      ...(held.plan.plan === undefined ? [] : [Buffer.from(held.plan.plan.sealed).toString('latin1')]),
      JSON.stringify([...held.plan.settings]),
      JSON.stringify([...held.identity.durable]),
      JSON.stringify([held.identity.identity?.name, held.identity.identity?.device]),
    ],
    fill: (full) => {
      isFull = full;
    },
    flush: () => {
      if (isDirty) flushed = copyOfPlan(held.plan);
      isDirty = false;
    },
    losePower: () => {
      const isLost = isDirty;
      if (isDirty) held.plan = copyOfPlan(flushed);
      isDirty = false;
      return isLost;
    },
    evict: (what) => {
      if (what === 'all' || what === 'plan') {
        held.plan = emptyPlan();
        flushed = emptyPlan();
        isDirty = false;
      }
      if (what === 'all' || what === 'logs') held.logs = new Map();
      if (what === 'all' || what === 'identity') held.identity = noIdentity();
      if (what === 'all') held.seen = undefined;
    },
    keepLogs: () => {
      const kept = new Map([...held.logs].map(([device, log]) => [device, copyOfLog(log)]));
      return () => {
        held.logs = kept;
      };
    },
    copy: () =>
      createStorage({
        identity: { ...held.identity, durable: new Map(held.identity.durable) },
        logs: new Map([...held.logs].map(([device, log]) => [device, copyOfLog(log)])),
        plan: copyOfPlan(held.plan),
        seen: held.seen,
      }),
  };
};
