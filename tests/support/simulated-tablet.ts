/**
 * A tablet with the real log, plan and sync code, whose browser can be killed between any two steps: the page that was
 * open never goes on, and a new one opens from what had been kept.
 */
import { openClockNotes } from '../../src/app/device/clock-notes.ts';
import type { DeviceDatabase } from '../../src/app/device/database.ts';
import type { AskServer } from '../../src/app/device/identity.ts';
import type { Lock } from '../../src/app/device/own-log.ts';
import { callServer } from '../../src/app/device/server-call.ts';
import { openTablet, type Tablet, type TabletDeps } from '../../src/app/device/tablet.ts';
import { createMemoryDevice, type MemoryDevice } from './memory-own-log.ts';

/** One at a time, within one page. */
export const createQueue = (): Lock => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
};

/** `callServer` over another network. */
export const askingOver =
  (fetching: typeof fetch): AskServer =>
  (call) =>
    callServer(call, fetching);

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** While `strikes` answers true, the next step is the page's last; half of those steps still reach the disk. */
export type Life = {
  readonly through: <T>(step: () => Promise<T>) => Promise<T>;
  readonly kill: () => void;
  readonly isDead: () => boolean;
  /** Resolves when nothing that was begun is still on its way to the disk. */
  readonly settled: () => Promise<void>;
  /** Resolves when the page dies. */
  readonly death: Promise<'killed'>;
};

export const createLife = (strikes: () => boolean, reachesDisk: () => boolean): Life => {
  let isDead = false;
  let tell: (word: 'killed') => void = () => undefined;
  const death = new Promise<'killed'>((resolve) => {
    tell = resolve;
  });
  const begun = new Set<Promise<unknown>>();
  const begin = async <T>(step: () => Promise<T>): Promise<T> => {
    const running = step();
    begun.add(running);
    try {
      return await running;
    } finally {
      begun.delete(running);
    }
  };
  const kill = (): void => {
    isDead = true;
    tell('killed');
  };
  return {
    death,
    kill,
    isDead: () => isDead,
    settled: async () => {
      await Promise.allSettled(begun);
    },
    through: async (step) => {
      if (isDead) return never();
      if (strikes()) {
        const isDone = reachesDisk();
        if (isDone) await begin(step).catch(() => undefined);
        kill();
        return never();
      }
      const answer = await begin(step);
      return isDead ? never() : answer;
    },
  };
};

/** The same object, every method of which the page may not survive. */
const mortal = <T extends object>(target: T, life: Life): T =>
  new Proxy(target, {
    get: (object, key) => {
      const method: unknown = Reflect.get(object, key);
      if (typeof method !== 'function') return method;
      return (...parameters: readonly unknown[]) =>
        life.through(async () => (await Reflect.apply(method, object, parameters)) as unknown);
    },
  });

const mortalDatabase = (device: MemoryDevice, life: Life): DeviceDatabase => ({
  identity: mortal(device.identity, life),
  logOf: (id) => mortal(device.logOf(id), life),
  plan: mortal(device.plan, life),
  settings: mortal(device.settings, life),
  close: () => undefined,
});

export const immortal = (): Life =>
  createLife(
    () => false,
    () => true,
  );

export type PageOptions = {
  readonly device?: MemoryDevice;
  readonly fetching: typeof fetch;
  readonly clock: () => number;
  /** The clock nobody can set; goes with the other where a test does not set that one while the page is open. */
  readonly ticks?: () => number;
  readonly life?: Life;
  readonly isOnline?: () => boolean;
  readonly askForUpdate?: () => void;
  readonly health?: TabletDeps['health'];
  readonly lastSeen?: NonNullable<TabletDeps['lastSeen']>;
  readonly makeRoom?: NonNullable<TabletDeps['makeRoom']>;
};

/** Opens the tablet's page; nothing is sent unless `syncNow` is called. */
export const openPage = (options: PageOptions): Promise<Tablet> => {
  const life = options.life ?? immortal();
  return openTablet({
    database: mortalDatabase(options.device ?? createMemoryDevice(), life),
    asking: askingOver((input, init) => life.through(() => options.fetching(input, init))),
    clock: options.clock,
    openClockNotes: (deps) => openClockNotes({ ...deps, ticks: options.ticks ?? options.clock }),
    random: () => 0.5,
    logLock: createQueue(),
    syncLock: createQueue(),
    health: options.health ?? (() => Promise.resolve({ appVersion: 'test', storage: 'persistent' })),
    isOnline: options.isOnline ?? (() => true),
    later: () => () => undefined,
    askForBackgroundPush: () => undefined,
    ...(options.askForUpdate === undefined ? {} : { askForUpdate: options.askForUpdate }),
    ...(options.lastSeen === undefined ? {} : { lastSeen: options.lastSeen }),
    ...(options.makeRoom === undefined ? {} : { makeRoom: options.makeRoom }),
  });
};
