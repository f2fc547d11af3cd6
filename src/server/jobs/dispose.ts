/**
 * Disposal by rule: what tells who somebody is goes when its time is over; ids, events and figures stay, so that every
 * chain can still be followed and every sum made again (RET-1, RET-3). A dry run does the same work and undoes it.
 */
import { dueAt, firstRetention, RetentionPolicy } from '../../domain/retention.ts';
import { instant } from '../../domain/time.ts';
import type { Services } from '../http/services.ts';
import { holdLock, inTransaction, type Database, type Tx } from '../store/database.ts';
import { dropEnded, dropWhoIsWho, overwriteFree, type Disposed, type Gone } from '../store/disposal-store.ts';
import { createOfficeLogStore } from '../store/office-log-store.ts';
import { createSettingsStore } from '../store/settings-store.ts';

/** The setting that holds the rule. */
export const retentionSetting = 'retention';

export type Disposal = {
  readonly isDryRun: boolean;
  /** How many of each went; nothing where there were none. */
  readonly counts: Readonly<Partial<Record<Disposed, number>>>;
};

/** The rule as it has been decided. */
export const retentionPolicyOf = async (tx: Tx): Promise<RetentionPolicy> => {
  const held = await createSettingsStore(tx).get(retentionSetting);
  return held === undefined ? firstRetention : RetentionPolicy.parse(JSON.parse(held));
};

const sumOf = (gone: Awaited<Gone>): Disposal['counts'] => {
  const counts: Partial<Record<Disposed, number>> = {};
  for (const [what, n] of gone) if (n > 0) counts[what] = (counts[what] ?? 0) + n;
  return counts;
};

/** Does it within a transaction; the counts go to the office log. */
const disposeIn = async (tx: Tx, now: number): Promise<Disposal['counts']> => {
  const policy = await retentionPolicyOf(tx);
  const due = dueAt(policy, instant(now));
  const ended = await dropEnded(tx, due);
  const counts = sumOf([...ended, ...(due.names ? await dropWhoIsWho(tx, now) : [])]);
  if (Object.keys(counts).length > 0)
    await createOfficeLogStore(tx).append({
      kind: 'disposed',
      actor: 'server',
      at: now,
      ...policy,
      ...counts,
    });
  return counts;
};

/** Undoes a dry run. */
class OnlyLooked extends Error {
  readonly counts: Disposal['counts'];
  constructor(counts: Disposal['counts']) {
    super('a dry run');
    this.counts = counts;
  }
}

export const dispose = async ({
  database,
  services,
  isDryRun,
}: {
  readonly database: Database;
  readonly services: Pick<Services, 'clock'>;
  readonly isDryRun: boolean;
}): Promise<Disposal> => {
  const now = services.clock();
  try {
    const counts = await inTransaction(database, async (tx) => {
      await holdLock(tx, 'log');
      const found = await disposeIn(tx, now);
      if (isDryRun) throw new OnlyLooked(found);
      return found;
    });
    if (Object.keys(counts).length > 0) await overwriteFree(database);
    return { isDryRun, counts };
  } catch (error) {
    if (error instanceof OnlyLooked) return { isDryRun, counts: error.counts };
    throw error;
  }
};
