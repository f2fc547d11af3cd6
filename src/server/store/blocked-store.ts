/**
 * Who and what has been shut out, or may do less than before: what must not come back to life with an old copy (A25).
 * Read for the journal outside the database, and put on again after a restore (BACKUP-5).
 */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Tx } from './database.ts';

/** What is said of one thing. The latest word on each is what counts. */
export const Blocked = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('device'), id: z.string(), revokedAt: z.int() }),
  z.looseObject({ kind: z.literal('badge'), id: z.string(), blockedAt: z.int() }),
  z.looseObject({
    kind: z.literal('administrator'),
    id: z.string(),
    isDisabled: z.boolean(),
    roles: z.array(z.string()),
    /** Tells one password from another, and nothing about either. */
    password: z.string(),
    /** Second factors, recovery codes that are left, and who somebody is at the city's sign-in service. */
    factors: z.array(z.string()),
  }),
  z.looseObject({ kind: z.literal('trainer'), id: z.string(), code: z.string() }),
]);
export type Blocked = z.infer<typeof Blocked>;

const markOf = (secret: string): string =>
  createHash('sha256').update('narvaro/changed/1\n').update(secret).digest('base64url').slice(0, 16);

/** By administrator: every way in but the password, each as a mark that tells nothing about it. */
const factorsIn = async ({ trx }: Tx): Promise<ReadonlyMap<string, readonly string[]>> => {
  const byAdministrator = new Map<string, string[]>();
  const add = (administrator: string, mark: string): void =>
    void byAdministrator.set(administrator, [...(byAdministrator.get(administrator) ?? []), mark]);
  for (const { id, administrator } of await trx
    .selectFrom('factors')
    .select(['id', 'administrator'])
    .orderBy('id')
    .execute())
    add(administrator, markOf(`factor/${id}`));
  for (const { code_hash, administrator } of await trx
    .selectFrom('recovery_codes')
    .selectAll()
    .orderBy('code_hash')
    .execute())
    add(administrator, markOf(`recovery/${code_hash}`));
  for (const { issuer, subject, administrator } of await trx
    .selectFrom('sign_on_subjects')
    .select(['issuer', 'subject', 'administrator'])
    .orderBy('issuer')
    .orderBy('subject')
    .execute())
    add(administrator, markOf(`subject/${issuer}/${subject}`));
  return byAdministrator;
};

/** Everything that is shut out now, and what administrators and trainers may do. */
export const blockedIn = async ({ trx, dialect }: Tx): Promise<readonly Blocked[]> => {
  const devices = await trx.selectFrom('devices').select(['id', 'revoked_at']).orderBy('id').execute();
  const badges = await trx
    .selectFrom('badges')
    .select(['token_hash', 'blocked_at'])
    .where('blocked_at', 'is not', null)
    .orderBy('token_hash')
    .execute();
  const administrators = await trx.selectFrom('administrators').selectAll().orderBy('id').execute();
  const roles = await trx.selectFrom('administrator_roles').selectAll().orderBy('role').execute();
  const factors = await factorsIn({ trx, dialect });
  const trainers = await trx.selectFrom('trainers').select(['id', 'code_hash']).orderBy('id').execute();
  return [
    ...devices.flatMap(({ id, revoked_at }): readonly Blocked[] =>
      revoked_at === null ? [] : [{ kind: 'device', id, revokedAt: Number(revoked_at) }],
    ),
    ...badges.map(({ token_hash, blocked_at }): Blocked => ({
      kind: 'badge',
      id: token_hash,
      blockedAt: Number(blocked_at),
    })),
    ...administrators.map(({ id, disabled_at, password }): Blocked => ({
      kind: 'administrator',
      id,
      isDisabled: disabled_at !== null,
      roles: roles.filter(({ administrator }) => administrator === id).map(({ role }) => role),
      password: markOf(password),
      factors: [...(factors.get(id) ?? [])],
    })),
    ...trainers.map(({ id, code_hash }): Blocked => ({ kind: 'trainer', id, code: markOf(code_hash) })),
  ];
};

/** How many of each were shut out again. */
export type Reapplied = {
  readonly devices: number;
  readonly badges: number;
  readonly administrators: number;
  readonly roles: number;
  readonly passwords: number;
  /** Second factors, recovery codes and sign-on identities that had been taken away or used. */
  readonly factors: number;
  readonly trainerCodes: number;
};

/** A password and a code that nothing matches. */
const noPassword = 'none';

const reapplyOne = async (
  { trx }: Tx,
  blocked: Blocked,
  now: number,
): Promise<keyof Reapplied | undefined> => {
  switch (blocked.kind) {
    case 'device': {
      const { numUpdatedRows } = await trx
        .updateTable('devices')
        .set({ revoked_at: blocked.revokedAt })
        .where('id', '=', blocked.id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0 ? 'devices' : undefined;
    }
    case 'badge': {
      const { numUpdatedRows } = await trx
        .updateTable('badges')
        .set({ blocked_at: blocked.blockedAt })
        .where('token_hash', '=', blocked.id)
        .where('blocked_at', 'is', null)
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0 ? 'badges' : undefined;
    }
    case 'administrator': {
      if (!blocked.isDisabled) return undefined;
      const { numUpdatedRows } = await trx
        .updateTable('administrators')
        .set({ disabled_at: now })
        .where('id', '=', blocked.id)
        .where('disabled_at', 'is', null)
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0 ? 'administrators' : undefined;
    }
    case 'trainer': {
      const row = await trx
        .selectFrom('trainers')
        .select('code_hash')
        .where('id', '=', blocked.id)
        .executeTakeFirst();
      if (row === undefined || markOf(row.code_hash) === blocked.code) return undefined;
      const never = createHash('sha256').update(`no code of ${blocked.id} at ${now}`).digest('base64url');
      await trx.updateTable('trainers').set({ code_hash: never }).where('id', '=', blocked.id).execute();
      return 'trainerCodes';
    }
  }
};

/** Roles taken away since are taken away again; roles given since have to be given anew, by a person. */
const reapplyRoles = async ({ trx }: Tx, blocked: Blocked): Promise<number> => {
  if (blocked.kind !== 'administrator') return 0;
  const held = await trx
    .selectFrom('administrator_roles')
    .select('role')
    .where('administrator', '=', blocked.id)
    .execute();
  const taken = held.map(({ role }) => role).filter((role) => !blocked.roles.includes(role));
  if (taken.length > 0)
    await trx
      .deleteFrom('administrator_roles')
      .where('administrator', '=', blocked.id)
      .where('role', 'in', taken)
      .execute();
  return taken.length;
};

/** A password that was changed since may have been changed because somebody else knew it. */
const reapplyPassword = async ({ trx }: Tx, blocked: Blocked): Promise<number> => {
  if (blocked.kind !== 'administrator') return 0;
  const row = await trx
    .selectFrom('administrators')
    .select('password')
    .where('id', '=', blocked.id)
    .executeTakeFirst();
  if (row === undefined || markOf(row.password) === blocked.password) return 0;
  await trx
    .updateTable('administrators')
    .set({ password: noPassword })
    .where('id', '=', blocked.id)
    .execute();
  return 1;
};

/** Ways in that had been taken away, or used up, are taken away again. */
const reapplyFactors = async ({ trx }: Tx, blocked: Blocked): Promise<number> => {
  if (blocked.kind !== 'administrator') return 0;
  const left = new Set(blocked.factors);
  let gone = 0;
  const own = <T extends { administrator: string }>(rows: readonly T[]): readonly T[] =>
    rows.filter(({ administrator }) => administrator === blocked.id);
  for (const { id } of own(await trx.selectFrom('factors').select(['id', 'administrator']).execute())) {
    if (left.has(markOf(`factor/${id}`))) continue;
    await trx.deleteFrom('factors').where('id', '=', id).execute();
    gone += 1;
  }
  for (const { code_hash } of own(await trx.selectFrom('recovery_codes').selectAll().execute())) {
    if (left.has(markOf(`recovery/${code_hash}`))) continue;
    await trx.deleteFrom('recovery_codes').where('code_hash', '=', code_hash).execute();
    gone += 1;
  }
  for (const { issuer, subject } of own(await trx.selectFrom('sign_on_subjects').selectAll().execute())) {
    if (left.has(markOf(`subject/${issuer}/${subject}`))) continue;
    await trx
      .deleteFrom('sign_on_subjects')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .execute();
    gone += 1;
  }
  return gone;
};

/** Shuts out again what was shut out after the copy was made. */
export const reapply = async (tx: Tx, all: readonly Blocked[], now: number): Promise<Reapplied> => {
  const counts = {
    devices: 0,
    badges: 0,
    administrators: 0,
    roles: 0,
    passwords: 0,
    factors: 0,
    trainerCodes: 0,
  };
  for (const blocked of all) {
    const what = await reapplyOne(tx, blocked, now);
    if (what !== undefined) counts[what] += 1;
    counts.roles += await reapplyRoles(tx, blocked);
    counts.passwords += await reapplyPassword(tx, blocked);
    counts.factors += await reapplyFactors(tx, blocked);
  }
  return counts;
};

/**
 * Ends what a copy must not bring back: sign-ins of administrators and tablets, and links, codes and invitations that
 * may have been used since. Letters that waited may have been sent since: whether they were, a person finds out (MAIL-3).
 */
export const endWhatIsOpen = async ({ trx }: Tx, now: number): Promise<{ readonly letters: number }> => {
  await trx.deleteFrom('sign_ins').execute();
  await trx.deleteFrom('device_sign_ins').execute();
  await trx.deleteFrom('device_challenges').execute();
  await trx.deleteFrom('rate_limits').execute();
  await trx.deleteFrom('sign_in_questions').execute();
  await trx.deleteFrom('factor_resets').execute();
  await trx
    .updateTable('enrolment_codes')
    .set({ cancelled_at: now })
    .where('used_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute();
  await trx.deleteFrom('setup_links').execute();
  const { numUpdatedRows } = await trx
    .updateTable('letters')
    .set({ state: 'unclear', changed_at: now })
    .where('state', 'in', ['waiting', 'sending'])
    .executeTakeFirst();
  return { letters: Number(numUpdatedRows) };
};
