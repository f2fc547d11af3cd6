/**
 * Is the tablet ready for the day? Asked before leaving for a venue, so that what is missing is found where there is a
 * network, not at the door. Pure: every fact and the time are arguments.
 */
import { clockToleranceMs } from '../../domain/evidence.ts';
import type { Plan } from '../../domain/programme.ts';
import { dayMs, dayOf } from '../../domain/time.ts';
import type { Aside, SendFacts } from './send-status.ts';

export type ReadinessFacts = {
  readonly now: number;
  readonly plan: { readonly plan: Plan; readonly confirmedAt: number } | undefined;
  readonly isRevoked: boolean;
  readonly clockOffsetMs: number | undefined;
  readonly clockComparedAt: number | undefined;
  /** The clock has gone back since it was compared. */
  readonly hasClockChanged: boolean;
  readonly unsent: number;
  readonly oldestUnsentAt: number | undefined;
  readonly lastTry: SendFacts['lastTry'];
  readonly storage: 'persistent' | 'not-persistent' | 'unknown';
  /** When a person last saw the camera's picture and heard the sounds on this tablet. */
  readonly cameraTestedAt: number | undefined;
  readonly soundTestedAt: number | undefined;
  /** Whether the app itself starts without a network. */
  readonly isAppKept: boolean;
};

/** ok: nothing to do · attention: check-in works, but see to this · stop: people cannot be checked in today. */
export type Level = 'ok' | 'attention' | 'stop';

export type ReadinessRow =
  | {
      readonly key: 'lists';
      readonly level: Level;
      readonly reason: 'fetched' | 'missing' | 'not-for-today' | 'incomplete' | 'old';
      readonly at: number | undefined;
      /** Sessions without people, or days since the office was heard of. */
      readonly count: number;
    }
  | { readonly key: 'senses'; readonly level: Level; readonly missing: 'none' | 'camera' | 'sound' | 'both' }
  | {
      readonly key: 'clock';
      readonly level: Level;
      readonly offsetMs: number | undefined;
      readonly at: number | undefined;
      readonly hasChanged: boolean;
    }
  | {
      readonly key: 'waiting';
      readonly level: Level;
      readonly unsent: number;
      readonly since: number | undefined;
      /** The office answers, and does not take it in. */
      readonly way: Aside | undefined;
    }
  | { readonly key: 'storage'; readonly level: Level; readonly storage: ReadinessFacts['storage'] }
  | { readonly key: 'app'; readonly level: Level };

export type Readiness = {
  readonly level: Level;
  readonly rows: readonly ReadinessRow[];
  readonly toDo: number;
};

/** Lists older than this may miss people (DESIGN §5.10). */
export const oldListMs = 3 * dayMs;

const listsRow = (facts: ReadinessFacts): ReadinessRow => {
  const { plan: held, isRevoked } = facts;
  /** The lists are for days by the office's clock, whatever the tablet's says (READY-2). */
  const now = facts.now + (facts.clockOffsetMs ?? 0);
  const row = { key: 'lists', at: held?.confirmedAt, count: 0 } as const;
  if (held === undefined || isRevoked) return { ...row, level: 'stop', reason: 'missing' };
  const { plan, confirmedAt } = held;
  const today = plan.sessions.filter(
    (session) => !session.cancelled && dayOf(session.startsAt) === dayOf(now),
  );
  const lastNeeded = Math.max(now, ...today.map(({ endsAt }) => endsAt));
  if (now < plan.window.from || lastNeeded > plan.window.to)
    return { ...row, level: 'stop', reason: 'not-for-today' };
  const hasPeople = (id: string): boolean =>
    plan.cohorts.some((cohort) => cohort.id === id && cohort.people.length > 0);
  const incomplete = today.filter(
    ({ kind, cohorts }) => kind === 'on-site' && !(cohorts.length > 0 && cohorts.every(hasPeople)),
  );
  if (incomplete.length > 0) return { ...row, level: 'stop', reason: 'incomplete', count: incomplete.length };
  const age = facts.now - confirmedAt;
  return age > oldListMs
    ? { ...row, level: 'attention', reason: 'old', count: Math.floor(age / dayMs) }
    : { ...row, level: 'ok', reason: 'fetched' };
};

const sensesRow = ({ cameraTestedAt, soundTestedAt, now }: ReadinessFacts): ReadinessRow => {
  const isToday = (at: number | undefined): boolean => at !== undefined && dayOf(at) === dayOf(now);
  const hasCamera = isToday(cameraTestedAt);
  const hasSound = isToday(soundTestedAt);
  if (hasCamera && hasSound) return { key: 'senses', level: 'ok', missing: 'none' };
  const missing = hasCamera ? 'sound' : hasSound ? 'camera' : 'both';
  return { key: 'senses', level: 'attention', missing };
};

const clockRow = (facts: ReadinessFacts): ReadinessRow => {
  const { clockOffsetMs: offsetMs, clockComparedAt: at, hasClockChanged: hasChanged } = facts;
  const isRight = !hasChanged && offsetMs !== undefined && Math.abs(offsetMs) <= clockToleranceMs;
  return { key: 'clock', level: isRight ? 'ok' : 'attention', offsetMs, at, hasChanged };
};

const waitingRow = ({ unsent, oldestUnsentAt, lastTry, now }: ReadinessFacts): ReadinessRow => {
  const isFromBefore = oldestUnsentAt !== undefined && dayOf(oldestUnsentAt) < dayOf(now);
  const way = lastTry === 'reconnect' || lastTry === 'office' ? lastTry : undefined;
  return {
    key: 'waiting',
    level: unsent > 0 && (isFromBefore || way !== undefined) ? 'attention' : 'ok',
    unsent,
    since: oldestUnsentAt,
    way,
  };
};

const worst = (rows: readonly ReadinessRow[]): Level =>
  rows.some(({ level }) => level === 'stop')
    ? 'stop'
    : rows.some(({ level }) => level === 'attention')
      ? 'attention'
      : 'ok';

/**
 * Whether a whole working day can be done from here without a network (READY-1). The tablet is called ready only when
 * every row is in order; it is called not ready only when somebody could not be checked in (READY-2 … READY-7).
 */
export const readinessOf = (facts: ReadinessFacts): Readiness => {
  const rows: readonly ReadinessRow[] = [
    listsRow(facts),
    sensesRow(facts),
    clockRow(facts),
    waitingRow(facts),
    {
      key: 'storage',
      level: facts.storage === 'not-persistent' ? 'attention' : 'ok',
      storage: facts.storage,
    },
    { key: 'app', level: facts.isAppKept ? 'ok' : 'stop' },
  ];
  return { level: worst(rows), rows, toDo: rows.filter(({ level }) => level !== 'ok').length };
};
