/** Administrators and what they may do, with their sign-ins and one-time links. */
import { roles as everyRole, type Role } from '../../domain/roles.ts';
import { holdLock, type Tx } from './database.ts';
import { createSignInStore, rolesIn, type SignInStore } from './sign-in-store.ts';
import { createSetupLinkStore, type SetupLinkStore } from './setup-link-store.ts';

export type Account = {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly password: string;
};

export type AccountStore = SetupLinkStore &
  SignInStore & {
    readonly add: (account: Account, now: number) => Promise<void>;
    /** The account of a login name that may still sign in. */
    readonly byLogin: (login: string) => Promise<Account | undefined>;
    readonly byId: (administrator: string) => Promise<Account | undefined>;
    readonly setPassword: (administrator: string, password: string) => Promise<void>;
    readonly count: () => Promise<number>;
    readonly rolesOf: (administrator: string) => Promise<ReadonlySet<Role>>;
    /** Gives an administrator exactly these roles (ROLE-1). */
    readonly setRoles: (administrator: string, roles: Iterable<Role>) => Promise<void>;
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
    ...createSignInStore(tx),
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
