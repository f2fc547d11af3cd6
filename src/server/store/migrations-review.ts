/** Decisions, certificates, months and reports. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

type Column = readonly [name: string, type: 'text' | 'integer' | 'bigint', isNullable?: 'null'];

const table = async (
  db: Kysely<unknown>,
  name: string,
  columns: readonly Column[],
  key: readonly string[],
): Promise<void> => {
  let made = db.schema.createTable(name);
  for (const [column, type, isNullable] of columns)
    made = made.addColumn(column, type, (c) => (isNullable === undefined ? c.notNull() : c));
  await made.addPrimaryKeyConstraint(`${name}_key`, [...key] as never[]).execute();
};

const reviewing = async (db: Kysely<unknown>): Promise<void> => {
  await table(
    db,
    'written_texts',
    [
      ['hash', 'text'],
      ['salt', 'text'],
      ['text', 'text'],
      ['written_at', 'bigint'],
    ],
    ['hash'],
  );
  await table(
    db,
    'decisions',
    [
      ['seq', 'integer'],
      ['kind', 'text'],
      ['session', 'text', 'null'],
      ['participant', 'text', 'null'],
      ['actor', 'text'],
      ['at', 'bigint'],
      ['text', 'text'],
    ],
    ['seq'],
  );
  await db.schema.createIndex('decisions_session').on('decisions').column('session').execute();
  await db.schema.createIndex('decisions_kind').on('decisions').column('kind').execute();
  await table(
    db,
    'review_states',
    [
      ['session', 'text'],
      ['basis', 'text'],
      ['to_decide', 'integer'],
      ['reviewed_at', 'bigint', 'null'],
      ['reviewed_by', 'text', 'null'],
      ['corrections', 'integer'],
    ],
    ['session'],
  );
  await table(
    db,
    'certificates',
    [
      ['session', 'text'],
      ['participant', 'text'],
      ['minutes', 'integer'],
      ['at', 'bigint'],
      ['via', 'text'],
      ['event', 'text'],
    ],
    ['session', 'participant'],
  );
  await db.schema.createIndex('certificates_participant').on('certificates').column('participant').execute();
  await table(
    db,
    'objections',
    [
      ['id', 'text'],
      ['participant', 'text'],
      ['session', 'text'],
      ['text', 'text'],
      ['made_at', 'bigint'],
      ['answer', 'text', 'null'],
      ['answered_at', 'bigint', 'null'],
      ['answered_by', 'text', 'null'],
    ],
    ['id'],
  );
  await db.schema.createIndex('objections_session').on('objections').column('session').execute();
  await table(
    db,
    'delivery_decisions',
    [
      ['delivery', 'integer'],
      ['decision', 'text'],
      ['decided_at', 'bigint'],
      ['actor', 'text'],
    ],
    ['delivery'],
  );
};

const months = async (db: Kysely<unknown>): Promise<void> => {
  await table(
    db,
    'month_versions',
    [
      ['month', 'text'],
      ['version', 'integer'],
      ['seq', 'integer'],
      ['at', 'bigint'],
      ['actor', 'text'],
      ['hash', 'text'],
      ['minutes', 'integer'],
      ['reported_minutes', 'integer'],
      ['people', 'integer'],
    ],
    ['month', 'version'],
  );
  await table(
    db,
    'month_lines',
    [
      ['month', 'text'],
      ['version', 'integer'],
      ['participant', 'text'],
      ['session', 'text'],
      ['minutes', 'integer'],
    ],
    ['month', 'version', 'participant', 'session'],
  );
  await table(
    db,
    'month_rows',
    [
      ['month', 'text'],
      ['version', 'integer'],
      ['participant', 'text'],
      ['minutes', 'integer'],
      ['over_minutes', 'integer'],
      ['reported_minutes', 'integer'],
    ],
    ['month', 'version', 'participant'],
  );
  await table(
    db,
    'month_late_decisions',
    [
      ['month', 'text'],
      ['participant', 'text'],
      ['session', 'text'],
      ['before', 'integer'],
      ['after', 'integer'],
      ['is_taken_in', 'integer'],
      ['seq', 'integer'],
      ['at', 'bigint'],
      ['actor', 'text'],
    ],
    ['month', 'seq', 'participant', 'session'],
  );
  await table(
    db,
    'report_files',
    [
      ['id', 'text'],
      ['month', 'text'],
      ['version', 'integer'],
      ['format', 'text'],
      ['checksum', 'text'],
      ['rows', 'integer'],
      ['minutes', 'integer'],
      ['made_at', 'bigint'],
      ['actor', 'text'],
    ],
    ['id'],
  );
  await table(
    db,
    'month_sent',
    [
      ['month', 'text'],
      ['version', 'integer'],
      ['seq', 'integer'],
      ['at', 'bigint'],
      ['actor', 'text'],
      ['checksum', 'text', 'null'],
    ],
    ['month', 'seq'],
  );
};

export const review = (): Migration => ({
  up: async (db: Kysely<unknown>) => {
    await reviewing(db);
    await months(db);
  },
});
