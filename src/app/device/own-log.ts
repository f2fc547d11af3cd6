/**
 * The tablet's own log: append-only, numbered, chained. An event is on disk before anything on the screen says so
 * (LOG-7), and it never waits for the network.
 */
import type { AttendanceEvent, EventDraft } from '../../domain/events.ts';
import type { DeviceId, Hash, SessionId } from '../../domain/ids.ts';
import { canonical, placeAfter, type LogHead } from '../../domain/log.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import type { Receipt } from '../../signing/heads.ts';
import { sha256 } from '../../signing/hash.ts';

/** An event as it is kept and sent: the exact text that was hashed. */
export type OwnEvent = {
  readonly seq: number;
  readonly session: SessionId;
  readonly text: string;
  readonly hash: Hash;
};

/**
 * What lets an old log grow shorter (STORE-3). The events up to the anchor are gone from here and with the office; its
 * number and hash are kept, so that the chain goes on from it.
 */
export type Journal = {
  /** The last event that is no longer kept here; number nought while all are. */
  readonly anchor: () => Promise<LogHead>;
  /** Clears the events up to and with `upTo`; false, and nothing is cleared, unless it is ours and acknowledged. */
  readonly clearUpTo: (upTo: LogHead) => Promise<boolean>;
};

/** Where the log is kept. Every implementation passes the same contract tests. */
export type OwnLogStore = {
  readonly head: () => Promise<LogHead>;
  /** Adds the event and moves the head in one durable step; false if the head was not where it was expected. */
  readonly append: (event: OwnEvent, expected: LogHead) => Promise<boolean>;
  readonly from: (seq: number, count: number) => Promise<readonly OwnEvent[]>;
  readonly ofSessions: (sessions: readonly SessionId[]) => Promise<readonly OwnEvent[]>;
  readonly receipt: () => Promise<Receipt | undefined>;
  readonly putReceipt: (receipt: Receipt) => Promise<void>;
  /** Absent where nothing is ever cleared. */
  readonly journal?: Journal;
  /** How the clock stood when it was last compared with the office's (CLOCK-2). */
  readonly compared?: () => Promise<Compared | undefined>;
  readonly putCompared?: (compared: Compared) => Promise<void>;
};

/** The office's clock minus ours, in ms, and where the log ended when what had changed was last noted. */
export type Compared = {
  readonly offset: number | undefined;
  readonly seq: number;
  /** How far the clock has been noted to have gone back since. */
  readonly back?: number;
  /** The session of the last note, for a log that has been cleared since: what was noted may have to be noted anew. */
  readonly session?: SessionId | undefined;
};

/** Runs one piece of work at a time, over all tabs of this browser. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>;

export type NotSaved = { readonly kind: 'no-space' | 'not-saved' };

export type Recorded = { readonly event: AttendanceEvent; readonly own: OwnEvent };

export type OwnLog = {
  /** Writes the event durably; only then the answer is ok (LOG-7). */
  readonly record: (draft: EventDraft) => Promise<Result<Recorded, NotSaved>>;
};

/** IndexedDB's own names, and Dexie's for the same. */
const diskErrors: ReadonlySet<string> = new Set([
  'AbortError',
  'DatabaseClosedError',
  'InvalidStateError',
  'NotReadableError',
  'OpenFailedError',
  'TransactionInactiveError',
  'UnknownError',
]);

const isNoSpace = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const inner = 'inner' in error && error.inner instanceof Error ? error.inner.name : '';
  return error.name === 'QuotaExceededError' || inner === 'QuotaExceededError';
};

/** True for what a browser's storage throws: full, gone, or closed under us. A defect of ours is none. */
export const isDiskFailure = (error: unknown): boolean =>
  isNoSpace(error) || (error instanceof Error && diskErrors.has(error.name));

/** The log of one device. `lock` keeps two tabs from writing at once; the store checks it once more. */
export const createOwnLog = (deps: {
  readonly device: DeviceId;
  readonly store: OwnLogStore;
  readonly clock: () => number;
  readonly lock: Lock;
  /** How far the log is known to have come: below that it is gone, and nothing is written (STORE-5). */
  readonly reached?: () => number;
}): OwnLog => {
  const { device, store, clock, lock } = deps;
  let last = 0;
  /** Where the log ended when this page last wrote: saves a read; the store refuses it if another tab has written. */
  let known: LogHead | undefined;
  const attempt = async (draft: EventDraft): Promise<Recorded | undefined> => {
    const least = Math.max(last, deps.reached?.() ?? 0);
    const head = known ?? (await store.head());
    known = undefined;
    if (head.seq < least) return undefined;
    const event = placeAfter(head, device, instant(clock()), draft);
    const text = canonical(event);
    const own: OwnEvent = { seq: event.seq, session: event.session, text, hash: await sha256(text) };
    if (!(await store.append(own, head))) return undefined;
    known = { seq: own.seq, hash: own.hash };
    last = own.seq;
    return { event, own };
  };
  return {
    record: (draft) =>
      lock(async () => {
        try {
          for (let tries = 0; tries < 5; tries += 1) {
            const recorded = await attempt(draft);
            if (recorded !== undefined) return ok(recorded);
          }
          return err({ kind: 'not-saved' });
        } catch (error) {
          return err({ kind: isNoSpace(error) ? 'no-space' : 'not-saved' });
        }
      }),
  };
};
