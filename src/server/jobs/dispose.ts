/**
 * Disposal by rule: what tells who somebody is goes when its time is over; ids, events and figures stay, so that every
 * chain can still be followed and every sum made again (RET-1, RET-3). A dry run does the same work and undoes it.
 */
import { sql } from 'kysely';
import { dueAt, firstRetention, namelessAs, RetentionPolicy, type Due } from '../../domain/retention.ts';
import { instant } from '../../domain/time.ts';
import type { Services } from '../http/services.ts';
import { forgetEverybody } from '../identity/whole-vault.ts';
import { inTransaction, type Database, type Tx } from '../store/database.ts';
import { createOfficeLogStore } from '../store/office-log-store.ts';
import { createSettingsStore } from '../store/settings-store.ts';

/** The setting that holds the rule. */
export const retentionSetting = 'retention';

type What =
  | 'names'
  | 'identities'
  | 'badges'
  | 'phones'
  | 'texts'
  | 'letters'
  | 'addresses'
  | 'drafts'
  | 'accounts';

export type Disposal = {
  readonly isDryRun: boolean;
  /** How many of each went; nothing where there were none. */
  readonly counts: Readonly<Partial<Record<What, number>>>;
};

type Gone = Promise<readonly (readonly [What, number])[]>;

/** The rule as it has been decided. */
export const retentionPolicyOf = async (tx: Tx): Promise<RetentionPolicy> => {
  const held = await createSettingsStore(tx).get(retentionSetting);
  return held === undefined ? firstRetention : RetentionPolicy.parse(JSON.parse(held));
};

const deleted = ({ numDeletedRows }: { numDeletedRows: bigint }): number => Number(numDeletedRows);

/** Names become numbers in the order of the ids, which say nothing of anybody. */
const dropNames = async ({ trx }: Tx): Promise<number> => {
  const people = await trx.selectFrom('participants').selectAll().orderBy('id').execute();
  let gone = 0;
  for (const [index, { id, given, family, email, workplace }] of people.entries()) {
    const nameless = namelessAs(index + 1);
    if (given === nameless && `${family}${email}${workplace}` === '') continue;
    gone += 1;
    await trx
      .updateTable('participants')
      .set({ given: nameless, family: '', email: '', workplace: '' })
      .where('id', '=', id)
      .execute();
  }
  return gone;
};

const dropWhoIsWho = async (tx: Tx, now: number): Gone => {
  const { trx } = tx;
  const identities = await forgetEverybody(tx);
  const phones = deleted(await trx.deleteFrom('participant_sign_ins').executeTakeFirstOrThrow());
  const badges = await trx
    .updateTable('badges')
    .set((e) => ({ sealed_token: '', blocked_at: e.fn.coalesce('blocked_at', e.val(now)) }))
    .where('sealed_token', '!=', '')
    .executeTakeFirstOrThrow();
  const texts = deleted(await trx.deleteFrom('written_texts').executeTakeFirstOrThrow());
  const addresses = deleted(await trx.deleteFrom('letter_addresses').executeTakeFirstOrThrow());
  const letters = deleted(await trx.deleteFrom('letters').executeTakeFirstOrThrow());
  return [
    ['names', await dropNames(tx)],
    ['identities', identities],
    ['badges', Number(badges.numUpdatedRows)],
    ['phones', phones],
    ['texts', texts],
    ['addresses', addresses],
    ['letters', letters],
  ];
};

const dropEnded = async ({ trx }: Tx, { endedBefore, lettersBefore }: Due): Gone => {
  const drafts = await trx
    .deleteFrom('import_drafts')
    .where('expires_at', '<=', endedBefore)
    .executeTakeFirstOrThrow();
  const letters = await trx
    .deleteFrom('letters')
    .where('state', 'in', ['sent', 'failed', 'unclear'])
    .where('changed_at', '<', lettersBefore)
    .executeTakeFirstOrThrow();
  const phones = await trx
    .deleteFrom('participant_sign_ins')
    .where('expires_at', '<=', endedBefore)
    .executeTakeFirstOrThrow();
  const signIns = await trx
    .deleteFrom('sign_ins')
    .where('expires_at', '<=', endedBefore)
    .executeTakeFirstOrThrow();
  const links = await trx
    .deleteFrom('setup_links')
    .where((e) => e.or([e('expires_at', '<=', endedBefore), e('used_at', 'is not', null)]))
    .executeTakeFirstOrThrow();
  return [
    ['drafts', deleted(drafts)],
    ['letters', deleted(letters)],
    ['phones', deleted(phones)],
    ['accounts', deleted(signIns) + deleted(links)],
  ];
};

const sumOf = (gone: Awaited<Gone>): Disposal['counts'] => {
  const counts: Partial<Record<What, number>> = {};
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

/** What was deleted is not left in the file's free pages either. */
const overwriteFree = async ({ db, dialect }: Database): Promise<void> => {
  if (dialect === 'postgres') return;
  await sql`vacuum`.execute(db);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
};

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
