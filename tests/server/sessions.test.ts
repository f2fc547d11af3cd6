import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SessionId, eventIdOf } from '../../src/domain/ids.ts';
import { dayMs, hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import { ListSessionsReply } from '../../src/protocol/list-sessions.ts';
import { ShowSessionReply, type SessionPerson } from '../../src/protocol/show-session.ts';
import { dropEveryTrigger } from '../support/behind-the-server.ts';
import {
  amina,
  aSession,
  aTablet,
  at,
  checkedIn,
  checkedOut,
  closed,
  elif,
  guest,
  morning,
  olof,
  opened,
  plant,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cookie: string;
beforeEach(async () => {
  server = await createTestServer();
  ({ cookie } = await server.administrator());
});
afterEach(() => server.close());

const list = async (query = ''): Promise<ListSessionsReply> =>
  ListSessionsReply.parse(await (await server.get(`/api/admin/sessions${query}`, { cookie })).json());
/** Signs in anew first: some of these mornings are longer than a sign-in. */
const show = async (id = 's1'): Promise<ShowSessionReply> => {
  const administrator = await server.administrator();
  return ShowSessionReply.parse(await (await server.get(`/api/admin/sessions/${id}`, administrator)).json());
};
const person = (reply: ShowSessionReply, id: string): SessionPerson => {
  const found = reply.people.find(({ participant }) => participant === id);
  if (found === undefined) throw new Error(`${id} is not on the page`);
  return found;
};

describe('the list of sessions', () => {
  test('[ADM-1] an administrator who opens the page sees the sessions of today, and other days when asked', async () => {
    await plant(server, [
      aSession('s1'),
      aSession('tomorrow', { startsAt: instant(morning + dayMs), endsAt: instant(morning + dayMs + hourMs) }),
    ]);
    const today = await list();
    expect(today).toMatchObject({ from: '2026-11-23', to: '2026-11-23' });
    expect(today.sessions.map(({ id }) => id)).toEqual(['s1']);
    expect((await list('?from=2026-11-24&to=2026-11-30')).sessions.map(({ id }) => id)).toEqual(['tomorrow']);
    expect((await list('?from=2027-01-01')).sessions).toEqual([]);
  });

  test('[ADM-1] an administrator sees who has come so far, guests apart, a moment after the tablet has sent it', async () => {
    await plant(server);
    expect((await list()).sessions[0]).toMatchObject({ expected: 3, present: 0, openedAt: null });
    const tablet = await aTablet(server);
    await tablet.record([at(15), opened], [at(20), checkedIn(amina)], [at(21), checkedIn(guest)]);
    await tablet.deliver();
    expect((await list()).sessions[0]).toMatchObject({
      cohorts: ['Grupp 14'],
      expected: 3,
      present: 2,
      guests: 1,
      open: 2,
      minutes: 0,
      openedAt: at(15),
      closedAt: null,
    });
  });

  test('[ADM-1] a page that looks again every other second is told that nothing has changed', async () => {
    await plant(server);
    const first = await server.get('/api/admin/sessions', { cookie });
    const headers = { 'If-None-Match': first.headers.get('etag') ?? '' };
    server.advance(2000);
    expect((await server.get('/api/admin/sessions', { cookie, headers })).status).toBe(304);
    const tablet = await aTablet(server);
    await tablet.record([at(20), checkedIn(amina)]);
    await tablet.deliver();
    expect((await server.get('/api/admin/sessions', { cookie, headers })).status).toBe(200);
  });

  test.each([
    '?from=2026-02-30',
    '?from=i+dag',
    '?from=2026-11-23&to=2026-11-22',
    '?from=2020-01-01&to=2026-01-01',
  ])('[ADM-1] days that do not exist or run too far are refused (%s)', async (query) => {
    expect((await server.get(`/api/admin/sessions${query}`, { cookie })).status).toBe(400);
  });

  test('[ADM-1] somebody who is not signed in learns nothing about sessions', async () => {
    await plant(server);
    expect((await server.get('/api/admin/sessions')).status).toBe(401);
    expect((await server.get('/api/admin/sessions/s1')).status).toBe(401);
  });
});

describe('one session', () => {
  test('[ADM-2] an administrator sees who came, when, how, from which tablet, and the hours that count', async () => {
    await plant(server);
    const tablet = await aTablet(server);
    await tablet.record(
      [at(15), opened],
      [at(20), checkedIn(amina)],
      [at(22), checkedIn(guest, 'hand')],
      [at(50), checkedIn(olof)],
      [at(210), checkedOut(olof)],
      [at(275), closed],
    );
    server.advance(300 * minuteMs);
    await tablet.deliver();
    const page = await show();
    expect(page.session).toMatchObject({ expected: 3, present: 3, guests: 1, open: 0, closedAt: at(275) });
    expect(person(page, 'amina')).toMatchObject({
      given: 'Amina',
      family: 'Björkljus',
      isGuest: false,
      programmeMinutes: 210,
      attendance: { checkedInAt: at(20), leftAt: null, via: 'badge', device: tablet.id, minutes: 210 },
    });
    expect(person(page, 'olof').attendance).toMatchObject({
      leftAt: at(210),
      minutes: 130,
      remarks: ['late', 'left-early'],
    });
    expect(person(page, 'guest')).toMatchObject({
      given: 'Deltagare 07',
      isGuest: true,
      cohort: 'Grupp 15',
      attendance: { remarks: ['no-check-out', 'by-hand', 'guest'] },
    });
    expect(person(page, 'elif').attendance).toBeNull();
    expect(page.session.minutes).toBe(210 + 130 + 210);
    expect(page.ore).toBe(550 * 695);
    expect(page.closing).toEqual({ at: at(275), receivedAt: at(300), device: tablet.id });
    expect(page.received).toEqual({ at: at(300), device: tablet.id });
    expect(page.events.map(({ kind }) => kind)).toEqual(['session-opened', 'session-closed']);
  });

  test('[ADM-2] an undone check-in stays readable beside the undo, and does not count', async () => {
    await plant(server);
    const tablet = await aTablet(server);
    await tablet.record(
      [at(20), checkedIn(elif)],
      [at(21), { kind: 'withdrawn', session: SessionId.parse('s1'), withdraws: eventIdOf(tablet.id, 1) }],
    );
    await tablet.deliver();
    const found = person(await show(), 'elif');
    expect(found.attendance).toBeNull();
    expect(found.events.map(({ kind, seq, isWithdrawn }) => [kind, seq, isWithdrawn])).toEqual([
      ['checked-in', 1, true],
      ['withdrawn', 2, false],
    ]);
  });

  test('[ADM-2] when a tablet was twenty minutes slow, both its own time and the corrected one are shown', async () => {
    await plant(server);
    const tablet = await aTablet(server);
    await tablet.record([at(5), checkedIn(amina)]);
    server.advance(30 * minuteMs);
    await tablet.deliver(20 * minuteMs);
    const [event] = person(await show(), 'amina').events;
    expect(event).toMatchObject({ at: at(5), happenedAt: at(25), clockOffsetMs: 20 * minuteMs });
    expect(person(await show(), 'amina').attendance?.remarks).toContain('clock-offset');
  });

  test('[ADM-2] what a revoked tablet hands in is shown with its reason, and counts nothing', async () => {
    await plant(server);
    const tablet = await aTablet(server);
    await server.stores(({ devices }) => devices.revoke(tablet.id, server.services.clock()));
    await tablet.record([at(20), checkedIn(amina)]);
    await tablet.deliver();
    const page = await show();
    expect(person(page, 'amina').attendance).toBeNull();
    expect(person(page, 'amina').events).toMatchObject([{ kind: 'checked-in', setAside: 'revoked' }]);
    expect(page.session.setAside).toBe(1);
  });

  test('[ADM-2] a session that is not there is said to be unknown', async () => {
    expect((await server.get('/api/admin/sessions/nowhere', { cookie })).status).toBe(404);
  });
});

describe('the chain', () => {
  const deliverTwo = async () => {
    await plant(server);
    const tablet = await aTablet(server);
    await tablet.record([at(15), opened], [at(20), checkedIn(amina)], [at(21), checkedIn(olof)]);
    await tablet.deliver();
    return tablet;
  };
  const chain = async () => (await show()).chains[0];
  const db = () => server.database.db;
  /** Somebody who can reach the database file itself, past the triggers that keep a log as it is. */
  const tamper = async (work: () => Promise<unknown>) => {
    await dropEveryTrigger(server.database);
    await work();
  };

  test('[ADM-3] a log that holds together under the signature of its tablet is said to be whole', async () => {
    const tablet = await deliverTwo();
    expect(await chain()).toEqual({
      device: tablet.id,
      name: 'Farsta 07',
      state: 'whole',
      at: null,
      keptAside: 0,
    });
  });

  test('[ADM-3] a check-in that somebody has rewritten in the database is found, with the tablet and the number', async () => {
    const tablet = await deliverTwo();
    expect((await chain())?.state).toBe('whole');
    await tamper(async () => {
      const rows = await server.stores(({ logs }) => logs.ofSession('s1'));
      const text = rows[1]?.text.replace('amina', 'elif') ?? '';
      await db().updateTable('log_events').set({ text }).where('seq', '=', 2).execute();
    });
    server.advance(2 * minuteMs);
    expect(await chain()).toMatchObject({ device: tablet.id, state: 'broken', at: 2 });
  });

  test('[ADM-3] a whole log written anew without the key of its tablet is found by the signature', async () => {
    await deliverTwo();
    const forger = await aTablet(server, 'Kopia');
    await tamper(async () => {
      const row = await server.stores(({ devices }) => devices.get(forger.id));
      await db()
        .updateTable('devices')
        .set({ public_key: row?.public_key ?? '' })
        .where('name', '=', 'Farsta 07')
        .execute();
    });
    expect(await chain()).toMatchObject({ state: 'broken', at: 3 });
  });

  test('[ADM-3] an event moved out of its session, or taken away, is found', async () => {
    const tablet = await deliverTwo();
    await tamper(() => db().updateTable('log_events').set({ session: null }).where('seq', '=', 3).execute());
    expect(await chain()).toMatchObject({ state: 'broken', at: 3 });
    await db().deleteFrom('log_events').where('seq', '=', 3).execute();
    expect(await chain()).toMatchObject({ device: tablet.id, state: 'broken', at: 3 });
  });

  test('[ADM-3] events that no signature covers yet are said to be so, from their number on', async () => {
    const tablet = await deliverTwo();
    await server.stores(({ devices }) => devices.update(tablet.id, { signed_head: null }));
    expect(await chain()).toMatchObject({ state: 'unsigned-tail', at: 1 });
  });
});
