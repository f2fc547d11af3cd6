/**
 * One world: an office, some tablets, their people, and what was seen there. It is decided by its seed alone. What
 * happens in it is in steps.ts; what must hold in it, in invariants.ts.
 */
import { UnitId, type DeviceId, type ParticipantId } from '../../src/domain/ids.ts';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.ts';
import { between, seeded, type Random } from '../support/seeded.ts';
import type { Disk } from './disk.ts';
import {
  allWeather,
  calm,
  createTally,
  drawSkew,
  drawWeather,
  type FaultId,
  type Tally,
  type Weather,
} from './faults.ts';
import { createChecked, type Checked } from './invariants.ts';
import { createNetwork, type Network, type Sent } from './network.ts';
import { openOffice, type Office } from './office.ts';
import type { Platform } from './platform.ts';
import { canaries, drawProgramme, type Programme } from './programme.ts';
import type { SavedFile } from './rescue.ts';
import { startWithKey } from './keys.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { createStorage } from './storage.ts';
import { createTablet, type Page, type SimulatedTablet, type TabletWorld } from './tablet.ts';

/** Something that somebody at a door was told is saved. */
export type Shown = {
  readonly device: DeviceId;
  readonly seq: number;
  readonly text: string;
  readonly tablet: string;
  readonly trueAt: number;
};

/** What was lost with its reason known: cleared by the browser, stolen, its own clock. Never silent. */
export type KnownLoss = {
  readonly device: DeviceId;
  readonly texts: ReadonlySet<string>;
  readonly reason: string;
};

export type World = {
  readonly seed: number;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly office: Office;
  readonly programme: Programme;
  readonly tablets: SimulatedTablet[];
  readonly tokens: Map<ParticipantId, string[]>;
  readonly shown: Shown[];
  readonly losses: KnownLoss[];
  /** Texts of copied tablets' events that the office has in files, as looked up when all is calm. */
  readonly inFiles: Map<DeviceId, ReadonlySet<string>>;
  /** Devices the office has been told to revoke, and when by true time. */
  readonly revoked: Map<DeviceId, readonly number[]>;
  /** What was recorded by a clock that was put right before anything was sent, and when it truly was. */
  readonly byWrongClock: Map<string, number>;
  /** Logs that were saved as files. */
  readonly files: SavedFile[];
  /** What people will do later, between two steps. */
  readonly later: { readonly at: number; readonly act: () => Promise<void> }[];
  /** Devices used twice after their profile was copied. */
  readonly cloned: Set<DeviceId>;
  /** Every device that has existed. */
  readonly devices: Set<DeviceId>;
  readonly tally: Tally;
  readonly strike: (fault: FaultId) => void;
  /** A line of the story, worded only where somebody will read it. */
  readonly tell: (line: () => string) => void;
  readonly story: readonly string[];
  /** Everything that went over the wire and is looked through for canaries. */
  readonly wire: string[];
  readonly wrong: (invariant: string, message: string) => void;
  readonly wrongs: readonly Wrong[];
  readonly weather: () => Weather;
  /** Faults on, or off for good. */
  readonly setFaulty: (isFaulty: boolean) => void;
  /** Chance begins anew, as this step's own: what an earlier step did or did not do changes nothing of it. */
  readonly beginStep: (step: number) => void;
  /** The number of the last step. */
  readonly lived: () => number;
  /** Called with every answer of the office before it goes on its way. */
  readonly watch: (look: Look) => void;
  /** Calls `work` with an open page of the tablet, until it is done, the page dies, or a minute has gone. */
  readonly onPage: (tablet: SimulatedTablet, work: (page: Page) => Promise<unknown>) => Promise<boolean>;
  /** Another page of a tablet that may have one open. */
  readonly openAnother: (tablet: SimulatedTablet) => Promise<void>;
  readonly copyTablet: (tablet: SimulatedTablet) => SimulatedTablet;
  /** Somebody brings a tablet to the office, where it is connected as a new device. */
  readonly connectAnew: (tablet: SimulatedTablet) => Promise<void>;
  readonly newTablet: (unit: string | null) => Promise<SimulatedTablet>;
  readonly newNetwork: () => Network;
  readonly isTelling: boolean;
  /** Its days lie a month apart: months are locked, logs cleared, tablets away for long. */
  readonly isLong: boolean;
  /** How many waits of pages and statements of the server there have been. */
  readonly awaited: () => Awaited;
  readonly checked: Checked;
  /** Locked months, as they were locked. */
  readonly locked: Map<string, string>;
  /** In which units each person has had a place: whose tablets may know the name. */
  readonly homes: Map<ParticipantId, Set<string>>;
  /** Devices whose key is gone: what they hold and the office lacks cannot be sent any more. */
  readonly stranded: Set<DeviceId>;
  /** True if the facts say that an event may be set aside for this reason. */
  readonly mayBeAside: (text: string, reason: string) => boolean;
  readonly backUp: () => void;
  /** Puts back a backup no older than this; a week where nothing is said. */
  readonly putBack: (oldestMs?: number) => Promise<void>;
  /** What the office has decided since each backup, to be decided again when it is put back. */
  readonly decided: Decided[];
};

/** Where a world crashes: at the n-th wait of a page, at the n-th statement of the server. */
export type Awaited = { readonly page: number; readonly server: number };

/** A decision of the office that a backup before it does not hold. */
export type Decided = { readonly backup: number; readonly again: () => Promise<void> };

export type Look = (sent: Sent, status: number, body: string) => void;
export type Wrong = { readonly invariant: string; readonly message: string };

/** What makes a failing world smaller while it still fails. */
export type Limits = {
  readonly steps: number;
  readonly tablets: number;
  readonly without: readonly FaultId[];
  /** Steps that are left out, by number. */
  readonly skipped: ReadonlySet<number>;
  /** Where to crash instead of where the seed says; nought for nowhere. */
  readonly crashAt?: Awaited;
};
export const noLimits: Limits = {
  steps: Number.POSITIVE_INFINITY,
  tablets: 9,
  without: [],
  skipped: new Set(),
};

/** Every so many worlds, one is long. */
const longEvery = 10;
const weekMs = 7 * dayMs;

/** Every third world crashes a page, every third the server, each at another place: over many seeds, at every one. */
const crashesOf = (seed: number, isLong: boolean): Awaited => ({
  page: seed % 3 === 1 ? 1 + ((seed * 37) % (isLong ? 997 : 397)) : 0,
  server: seed % 3 === 2 ? 1 + ((seed * 37) % (isLong ? 1297 : 599)) : 0,
});

/** A, B … Z, A1, B1 … */
const letterOf = (i: number): string =>
  `${String.fromCharCode(65 + (i % 26))}${i < 26 ? '' : Math.floor(i / 26)}`;

export const timeOf = (at: number): string =>
  new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: 'Europe/Stockholm',
  }).format(at);

const plant = (office: Office, programme: Programme, now: number): Promise<Map<ParticipantId, string[]>> =>
  office.stores(async ({ programme: stored, badges, identities }) => {
    await stored.putCohorts(programme.cohorts);
    await stored.putParticipants(programme.people);
    await stored.putSessions(
      programme.sessions.map(({ session, unit }) => ({ session, unit: UnitId.parse(unit) })),
    );
    const ids = programme.people.map(({ id }) => id);
    for (const [i, id] of ids.entries())
      if (i < 2) await identities.keep(id, canaries.number(i), id === programme.protectedPerson);
    await identities.protect(programme.protectedPerson, {
      given: canaries.protectedGiven,
      family: canaries.protectedFamily,
    });
    await badges.issue(ids, now);
    const tokens = await badges.tokens(ids);
    return new Map(ids.map((id) => [id, [tokens.get(id)?.token ?? '']]));
  });

export const createWorld = async (
  seed: number,
  {
    disk,
    platform,
    draw = drawProgramme,
  }: {
    readonly disk: Disk;
    readonly platform: Platform;
    readonly draw?: (random: Random, isLong: boolean) => Programme;
  },
  limits: Limits = noLimits,
  isTelling = false,
): Promise<World> => {
  let chance = seeded(seed * 7919 + 5);
  const random: Random = () => chance();
  const isLong = draw === drawProgramme && seed % longEvery === 2;
  const programme = draw(random, isLong);
  const firstStart = Math.min(...programme.sessions.map(({ session }) => session.startsAt));
  const scheduler = createScheduler(
    firstStart - 2 * hourMs,
    random,
    platform.isQuiet,
    platform.isCheap ? 0 : 4,
  );
  const written: string[] = [];
  platform.enter(scheduler, random, written);
  const tally = createTally();
  const without = new Set<FaultId>(limits.without);
  const story: string[] = [];
  const wrongs: Wrong[] = [];
  const wire: string[] = [];
  const tell: World['tell'] = (line) => {
    if (isTelling) story.push(`${timeOf(scheduler.now())} ${line()}`);
  };
  const strike = (fault: FaultId): void => {
    tally.strike(fault);
    scheduler.trace(fault);
  };
  await disk.wipe();
  const isBig = draw !== drawProgramme;
  const crashAt = limits.crashAt ?? (isBig ? { page: 997, server: 1297 } : crashesOf(seed, isLong));
  const awaited = { page: 0, server: 0 };
  let isFaulty = false;
  const isCrashing = (side: keyof Awaited, fault: FaultId) => (): boolean => {
    if (!isFaulty || without.has(fault)) return false;
    awaited[side] += 1;
    return awaited[side] === crashAt[side];
  };
  const office = await openOffice({
    disk,
    scheduler,
    random,
    strike,
    written,
    isCrashing: isCrashing('server', 'F38'),
  });
  const tokens = await plant(office, programme, scheduler.now());
  const drawn = draw === drawProgramme ? drawWeather(random) : allWeather;
  const weather: Weather = {
    requestLost: without.has('F1') ? 0 : drawn.requestLost,
    answerLost: without.has('F2') ? 0 : drawn.answerLost,
    cut: without.has('F3') ? 0 : drawn.cut,
    twice: without.has('F4') ? 0 : drawn.twice,
    late: without.has('F5') ? 0 : drawn.late,
    endless: without.has('F6') ? 0 : drawn.endless,
    portal: without.has('F8') ? 0 : drawn.portal,
    status: without.has('F9') ? 0 : drawn.status,
    proxy: without.has('F10') ? 0 : drawn.proxy,
    kill: without.has('F11') ? 0 : drawn.kill,
    serverKill: without.has('F13') ? 0 : drawn.serverKill,
    serverFull: without.has('F14') ? 0 : drawn.serverFull,
  };
  let current = calm;
  const checked = createChecked();
  const decided: Decided[] = [];
  let oldestBackup = 1;
  /** By the backup's name. */
  const backedUpAt: number[] = [];
  let lastStep = 0;
  const tablets: SimulatedTablet[] = [];
  const devices = new Set<DeviceId>();
  const watchers: Look[] = [];
  const deliver = async (sent: Sent): Promise<Response> => {
    const response = await office.deliver(sent);
    const { status, headers } = response;
    const body = status === 304 ? '' : await response.text();
    scheduler.trace(`${sent.path} ${status} ${body.length}`);
    for (const look of watchers) look(sent, status, body);
    return new Response(status === 304 ? null : body, { status, headers });
  };
  const newNetwork = (): Network => {
    const network = createNetwork({
      scheduler,
      random,
      deliver,
      strike,
      seen: (path, body) => {
        wire.push(path, body);
      },
    });
    network.setWeather(current);
    return network;
  };
  const onPage: World['onPage'] = async (tablet, work) => {
    const [open] = tablet.pages();
    const page = open ?? (await opened(tablet));
    if (page === undefined) return false;
    let isDone = false;
    const run = async (): Promise<void> => {
      await work(page);
      isDone = true;
    };
    void run().catch((error: unknown) => {
      isDone = true;
      wrongs.push({
        invariant: 'defect',
        message: error instanceof Error ? (error.stack ?? error.message) : 'threw',
      });
    });
    await scheduler.runUntil(() => isDone || page.isDead(), minuteMs);
    return isDone;
  };
  const opened = async (tablet: SimulatedTablet): Promise<Page | undefined> => {
    let page: Page | undefined;
    let isTried = false;
    const end = (next?: Page): void => {
      page = next;
      isTried = true;
    };
    tablet.open().then(end, () => end());
    await scheduler.runUntil(() => isTried, minuteMs);
    return page;
  };
  const tabletWorld: TabletWorld = {
    scheduler,
    random,
    platform,
    strike,
    killChance: () => current.kill,
    isCrashing: isCrashing('page', 'F37'),
    grants: (ms) => ms <= 1000 && random() < 0.012,
    health: 'simulated',
    watchWait: (tablet, isRight, ms) => {
      checked.count('I16');
      if (!isRight)
        wrongs.push({ invariant: 'I16', message: `${tablet} waits ${ms} ms before it tries again` });
    },
  };
  const newTablet: World['newTablet'] = async (unit) => {
    const name = letterOf(tablets.length);
    const skewMs = without.has('F22') ? 0 : drawSkew(random);
    const driftMs = random() < 0.3 && !without.has('F22') ? between(random, -10_000, 10_000) : 0;
    if (skewMs !== 0 || driftMs !== 0) strike('F22');
    const tablet = createTablet(tabletWorld, {
      name,
      unit,
      storage: createStorage(),
      network: newNetwork(),
      skewMs,
      driftMs,
    });
    tablets.push(tablet);
    return tablet;
  };
  return {
    seed,
    random,
    scheduler,
    office,
    programme,
    tablets,
    tokens,
    shown: [],
    losses: [],
    inFiles: new Map(),
    revoked: new Map(),
    byWrongClock: new Map(),
    files: [],
    later: [],
    cloned: new Set(),
    devices,
    tally,
    strike,
    tell,
    story,
    wire,
    wrong: (invariant, message) => {
      wrongs.push({ invariant, message });
      tell(() => `WRONG (${invariant}): ${message}`);
    },
    wrongs,
    weather: () => weather,
    setFaulty: (faulty) => {
      isFaulty = faulty;
      current = isFaulty ? weather : calm;
      office.setWeather(current);
      for (const { network } of tablets) network.setWeather(current);
    },
    lived: () => lastStep,
    beginStep: (step) => {
      lastStep = Math.max(lastStep, step);
      chance = seeded(seed * 7919 + step * 104_729 + 5);
    },
    watch: (look) => {
      watchers.push(look);
    },
    onPage,
    newTablet,
    newNetwork,
    openAnother: async (tablet) => {
      await opened(tablet);
    },
    copyTablet: (tablet) => {
      const copied = tablet.copy(letterOf(tablets.length), newNetwork());
      tablets.push(copied);
      return copied;
    },
    connectAnew: async (tablet) => {
      tablet.network.setOnline(true);
      tablet.storage.fill(false);
      tablet.network.setVersion('same');
      tablet.network.setWeather(calm);
      tablet.network.setApp(undefined);
      const before = current;
      current = calm;
      office.setWeather(calm);
      const code = await office.enrolmentCode(tablet.unit);
      await onPage(tablet, (page) => page.app.enrol(code));
      const device = tablet.deviceId();
      if (device !== undefined && !devices.has(device)) {
        devices.add(device);
        tell(() => `${tablet.name} is connected as ${device}`);
      }
      current = before;
      office.setWeather(before);
      tablet.network.setWeather(before);
      /* What the office has not backed up since, it would no longer know the tablet by. */
      office.backUp();
      oldestBackup = disk.backups();
      backedUpAt[oldestBackup] = scheduler.now();
    },
    isTelling,
    isLong,
    awaited: () => awaited,
    checked,
    stranded: new Set(),
    locked: new Map(),
    homes: new Map(
      programme.people.map(({ id, cohort }) => [
        id,
        new Set(programme.cohorts.filter((one) => one.id === cohort).map(({ unit }) => unit)),
      ]),
    ),
    mayBeAside: (text, reason) => asideBy(programme, tablets, text, reason),
    backUp: () => {
      office.backUp();
      backedUpAt[disk.backups()] = scheduler.now();
      scheduler.trace('backup');
    },
    putBack: async (oldestMs = weekMs) => {
      const isFresh = (backup: number): boolean =>
        scheduler.now() - (backedUpAt[backup] ?? 0) <= oldestMs && backup >= oldestBackup;
      const fresh = Array.from({ length: disk.backups() }, (_, i) => i + 1).find(isFresh);
      if (fresh === undefined || without.has('F15')) return;
      const backup = between(random, fresh, disk.backups());
      strike('F15');
      tell(() => `the office is put back to backup ${backup}`);
      await office.putBack(backup);
      await startWithKey(office);
      for (const { again } of decided.filter((one) => one.backup >= backup)) await again();
    },
    decided,
  };
};

/** A tablet of another unit than the session's may not count by itself; a kind nobody knows neither. */
const asideBy = (
  programme: Programme,
  tablets: readonly SimulatedTablet[],
  text: string,
  reason: string,
): boolean => {
  const event = JSON.parse(text) as {
    readonly kind: string;
    readonly session?: string;
    readonly device: string;
  };
  const planned = programme.sessions.find(({ session }) => session.id === event.session);
  if (reason === 'unreadable') return event.kind === 'coffee-served';
  if (reason !== 'not-own-session') return false;
  const tablet = tablets.find((one) => one.devices.has(event.device as DeviceId));
  return tablet?.unit !== null && planned?.unit !== tablet?.unit;
};
