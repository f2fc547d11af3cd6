/** How often something may be tried: counted in the database, so that it holds for any number of processes. */
import { inTransactionAnew, type Database } from '../store/database.ts';
import { createStores } from '../store/stores.ts';
import { hashOf, type Services } from './services.ts';

type LimitedBy<B> = {
  readonly body: B;
  readonly address: string;
  readonly phone: string;
  readonly administrator: string;
  /** A login name, apart for a browser that its owner has signed in with (AUTH-4). */
  readonly known: (login: string) => string;
  /** The browser itself, if the owner of a login name has signed in with it before. */
  readonly browserOf: (login: string) => string | undefined;
  /** The browser itself, if anybody has signed in with it before. */
  readonly browser: string | undefined;
};

export type Limit<B> = {
  readonly name: string;
  readonly max: number;
  readonly perMs: number;
  /**
   * What is counted together. Hashed before it is stored: an address or a login name is personal. `phone` is the token
   * in the cookie of a participant's own phone, empty without one;
   * `administrator` the id of whoever is signed in, where only they may call.
   */
  readonly key: (asked: LimitedBy<B>) => string;
};

/**
 * Counts this try and answers the seconds to wait if there were too many (SIGN-4). Counted apart from the request's
 * own transaction, so that a refused try counts too.
 */
export const isOverLimit = <B>(
  database: Database,
  services: Services,
  limit: Limit<B>,
  asked: LimitedBy<B>,
): Promise<number | undefined> =>
  inTransactionAnew(database, async (tx) => {
    const now = services.clock();
    const key = `${limit.name}/${hashOf(limit.key(asked))}`;
    const { count, windowEndsAt } = await createStores(tx, services).rateLimits.count(
      key,
      now,
      now + limit.perMs,
    );
    return count > limit.max ? Math.max(1, Math.ceil((windowEndsAt - now) / 1000)) : undefined;
  });
