/**
 * A tablet: what it keeps, its clock, its network, and the pages that are open on it. The code of the page is the real
 * one; it can be killed at any wait (F11), lose power (F12), and be open twice (F18).
 */
import type { AskServer } from '../../src/app/device/identity.ts';
import { openClockNotes } from '../../src/app/device/clock-notes.ts';
import { createLock } from '../../src/app/device/locks.ts';
import { callServer } from '../../src/app/device/server-call.ts';
import { createSync } from '../../src/app/device/sync.ts';
import { openTablet, type Tablet } from '../../src/app/device/tablet.ts';
import { startUpkeep } from '../../src/app/device/upkeep.ts';
import type { DeviceDatabase } from '../../src/app/device/database.ts';
import type { DeviceId } from '../../src/domain/ids.ts';
import { between, type Random } from '../support/seeded.ts';
import type { FaultId } from './faults.ts';
import type { Network } from './network.ts';
import type { Platform } from './platform.ts';
import type { Scheduler } from './scheduler.ts';
import type { Io, Storage } from './storage.ts';

/** Web Locks of one browser: a page that dies lets go of what it held and asked for. */
export const createLocks = () => {
  type Wanted = { readonly page: Page | object; readonly start: () => Promise<unknown> };
  const held = new Map<string, Wanted>();
  const waiting = new Map<string, Wanted[]>();
  const next = (name: string): void => {
    if (held.has(name)) return;
    const wanted = waiting.get(name)?.shift();
    if (wanted === undefined) return;
    held.set(name, wanted);
    const done = (): void => {
      if (held.get(name) !== wanted) return;
      held.delete(name);
      next(name);
    };
    /* A page gets its lock in a later turn, as a browser gives it. */
    void (async () => {
      await Promise.resolve();
      await wanted.start();
      done();
    })();
  };
  return {
    of: (page: object) => ({
      query: () => Promise.resolve({ held: [...held.keys()].map((name) => ({ name })) }),
      request: (name: string, { signal }: { signal: AbortSignal }, work: () => Promise<unknown>) =>
        new Promise((resolve, reject) => {
          const start = async (): Promise<void> => {
            try {
              resolve(await work());
            } catch (error) {
              reject(error);
            }
          };
          const wanted = { page, start };
          signal.addEventListener('abort', () => {
            const list = waiting.get(name) ?? [];
            if (!list.includes(wanted)) return;
            waiting.set(
              name,
              list.filter((one) => one !== wanted),
            );
            reject(new Error('given up'));
          });
          waiting.set(name, [...(waiting.get(name) ?? []), wanted]);
          next(name);
        }),
    }),
    release: (page: object) => {
      for (const [name, list] of waiting)
        waiting.set(
          name,
          list.filter((wanted) => wanted.page !== page),
        );
      for (const [name, wanted] of held)
        if (wanted.page === page) {
          held.delete(name);
          next(name);
        }
    },
  };
};

export type Page = {
  readonly app: Tablet;
  readonly database: DeviceDatabase;
  readonly asking: AskServer;
  /** Sees to what a page sees to while nobody waits: the log that may grow shorter, files to hand in. */
  readonly upkeep: () => Promise<void>;
  readonly isDead: () => boolean;
  readonly kill: () => void;
  /** When the page itself wants to try again, and how. */
  readonly wanted: () => { readonly at: number; readonly work: () => void } | undefined;
  readonly requests: () => number;
};

export type SimulatedTablet = {
  /** A letter, for the story. */
  readonly name: string;
  readonly unit: string | null;
  readonly storage: Storage;
  readonly network: Network;
  /** Tablet time minus true time now: what it is set to, and what it has drifted (F22). */
  readonly skew: () => number;
  readonly clock: () => number;
  readonly jump: (ms: number) => void;
  readonly pages: () => readonly Page[];
  /** Opens a page; undefined if it died on the way. */
  readonly open: (isSafe?: boolean) => Promise<Page | undefined>;
  readonly killAll: () => void;
  readonly losePower: () => void;
  /** What the service worker does when the browser finds a network; it may be killed as well. */
  readonly pushInBackground: () => Promise<void>;
  readonly deviceId: () => DeviceId | undefined;
  /** Every device this tablet has been. */
  readonly devices: ReadonlySet<DeviceId>;
  /** The same profile on another tablet (F19). */
  readonly copy: (name: string, network: Network) => SimulatedTablet;
};

/** The open tab that is the device the tablet is now: connected anew in one tab, another goes on as before. */
export const pageOf = (tablet: SimulatedTablet): Page | undefined => {
  const pages = tablet.pages();
  return pages.find(({ app }) => app.state().identity?.device === tablet.deviceId()) ?? pages[0];
};

export type TabletWorld = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly platform: Platform;
  readonly strike: (fault: FaultId) => void;
  /** How likely a step is a page's last. */
  readonly killChance: () => number;
  /** Told of every wait of every page; true at the one wait that this world crashes at. */
  readonly isCrashing: () => boolean;
  /** Whether a wish to sync at once is granted; all are while a storm is watched. */
  readonly grants: (ms: number) => boolean;
  readonly health: string;
  /** Told of every wait before a page tries again. */
  readonly watchWait: (tablet: string, isRight: boolean, ms: number) => void;
};

const firstWaitMs = 5000;
const longestWaitMs = 5 * 60_000;
/** Long enough for what a page sees to, with a network that is not the worst. */
const upkeepMs = 4000;

export const createTablet = (
  world: TabletWorld,
  given: {
    readonly name: string;
    readonly unit: string | null;
    readonly storage: Storage;
    readonly network: Network;
    readonly skewMs: number;
    /** Ms a day that the clock runs fast. */
    readonly driftMs: number;
  },
): SimulatedTablet => {
  const { scheduler, random, platform, strike } = world;
  const { name, unit, storage, network } = given;
  const born = scheduler.now();
  let set = given.skewMs;
  const skew = (): number => Math.round(set + ((scheduler.now() - born) / 86_400_000) * given.driftMs);
  const clock = (): number => scheduler.now() + skew();
  const locks = createLocks();
  let pages: Page[] = [];
  const devices = new Set<DeviceId>();

  /** What a page's waits go through; `kill` ends it. */
  const lifeOf = (isSafe: boolean) => {
    const token = {};
    let isDead = false;
    const kill = (): void => {
      if (isDead) return;
      isDead = true;
      locks.release(token);
      pages = pages.filter((page) => !page.isDead());
    };
    const strikes = (): boolean => {
      if (isSafe) return false;
      const isChosen = world.isCrashing();
      if (isChosen) strike('F37');
      if (random() >= world.killChance() && !isChosen) return false;
      strike('F11');
      return true;
    };
    const io: Io = (isWrite, work) =>
      new Promise((resolve, reject) => {
        if (isDead) return;
        scheduler.after(between(random, 0, 3), () => {
          if (isDead) {
            /* What was on its way when the page died may still have reached the disk. */
            if (isWrite && random() < 0.5)
              try {
                work();
              } catch {
                /* Refused or full: nothing was written. */
              }
            return;
          }
          const isLast = strikes();
          if (isLast && random() < 0.5) return kill();
          try {
            const value = work();
            if (isLast) return kill();
            resolve(value);
          } catch (error) {
            if (isLast) return kill();
            reject(error);
          }
        });
      });
    const guarded = <T>(answer: Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        const unless = (work: () => void) => (): void => {
          if (isDead) return;
          if (strikes()) kill();
          else work();
        };
        answer.then(
          (value) => unless(() => resolve(value))(),
          (error: unknown) => unless(() => reject(error))(),
        );
      });
    return { token, io, kill, guarded, isDead: () => isDead };
  };

  const askingOf =
    (life: ReturnType<typeof lifeOf>, count: () => void): AskServer =>
    (call) =>
      callServer(call, (input, init) => {
        count();
        return life.guarded(network.fetching(input, init));
      });

  const open: SimulatedTablet['open'] = async (isSafe = false) => {
    const life = lifeOf(isSafe);
    const database = storage.openedBy(life.io);
    let requests = 0;
    let opened: Tablet | undefined;
    let wanted: { at: number; work: () => void } | undefined;
    platform.lend(locks.of(life.token));
    /** After the n-th failure in a row a page waits twice as long, to five minutes, and never sooner than half of that (I16). */
    const watchWait = (ms: number): void => {
      const at = opened?.state().send.retryAt;
      if (at === undefined) failed = 0;
      /* A wait after a check-in may by chance end when the try that was planned before would have come. */
      if (at === undefined || at === told || at - clock() !== ms) return;
      told = at;
      failed += 1;
      const most = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failed - 1, 10));
      world.watchWait(name, ms >= most / 2 - 1 && ms <= longestWaitMs, ms);
    };
    let failed = 0;
    let told: number | undefined;
    const asking = askingOf(life, () => {
      requests += 1;
    });
    const opening = openTablet({
      database,
      asking,
      clock,
      random,
      logLock: createLock('narvaro-log'),
      syncLock: createLock('narvaro-sync'),
      health: () => Promise.resolve({ appVersion: world.health, storage: 'persistent' }),
      isOnline: network.isOnline,
      /* An app of an earlier version watches no clock. */
      ...(network.app() === undefined
        ? { openClockNotes: (notes) => openClockNotes({ ...notes, ticks: scheduler.now }) }
        : {}),
      lastSeen: () => Promise.resolve(storage.seen()),
      later: (work, ms) => {
        watchWait(ms);
        const run = (): void => {
          wanted = undefined;
          if (!life.isDead()) work();
        };
        if (world.grants(ms)) return scheduler.after(ms, run);
        const wish = { at: scheduler.now() + ms, work: run };
        wanted = wish;
        return () => {
          if (wanted === wish) wanted = undefined;
        };
      },
      askForBackgroundPush: () => undefined,
    });
    void opening.then(
      (app) => {
        opened = app;
      },
      () => undefined,
    );
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (opened !== undefined || life.isDead()) resolve();
        else scheduler.after(1, look);
      };
      look();
    });
    if (opened === undefined || life.isDead()) return undefined;
    const app = opened;
    const page: Page = {
      app: {
        ...app,
        networkChanged: () => {
          failed = 0;
          app.networkChanged();
        },
        record: async (draft) => {
          const recorded = await app.record(draft);
          const device = app.state().identity?.device;
          if (recorded.ok && device !== undefined) storage.noteSeen(device, recorded.value.own.seq);
          /* The browser tells the other tabs, as browser-tablet.ts does. */
          if (recorded.ok)
            for (const other of pages)
              if (other !== page)
                scheduler.after(between(random, 0, 50), () => void other.app.changedElsewhere());
          return recorded;
        },
      },
      database,
      asking,
      upkeep: async () => {
        const stop = startUpkeep({ database, tablet: app, asking, clock });
        await scheduler.sleep(upkeepMs);
        stop();
      },
      isDead: life.isDead,
      kill: life.kill,
      wanted: () => wanted,
      requests: () => requests,
    };
    pages = [...pages, page];
    return page;
  };

  const pushInBackground = async (): Promise<void> => {
    const life = lifeOf(false);
    const database = storage.openedBy(life.io);
    platform.lend(locks.of(life.token));
    const lock = createLock('narvaro-sync');
    const work = async (): Promise<void> => {
      const current = await database.identity.get();
      for (const identity of [
        ...(await database.identity.former()),
        ...(current === undefined ? [] : [current]),
      ]) {
        const log = database.logOf(identity.device);
        /* Only the page writes in the log: what has to be noted first waits for it (CLOCK-2). */
        const note = (): Promise<boolean> => Promise.resolve(false);
        const isWatched = identity === current && network.app() === undefined;
        const sync = createSync({
          identity,
          ...(isWatched ? await openClockNotes({ log, clock, note, ticks: scheduler.now }) : {}),
          log,
          plan: database.plan,
          asking: askingOf(life, () => undefined),
          clock,
          lock,
          health: () => Promise.resolve({ appVersion: world.health, storage: 'unknown' }),
        });
        const pushed = (await sync.hasUnsent()) ? await sync.push() : undefined;
        if (pushed?.ok === false) return;
      }
      for (const page of pages) void page.app.changedElsewhere();
    };
    let isDone = false;
    const ended = (): void => {
      isDone = true;
    };
    void work().then(ended, ended);
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (isDone || life.isDead()) resolve();
        else scheduler.after(50, look);
      };
      look();
    });
    life.kill();
  };

  return {
    name,
    unit,
    storage,
    network,
    skew,
    clock,
    jump: (ms) => {
      set += ms;
    },
    pages: () => pages,
    open,
    killAll: () => {
      for (const page of pages) page.kill();
      pages = [];
    },
    losePower: () => {
      for (const page of pages) page.kill();
      pages = [];
      if (storage.losePower()) strike('F12');
    },
    pushInBackground,
    deviceId: () => {
      const device = storage.identity()?.device;
      if (device !== undefined) devices.add(device);
      return device;
    },
    devices,
    copy: (copied, other) =>
      createTablet(world, {
        ...given,
        name: copied,
        storage: storage.copy(),
        network: other,
        skewMs: skew(),
      }),
  };
};
