import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Participant } from '../../src/domain/office.ts';
import { ListParticipantsReply } from '../../src/protocol/list-participants.ts';
import type { ListMonthsReply } from '../../src/protocol/month.ts';
import { ReviewQueueReply } from '../../src/protocol/review.ts';
import { startJobs } from '../../src/server/jobs/start-jobs.ts';
import { inTransaction } from '../../src/server/store/database.ts';
import { changesSinceLock } from '../../src/server/months.ts';
import { inSwedishOrder } from '../../src/server/store/name-store.ts';
import { clockTime } from '../support/factories.ts';
import { aMonthWorld, days, ordinarySession, type MonthWorld } from '../support/month-world.ts';
import { shuffled, seeded } from '../support/seeded.ts';
import { amina, aParticipant, aSession, elif } from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const someone = (n: number, given: string, family: string): Participant =>
  aParticipant(`land${n}`, given, family, { cohort: null });

describe.each(['sqlite', 'postgres'] as const)('a country’s people on %s', (database) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await createTestServer({ database });
  }, 60_000);
  afterEach(() => server.close());

  const search = async (text: string, page = 1): Promise<ListParticipantsReply> =>
    ListParticipantsReply.parse(
      await (
        await server.post(
          '/api/admin/participants/search',
          { search: text, unit: null, cohort: null, page },
          await server.administrator(),
        )
      ).json(),
    );
  const keep = (people: readonly Participant[]): Promise<void> =>
    server.stores(({ programme }) => programme.putParticipants(people));

  test('[BIG-1] an administrator with more people than a list can hold is shown the first, page by page, and finds anyone by name', async () => {
    const many = Array.from({ length: 330 }, (_, n) =>
      someone(n, `Person${String(n).padStart(3, '0')}`, 'Demo'),
    );
    await keep(shuffled(seeded(7), many));
    const first = await search('');
    expect([first.total, first.pages, first.people.length]).toEqual([330, 7, 50]);
    expect(first.people[0]?.given).toBe('Person000');
    expect((await search('', 7)).people.at(-1)?.given).toBe('Person329');
    expect((await search('', 99)).page).toBe(7);
    expect((await search('dem person311')).people.map(({ given }) => given)).toEqual(['Person311']);
    expect((await search('erson311')).total).toBe(0);
  });

  test('[BIG-1] whoever changes their name is found by the new one and not by the old', async () => {
    await keep([someone(1, 'Åsa', 'Öberg-Lind')]);
    expect((await search('lind')).total).toBe(1);
    await keep([someone(1, 'Åsa', 'Ek')]);
    expect((await search('lind')).total).toBe(0);
    expect((await search('asa EK')).people.map(({ family }) => family)).toEqual(['Ek']);
  });

  test('[PRIV-3, RET-1] a name that gives place to an alias, or is disposed of, is gone from what is searched at the same moment', async () => {
    await keep([someone(1, 'Åsa', 'Öberg-Lind'), someone(2, 'Anna', 'Ek')]);
    expect((await search('lind')).total).toBe(1);
    await keep([someone(1, 'Deltagare 60', '')]);
    const held = async (): Promise<string> =>
      JSON.stringify([
        await server.database.db.selectFrom('people_names').selectAll().execute(),
        await server.database.db.selectFrom('name_parts').selectAll().execute(),
      ]).toLowerCase();
    for (const part of ['öberg', 'oberg', 'lind', 'åsa', 'asa']) expect(await held()).not.toContain(part);
    expect(await held()).toContain('anna');
    expect((await search('deltagare 60')).total).toBe(1);
    expect((await search('lind')).total).toBe(0);
  });

  test('[BIG-4, BIG-1] the names of a long list are made ready a little at a time, before anybody looks, and whoever looks meanwhile finds everybody', async () => {
    const many = Array.from({ length: 90 }, (_, n) => someone(n, 'Kim', `Demo${n}`));
    await keep(many);
    const some = (most: number) => server.stores(({ names }) => names.keepSome(most));
    const waiting = () =>
      inTransaction(server.database, async ({ trx }) =>
        Number(
          (
            await trx
              .selectFrom('unread_names')
              .select((e) => e.fn.countAll().as('n'))
              .executeTakeFirstOrThrow()
          ).n,
        ),
      );
    const before = await waiting();
    expect(before).toBeGreaterThanOrEqual(90);
    expect(await some(40)).toBe(true);
    expect(await waiting()).toBe(before - 40);
    expect((await search('kim')).total).toBe(90);
    expect(await some(40)).toBe(false);

    await keep([someone(7, 'Robin', 'Demo')]);
    const jobs = startJobs(server.database, server.services, undefined);
    try {
      await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
    } finally {
      await jobs.stop();
    }
    expect((await search('robin')).people.map(({ given }) => given)).toEqual(['Robin']);
  });

  test('[BIG-1] a record that was merged into another’s is not in the list', async () => {
    await keep([someone(1, 'Ana', 'Ek'), someone(2, 'Anna', 'Ek')]);
    expect((await search('')).total).toBe(2);
    await server.stores(({ people }) => people.merge('land1', 'land2', 1, '2026-11-23' as never));
    expect((await search('')).total).toBe(1);
    expect((await search('ek')).people.map(({ id }) => id)).toEqual(['land2']);
  });

  test('[BIG-1] the list is in the order of the Swedish alphabet', async () => {
    const names = [
      'Örjan',
      'Zoe',
      'Åke',
      'Ärla',
      'anders',
      'Eva-Lo',
      'Eva',
      'Ulf',
      'Yngve',
      'Øyvind',
      'Émile',
    ];
    await keep(names.map((given, n) => someone(n, given, 'Demo')));
    const shown = (await search('')).people.map(({ given }) => given);
    expect(shown).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'sv')));
  });
});

test('[BIG-1] å, ä and ö come after z, and accents say nothing', () => {
  const names = ['Ö', 'Ä', 'Å', 'Z', 'É', 'A'];
  expect(names.toSorted((a, b) => (inSwedishOrder(a) < inSwedishOrder(b) ? -1 : 1))).toEqual(
    names.toSorted((a, b) => a.localeCompare(b, 'sv')),
  );
});

describe.each(['sqlite', 'postgres'] as const)('what has been long ago, on %s', (database) => {
  let world: MonthWorld;
  beforeEach(async () => {
    world = await aMonthWorld({ database });
  }, 60_000);
  afterEach(() => world.close());

  const queue = async (): Promise<ReviewQueueReply> =>
    ReviewQueueReply.parse(await world.reviewer.get('/api/admin/review'));

  /** As they are when every change of every month is looked for. */
  const lateByMonth = async () => {
    const { months } = await world.approver.get<ListMonthsReply>('/api/admin/months');
    const straight: [string, number][] = [];
    for (const { month } of months)
      straight.push([month, (await world.server.stores((stores) => changesSinceLock(month, stores))).length]);
    expect(months.map(({ month, late }) => [month, late])).toEqual(straight);
    return new Map(straight);
  };

  const settle = async (session: string): Promise<void> => {
    await ordinarySession(world, session);
    await world.deliver();
    expect((await world.done(session)).status).toBe(200);
  };

  test('[BIG-2] the queue has what is left and nothing of what is done, as events come in and reviews are made', async () => {
    const left = async () => (await queue()).sessions.map(({ session }) => session.id);
    expect(await left()).toEqual(Object.keys(days));
    await settle('sep');
    expect(await left()).toEqual(['oct1', 'oct2', 'nov']);
    expect((await queue()).months.find(({ month }) => month === '2026-09')).toMatchObject({
      left: 0,
      done: 1,
    });
    await world.record('sep', ['13:00', { in: elif }]);
    await world.deliver();
    expect(await left()).toContain('sep');
  });

  test('[BIG-2] a session that is planned into the past, or cancelled with nobody there, stands in the queue as it did', async () => {
    await settle('sep');
    const late = aSession('new', {
      startsAt: clockTime('2026-09-10', '08:30'),
      endsAt: clockTime('2026-09-10', '12:30'),
      breaks: [],
    });
    await world.server.stores(({ programme }) => programme.putSessions([{ session: late, unit: null }]));
    expect((await queue()).sessions.map(({ session }) => session.id)[0]).toBe('new');
    await world.server.stores(({ programme }) =>
      programme.putSessions([{ session: { ...late, cancelled: true }, unit: null }]),
    );
    expect((await queue()).sessions.map(({ session }) => session.id)).not.toContain('new');
    expect((await queue()).months.find(({ month }) => month === '2026-09')).toMatchObject({
      left: 0,
      done: 2,
    });
  });

  test('[BIG-2] the changes that wait after a lock are those a straight look finds, after each of them', async () => {
    await settle('sep');
    expect((await world.lock('2026-09')).status).toBe(200);
    expect((await lateByMonth()).get('2026-09')).toBe(0);
    await world.record('sep', ['11:30', { out: amina }]);
    await world.deliver();
    await lateByMonth();
    await settle('oct1');
    await lateByMonth();
    expect((await world.done('sep')).status).toBeLessThan(500);
    await lateByMonth();
    await world.server.stores(({ attendance }) => attendance.recompute(Object.keys(days), 1));
    await lateByMonth();
  });
});
