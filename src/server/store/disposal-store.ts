/** What a disposal takes out of the tables, by rule. Each answers how much of what there was (RET-3, RET-4). */
import { sql } from 'kysely';
import { namelessAs, type Due } from '../../domain/retention.ts';
import { forgetEverybody } from '../identity/whole-vault.ts';
import type { Database, Tx } from './database.ts';
import type { Schema } from './schema.ts';

export type Disposed =
  | 'names'
  | 'identities'
  | 'badges'
  | 'phones'
  | 'texts'
  | 'letters'
  | 'addresses'
  | 'drafts'
  | 'accounts';

export type Gone = Promise<readonly (readonly [Disposed, number])[]>;

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

/** Everything that tells who somebody is (RET-3). */
export const dropWhoIsWho = async (tx: Tx, now: number): Gone => {
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
  const contacts = deleted(await trx.deleteFrom('unit_contacts').executeTakeFirstOrThrow());
  return [
    ['names', await dropNames(tx)],
    ['identities', identities],
    ['badges', Number(badges.numUpdatedRows)],
    ['phones', phones],
    ['texts', texts],
    ['addresses', addresses + contacts],
    ['letters', letters],
  ];
};

/** What has an end of its own that is past (RET-4). */
export const dropEnded = async ({ trx }: Tx, { endedBefore, lettersBefore }: Due): Gone => {
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

/** Every table that a disposal takes something out of, and what the database makes of people's names. */
const disposedOf = [
  'participants',
  'people_names',
  'name_parts',
  'identities',
  'badges',
  'participant_sign_ins',
  'written_texts',
  'letter_addresses',
  'letters',
  'unit_contacts',
  'import_drafts',
  'sign_ins',
  'setup_links',
] as const satisfies readonly (keyof Schema)[];

const longestWaitMs = 60_000;

/**
 * Waits until nobody's transaction began before this moment: what such a one could still read, no vacuum takes away. One
 * that never ends is waited for no longer than a minute; PostgreSQL's own vacuum comes when it has.
 */
const untilNobodyReadsOld = async (db: Database['db']): Promise<void> => {
  const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(db);
  const now = sql`${rows[0]?.xid}::text::xid8`;
  const began = performance.now();
  for (;;) {
    const held = await sql<{ isOver: boolean }>`
      select pg_snapshot_xmin(pg_current_snapshot()) > ${now} and not exists (
        select from pg_stat_activity
        where pid <> pg_backend_pid() and (datname is null or datname = current_database())
          and age(backend_xmin) >= age(${now}::xid)
      ) as "isOver"`.execute(db);
    if (held.rows[0]?.isOver === true || performance.now() - began > longestWaitMs) return;
    await new Promise((wait) => setTimeout(wait, 100));
  }
};

/**
 * What was deleted is not left in the files' free pages either. PostgreSQL writes each of the tables anew, and what it
 * knows of their commonest values: a plain vacuum leaves the bytes where they were.
 */
export const overwriteFree = async ({ db, dialect }: Database): Promise<void> => {
  if (dialect === 'postgres') {
    await untilNobodyReadsOld(db);
    for (const table of disposedOf) await sql`vacuum (full, analyze) ${sql.table(table)}`.execute(db);
    return;
  }
  await sql`vacuum`.execute(db);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
};
