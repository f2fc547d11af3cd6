import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventDraft } from '../../src/domain/events.ts';
import { CohortId, SessionId, UnitId, type WaveId } from '../../src/domain/ids.ts';
import { PlannedSession } from '../../src/domain/planning.ts';
import { Plan, type Session } from '../../src/domain/programme.ts';
import { Day, dayMs, hourMs, instant, instantAt, minuteMs } from '../../src/domain/time.ts';
import {
  ChangeSessionReply,
  CheckChangeReply,
  PlannedSessionReply,
  type SessionChange,
} from '../../src/protocol/change-session.ts';
import { PutVenueReply, PutWaveReply, type PutVenueRequest } from '../../src/protocol/plan-places.ts';
import { CheckSeriesReply, PlanSeriesReply, type SeriesDraft } from '../../src/protocol/plan-series.ts';
import { PlanningChoicesReply, ShowPlanningReply } from '../../src/protocol/planning.ts';
import { ShowMyPageReply } from '../../src/protocol/show-my-page.ts';
import { planOfDevice } from '../../src/server/routes/plan-of-device.ts';
import { recordSessionPlanned, recordSessionsPlanned } from '../../src/server/session-versions.ts';
import { aPhone, cardOf, issueBadges, type TestPhone } from '../support/phone-world.ts';
import {
  amina,
  aParticipant,
  aSession,
  aTablet,
  at,
  checkedIn,
  closed,
  cohort,
  morning,
  olof,
  opened,
  plant,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
});
afterEach(() => server.close());

const monday = Day.parse('2026-11-23');
const managers = CohortId.parse('chefer');
const day = (text: string): Day => Day.parse(text);

/** Asked by a planner who has just signed in: some of these mornings are longer than a sign-in. */
const get = async (path: string): Promise<unknown> =>
  (await server.get(path, await server.administrator())).json();
const post = async (path: string, body: unknown): Promise<Response> =>
  server.post(path, body, await server.administrator());
const problemOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { code?: string }).code ?? '';

/** Managers of the unit have had their first session, so that employees may be planned. */
const withManagers = (): Promise<void> =>
  server.stores(async ({ programme }) => {
    await programme.putCohorts([
      { id: managers, name: 'Chefer 1', track: 'manager', unit: UnitId.parse('farsta') },
    ]);
    const session = aSession('m1', {
      cohorts: [managers],
      trainer: 'Ari Vik',
      startsAt: instant(morning - 7 * dayMs),
      endsAt: instant(morning - 7 * dayMs + hourMs),
      breaks: [],
    });
    await programme.putSessions([{ session, unit: UnitId.parse('farsta') }]);
  });

const aDraft = (more: Partial<SeriesDraft> = {}): SeriesDraft => ({
  kind: 'on-site',
  cohorts: [cohort],
  times: { start: '13:00', end: '16:15', breaks: [{ from: '14:30', to: '14:45' }] },
  sessions: ['2026-12-01', '2026-12-08', '2026-12-15'].map((text, i) => ({
    day: day(text),
    title: `Samtal, del ${i + 1}`,
  })),
  venue: null,
  trainer: 'Sam Ek',
  device: null,
  surveyLink: null,
  ...more,
});
const checkSeries = async (draft: SeriesDraft): Promise<CheckSeriesReply> =>
  CheckSeriesReply.parse(await (await post('/api/admin/planning/series/check', draft)).json());
const saveSeries = async (draft: SeriesDraft, isConfirmed = false): Promise<Response> =>
  post('/api/admin/planning/series', { draft, seen: (await checkSeries(draft)).seen, isConfirmed });

const anEdit = (more: Partial<SessionChange & { kind: 'edit' }> = {}): SessionChange => ({
  kind: 'edit',
  title: 'Våld i nära relationer',
  cohorts: [cohort],
  day: monday,
  times: { start: '08:30', end: '12:30', breaks: [{ from: '10:00', to: '10:30' }] },
  venue: null,
  trainer: 'Kim Alm',
  device: null,
  ...more,
});
const checkChange = async (id: string, change: SessionChange): Promise<CheckChangeReply> =>
  CheckChangeReply.parse(await (await post(`/api/admin/planning/sessions/${id}/check`, change)).json());
const saveChange = async (id: string, change: SessionChange, isConfirmed = false): Promise<Response> =>
  post(`/api/admin/planning/sessions/${id}`, {
    change,
    seen: (await checkChange(id, change)).seen,
    isConfirmed,
  });

const putVenue = async (more: Partial<PutVenueRequest> = {}): Promise<Response> =>
  post('/api/admin/planning/venues', {
    id: null,
    name: 'Farsta, sal Asken',
    unit: 'farsta',
    address: 'Storforsplan 3',
    accessibility: 'Stegfri entré.',
    seats: 24,
    ...more,
  });
const officeLog = (): Promise<readonly Record<string, unknown>[]> =>
  server.stores(async ({ officeLog }) =>
    (await officeLog.latest(100)).map(({ text }) => JSON.parse(text) as Record<string, unknown>).reverse(),
  );
const sessionOf = (id: string): Promise<Session | undefined> =>
  server.stores(async ({ programme }) => (await programme.session(id))?.session);
const versionsOf = (id: string) => server.stores(({ planning }) => planning.versions(id));
const minutesOf = (id: string): Promise<readonly number[]> =>
  server.stores(async ({ attendance }) => (await attendance.ofSession(id)).map(({ minutes }) => minutes));

/** Amina and Olof were at this morning's session from start to end, and everything has been sent. */
const playMorning = async (): Promise<void> => {
  const tablet = await aTablet(server);
  await tablet.record(
    [at(15), opened],
    [at(20), checkedIn(amina)],
    [at(50), checkedIn(olof)],
    [at(275), closed],
  );
  server.advance(300 * minuteMs);
  await tablet.deliver();
};
const lock = async (month: string): Promise<void> => {
  const row = { month, version: 1, seq: 1, at: morning, actor: 'x', hash: 'x', minutes: 0 };
  await server.database.db
    .insertInto('month_versions')
    .values({ ...row, reported_minutes: 0, people: 0 })
    .execute();
};

describe('a whole series', () => {
  beforeEach(async () => {
    await plant(server);
    await withManagers();
  });

  test('[SER-1] three Tuesdays for a cohort are saved in one go, numbered on from the session it has', async () => {
    const saved = PlanSeriesReply.parse(await (await saveSeries(aDraft())).json());
    expect(saved.sessions.map(({ startsAt }) => startsAt)).toEqual([
      instantAt(day('2026-12-01'), '13:00'),
      instantAt(day('2026-12-08'), '13:00'),
      instantAt(day('2026-12-15'), '13:00'),
    ]);
    const first = await sessionOf(saved.sessions[0]?.id ?? '');
    expect(first).toMatchObject({ title: 'Samtal, del 1', number: 4, of: 6, cohorts: ['g14'] });
    expect(first?.breaks).toHaveLength(1);
    const board = ShowPlanningReply.parse(await get('/api/admin/planning?from=2026-12-02&weeks=2'));
    expect(board.from).toBe('2026-11-30');
    expect(board.sessions.map(({ title, unit, minutes }) => [title, unit, minutes])).toEqual([
      ['Samtal, del 1', 'farsta', 180],
      ['Samtal, del 2', 'farsta', 180],
    ]);
  });

  test('[SER-1] one session that cannot be held stops the whole series, and nothing is saved', async () => {
    const wrong = aDraft({ times: { start: '13:00', end: '12:00', breaks: [] } });
    expect((await post('/api/admin/planning/series/check', wrong)).status).toBe(400);
    await lock('2026-12');
    const reply = await post('/api/admin/planning/series/check', aDraft());
    expect(await problemOf(reply)).toBe('planning/month-locked');
    expect((await server.stores(({ planning }) => planning.all())).length).toBe(2);
  });

  test('[SER-2] the planner is told what the series lacks and how many hours are left to plan', async () => {
    const told = await checkSeries(aDraft({ trainer: '' }));
    expect(told.missing).toEqual(['trainer', 'venue', 'device']);
    expect(told.hours).toEqual([{ cohort: 'g14', before: 210, after: 210 + 540, target: 1560 }]);
    await aTablet(server);
    const { id } = PutVenueReply.parse(await (await putVenue()).json());
    expect((await checkSeries(aDraft({ venue: id }))).missing).toEqual([]);
  });

  test('[SER-3] a series across Christmas that meets itself and the cohort’s own session is told so first', async () => {
    const told = await checkSeries(
      aDraft({
        trainer: 'Kim Alm',
        times: { start: '09:00', end: '11:00', breaks: [] },
        sessions: ['2026-11-23', '2026-12-24', '2026-12-27', '2026-12-27'].map((text) => ({
          day: day(text),
          title: 'Samtal',
        })),
      }),
    );
    expect(told.concerns.map(({ row, kind, about }) => [row, kind, about])).toEqual([
      [0, 'cohort-clash', 'Våld i nära relationer'],
      [0, 'trainer-clash', 'Våld i nära relationer'],
      [1, 'holiday', 'christmas-eve'],
      [2, 'weekend', ''],
      [2, 'cohort-clash', 'Samtal'],
      [2, 'trainer-clash', 'Samtal'],
      [3, 'weekend', ''],
      [3, 'cohort-clash', 'Samtal'],
      [3, 'trainer-clash', 'Samtal'],
    ]);
    expect(told.mustConfirm).toBe(true);
  });

  test('[SER-3] what must be confirmed is not saved before somebody has said yes', async () => {
    const draft = aDraft({
      sessions: [{ day: monday, title: 'Samtal' }],
      times: { start: '09:00', end: '11:00', breaks: [] },
    });
    const refused = await saveSeries(draft);
    expect(await problemOf(refused)).toBe('planning/not-confirmed');
    expect((await saveSeries(draft, true)).status).toBe(200);
    expect((await officeLog()).find(({ kind }) => kind === 'series-planned')).toMatchObject({
      cohort: 'g14',
      sessions: 1,
      confirmed: ['cohort-clash'],
    });
  });

  test('[SER-3] when somebody else has planned in between, the planner looks again before anything is saved', async () => {
    const draft = aDraft();
    const { seen } = await checkSeries(draft);
    expect((await saveSeries(aDraft({ trainer: 'Noa By' }))).status).toBe(200);
    const reply = await post('/api/admin/planning/series', { draft, seen, isConfirmed: true });
    expect(await problemOf(reply)).toBe('planning/changed');
    expect((await server.stores(({ planning }) => planning.all())).length).toBe(5);
  });

  test('[SER-4] employees before their managers or their wave are saved only when that is confirmed', async () => {
    await post('/api/admin/planning/waves', {
      id: null,
      name: 'Våg 2',
      startsOn: '2026-12-05',
      units: ['farsta'],
    });
    await server.stores(async ({ planning }) => {
      const [first] = (await planning.all()).filter(({ session }) => session.id === 'm1');
      if (first === undefined) throw new Error('the managers have no session');
      const startsAt = instantAt(day('2026-12-14'), '09:00');
      await planning.put([
        { ...first, session: { ...first.session, startsAt, endsAt: instant(startsAt + hourMs) } },
      ]);
    });
    const told = await checkSeries(aDraft());
    expect(told.concerns.map(({ row, kind, at: when }) => [row, kind, when])).toEqual([
      [0, 'before-wave', instantAt(day('2026-12-05'), '00:00')],
      [0, 'managers-not-begun', instantAt(day('2026-12-14'), '09:00')],
      [1, 'managers-not-begun', instantAt(day('2026-12-14'), '09:00')],
    ]);
    expect(await problemOf(await saveSeries(aDraft()))).toBe('planning/not-confirmed');
    expect((await saveSeries(aDraft(), true)).status).toBe(200);
  });

  test('[SER-4] a managers’ cohort counts as begun in every unit its people lead', async () => {
    await server.stores(async ({ programme }) => {
      await programme.putCohorts([
        { id: managers, name: 'Chefer 1', track: 'manager', unit: UnitId.parse('jarva') },
      ]);
    });
    expect((await checkSeries(aDraft())).mustConfirm).toBe(true);
    await server.stores(({ programme }) =>
      programme.putParticipants([aParticipant('chef', 'Disa', 'Ek', { track: 'manager', cohort: managers })]),
    );
    expect((await checkSeries(aDraft())).mustConfirm).toBe(false);
  });

  test('[SER-1] a cohort, room or tablet that is not there is refused in words', async () => {
    for (const more of [{ cohorts: ['borta'] }, { venue: 'borta' }, { device: 'borta' }]) {
      const reply = await post('/api/admin/planning/series/check', { ...aDraft(), ...more });
      expect(await problemOf(reply)).toBe('planning/unknown');
    }
  });
});

describe('one session', () => {
  beforeEach(async () => {
    await plant(server);
    await withManagers();
  });

  test('[SER-8] a session that is moved keeps its id, and the tablet is given the new time', async () => {
    const change = anEdit({ day: day('2026-11-25'), trainer: 'Sam Ek' });
    expect(await checkChange('s1', change)).toMatchObject({ people: [], mustConfirm: false });
    expect((await saveChange('s1', change)).status).toBe(200);
    expect(await sessionOf('s1')).toMatchObject({
      startsAt: instantAt(day('2026-11-25'), '08:30'),
      trainer: 'Sam Ek',
      number: 3,
      cancelled: false,
    });
  });

  test('[SER-8] moving a session people have been at tells who and how many minutes, and waits for a yes', async () => {
    await playMorning();
    expect(await minutesOf('s1')).toEqual([210, 190]);
    const later = anEdit({
      times: { start: '09:00', end: '12:30', breaks: [{ from: '10:00', to: '10:30' }] },
    });
    const told = await checkChange('s1', later);
    expect(told.people).toEqual([
      { participant: 'amina', given: 'Amina', family: 'Björkljus', before: 210, after: 180 },
      { participant: 'olof', given: 'Olof', family: 'Granmoln', before: 190, after: 180 },
    ]);
    expect(told.mustConfirm).toBe(true);
    expect(await minutesOf('s1')).toEqual([210, 190]);
    expect(await problemOf(await saveChange('s1', later))).toBe('planning/not-confirmed');
    const saved = ChangeSessionReply.parse(await (await saveChange('s1', later, true)).json());
    expect(saved.people).toEqual(told.people);
    expect(await minutesOf('s1')).toEqual([180, 180]);
    expect((await officeLog()).find(({ kind }) => kind === 'session-changed')).toMatchObject({
      session: 's1',
      people: 2,
      minutesBefore: 400,
      minutesAfter: 360,
    });
  });

  test('[SER-8] a cancelled session gives nobody a minute, keeps every event, and gives them back when taken back', async () => {
    await playMorning();
    const events = () => server.stores(({ logs }) => logs.ofSession('s1'));
    const before = await events();
    expect((await checkChange('s1', { kind: 'cancel' })).people.map(({ after }) => after)).toEqual([0, 0]);
    expect((await saveChange('s1', { kind: 'cancel' }, true)).status).toBe(200);
    expect(await minutesOf('s1')).toEqual([0, 0]);
    expect(await events()).toEqual(before);
    expect(
      (await server.stores(({ attendance }) => attendance.ofSession('s1'))).every(({ remarks }) =>
        remarks.includes('cancelled-session'),
      ),
    ).toBe(true);
    expect((await saveChange('s1', { kind: 'restore' }, true)).status).toBe(200);
    expect(await minutesOf('s1')).toEqual([210, 190]);
  });

  test('[SER-8] a check-in that comes between the question and the yes is told before anything is changed', async () => {
    const tablet = await aTablet(server);
    await tablet.record([at(15), opened], [at(20), checkedIn(amina)], [at(275), closed]);
    server.advance(300 * minuteMs);
    const { seen } = await checkChange('s1', { kind: 'cancel' });
    await tablet.deliver();
    const reply = await post('/api/admin/planning/sessions/s1', {
      change: { kind: 'cancel' },
      seen,
      isConfirmed: true,
    });
    expect(await problemOf(reply)).toBe('planning/changed');
    expect(await minutesOf('s1')).toEqual([210]);
  });

  test('[SER-8] a session moved away from one it overlapped gives the other its minutes back', async () => {
    await server.stores(({ programme }) =>
      programme.putSessions([
        { session: aSession('s2', { trainer: 'Noa By' }), unit: UnitId.parse('farsta') },
      ]),
    );
    await playMorning();
    const tablet = await aTablet(server, 'Farsta 08');
    const s2 = SessionId.parse('s2');
    const came: EventDraft = { kind: 'checked-in', session: s2, participant: amina.id, via: 'badge' };
    await tablet.record([at(25), came], [at(275), { kind: 'session-closed', session: s2 }]);
    await tablet.deliver();
    expect(await minutesOf('s2')).toEqual([0]);
    expect((await saveChange('s1', { kind: 'cancel' }, true)).status).toBe(200);
    expect(await minutesOf('s2')).toEqual([210]);
  });

  test('[SER-9] a session of a locked month stays as it is, and nothing is moved into that month', async () => {
    await lock('2026-11');
    for (const change of [anEdit({ day: day('2026-12-01') }), { kind: 'cancel' } as const]) {
      const reply = await post('/api/admin/planning/sessions/s1/check', change);
      expect(await problemOf(reply)).toBe('planning/month-locked');
    }
    const shown = PlannedSessionReply.parse(await get('/api/admin/planning/sessions/s1'));
    expect(shown.isLocked).toBe(true);
    const seen = createHash('sha256').update('x').digest('base64url');
    const reply = await post('/api/admin/planning/sessions/s1', {
      change: { kind: 'cancel' },
      seen,
      isConfirmed: true,
    });
    expect(await problemOf(reply)).toBe('planning/month-locked');
    expect((await sessionOf('s1'))?.cancelled).toBe(false);
  });

  test('[SER-2] what is chosen for a session is said to be free or taken at that time', async () => {
    const { id } = PutVenueReply.parse(await (await putVenue()).json());
    await aTablet(server);
    await saveChange('s1', anEdit({ venue: id }));
    await saveSeries(
      aDraft({
        cohorts: [CohortId.parse('g15')],
        sessions: [{ day: monday, title: 'Samtal' }],
        times: { start: '12:00', end: '14:00', breaks: [] },
      }),
      true,
    );
    const board = ShowPlanningReply.parse(await get('/api/admin/planning'));
    const other = board.sessions.find(({ title }) => title === 'Samtal');
    const shown = PlannedSessionReply.parse(await get(`/api/admin/planning/sessions/${other?.id ?? ''}`));
    expect(shown.venues).toMatchObject([
      { name: 'Farsta, sal Asken', isFree: false, hasAccessibility: true },
    ]);
    expect(shown.trainers).toEqual([
      { name: 'Ari Vik', isFree: true },
      { name: 'Kim Alm', isFree: false },
      { name: 'Sam Ek', isFree: true },
    ]);
    expect(shown.session.missing).toEqual(['venue', 'device']);
    expect(board.missingComing).toBe(1);
  });

  test('[SER-8] a session that is not there is said to be unknown', async () => {
    expect(
      (await server.get('/api/admin/planning/sessions/borta', await server.administrator())).status,
    ).toBe(404);
    expect(await problemOf(await post('/api/admin/planning/sessions/borta/check', { kind: 'cancel' }))).toBe(
      'session/unknown',
    );
  });
});

describe('every version of a plan', () => {
  beforeEach(async () => {
    await plant(server);
    await withManagers();
  });

  test('[SER-5] each version is kept as the bytes whose hash the office log names', async () => {
    await saveChange('s1', anEdit({ day: day('2026-11-25') }));
    await saveChange('s1', { kind: 'cancel' });
    const versions = await versionsOf('s1');
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    const named = (await officeLog()).filter(({ kind }) => kind === 'session-planned');
    expect(named.map(({ session, version, hash }) => [session, version, hash])).toEqual(
      versions.map(({ version, text }) => [
        's1',
        version,
        createHash('sha256').update(text).digest('base64url'),
      ]),
    );
    const last = PlannedSession.parse(JSON.parse(versions[1]?.text ?? ''));
    expect(last.session).toEqual(await sessionOf('s1'));
    expect(last.session.cancelled).toBe(true);
  });

  test('[SER-5] a change that changes nothing makes no version', async () => {
    await saveChange('s1', anEdit());
    await saveChange('s1', anEdit());
    expect(await versionsOf('s1')).toHaveLength(1);
  });

  test('[SER-5] nobody can alter or remove a version, not even the server', async () => {
    await saveChange('s1', anEdit());
    const { db } = server.database;
    await expect(sql`update session_versions set text = '{}'`.execute(db)).rejects.toThrow('append-only');
    await expect(sql`delete from session_versions`.execute(db)).rejects.toThrow('append-only');
  });

  test('[SER-5] many sessions that nobody has decided one by one stand in one entry, with the hash over all', async () => {
    await server.stores(async (stores) => {
      const context = { ...stores, services: server.services };
      const all = await stores.planning.all();
      await recordSessionsPlanned(context, all, 'server');
      await recordSessionsPlanned(context, all, 'server');
      const [first] = all;
      if (first !== undefined) await recordSessionPlanned(context, first, 'server');
    });
    const entries = await officeLog();
    expect(entries.map(({ kind }) => kind)).toEqual(['sessions-planned']);
    const versions = [...(await versionsOf('m1')), ...(await versionsOf('s1'))];
    const over = versions.map(({ session, version, hash }) => `${session} ${version} ${hash}\n`).join('');
    expect(entries[0]).toMatchObject({
      sessions: 2,
      hash: createHash('sha256').update(over).digest('base64url'),
    });
  });
});

describe('tablets', () => {
  const another = (): Promise<void> =>
    server.stores(async ({ programme }) => {
      const jarva = UnitId.parse('jarva');
      await programme.putCohorts([
        { id: CohortId.parse('g20'), name: 'Grupp 20', track: 'employee', unit: jarva },
      ]);
      await programme.putParticipants([
        aParticipant('noor', 'Noor', 'Ask', { unit: jarva, cohort: CohortId.parse('g20') }),
      ]);
      const session = aSession('j1', {
        cohorts: [CohortId.parse('g20')],
        place: 'Järva, sal Granen',
        trainer: 'Noa By',
      });
      await programme.putSessions([{ session, unit: jarva }]);
    });
  const planFor = (device: string): Promise<Plan> =>
    server.stores(async (stores) => {
      const row = await stores.devices.get(device);
      if (row === undefined) throw new Error('no such tablet');
      const caller = { device: row.id, name: row.name, unit: row.unit, publicKey: row.public_key };
      return Plan.parse(await planOfDevice(caller as never, { ...stores, services: server.services }));
    });
  const assign = async (device: string | null): Promise<Response> =>
    saveChange(
      'j1',
      anEdit({ cohorts: [CohortId.parse('g20')], trainer: 'Noa By', device: device as never }),
      true,
    );

  test('[SER-6] Farsta’s tablet that is lent to Järva gets that session with its people, and no other of Järva’s', async () => {
    await plant(server);
    await another();
    const tablet = await aTablet(server);
    expect((await planFor(tablet.id)).sessions.map(({ id }) => id)).toEqual(['s1']);
    expect((await assign(tablet.id)).status).toBe(200);
    const plan = await planFor(tablet.id);
    expect(plan.sessions.map(({ id }) => id).sort()).toEqual(['j1', 's1']);
    expect(plan.cohorts.flatMap(({ people }) => people.map(({ given }) => given))).toContain('Noor');
    await assign(null);
    expect((await planFor(tablet.id)).sessions.map(({ id }) => id)).toEqual(['s1']);
  });

  test('[SER-6] what the lent tablet recorded counts although the session got another tablet before it was sent', async () => {
    await plant(server);
    await another();
    const tablet = await aTablet(server);
    const j1 = SessionId.parse('j1');
    const came: EventDraft = { kind: 'checked-in', session: j1, participant: 'noor' as never, via: 'badge' };
    await tablet.record([at(20), came]);
    await assign(tablet.id);
    await assign(null);
    await tablet.deliver();
    expect((await server.stores(({ attendance }) => attendance.ofSession('j1'))).length).toBe(1);
    const stranger = await aTablet(server, 'Farsta 09');
    await stranger.record([at(21), came]);
    await stranger.deliver();
    const rows = await server.stores(({ logs }) => logs.ofSession('j1'));
    expect(rows.map(({ set_aside }) => set_aside)).toEqual([null, 'not-own-session']);
  });
});

describe('venues and waves', () => {
  beforeEach(async () => {
    await plant(server);
    await withManagers();
  });

  test('[SER-2] a renamed venue is called so in every coming session, and in no past one', async () => {
    const { id } = PutVenueReply.parse(await (await putVenue()).json());
    const saved = PlanSeriesReply.parse(await (await saveSeries(aDraft({ venue: id }))).json());
    await saveChange('s1', anEdit({ venue: id }));
    server.advance(hourMs);
    const renamed = PutVenueReply.parse(await (await putVenue({ id, name: 'Farsta, sal Almen' })).json());
    expect(renamed.renamed).toBe(3);
    expect((await sessionOf(saved.sessions[0]?.id ?? ''))?.place).toBe('Farsta, sal Almen');
    expect((await sessionOf('s1'))?.place).toBe('Farsta, sal Asken');
    expect(await versionsOf(saved.sessions[0]?.id ?? '')).toHaveLength(2);
  });

  test('[SER-2] two venues with one name are refused, and a venue that is not there is said to be gone', async () => {
    await putVenue();
    expect(await problemOf(await putVenue({ name: 'farsta, SAL asken' }))).toBe('planning/name-taken');
    expect(await problemOf(await putVenue({ id: 'borta' as never }))).toBe('planning/unknown');
  });

  test('[SER-4] a district that is put in another wave leaves the one it was in', async () => {
    const put = async (name: string, units: readonly string[]): Promise<WaveId> => {
      const reply = await post('/api/admin/planning/waves', {
        id: null,
        name,
        startsOn: '2027-01-11',
        units,
      });
      return PutWaveReply.parse(await reply.json()).id;
    };
    const first = await put('Våg 1', ['farsta', 'jarva']);
    await put('Våg 2', ['jarva']);
    const waves = async () =>
      PlanningChoicesReply.parse(await get('/api/admin/planning/choices')).waves.map(({ name, units }) => [
        name,
        units,
      ]);
    expect((await waves()).sort()).toEqual([
      ['Våg 1', ['farsta']],
      ['Våg 2', ['jarva']],
    ]);
    expect((await post(`/api/admin/planning/waves/${first}/remove`, {})).status).toBe(200);
    expect(await waves()).toEqual([['Våg 2', ['jarva']]]);
  });
});

describe('a survey', () => {
  const link = 'https://enkat.example.se/utbildning';
  const phoneOf = async (participant: string): Promise<TestPhone> => {
    const phone = aPhone(server, participant);
    await phone.open((await cardOf(server, participant)).token);
    return phone;
  };

  test('[SER-7] only who was there is offered the survey, once the session is over, at the office’s own address', async () => {
    await plant(server);
    await withManagers();
    const series = PlanSeriesReply.parse(
      await (
        await saveSeries(aDraft({ surveyLink: link, sessions: [{ day: monday, title: 'Samtal' }] }), true)
      ).json(),
    );
    const id = SessionId.parse(series.sessions[0]?.id ?? '');
    await issueBadges(server, [amina.id, olof.id]);
    const phone = await phoneOf(amina.id);
    const other = await phoneOf(olof.id);
    const tablet = await aTablet(server);
    const came: EventDraft = { kind: 'checked-in', session: id, participant: amina.id, via: 'badge' };
    await tablet.record([at(295), came]);
    server.advance(305 * minuteMs);
    await tablet.deliver();
    const offered = async (page: TestPhone): Promise<string | undefined> =>
      ShowMyPageReply.parse(await (await page.page()).json()).hours?.sessions.find(
        (session) => session.id === id,
      )?.survey;
    expect(await offered(phone)).toBeUndefined();
    server.advance(4 * hourMs);
    expect(await offered(phone)).toBe(link);
    expect(await offered(other)).toBeUndefined();
  });

  test('[SER-7] an address that is not encrypted is refused, and a survey can be taken away again', async () => {
    await plant(server);
    await withManagers();
    const open = 'http://enkat.example.se/';
    expect((await post('/api/admin/planning/series/check', aDraft({ surveyLink: open }))).status).toBe(400);
    await saveSeries(aDraft());
    const surveys = async () => PlanningChoicesReply.parse(await get('/api/admin/planning/choices')).series;
    const [series] = await surveys();
    const path = `/api/admin/planning/series/${series?.id ?? ''}/survey`;
    expect((await post(path, { link: open })).status).toBe(400);
    expect((await post(path, { link })).status).toBe(200);
    expect((await surveys())[0]?.surveyLink).toBe(link);
    expect((await post(path, { link: null })).status).toBe(200);
    expect((await surveys())[0]).toMatchObject({ surveyLink: null, sessions: 3 });
  });
});
