import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs, hourMs } from '../../src/domain/time.ts';
import { figureTables } from '../../src/server/store/schema-figures.ts';
import { aMonthWorld, days, ordinarySession, type MonthWorld } from '../support/month-world.ts';
import { doSomething } from '../support/programme-deeds.ts';
import { oneOf, seeded } from '../support/seeded.ts';
import { amina } from '../support/session-world.ts';

const kept = ['figure_sessions', 'figure_months', 'figure_people', 'figure_groups'] as const;

type Row = Readonly<Record<string, unknown>>;
const names: ReadonlySet<string> = new Set(['month', 'unit', 'track', 'is_key_person']);
const comesToNothing = (row: Row): boolean =>
  Object.entries(row).every(([name, value]) => names.has(name) || Number(value) === 0);

/** Everything that is kept, in order; sums that come to nothing are the same as none. */
const keptIn = async ({ server }: MonthWorld): Promise<Readonly<Record<string, readonly string[]>>> => {
  const found: Record<string, readonly string[]> = {};
  for (const table of kept) {
    const rows: readonly Row[] = await server.database.db.selectFrom(table).selectAll().execute();
    found[table] = rows
      .filter((row) => !comesToNothing(row))
      .map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))))
      .toSorted();
  }
  return found;
};

const keep = ({ server }: MonthWorld, now = server.services.clock()): Promise<void> =>
  server.stores(({ figures }) => figures.keep(now));

/** Something others wait for. */
const signal = (): { readonly promise: Promise<void>; readonly resolve: () => void } => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};

/** Throws everything away that is kept, and makes it anew. */
const makeAnew = async (world: MonthWorld, now: number): Promise<void> => {
  const { db } = world.server.database;
  for (const table of figureTables) await db.deleteFrom(table).execute();
  await db.insertInto('figures_unmade').values({ id: 1 }).execute();
  await keep(world, now);
};

describe.each(['sqlite', 'postgres'] as const)('the figures that are kept, on %s', (database) => {
  let world: MonthWorld;
  beforeEach(async () => {
    world = await aMonthWorld({ database });
  }, 60_000);
  afterEach(() => world.close());

  test.each(database === 'sqlite' ? [1, 2, 3, 4, 5, 6] : [7, 8])(
    '[BIG-3] are those of everything gone through anew, whatever people have done (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      await keep(world);
      const done: string[] = [];
      let now = world.server.services.clock();
      for (let turn = 0; turn < 40; turn += 1) {
        done.push(await doSomething(world, random, turn));
        if (random() < 0.5) continue;
        now += oneOf(random, [0, 0, hourMs, dayMs, 20 * dayMs, -dayMs, -20 * dayMs]);
        await keep(world, now);
        const asKept = await keptIn(world);
        await makeAnew(world, now);
        expect({ done, ...asKept }).toEqual({ done, ...(await keptIn(world)) });
      }
    },
    120_000,
  );

  test('[BIG-3] nothing is gone through that has not changed, however much there is', async () => {
    for (const session of Object.keys(days)) await ordinarySession(world, session);
    await world.deliver();
    await keep(world);
    await world.record('nov', ['13:00', { in: amina }]);
    await world.deliver();
    const { db } = world.server.database;
    const noted = await db.selectFrom('figure_changes').select('ref').distinct().execute();
    expect(noted).toEqual([{ ref: 'nov' }]);
    await keep(world);
    expect(await db.selectFrom('figure_changes').selectAll().execute()).toEqual([]);
  });

  test('[BIG-3] as long as nothing has been made, no change is noted; then everything is made', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    const { db } = world.server.database;
    expect(await db.selectFrom('figure_changes').selectAll().execute()).toEqual([]);
    await keep(world);
    expect(await db.selectFrom('figure_sessions').select('session').orderBy('session').execute()).toEqual(
      Object.keys(days)
        .toSorted()
        .map((session) => ({ session })),
    );
  });
});

test('[BIG-3] what a tablet delivers to another process while everything is made for the first time is in the figures too', async () => {
  const world = await aMonthWorld({ database: 'postgres' });
  try {
    await ordinarySession(world, 'sep');
    await world.deliver();
    const { db } = world.server.database;
    const written = signal();
    const delivered = signal();
    const delivery = db.transaction().execute(async (trx) => {
      await trx.updateTable('review_states').set({ corrections: 7 }).where('session', '=', 'sep').execute();
      written.resolve();
      await delivered.promise;
    });
    await written.promise;
    const made = keep(world);
    const isMade = await Promise.race([
      made.then(() => true),
      new Promise((wait) => setTimeout(wait, 300, false)),
    ]);
    delivered.resolve();
    await Promise.all([delivery, made]);
    expect(isMade).toBe(false);
    const session = await db
      .selectFrom('figure_sessions')
      .select('corrections')
      .where('session', '=', 'sep')
      .executeTakeFirst();
    expect(session).toEqual({ corrections: 7 });
  } finally {
    await world.close();
  }
}, 60_000);
