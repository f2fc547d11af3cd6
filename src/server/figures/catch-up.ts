/**
 * Lets what is kept for the figures follow what has changed, a little at a time: each in a transaction of its own, with a
 * turn for whoever delivers or asks between, so that nobody waits for all of it (BIG-4).
 */
import type { Services } from '../http/services.ts';
import { inTransactionAnew, type Database } from '../store/database.ts';
import { createStores } from '../store/stores.ts';

/** So many changes are taken at a time. */
const changesAtOnce = 300;

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Carries out `some` in a transaction of its own until it answers false. */
export const littleByLittle = async (
  database: Database,
  services: Services,
  some: (stores: ReturnType<typeof createStores>) => Promise<boolean>,
): Promise<void> => {
  while (await inTransactionAnew(database, (tx) => some(createStores(tx, services)))) await turn();
};

const going = new WeakMap<Database, Promise<void>>();

/** Until nothing is left; whoever asks while it goes on waits for the same, and holds no connection meanwhile. */
export const followChanges = (database: Database, services: Services): Promise<void> => {
  const held = going.get(database);
  if (held !== undefined) return held;
  const all = littleByLittle(database, services, ({ figures }) =>
    figures.keepSome(services.clock(), changesAtOnce),
  ).finally(() => going.delete(database));
  going.set(database, all);
  return all;
};

/** True when all was followed within `ms`; what is left then goes on by itself. */
export const hasFollowed = async (database: Database, services: Services, ms: number): Promise<boolean> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(done, ms, false);
  });
  try {
    return await Promise.race([followChanges(database, services).then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
};
