/** An administrator who is signed in, put straight into the database: for tests that are not about signing in. */
import type { Role } from '../../src/domain/roles.ts';
import { createId, createToken, hashOf, type Services } from '../../src/server/http/services.ts';
import { signInCookie } from '../../src/server/http/sign-in-cookie.ts';
import type { Stores } from '../../src/server/store/stores.ts';

export type SignedIn = { readonly id: string; readonly cookie: string };

type Where = {
  readonly services: Services;
  readonly stores: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
};

/** Somebody of this name with these roles, signed in since `now`: their id, and the cookie they call with. */
export const signedIn = async (
  { services, stores }: Where,
  { name, roles, now }: { readonly name: string; readonly roles: readonly Role[]; readonly now: number },
): Promise<SignedIn> => {
  const id = createId(services);
  const token = createToken(services);
  await stores(async ({ accounts }) => {
    await accounts.add({ id, name, login: `login-${id}`.toLowerCase(), password: 'none' }, now);
    await accounts.setRoles(id, roles);
    await accounts.addSignIn(hashOf(token), id, now);
  });
  return { id, cookie: signInCookie(services.origin, token).split(';')[0] ?? '' };
};
