/** Administrators, their sign-ins and one-time set-up links. Tokens are stored as hashes only (SIGN-3). */
import { Role, roles as everyRole } from '../../domain/roles.ts';
import { holdLock, type Tx } from './database.ts';
import { createSetupLinkStore, type SetupLinkStore } from './setup-link-store.ts';

/** A sign-in ends this long after it was last used, and this long after it began at the latest. */
export const idleMs = 60 * 60_000;
export const longestMs = 12 * 60 * 60_000;

export type Account = {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly password: string;
};

/** Who a sign-in belongs to, what they may do, and when they last gave their password. */
export type SignedIn = {
  readonly id: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly roles: ReadonlySet<Role>;
  readonly confirmedAt: number;
};

export type AccountStore = SetupLinkStore & {
  readonly add: (account: Account, now: number) => Promise<void>;
  /** The account of a login name that may still sign in. */
  readonly byLogin: (login: string) => Promise<Account | undefined>;
  readonly byId: (administrator: string) => Promise<Account | undefined>;
  readonly setPassword: (administrator: string, password: string) => Promise<void>;
  readonly count: () => Promise<number>;
  readonly addSignIn: (tokenHash: string, administrator: string, now: number) => Promise<void>;
  /** Who is signed in with this token; using it keeps it alive (SIGN-3). */
  readonly bySignIn: (tokenHash: string, now: number) => Promise<SignedIn | undefined>;
  /** The password was given anew just now (SIGN-6). */
  readonly confirm: (tokenHash: string, now: number) => Promise<void>;
  readonly rolesOf: (administrator: string) => Promise<ReadonlySet<Role>>;
  /** Gives an administrator exactly these roles (ROLE-1). */
  readonly setRoles: (administrator: string, roles: Iterable<Role>) => Promise<void>;
  readonly endSignIn: (tokenHash: string) => Promise<void>;
  readonly endAllSignIns: (administrator: string) => Promise<void>;
  /** Everybody who may sign in or could, in the order of their names. */
  readonly all: () => Promise<readonly ListedAccount[]>;
  readonly setDisabled: (administrator: string, at: number | null) => Promise<void>;
  /** Holds everybody else's changes of accounts until this one is done (ROLE-3). */
  readonly lock: () => Promise<void>;
};

export type ListedAccount = {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly roles: readonly Role[];
  readonly isDisabled: boolean;
  readonly lastSignedInAt: number | null;
};

const rolesIn = async (trx: Tx['trx'], administrator: string): Promise<ReadonlySet<Role>> => {
  const rows = await trx
    .selectFrom('administrator_roles')
    .select('role')
    .where('administrator', '=', administrator)
    .execute();
  return new Set(rows.flatMap(({ role }) => Role.safeParse(role).data ?? []));
};

const signInsOf = ({
  trx,
}: Tx): Pick<AccountStore, 'addSignIn' | 'bySignIn' | 'confirm' | 'endSignIn' | 'endAllSignIns'> => ({
  addSignIn: async (tokenHash, administrator, now) => {
    await trx.deleteFrom('sign_ins').where('expires_at', '<=', now).execute();
    await trx
      .insertInto('sign_ins')
      .values({
        token_hash: tokenHash,
        administrator,
        created_at: now,
        last_seen_at: now,
        expires_at: now + idleMs,
        confirmed_at: now,
      })
      .execute();
    await trx
      .updateTable('administrators')
      .set({ last_signed_in_at: now })
      .where('id', '=', administrator)
      .execute();
  },
  bySignIn: async (tokenHash, now) => {
    const row = await trx
      .selectFrom('sign_ins')
      .innerJoin('administrators', 'administrators.id', 'sign_ins.administrator')
      .select([
        'administrators.id',
        'administrators.name',
        'sign_ins.created_at',
        'sign_ins.last_seen_at',
        'sign_ins.confirmed_at',
      ])
      .where('sign_ins.token_hash', '=', tokenHash)
      .where('sign_ins.expires_at', '>', now)
      .where('administrators.disabled_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    if (now - row.last_seen_at > 60_000)
      await trx
        .updateTable('sign_ins')
        .set({ last_seen_at: now, expires_at: Math.min(now + idleMs, row.created_at + longestMs) })
        .where('token_hash', '=', tokenHash)
        .execute();
    return {
      id: row.id,
      name: row.name,
      tokenHash,
      roles: await rolesIn(trx, row.id),
      confirmedAt: Number(row.confirmed_at),
    };
  },
  confirm: async (tokenHash, now) => {
    await trx
      .updateTable('sign_ins')
      .set({ confirmed_at: now })
      .where('token_hash', '=', tokenHash)
      .execute();
  },
  endSignIn: async (tokenHash) => {
    await trx.deleteFrom('sign_ins').where('token_hash', '=', tokenHash).execute();
  },
  endAllSignIns: async (administrator) => {
    await trx.deleteFrom('sign_ins').where('administrator', '=', administrator).execute();
  },
});

const listingOf = (tx: Tx, { trx }: Tx = tx): Pick<AccountStore, 'all' | 'setDisabled' | 'lock'> => ({
  all: async () => {
    const rows = await trx.selectFrom('administrators').selectAll().execute();
    const held = await trx.selectFrom('administrator_roles').selectAll().execute();
    const has = new Set(held.map(({ administrator, role }) => `${administrator} ${role}`));
    return rows
      .map(({ id, name, login, disabled_at, last_signed_in_at }) => ({
        id,
        name,
        login,
        roles: everyRole.filter((role) => has.has(`${id} ${role}`)),
        isDisabled: disabled_at !== null,
        lastSignedInAt: last_signed_in_at === null ? null : Number(last_signed_in_at),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'sv') || (a.id < b.id ? -1 : 1));
  },
  setDisabled: async (administrator, at) => {
    await trx
      .updateTable('administrators')
      .set({ disabled_at: at })
      .where('id', '=', administrator)
      .execute();
  },
  lock: () => holdLock(tx, 'administrators'),
});

export const createAccountStore = (tx: Tx): AccountStore => {
  const { trx } = tx;
  return {
    ...signInsOf(tx),
    rolesOf: (administrator) => rolesIn(trx, administrator),
    setRoles: async (administrator, roles) => {
      await trx.deleteFrom('administrator_roles').where('administrator', '=', administrator).execute();
      for (const role of new Set(roles))
        await trx.insertInto('administrator_roles').values({ administrator, role }).execute();
    },
    add: async (account, now) => {
      await trx
        .insertInto('administrators')
        .values({ ...account, created_at: now, disabled_at: null, last_signed_in_at: null })
        .execute();
    },
    byLogin: (login) =>
      trx
        .selectFrom('administrators')
        .select(['id', 'name', 'login', 'password'])
        .where('login', '=', login)
        .where('disabled_at', 'is', null)
        .executeTakeFirst(),
    byId: (administrator) =>
      trx
        .selectFrom('administrators')
        .select(['id', 'name', 'login', 'password'])
        .where('id', '=', administrator)
        .where('disabled_at', 'is', null)
        .executeTakeFirst(),
    setPassword: async (administrator, password) => {
      await trx.updateTable('administrators').set({ password }).where('id', '=', administrator).execute();
    },
    count: async () =>
      Number(
        (
          await trx
            .selectFrom('administrators')
            .select((e) => e.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      ),
    ...createSetupLinkStore(tx),
    ...listingOf(tx),
  };
};
