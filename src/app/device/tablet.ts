/**
 * The tablet as the screens know it: one state to read and listen to, and the few things that can be done. It owns the
 * log, the plan and their traffic, so that no screen ever waits for a network (invariant 7).
 */
import type { SessionAttendance } from '../../domain/attendance.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { peopleById } from '../../domain/door.ts';
import type { EventDraft } from '../../domain/events.ts';
import type { ParticipantId } from '../../domain/ids.ts';
import { noCards, type KnownCards } from '../../domain/known-cards.ts';
import type { PlanPerson, Session } from '../../domain/programme.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { beforeKey } from './before.ts';
import type { CompareFirst, OpenClockNotes } from './clock-contract.ts';
import { createClockKeeper } from './clock-keeper.ts';
import type { DeviceDatabase } from './database.ts';
import { createFormerLogs } from './former-logs.ts';
import { enrolDevice, type AskServer, type DeviceIdentity } from './identity.ts';
import {
  createOwnLog,
  isDiskFailure,
  type Lock,
  type NotSaved,
  type OwnLog,
  type OwnLogStore,
  type Recorded,
} from './own-log.ts';
import { evidenceOf, readPlan, type HeldPlan } from './plan-keeper.ts';
import { offlineDelayMs, type SendFacts } from './send-status.ts';
import type { CallFailure } from './server-call.ts';
import { createOwnMarks, type Mark } from './own-marks.ts';
import type { RescueFile } from './rescue-file.ts';
import { createSync, type Sync, type SyncDeps, type SyncFailure } from './sync.ts';
import { createSyncPace } from './sync-pace.ts';
import {
  addTo,
  bySession,
  createOwnReader,
  failureKind,
  foldHeld,
  initialSend,
  isProblem,
  markOf,
  type Held,
} from './tablet-parts.ts';

export type TabletState = {
  readonly identity: Pick<DeviceIdentity, 'device' | 'name' | 'demo'> | undefined;
  readonly plan: HeldPlan | undefined;
  readonly send: SendFacts;
  /** Numbers of the own log: how many there are, how many the office has. */
  readonly recorded: number;
  readonly acknowledged: number;
  /** Server time minus tablet time in ms, when it has been measured. */
  readonly clockOffsetMs: number | undefined;
  readonly clockComparedAt: number | undefined;
  /** The office must decide about something this tablet sent. */
  readonly setAside: string | undefined;
  /**
   * The log here is not the one this tablet has written: it is gone, or put back from earlier. Nothing is recorded in
   * it, so that no number is used twice; connecting anew is the way on (STORE-5).
   */
  readonly lost: 'gone' | 'earlier' | undefined;
  /** The office says that this app is too old for new lists; what is recorded is delivered all the same (OLD-2). */
  readonly mustUpdate: boolean;
};

export type Tablet = {
  readonly state: () => TabletState;
  /** Calls `listen` after every change; answers how to stop. */
  readonly subscribe: (listen: () => void) => () => void;
  readonly enrol: (code: string) => Promise<Result<void, CallFailure>>;
  /** Writes an event durably, then shows it (LOG-7). */
  readonly record: (draft: EventDraft) => Promise<Result<Recorded, NotSaved>>;
  readonly attendance: (session: Session) => SessionAttendance;
  readonly cards: () => KnownCards;
  readonly person: (id: ParticipantId) => PlanPerson | undefined;
  /**
   * What is not sent, or all, as a file sealed to the office (RESCUE-1); also without a network and after the tablet was
   * turned off. Undefined where no office's key has ever been fetched.
   */
  readonly rescue: (which: 'unsent' | 'all') => Promise<RescueFile | undefined>;
  /** Push and pull now, whatever was planned. */
  readonly syncNow: () => Promise<void>;
  /** The browser says that the network came or went. */
  readonly networkChanged: () => void;
  /** Another tab or the service worker has written or sent something, or with `isNews` heard something of the office. */
  readonly changedElsewhere: (isNews?: boolean) => Promise<void>;
  readonly close: () => void;
};

export type TabletDeps = {
  readonly database: DeviceDatabase;
  readonly asking: AskServer;
  readonly clock: () => number;
  /** Minds the tablet's clock and what is noted of it (CLOCK-2). */
  readonly openClockNotes?: OpenClockNotes;
  readonly random: () => number;
  readonly logLock: Lock;
  readonly syncLock: Lock;
  readonly health: SyncDeps['health'];
  readonly isOnline: () => boolean;
  /** Runs `work` after `ms`; answers how to call it off. */
  readonly later: (work: () => void, ms: number) => () => void;
  /** Asks the browser to send even after the page is closed, where it can. */
  readonly askForBackgroundPush: () => void;
  /** How far this browser last saw the log come, kept outside the database: `device:number`. */
  readonly lastSeen?: () => Promise<string | undefined>;
  /** Something has come from the office, and is kept: what other tabs have not asked for themselves (SYNC-5). */
  readonly tellTabs?: () => void;
  /** Makes room on a full tablet out of what can be fetched again; true if there may be room now. */
  readonly makeRoom?: () => Promise<boolean>;
  /** Looks for a new version of the app, where there is somewhere to look. */
  readonly askForUpdate?: () => void;
};

const everyMs = 60_000;
/** While a session is on, another tablet may stand at the same door. */
const everyWhileOngoingMs = 15_000;
const revokedKey = 'revoked';
const lastSentKey = 'last-sent-at';
/** Kept when the plan is wiped, so that what is saved can still be handed in. */
const officeKeyKey = 'office-key';

/** Opens the tablet from what it keeps; answers when everything needed to check people in is in memory. */
export const openTablet = async (deps: TabletDeps): Promise<Tablet> => {
  const { database, clock } = deps;
  /** Read before the log: another tab may write in between, and is then ahead of this, never behind. */
  const seen = (await deps.lastSeen?.())?.split(':');
  const held: Held = {
    identity: await database.identity.get(),
    plan: undefined,
    people: new Map(),
    own: new Map(),
    others: new Map(),
    folded: new Map(),
  };
  let log: OwnLog | undefined;
  let store: OwnLogStore | undefined;
  let sync: Sync | undefined;
  /** Every own event, also those the office has: put back from a backup, it may have fewer than it once had. */
  let [marks, readOwn] = [createOwnMarks(), createOwnReader()];
  const listeners = new Set<() => void>();
  let state: TabletState = {
    identity: undefined,
    plan: undefined,
    send: initialSend(deps.isOnline()),
    recorded: 0,
    acknowledged: 0,
    clockOffsetMs: undefined,
    clockComparedAt: undefined,
    setAside: undefined,
    lost: undefined,
    mustUpdate: false,
  };

  /**
   * Listeners are told once for all that changes in one go, and after whoever asked has had the answer: a result is
   * drawn before the counts around it, not after three drawings of them.
   */
  let isTelling = false;
  const change = (next: Partial<TabletState>): void => {
    state = { ...state, ...next };
    if (isTelling) return;
    isTelling = true;
    setTimeout(() => {
      isTelling = false;
      for (const listen of listeners) listen();
    }, 0);
  };
  const changeSend = (next: Partial<SendFacts>): void => change({ send: { ...state.send, ...next } });

  const countUnsent = (acknowledged: number): void => {
    const { events: unsent, checkIns: unsentCheckIns, oldestAt: oldestUnsentAt } = marks.after(acknowledged);
    const counts = {
      unsent,
      unsentCheckIns,
      oldestUnsentAt,
      ...(unsent === 0 ? { sending: undefined } : {}),
    };
    change({ acknowledged, send: { ...state.send, ...counts } });
  };

  const remember = (item: Evidence | undefined, mark: Mark): void => {
    if (item !== undefined) {
      addTo(held.own, item.event.session, item);
      held.folded.delete(item.event.session);
    }
    marks.add(mark);
    change({ recorded: Math.max(state.recorded, mark.seq) });
  };

  /** How far others' events had been fetched when they were last read here: another tab fetches them as well. */
  let readTo = 0;
  const readOthers = async (): Promise<void> => {
    readTo = await database.plan.cursor();
    held.others = bySession(evidenceOf(await database.plan.others()));
    held.folded.clear();
    change({});
  };

  /** Where there is no space for it the tablet opens and goes on all the same: it is told again (LOG-7). */
  const rememberSetting = async (key: string, value: unknown): Promise<void> => {
    try {
      await database.settings.put(key, value);
    } catch (error) {
      if (!isDiskFailure(error)) throw error;
    }
  };

  const readHeldPlan = async (): Promise<void> => {
    held.plan = await readPlan(database.plan, clock());
    held.people = held.plan === undefined ? new Map() : peopleById(held.plan.plan);
    held.folded.clear();
    const officeKey = held.plan?.plan.officeKey ?? '';
    if (officeKey !== '') await rememberSetting(officeKeyKey, officeKey);
    change({ plan: held.plan });
  };

  /** Events written by another tab, or by an earlier start, that this page has not counted yet. */
  const catchUp = async (): Promise<void> => {
    const kept = store;
    if (kept === undefined) return;
    for (;;) {
      const events = await kept.from(state.recorded + 1, 500);
      for (const own of events) {
        if (own.seq > state.recorded) remember(...readOwn(own));
      }
      /* At once, so that no moment shows them recorded and not among what is to be sent. */
      if (events.length > 0) countUnsent(state.acknowledged);
      if (events.length < 500) return;
    }
  };

  const syncOf = (identity: DeviceIdentity, onProgress?: NonNullable<SyncDeps['onProgress']>): Sync =>
    createSync({
      identity,
      log: database.logOf(identity.device),
      plan: database.plan,
      asking: deps.asking,
      clock,
      lock: deps.syncLock,
      health: deps.health,
      ...(onProgress === undefined ? {} : { onProgress, compareFirst }),
    });
  const pushFormer = createFormerLogs(
    database.identity.former,
    (identity) => syncOf(identity),
    () => state.plan?.plan.restoredAt,
  );

  /** How far this page has known the log to have come: it may be cleared while the page lives (STORE-5). */
  let reached = 0;
  /** Whether the log is shorter than this page, this browser or the office has known it. */
  const noteLost = async (known = 0): Promise<void> => {
    const own = store;
    const least = Math.max(known, reached);
    const seq = (await own?.head())?.seq ?? 0;
    if (own !== store) return;
    reached = Math.max(reached, seq);
    if (seq >= least) return;
    marks.dropAfter(seq);
    change({ lost: seq === 0 ? 'gone' : 'earlier', recorded: Math.min(state.recorded, seq) });
    countUnsent(state.acknowledged);
  };

  /** Writes an event, after making room for it where there is none (STORE-2). */
  const write = async (draft: EventDraft): Promise<Result<Recorded, NotSaved>> => {
    if (log === undefined || state.lost !== undefined) return err({ kind: 'not-saved' });
    let recorded = await log.record(draft);
    if (!recorded.ok && recorded.error.kind === 'no-space' && (await deps.makeRoom?.()) === true)
      recorded = await log.record(draft);
    if (!recorded.ok) {
      if (recorded.error.kind === 'not-saved') await noteLost().catch(() => undefined);
      return recorded;
    }
    const { event, own } = recorded.value;
    reached = Math.max(reached, own.seq);
    if (own.seq === state.recorded + 1) remember({ event, clockOffsetMs: 0 }, markOf(event));
    else await catchUp();
    countUnsent(state.acknowledged);
    return recorded;
  };

  const clockKeeper = createClockKeeper(deps.openClockNotes, {
    clock,
    note: async (draft) => (await write(draft)).ok,
  });
  /** A log that is lost is written no more, and what there is of it is sent as it is. */
  const compareFirst: CompareFirst = async (measure) =>
    state.lost === undefined ? clockKeeper.compareFirst(measure) : ok(undefined);

  const start = (identity: DeviceIdentity): void => {
    const own = database.logOf(identity.device);
    held.identity = identity;
    held.own = new Map();
    [marks, readOwn] = [createOwnMarks(), createOwnReader()];
    store = own;
    reached = 0;
    log = createOwnLog({
      device: identity.device,
      store: own,
      clock,
      lock: deps.logLock,
      reached: () => reached,
    });
    clockKeeper.mind(own);
    sync = syncOf(identity, (sent, total) => {
      if (total > 0) changeSend({ sending: { sent, total } });
      void own.receipt().then((receipt) => countUnsent(receipt?.seq ?? 0));
    });
    change({
      identity: { device: identity.device, name: identity.name, demo: identity.demo },
      recorded: 0,
      acknowledged: 0,
      setAside: undefined,
      lost: undefined,
    });
  };

  /** Which tablet this was before it lost its log or turned out to be a copy; undefined for a new one. */
  const formerSelf = (): { device: string; recorded: number } | undefined => {
    const { identity } = held;
    const device = identity?.device ?? seen?.[0];
    if (device === undefined) return undefined;
    const known = seen?.[0] === device ? Number(seen[1]) : 0;
    return { device, recorded: Math.max(state.recorded, reached, known) };
  };

  const acknowledged = async (): Promise<number> => (await store?.receipt())?.seq ?? 0;

  const noteClock = (offset: number | undefined): void => {
    if (offset !== undefined) change({ clockOffsetMs: offset, clockComparedAt: clock() });
  };

  const noteRevoked = (isRevoked: boolean): void => {
    if (state.send.isRevoked === isRevoked) return;
    changeSend({ isRevoked });
    void rememberSetting(revokedKey, isRevoked);
  };

  const noteFailure = (failure: SyncFailure): void => {
    changeSend({ lastTry: failureKind(failure) });
    if (isProblem(failure, 'device/revoked')) noteRevoked(true);
    if (failure.kind === 'set-aside') {
      change({ setAside: failure.reason });
      void noteLost(failure.held ?? 0);
    }
  };

  /** Connected anew in another tab, this one goes on as the new device as well. */
  const followIdentity = async (): Promise<void> => {
    const identity = await database.identity.get();
    if (identity === undefined || identity.device === held.identity?.device) return;
    start(identity);
    await readOthers();
  };

  const runOnce = async (): Promise<boolean> => {
    await followIdentity();
    const now = sync;
    if (now === undefined) return false;
    const known = state.acknowledged;
    await catchUp();
    await noteLost();
    await pushFormer();
    const pushed = await now.push();
    changeSend({ sending: undefined });
    countUnsent(await acknowledged());
    if (pushed.ok) {
      const lastSentAt = clock();
      changeSend({ lastTry: 'ok', lastSentAt });
      void rememberSetting(lastSentKey, lastSentAt);
      change({ setAside: pushed.value.setAside ?? undefined });
    } else noteFailure(pushed.error);
    const plan = await now.pullPlan();
    const mustUpdate = !plan.ok && isProblem(plan.error, 'device/too-old');
    if (mustUpdate) deps.askForUpdate?.();
    if (plan.ok || mustUpdate) change({ mustUpdate });
    if (plan.ok) {
      noteRevoked(false);
      if (plan.value || held.plan === undefined || clock() - held.plan.confirmedAt > everyMs)
        await readHeldPlan();
    } else if (!mustUpdate) {
      noteFailure(plan.error);
      if (isProblem(plan.error, 'device/revoked')) await readHeldPlan();
    }
    const others = await now.pullOthers();
    if ((others.ok && others.value) || (await database.plan.cursor()) !== readTo) await readOthers();
    if ((plan.ok && plan.value) || (others.ok && others.value) || state.acknowledged !== known)
      deps.tellTabs?.();
    if (pushed.ok || plan.ok || pushed.error.kind === 'set-aside') noteClock(now.clockOffsetMs());
    return pushed.ok && plan.ok;
  };

  const usualWait = (): number => {
    const at = clock() + (state.clockOffsetMs ?? 0);
    const isOngoing = held.plan?.plan.sessions.some(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);
    return isOngoing === true ? everyWhileOngoingMs : everyMs;
  };

  const pace = createSyncPace({
    round: runOnce,
    canStart: () => sync !== undefined,
    usualWait,
    onWait: (ms) => changeSend({ retryAt: ms === undefined ? undefined : clock() + ms }),
    random: deps.random,
    later: deps.later,
  });

  if (held.identity !== undefined) {
    start(held.identity);
    const known = seen?.[0] === held.identity.device ? Number(seen[1]) : 0;
    /* Side by side: a start waits for the slowest of its databases, not for their sum. */
    const [revoked, sentAt] = await Promise.all([
      database.settings.get(revokedKey),
      database.settings.get(lastSentKey),
      readHeldPlan(),
      readOthers(),
      catchUp().then(() => noteLost(known)),
    ]);
    countUnsent(await acknowledged());
    changeSend({ isRevoked: revoked === true, lastSentAt: typeof sentAt === 'number' ? sentAt : undefined });
  }

  return {
    state: () => state,
    subscribe: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    enrol: async (code) => {
      const former = formerSelf();
      const waiting = state.lost === undefined ? state.send.unsentCheckIns : 0;
      const tools = { store: database.identity, asking: deps.asking, clock };
      const enrolled = await enrolDevice(code, tools, former);
      if (!enrolled.ok) return enrolled;
      const { before: known, ...identity } = enrolled.value;
      start(identity);
      const before = former && known && { recorded: former.recorded, ...known, waiting };
      await rememberSetting('before' satisfies typeof beforeKey, before);
      noteRevoked(false);
      await pace.now();
      return ok(undefined);
    },
    record: async (draft) => {
      if (state.lost === undefined) await clockKeeper.look(state.recorded);
      const recorded = await write(draft);
      if (!recorded.ok) return recorded;
      await clockKeeper.look(recorded.value.own.seq);
      pace.recorded(deps.isOnline());
      deps.askForBackgroundPush();
      return recorded;
    },
    attendance: (session) => {
      const known = held.folded.get(session.id);
      if (known !== undefined) return known;
      const folded = foldHeld(held, session);
      held.folded.set(session.id, folded);
      return folded;
    },
    cards: () => held.plan?.cards ?? noCards,
    person: (id) => held.people.get(id),
    rescue: async (which) => {
      const { readMarker } = await import('./marker.ts');
      /** The lists and what lies beside them may be cleared; the marker outlives them (RESCUE-1). */
      const officeKey = (await database.settings.get(officeKeyKey)) ?? (await readMarker())?.officeKey;
      const { identity } = held;
      if (identity === undefined || store === undefined || typeof officeKey !== 'string' || officeKey === '')
        return undefined;
      if (state.lost === undefined) await clockKeeper.lookWhole();
      const { rescueFileOf } = await import('./rescue-file.ts');
      return rescueFileOf({ identity, log: store, officeKey, clock }, which);
    },
    syncNow: pace.now,
    networkChanged: () => {
      const isOnline = deps.isOnline();
      changeSend({ isOnline, offlineSince: isOnline ? undefined : clock() });
      if (!isOnline) deps.later(() => change({}), offlineDelayMs);
      else void pace.afresh();
    },
    changedElsewhere: async (isNews) => {
      if (isNews === true) {
        await followIdentity();
        await readHeldPlan();
        await readOthers();
      }
      await catchUp();
      await noteLost();
      countUnsent(await acknowledged());
    },
    close: () => {
      pace.end();
      listeners.clear();
    },
  };
};
