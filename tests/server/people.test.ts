/** People's places: moved with dates, left, filled from the reserve list, and two records made one. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tokenInBadge } from '../../src/domain/badge.ts';
import { ParticipantId } from '../../src/domain/ids.ts';
import { dayMs, dayOf, instant, type Day } from '../../src/domain/time.ts';
import { ListParticipantsReply } from '../../src/protocol/list-participants.ts';
import { ListDoublesReply, ShowPersonReply } from '../../src/protocol/people.ts';
import { ListPlacesReply } from '../../src/protocol/cohort-places.ts';
import { PrintBadgesReply } from '../../src/protocol/print-badges.ts';
import { Problem } from '../../src/protocol/problems.ts';
import { ShowSessionReply } from '../../src/protocol/show-session.ts';
import { followPlaces } from '../../src/server/jobs/start-jobs.ts';
import { ownSessionsOf } from '../../src/server/own-sessions.ts';
import { inTransaction, migrate } from '../../src/server/store/database.ts';
import { createPeopleStore } from '../../src/server/store/people-store.ts';
import { createProgrammeStore } from '../../src/server/store/programme-store.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import {
  aParticipant,
  aSession,
  aTablet,
  amina,
  at,
  checkedIn,
  closed,
  cohort,
  elif,
  olof,
  opened,
  otherCohort,
  plant,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cookie: string;
beforeEach(async () => {
  server = await createTestServer();
  ({ cookie } = await server.administrator());
  await plant(server);
});
afterEach(() => server.close());

/** The session in session-world is on this Monday. */
const monday = '2026-11-23';
const tuesday = '2026-11-24';
const friday = '2026-11-20';

const post = (path: string, body: unknown) => server.post(`/api/admin/${path}`, body, { cookie });
const move = (participant: string, to: string, day: string) =>
  post('people/move', { participant, cohort: to, day });
const leave = (participant: string, day: string, reason = 'other-post') =>
  post('people/leave', { participant, day, reason });
const merge = (from: string, to: string) => post('people/merge', { from, to });
const person = async (id: string): Promise<ShowPersonReply> =>
  ShowPersonReply.parse(await (await server.get(`/api/admin/people/${id}`, { cookie })).json());
const session = async (): Promise<ShowSessionReply> =>
  ShowSessionReply.parse(await (await server.get('/api/admin/sessions/s1', { cookie })).json());
const places = async (): Promise<ListPlacesReply> =>
  ListPlacesReply.parse(await (await server.get('/api/admin/places', { cookie })).json());
const codeOf = async (reply: Response): Promise<string> => Problem.parse(await reply.json()).code;
const logged = async (): Promise<readonly Record<string, unknown>[]> =>
  (await server.stores(({ officeLog }) => officeLog.latest(20))).map(
    ({ text }) => JSON.parse(text) as Record<string, unknown>,
  );
const put = (...people: Parameters<typeof aParticipant>[]) =>
  server.stores(({ programme }) => programme.putParticipants(people.map((one) => aParticipant(...one))));

/** Time passes, long enough that one has to sign in again. */
const later = async (ms: number): Promise<void> => {
  server.advance(ms);
  ({ cookie } = await server.administrator());
};

/** Amina and Olof come on Monday morning, and the list is closed. */
const aMorning = async (): Promise<void> => {
  const tablet = await aTablet(server);
  await tablet.record(
    [at(25), opened],
    [at(28), checkedIn(amina)],
    [at(29), checkedIn(olof)],
    [at(270), closed],
  );
  await later(300 * 60_000);
  await tablet.deliver();
};

describe('moving', () => {
  test('[PPL-1] who moves keeps the hours, and both places stand in the history with their days', async () => {
    await aMorning();
    expect((await move('amina', 'g15', tuesday)).status).toBe(200);
    const before = await person('amina');
    expect(before).toMatchObject({
      cohort: 'g14',
      minutes: 210,
      sessionsAttended: 1,
      months: [{ month: '2026-11', minutes: 210 }],
    });
    expect(before.places).toEqual([
      { cohort: 'g15', name: 'Grupp 15', from: tuesday, to: null },
      { cohort: 'g14', name: 'Grupp 14', from: null, to: monday },
    ]);
    await later(dayMs);
    await followPlaces(server.database, server.services);
    expect(await person('amina')).toMatchObject({ cohort: 'g15', minutes: 210 });
    expect((await logged())[0]).toMatchObject({
      kind: 'participant-moved',
      participant: 'amina',
      from: 'g14',
      cohort: 'g15',
      day: tuesday,
    });
  });

  test('[PPL-1] moving again before the first move began replaces it, and moving back makes one place of it', async () => {
    await move('amina', 'g15', '2026-12-01');
    await move('amina', 'g14', '2026-11-30');
    expect((await person('amina')).places).toEqual([
      { cohort: 'g14', name: 'Grupp 14', from: null, to: null },
    ]);
  });

  test('[PPL-1] a move to another track, to the same group, to no day or of somebody unknown is refused in words', async () => {
    await server.stores(({ programme }) =>
      programme.putCohorts([
        { id: 'c1' as typeof cohort, name: 'Chefsgrupp 1', track: 'manager', unit: amina.unit },
      ]),
    );
    expect(await codeOf(await move('amina', 'c1', monday))).toBe('people/other-track');
    expect(await codeOf(await move('amina', 'g14', tuesday))).toBe('people/same-cohort');
    expect(await codeOf(await move('amina', 'g15', '2026-02-30'))).toBe('people/day-wrong');
    expect(await codeOf(await move('amina', 'g15', '2036-02-03'))).toBe('people/day-wrong');
    expect(await codeOf(await move('nobody', 'g15', monday))).toBe('people/unknown');
    expect(await codeOf(await move('amina', 'g99', monday))).toBe('people/unknown');
  });

  test('[PPL-2] who was a guest is decided by the places of that day, also when the move is told afterwards', async () => {
    await aMorning();
    const guests = async () =>
      (await session()).people.filter(({ isGuest }) => isGuest).map(({ participant }) => participant);
    expect(await guests()).toEqual([]);
    await move('amina', 'g15', friday);
    expect(await guests()).toEqual(['amina']);
    expect(
      (await session()).people.find(({ participant }) => participant === 'amina')?.attendance,
    ).toMatchObject({ minutes: 210, remarks: expect.arrayContaining(['guest']) as string[] });
    await move('amina', 'g14', friday);
    expect(await guests()).toEqual([]);
    await move('amina', 'g15', tuesday);
    expect(await guests()).toEqual([]);
    expect(
      (await session()).people.find(({ participant }) => participant === 'amina')?.attendance?.remarks,
    ).not.toContain('guest');
  });

  test('[PPL-1] a list that is taken in again moves people from today, and leaves a planned move alone', async () => {
    await server.stores(({ programme }) =>
      programme.putParticipants([{ ...amina, cohort: otherCohort }], monday as Day),
    );
    expect((await person('amina')).places.map(({ cohort: id, to }) => [id, to])).toEqual([
      ['g15', null],
      ['g14', '2026-11-22'],
    ]);
    await move('olof', 'g15', '2026-12-01');
    await server.stores(({ programme }) => programme.putParticipants([olof], monday as Day));
    expect((await person('olof')).places).toHaveLength(2);
  });
});

describe('on one’s own page', () => {
  test('[PPL-2] after a move one sees the sessions of the group one was in, and only the coming ones of the new', async () => {
    const later = (id: string, days: number, group: typeof cohort) => {
      const base = aSession(id, { cohorts: [group] });
      return {
        session: {
          ...base,
          startsAt: instant(base.startsAt + days * dayMs),
          endsAt: instant(base.endsAt + days * dayMs),
          breaks: [],
        },
        unit: amina.unit,
      };
    };
    await server.stores(({ programme }) =>
      programme.putSessions([
        later('old-next', 7, cohort),
        later('new-past', -1, otherCohort),
        later('new-next', 8, otherCohort),
      ]),
    );
    await move('amina', 'g15', tuesday);
    const own = await server.stores((stores) => ownSessionsOf('amina', stores));
    expect(own.map(({ session: { id } }) => id).sort()).toEqual(['new-next', 's1']);
  });
});

describe('leaving', () => {
  test('[PPL-3] who leaves frees the place and is on no coming list; what is recorded stays', async () => {
    await aMorning();
    expect((await leave('amina', monday)).status).toBe(200);
    await later(dayMs);
    await followPlaces(server.database, server.services);
    const left = await person('amina');
    expect(left).toMatchObject({
      cohort: null,
      minutes: 210,
      left: { on: monday, reason: 'other-post' },
    });
    const roster = await server.stores(({ programme }) => programme.participantsOf([cohort]));
    expect(roster.map(({ id }) => id)).toEqual(['elif', 'olof']);
    expect((await places()).cohorts[0]).toMatchObject({ id: 'g14', taken: 2 });
    expect((await session()).people.find(({ participant }) => participant === 'amina')?.isGuest).toBe(false);
    await server.stores(({ programme }) =>
      programme.putParticipants([amina], dayOf(server.services.clock())),
    );
    expect((await person('amina')).cohort).toBeNull();
  });

  test('[PPL-3] the reason is one of a short list, never about health, and there is no room for words', async () => {
    for (const reason of ['ill', 'parental-leave', 'sjukdom'])
      expect((await leave('amina', monday, reason)).status).toBe(400);
    const wordy = await post('people/leave', {
      participant: 'amina',
      day: monday,
      reason: 'other',
      note: 'why',
    });
    expect(wordy.status).toBe(400);
    expect((await person('amina')).left).toBeNull();
  });

  test('[PPL-3] nobody leaves before a day they were there, and an ending that was wrong is taken back', async () => {
    await aMorning();
    expect(await codeOf(await leave('amina', friday))).toBe('people/was-there-later');
    await leave('amina', monday, 'wrong-list');
    expect(await codeOf(await move('amina', 'g15', tuesday))).toBe('people/has-left');
    expect((await post('people/return', { participant: 'amina' })).status).toBe(200);
    expect((await move('amina', 'g14', tuesday)).status).toBe(200);
    expect((await person('amina')).places).toEqual([
      { cohort: 'g14', name: 'Grupp 14', from: null, to: null },
    ]);
    expect((await logged()).map(({ kind }) => kind).slice(0, 3)).toEqual([
      'participant-moved',
      'participant-returned',
      'participant-left',
    ]);
  });
});

describe('the reserve list', () => {
  beforeEach(() =>
    put(['vera', 'Vera', 'Sjögren', { cohort: null }], ['nils', 'Nils', 'Ö', { cohort: null }]),
  );
  const reserve = (act: string, participant: string, more = {}) =>
    post(`places/reserve/${act}`, { participant, ...more });
  const fill = (expected: string, to = 'g14') => post('places/fill', { cohort: to, day: tuesday, expected });

  test('[PPL-4] an empty place goes to whoever is first on the list of the unit and track', async () => {
    await reserve('add', 'vera');
    await reserve('add', 'nils');
    await reserve('order', 'nils', { by: 'up' });
    const [list] = (await places()).reserves;
    expect(list).toMatchObject({ unit: 'farsta', track: 'employee' });
    expect(list?.people.map(({ participant }) => participant)).toEqual(['nils', 'vera']);
    expect(await codeOf(await fill('vera'))).toBe('people/list-changed');
    expect((await fill('nils')).status).toBe(200);
    expect((await places()).reserves[0]?.people.map(({ participant }) => participant)).toEqual(['vera']);
    expect((await places()).cohorts[0]).toMatchObject({ places: 20, taken: 4 });
    expect((await person('nils')).places).toMatchObject([{ cohort: 'g14', from: tuesday, to: null }]);
    expect((await logged())[0]).toMatchObject({ kind: 'place-filled', participant: 'nils', cohort: 'g14' });
  });

  test('[PPL-4] a full group takes nobody from the list before it has more places', async () => {
    await reserve('add', 'vera');
    await post('places/size', { cohort: 'g14', places: 3 });
    expect(await codeOf(await fill('vera'))).toBe('people/no-place');
    await post('places/size', { cohort: 'g14', places: 4 });
    expect((await fill('vera')).status).toBe(200);
  });

  test('[PPL-4] who has a place or has left cannot wait for one, and who leaves the list is asked no more', async () => {
    expect(await codeOf(await reserve('add', 'amina'))).toBe('people/has-place');
    await leave('nils', monday);
    expect(await codeOf(await reserve('add', 'nils'))).toBe('people/has-left');
    await reserve('add', 'vera');
    expect((await places()).withoutPlace).toEqual([]);
    await reserve('remove', 'vera');
    expect((await places()).withoutPlace).toMatchObject([{ participant: 'vera', unit: 'farsta' }]);
    expect((await places()).reserves).toEqual([]);
    expect(await codeOf(await fill('vera'))).toBe('people/list-changed');
  });
});

describe('doubles', () => {
  const doubles = async () =>
    ListDoublesReply.parse(await (await server.get('/api/admin/people/doubles', { cookie })).json()).pairs;
  const number = (id: string, digits: string, isProtected = false) =>
    server.stores(({ identities }) => identities.keep(id, digits, isProtected));

  test('[PPL-5] two records with the same name in one unit are shown side by side, without any number', async () => {
    await put(['amina2', 'AMINA', 'Björk-Ljus'], ['amina3', 'Amina', 'Bjorkljus', { cohort: null }]);
    await number('amina', '190001019999');
    const pairs = await doubles();
    expect(pairs.map((pair) => pair.map(({ id }) => id))).toEqual([['amina', 'amina3']]);
    expect(JSON.stringify(pairs)).not.toMatch(/\d{6}/);
  });

  test('[PPL-5] somebody under an alias is never suggested as anybody’s double', async () => {
    await put(['alias', 'Deltagare 07', '']);
    expect(await doubles()).toEqual([]);
  });

  test('[PPL-5] a pair that somebody has said is two people is not suggested again', async () => {
    await put(['amina2', 'Amina', 'Björkljus'], ['amina3', 'Amina', 'Björkljus']);
    expect(await doubles()).toHaveLength(2);
    expect((await post('people/apart', { one: 'amina2', other: 'amina' })).status).toBe(200);
    expect((await doubles()).map((pair) => pair.map(({ id }) => id))).toEqual([['amina', 'amina3']]);
    expect((await post('people/apart', { one: 'amina', other: 'nobody' })).status).toBe(404);
  });

  test('[PPL-5] merged, the hours, the cards and the way in belong to the record that is left, and nothing is gone', async () => {
    await put(['amina2', 'Amina', 'Björkljus', { cohort: null }]);
    await put(['amina', 'Amina', 'Björkljus', { email: 'amina@example.se' }]);
    await post('letters/address', { participant: 'amina', address: 'egen@example.org' });
    await number('amina', '190001019999');
    await server.stores(({ badges }) => badges.issue(['amina', 'amina2'], server.services.clock()));
    const [card] = PrintBadgesReply.parse(
      await (await server.get('/api/admin/badges?participant=amina', { cookie })).json(),
    ).cards;
    await aMorning();
    expect((await merge('amina', 'amina2')).status).toBe(200);
    expect(await person('amina2')).toMatchObject({ minutes: 210, sessionsAttended: 1, cohort: 'g14' });
    expect((await person('amina2')).address).toEqual({ kind: 'given', text: 'egen@example.org' });
    expect((await person('amina2')).places.map(({ cohort: id, to }) => [id, to])).toEqual([
      ['g14', null],
      ['g14', '2026-11-22'],
    ]);
    expect(await person('amina')).toMatchObject({ minutes: 0, cohort: null, mergedInto: { id: 'amina2' } });
    const token = tokenInBadge(card?.text ?? '');
    const opened = await server.post('/api/me/open', { token: token.ok ? token.value : '' });
    expect(opened.status).toBe(200);
    const events = await server.stores(({ logs }) => logs.ofSession('s1'));
    expect(events.some(({ participant }) => participant === 'amina')).toBe(true);
    const found = ListParticipantsReply.parse(
      await (
        await post('participants/search', { search: 'amina', unit: null, cohort: null, page: 1 })
      ).json(),
    );
    expect(found.people.map(({ id }) => id)).toEqual(['amina2']);
    const byNumber = await server.stores(({ identities }) => identities.find(['190001019999']));
    expect([...byNumber.values()]).toEqual(['amina2']);
    expect((await logged())[0]).toMatchObject({ kind: 'participants-merged', from: 'amina', to: 'amina2' });
    expect((await session()).people.find(({ participant }) => participant === 'amina2')?.isGuest).toBe(false);
  });

  test('[PPL-5] a record is merged once, never with itself, and what was merged into it follows along', async () => {
    await put(['amina2', 'Amina', 'Björkljus'], ['amina3', 'Amina', 'Björkljus']);
    expect((await merge('amina', 'amina')).status).toBe(404);
    await merge('amina', 'amina2');
    expect(await codeOf(await merge('amina', 'amina3'))).toBe('people/merged');
    expect(await codeOf(await merge('amina3', 'amina'))).toBe('people/merged');
    await merge('amina2', 'amina3');
    expect(await server.stores(({ people }) => people.merges())).toEqual(
      new Map([
        ['amina', 'amina3'],
        ['amina2', 'amina3'],
      ]),
    );
  });

  test('[PPL-6] two that both have a number, or one under an alias, are only merged by the handler', async () => {
    await put(['amina2', 'Amina', 'Björkljus'], ['alias', 'Deltagare 07', '']);
    await number('amina', '190001019999');
    await number('amina2', '190001029999');
    const planner = await server.administrator('Planerare', ['planner']);
    const asPlanner = (from: string, to: string) =>
      server.post('/api/admin/people/merge', { from, to }, { cookie: planner.cookie });
    expect(await codeOf(await asPlanner('amina', 'amina2'))).toBe('people/merge-unsafe');
    expect(await codeOf(await asPlanner('olof', 'alias'))).toBe('people/merge-unsafe');
    await number('elif', '190001039999', true);
    expect(await codeOf(await asPlanner('olof', 'elif'))).toBe('people/merge-unsafe');
    expect((await merge('amina', 'amina2')).status).toBe(200);
    expect(await codeOf(await merge('elif', 'olof'))).toBe('people/merge-other-way');
    const both = await server.stores(({ identities }) => identities.find(['190001019999', '190001029999']));
    expect([...both.values()]).toEqual(['amina2', 'amina2']);
  });
});

describe('on PostgreSQL', () => {
  let postgres: Postgres | undefined;
  afterAll(() => postgres?.stop());

  test('[PPL-1] places, endings, lists and merges are kept the same way', async () => {
    postgres = await startPostgres();
    const database = (await postgres.createDatabase())();
    await migrate(database);
    await inTransaction(database, async (tx) => {
      const programme = createProgrammeStore(tx);
      const people = createPeopleStore(tx);
      await programme.putCohorts([
        { id: cohort, name: 'Grupp 14', track: 'employee', unit: amina.unit },
        { id: otherCohort, name: 'Grupp 15', track: 'employee', unit: amina.unit },
      ]);
      await programme.putParticipants([amina, olof, { ...elif, cohort: null }]);
      await people.move('amina', 'g15', tuesday as Day, monday as Day);
      await people.leave('olof', { leftOn: monday as Day, reason: 'other' }, monday as Day);
      await people.addReserve({ participant: 'elif', unit: 'farsta', track: 'employee' }, 1);
      expect(await people.reserves()).toMatchObject([{ participant: 'elif', position: 1 }]);
      const ids = (day: string, ...cohorts: string[]) =>
        programme
          .membersOn(cohorts, day as Day)
          .then((found) => found.map(({ id }) => ParticipantId.parse(id)));
      expect(await ids(monday, 'g14', 'g15')).toEqual(['amina', 'olof']);
      expect(await ids(tuesday, 'g14')).toEqual([]);
      expect(await people.follow(tuesday as Day)).toBe(2);
      expect((await people.taken()).get('g15')).toBe(1);
      await people.merge('amina', 'elif', 2, tuesday as Day);
      expect(await ids(monday, 'g14')).toEqual(['elif', 'olof']);
      expect((await programme.participants()).map(({ id }) => id)).toEqual(['elif', 'olof']);
      expect(await people.reserves()).toEqual([]);
    });
    await database.db.destroy();
  });
});
