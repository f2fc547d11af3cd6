import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { firstPolicy } from '../../src/domain/policy.ts';
import { Day, dayMs, dayOf, hourMs } from '../../src/domain/time.ts';
import { followChanges, hasFollowed } from '../../src/server/figures/catch-up.ts';
import { figureTables } from '../../src/server/store/schema-figures.ts';
import { clockTime } from '../support/factories.ts';
import { aMonthWorld, days, ordinarySession, wholeSession, type MonthWorld } from '../support/month-world.ts';
import { doSomething } from '../support/programme-deeds.ts';
import { oneOf, seeded } from '../support/seeded.ts';
import { amina, aSession, elif, olof } from '../support/session-world.ts';

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

  test('[BIG-3] a sum that somebody has changed behind the server is right again when a session of it changes, and after everything is made anew', async () => {
    for (const session of Object.keys(days)) await ordinarySession(world, session);
    await world.deliver();
    await keep(world);
    const { db } = world.server.database;
    const right = await keptIn(world);
    const falsify = async (): Promise<void> => {
      await db.updateTable('figure_months').set({ recorded_minutes: 9999 }).execute();
      await db.updateTable('figure_groups').set({ minutes: 9999 }).execute();
    };
    await falsify();
    await world.record('nov', ['13:00', { in: elif }], ['13:01', { out: elif }]);
    await world.deliver();
    await keep(world);
    const months = await db.selectFrom('figure_months').select(['month', 'recorded_minutes']).execute();
    expect(months.find(({ month }) => month === '2026-11')?.recorded_minutes).not.toBe(9999);
    expect(
      await db.selectFrom('figure_groups').select('minutes').where('minutes', '=', 9999).execute(),
    ).toEqual([]);
    await falsify();
    await db.insertInto('figures_unmade').values({ id: 1 }).execute();
    await keep(world);
    const again = await keptIn(world);
    expect(Object.keys(again)).toEqual(Object.keys(right));
    expect(JSON.stringify(again)).not.toContain('9999');
  });

  test('[BIG-3] what was kept by other rules is thrown away and made anew', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    await keep(world);
    const { db } = world.server.database;
    const right = await keptIn(world);
    await db.updateTable('figures_made').set({ rules: 0 }).execute();
    await db.updateTable('figure_months').set({ recorded_minutes: 9999 }).execute();
    await keep(world);
    expect(await keptIn(world)).toEqual(right);
  });

  test('[BIG-3] a list that says what it said before, and a rule that begins tomorrow, are no changes of anything past', async () => {
    await keep(world);
    const { db } = world.server.database;
    await world.server.stores(({ programme }) => programme.putParticipants([amina, olof, elif]));
    expect(
      await db.selectFrom('figure_changes').select('ref').where('kind', '=', 'person').execute(),
    ).toEqual([]);
    await world.server.stores(({ officeLog }) =>
      officeLog.append({
        kind: 'policy-set',
        actor: world.approver.id,
        at: world.server.services.clock(),
        ...firstPolicy,
        from: Day.parse('2027-01-01'),
        deductsBreaks: false,
      }),
    );
    const now = world.server.services.clock();
    expect(await world.server.stores(({ figures }) => figures.keepSome(now, 300))).toBe(false);
  });

  test('[DASH-2, PPL-5] an objection still waits when the record it was made under is merged into another', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    const certified = async (): Promise<number> => {
      await keep(world);
      const [month] = await world.server.stores(({ figures }) => figures.months());
      return month?.certifiedMinutes ?? -1;
    };
    expect(await certified()).toBe(2 * wholeSession);
    await world.server.stores(async ({ reviews, people, officeLog, attendance }) => {
      await reviews.addObjection({
        id: 'o',
        participant: amina.id,
        session: 'sep',
        text: 'none',
        made_at: 1,
      });
      const now = world.server.services.clock();
      await people.merge(amina.id, elif.id, now, dayOf(now));
      await officeLog.append({
        kind: 'participants-merged',
        actor: 'a',
        at: now,
        from: amina.id,
        to: elif.id,
      });
      await attendance.recompute(['sep'], now);
    });
    expect(await certified()).toBe(wholeSession);
    const lines = await world.server.stores(({ months }) => months.linesNow('2026-09'));
    expect(lines.find(({ participant }) => participant === elif.id)?.isCertified).toBe(false);
  });

  test('[BIG-3] whose attendance is of nobody the office knows stops nothing', async () => {
    await keep(world);
    const { db } = world.server.database;
    await db.insertInto('figure_people_due').values({ participant: 'nobody' }).execute();
    await keep(world);
    expect(await db.selectFrom('figure_people_due').selectAll().execute()).toEqual([]);
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

test('[BIG-4] while much is made, whoever delivers or asks has a turn between, and who waits too long is told to come back', async () => {
  const world = await aMonthWorld({ database: 'sqlite' });
  try {
    const { database, services, stores } = world.server;
    const many = Array.from({ length: 700 }, (_, n) =>
      aSession(`many${n}`, {
        startsAt: clockTime('2026-09-01', '08:30'),
        endsAt: clockTime('2026-09-01', '12:30'),
        breaks: [],
      }),
    );
    await stores(({ programme }) => programme.putSessions(many.map((session) => ({ session, unit: null }))));
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 0);
    expect(await hasFollowed(database, services, 0)).toBe(false);
    await followChanges(database, services);
    clearInterval(others);
    expect(turns).toBeGreaterThan(1);
    expect(await hasFollowed(database, services, 60_000)).toBe(true);
    const { n } = await database.db
      .selectFrom('figure_sessions')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(n).toBe(704);
  } finally {
    await world.close();
  }
});
