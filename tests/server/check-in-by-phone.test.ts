/** A participant's own phone that has seen a session's rotating code. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EventPlace, AttendanceEvent } from '../../src/domain/events.ts';
import { dayMs, hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import { CheckInByPhoneReply } from '../../src/protocol/check-in-by-phone.ts';
import { ListDevicesReply } from '../../src/protocol/list-devices.ts';
import { PullLogReply } from '../../src/protocol/pull-log.ts';
import type { Problem } from '../../src/protocol/problems.ts';
import { ShowSessionReply } from '../../src/protocol/show-session.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { chainStateOf } from '../../src/server/routes/chain-state.ts';
import type { Database } from '../../src/server/store/database.ts';
import { challengeText } from '../../src/signing/heads.ts';
import { sign } from '../../src/signing/keys.ts';
import { changeBehindTheServer } from '../support/behind-the-server.ts';
import { startPostgres } from '../support/postgres.ts';
import { openOffice, type Office } from '../support/simulated-office.ts';
import { aPhone, cardOf, codeShownAt, issueBadges, type TestPhone } from '../support/phone-world.ts';
import {
  amina,
  aSession,
  aTablet,
  at,
  checkedIn,
  checkedOut,
  closed,
  guest,
  morning,
  olof,
  opened,
  otherCohort,
  plant,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
  await plant(server);
  await issueBadges(server, [amina.id, olof.id, guest.id]);
});
afterEach(() => server.close());

const ask = (office: Office, path: string, body: unknown, cookie = ''): Promise<Response> =>
  office.fetching(`http://localhost:8080${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', Cookie: cookie },
  });
const phoneOf = async (participant: string, name: string = participant, fastMs = 0): Promise<TestPhone> => {
  const phone = aPhone(server, name, fastMs);
  await phone.identify((await cardOf(server, participant)).code);
  return phone;
};
const now = (): number => server.services.clock();
const shown = (aheadMs = 0, session = 's1') => codeShownAt(server, session, now() + aheadMs);
const problemOf = async (reply: Response): Promise<string> => ((await reply.json()) as Problem).code;
const replyOf = async (reply: Response): Promise<CheckInByPhoneReply> =>
  CheckInByPhoneReply.parse(await reply.json());
const attended = async (participant: string, session = 's1') =>
  (await server.stores(({ attendance }) => attendance.ofParticipant(participant))).get(session);
const stored = (session = 's1') => server.stores(({ logs }) => logs.ofSession(session));

describe('the code on the screen', () => {
  test('[CODE-2] who has it in view is checked in at that moment, and told where', async () => {
    const reply = await (await phoneOf(amina.id)).checkIn((await shown()).scanned);
    expect(reply.status).toBe(200);
    expect(await replyOf(reply)).toEqual({
      outcome: 'checked-in',
      given: 'Amina',
      session: {
        id: 's1',
        title: 'Våld i nära relationer',
        place: 'Farsta, sal Eken',
        startsAt: aSession('s1').startsAt,
        endsAt: aSession('s1').endsAt,
      },
      at: now(),
      expected: null,
    });
    expect(await attended(amina.id)).toMatchObject({
      via: 'phone',
      isOpen: true,
      checkedInAt: now(),
      remarks: [],
    });
  });

  test.each([
    ['the code before this one', -30_000],
    ['a code changed half a minute ago', -60_000],
    ['a code of a tablet half a minute ahead', 30_000],
    ['a code of a tablet a minute ahead', 60_000],
  ])('[CODE-2] %s still counts', async (_what, aheadMs) => {
    const reply = await (await phoneOf(amina.id)).checkIn((await shown(aheadMs)).scanned);
    expect(await replyOf(reply)).toMatchObject({ outcome: 'checked-in', at: now() });
  });

  test.each([
    ['a code changed more than a minute ago', -90_000, 'code/old', 410],
    ['a code of a tablet five minutes behind', -5 * minuteMs, 'code/old', 410],
    ['a code of a tablet an hour behind', -hourMs, 'code/old', 410],
    ['a code of a tablet two minutes ahead', 2 * minuteMs, 'code/early', 409],
    ['a code of a tablet three hours ahead', 3 * hourMs, 'code/early', 409],
  ])('[CODE-2] %s is refused, and nothing is written', async (_what, aheadMs, code, status) => {
    const reply = await (await phoneOf(amina.id)).checkIn((await shown(aheadMs)).scanned);
    expect([reply.status, await problemOf(reply)]).toEqual([status, code]);
    expect(await stored()).toEqual([]);
  });

  test('[CODE-1] nobody can make a code, change its half minute or carry it to another session', async () => {
    await plant(server, [aSession('s1'), aSession('s2', { cohorts: [otherCohort] })]);
    const { scanned } = await shown();
    const [, step = '', mac = ''] = /\.([0-9a-z]+)\.([0-9A-Z]{16})$/.exec(scanned) ?? [];
    const phone = await phoneOf(amina.id);
    const later = (Number.parseInt(step, 36) + 1).toString(36);
    const wrong = `${mac.startsWith('0') ? '1' : '0'}${mac.slice(1)}`;
    for (const forged of [
      `s1.${step}.${wrong}`,
      `s1.${later}.${mac}`,
      `s2.${step}.${mac}`,
      'hej',
      `s9.${step}.${mac}`,
    ])
      expect([forged, await problemOf(await phone.checkIn(forged))]).toEqual([forged, 'code/unknown']);
    expect(await stored()).toEqual([]);
  });

  test('[CODE-1] a code of a session that is no longer in the plan is unknown', async () => {
    const phone = await phoneOf(amina.id);
    expect(await problemOf(await phone.checkIn((await shown(0, 'gone')).scanned))).toBe('code/unknown');
  });

  test('[CODE-2] the six characters beside it are enough, however they are typed', async () => {
    const { typed } = await shown();
    const reply = await (
      await phoneOf(amina.id)
    ).checkIn(` ${typed.slice(0, 3).toLowerCase()}-${typed.slice(3)} `);
    expect(await replyOf(reply)).toMatchObject({ outcome: 'checked-in', session: { id: 's1' } });
  });

  test('[CODE-2] six characters that were right a moment ago are called old, and others unknown', async () => {
    const phone = await phoneOf(amina.id);
    expect(await problemOf(await phone.checkIn((await shown(-3 * minuteMs)).typed))).toBe('code/old');
    expect(await problemOf(await phone.checkIn((await shown(3 * minuteMs)).typed))).toBe('code/early');
    expect(await problemOf(await phone.checkIn((await shown(-hourMs)).typed))).toBe('code/unknown');
    expect(await stored()).toEqual([]);
  });

  test.each([
    ['more than two hours before', -121 * minuteMs],
    ['more than an hour after', 4 * hourMs + 61 * minuteMs],
  ])('[CODE-2] %s its session a code is not for now', async (_when, fromStart) => {
    const phone = await phoneOf(amina.id);
    server.advance(30 * minuteMs + fromStart);
    expect(await problemOf(await phone.checkIn((await shown()).scanned))).toBe('code/not-now');
  });

  test('[CODE-2] a cancelled session takes nobody in', async () => {
    await plant(server, [aSession('s1', { cancelled: true })]);
    expect(await problemOf(await (await phoneOf(amina.id)).checkIn((await shown()).scanned))).toBe(
      'code/not-now',
    );
  });

  test('[CODE-2] a closed session takes in those who saw the code before it was closed, and nobody after', async () => {
    const tablet = await aTablet(server);
    await tablet.record([at(20), opened], [at(90), closed]);
    server.advance(100 * minuteMs);
    await tablet.deliver();
    const early = await codeShownAt(server, 's1', at(80));
    const phone = await phoneOf(amina.id);
    expect(await problemOf(await phone.checkIn((await shown()).scanned))).toBe('code/not-now');
    expect(await replyOf(await phone.checkIn(early.scanned, { agoMs: 20 * minuteMs }))).toMatchObject({
      outcome: 'checked-in',
      at: at(80),
    });
    expect(await attended(amina.id)).toMatchObject({ minutes: 10, isOpen: false });
  });
});

describe('the phone', () => {
  test.each([
    ['three minutes slow', -3 * minuteMs],
    ['five hours fast', 5 * hourMs],
    ['a year slow', -365 * dayMs],
  ])('[CODE-3] with a clock %s makes no difference', async (_how, fastMs) => {
    const phone = await phoneOf(amina.id, 'wrong', fastMs);
    expect(await replyOf(await phone.checkIn((await shown()).scanned))).toMatchObject({ at: now() });
    expect(await attended(amina.id)).toMatchObject({ checkedInAt: now(), remarks: [] });
  });

  test('[CODE-3] whose clock was set back between seeing and sending counts as having seen it now', async () => {
    const phone = await phoneOf(amina.id);
    const reply = await phone.checkIn((await shown()).scanned, { agoMs: -2 * hourMs });
    expect(await replyOf(reply)).toMatchObject({ outcome: 'checked-in', at: now() });
  });

  test('[CODE-4] without a network sends days later what it saw, and it counts from then with a remark', async () => {
    const { scanned } = await shown();
    const seenAt = now();
    server.advance(6 * dayMs);
    const phone = await phoneOf(amina.id, 'late', 40 * minuteMs);
    const reply = await phone.checkIn(scanned, { agoMs: 6 * dayMs });
    expect(await replyOf(reply)).toMatchObject({ outcome: 'checked-in', at: seenAt });
    expect(await attended(amina.id)).toMatchObject({ checkedInAt: seenAt, remarks: ['sent-later'] });
  });

  test('[CODE-4] that sends within two minutes has only been slow', async () => {
    const { typed } = await shown();
    server.advance(110_000);
    const phone = await phoneOf(amina.id);
    expect((await phone.checkIn(typed, { agoMs: 110_000 })).status).toBe(200);
    expect(await attended(amina.id)).toMatchObject({ remarks: [] });
  });

  test('[CODE-4] that comes after more than seven days is too late', async () => {
    const { scanned } = await shown();
    server.advance(7 * dayMs + minuteMs);
    const phone = await phoneOf(amina.id);
    expect(await problemOf(await phone.checkIn(scanned, { agoMs: 7 * dayMs + minuteMs }))).toBe('code/old');
    expect(await stored()).toEqual([]);
  });

  test('[CODE-4] cannot make an old photograph new by saying it has just seen it', async () => {
    const { scanned } = await shown();
    server.advance(20 * minuteMs);
    expect(await problemOf(await (await phoneOf(amina.id)).checkIn(scanned))).toBe('code/old');
  });

  test('[CODE-5] of one person checks in that person alone; used for two it is a remark on both', async () => {
    const { scanned } = await shown();
    const phone = await phoneOf(amina.id, 'shared');
    expect((await replyOf(await phone.checkIn(scanned))).given).toBe('Amina');
    expect((await attended(amina.id))?.remarks).toEqual([]);
    await phone.identify((await cardOf(server, olof.id)).code);
    expect((await replyOf(await phone.checkIn(scanned))).given).toBe('Olof');
    expect((await attended(amina.id))?.remarks).toEqual(['shared-phone']);
    expect((await attended(olof.id))?.remarks).toEqual(['shared-phone']);
  });

  test('[CODE-5] of somebody else with the same code checks in its own owner, without a remark', async () => {
    const { scanned } = await shown();
    await (await phoneOf(amina.id)).checkIn(scanned);
    await (await phoneOf(olof.id)).checkIn(scanned);
    expect((await attended(amina.id))?.remarks).toEqual([]);
    expect((await attended(olof.id))?.remarks).toEqual([]);
  });

  test('[ME-1] that is nobody’s, or whose badge has been blocked, checks nobody in', async () => {
    const { scanned } = await shown();
    expect(await problemOf(await aPhone(server).checkIn(scanned))).toBe('sign-in/required');
    const phone = await phoneOf(amina.id);
    await server.stores(({ badges }) => badges.block(amina.id, now()));
    expect(await problemOf(await phone.checkIn(scanned))).toBe('sign-in/required');
    expect(await stored()).toEqual([]);
  });
});

describe('coming more than once', () => {
  test('[ATT-2] the same claim again, at once or hours later, is told and stored once', async () => {
    const { scanned } = await shown();
    const seenAt = now();
    const phone = await phoneOf(amina.id);
    await phone.checkIn(scanned);
    expect(await replyOf(await phone.checkIn(scanned))).toMatchObject({ outcome: 'already', at: seenAt });
    server.advance(3 * hourMs);
    for (const jitter of [-1500, 0, 1500])
      expect(await replyOf(await phone.checkIn(scanned, { agoMs: 3 * hourMs + jitter }))).toMatchObject({
        outcome: 'already',
      });
    expect((await stored()).length).toBe(1);
  });

  test('[ATT-2] the same claim after the session was closed is still only told', async () => {
    const { scanned } = await shown();
    const phone = await phoneOf(amina.id);
    await phone.checkIn(scanned);
    server.advance(5 * hourMs);
    const tablet = await aTablet(server);
    await tablet.record([at(280), closed]);
    await tablet.deliver();
    expect((await replyOf(await phone.checkIn(scanned, { agoMs: 5 * hourMs }))).outcome).toBe('already');
    expect((await stored()).filter(({ kind }) => kind === 'checked-in').length).toBe(1);
  });

  test('[ATT-2] the same claim after the person has left is only told, and begins no new stretch', async () => {
    const { scanned } = await shown();
    const phone = await phoneOf(amina.id);
    await phone.checkIn(scanned);
    server.advance(90 * minuteMs);
    const tablet = await aTablet(server);
    await tablet.record([at(60), checkedOut(amina)]);
    await tablet.deliver();
    expect((await replyOf(await phone.checkIn(scanned, { agoMs: 90 * minuteMs }))).outcome).toBe('already');
    expect((await attended(amina.id))?.presence).toEqual([{ from: at(0), to: at(60) }]);
    expect((await stored()).filter(({ kind }) => kind === 'checked-in').length).toBe(1);
  });

  test('[ATT-2] who was let in by hand after the phone saw the code counts from the earlier of the two', async () => {
    const { scanned } = await shown();
    const seenAt = now();
    server.advance(40 * minuteMs);
    const tablet = await aTablet(server);
    await tablet.record([at(35), checkedIn(amina, 'hand')]);
    await tablet.deliver();
    const phone = await phoneOf(amina.id);
    expect((await replyOf(await phone.checkIn(scanned, { agoMs: 40 * minuteMs }))).outcome).toBe(
      'checked-in',
    );
    expect(await attended(amina.id)).toMatchObject({ checkedInAt: seenAt });
  });

  test('[LEAVE-1] who comes back after leaving begins a new stretch', async () => {
    const phone = await phoneOf(amina.id);
    server.advance(30 * minuteMs);
    await phone.checkIn((await shown()).scanned);
    server.advance(60 * minuteMs);
    const tablet = await aTablet(server);
    await tablet.record([at(80), checkedOut(amina)]);
    await tablet.deliver();
    expect((await replyOf(await phone.checkIn((await shown()).scanned))).outcome).toBe('checked-in');
    expect((await attended(amina.id))?.presence).toEqual([{ from: at(30), to: at(80) }, { from: at(90) }]);
  });
});

describe('somebody of another group', () => {
  test('[CODE-6] is told where they are expected, and nothing is written until they choose', async () => {
    const theirs = aSession('s2', {
      cohorts: [otherCohort],
      title: 'Barnets bästa',
      place: 'Farsta, sal Björken',
      startsAt: instant(at(40)),
    });
    await plant(server, [aSession('s1'), theirs]);
    const phone = await phoneOf(guest.id);
    const { scanned } = await shown();
    expect(await replyOf(await phone.checkIn(scanned))).toMatchObject({
      outcome: 'other-session',
      at: now(),
      expected: { title: 'Barnets bästa', place: 'Farsta, sal Björken', startsAt: at(40) },
    });
    expect(await stored()).toEqual([]);
    expect(await replyOf(await phone.checkIn(scanned, { anyway: true }))).toMatchObject({
      outcome: 'checked-in',
    });
    expect((await attended(guest.id))?.remarks).toContain('guest');
  });

  test('[CODE-6] is told so too when nothing is planned for them', async () => {
    const reply = await (await phoneOf(guest.id)).checkIn((await shown()).scanned);
    expect(await replyOf(reply)).toMatchObject({ outcome: 'other-session', expected: null });
  });

  test('[CODE-6] who is in already is told that first', async () => {
    const tablet = await aTablet(server);
    await tablet.record([at(0), checkedIn(guest)]);
    await tablet.deliver();
    server.advance(minuteMs);
    const reply = await (await phoneOf(guest.id)).checkIn((await shown()).scanned);
    expect(await replyOf(reply)).toMatchObject({ outcome: 'already', at: morning });
  });
});

describe('the log of the office’s own', () => {
  const rows = async () => {
    const [row] = await stored();
    return server.stores(({ logs }) => logs.ofDevice(row?.device ?? '', 1, 100));
  };

  test('[CODE-7] is numbered and chained, and keeps what was sent and which phone sent it', async () => {
    const { scanned } = await shown();
    const phone = await phoneOf(amina.id);
    await phone.checkIn(scanned);
    await (await phoneOf(olof.id)).checkIn(scanned);
    const held = await rows();
    expect(held.map(({ seq, set_aside }) => [seq, set_aside])).toEqual([
      [1, null],
      [2, null],
    ]);
    expect(AttendanceEvent.parse(JSON.parse(held[0]?.text ?? ''))).toMatchObject({
      kind: 'checked-in',
      via: 'phone',
      participant: amina.id,
      phone: phone.phone,
      at: now(),
    });
    expect(EventPlace.parse(JSON.parse(held[1]?.text ?? '')).prev).toBe(held[0]?.hash);
  });

  test('[CODE-7] is followed like every tablet’s: whole on the session’s page, and under its own name', async () => {
    await (await phoneOf(amina.id)).checkIn((await shown()).scanned);
    await (await phoneOf(olof.id)).checkIn((await shown()).scanned);
    const { cookie } = await server.administrator();
    const page = ShowSessionReply.parse(
      await (await server.get('/api/admin/sessions/s1', { cookie })).json(),
    );
    expect(page.chains).toMatchObject([{ name: 'Egen telefon', state: 'whole', at: null, keptAside: 0 }]);
    expect(page.people.find(({ participant }) => participant === amina.id)?.attendance?.via).toBe('phone');
  });

  test('[CODE-7] is no tablet: it is not listed, cannot be revoked and nobody can sign in or be enrolled as it', async () => {
    await (await phoneOf(amina.id)).checkIn((await shown()).scanned);
    const [row] = await stored();
    const device = row?.device ?? '';
    const { cookie } = await server.administrator();
    const listed = ListDevicesReply.parse(await (await server.get('/api/admin/devices', { cookie })).json());
    expect(listed.devices).toEqual([]);
    const revoked = await server.post(`/api/admin/devices/${device}/revoke`, { reason: 'lost' }, { cookie });
    expect(revoked.status).toBe(404);
    const challenged = await server.post('/api/device/challenge', { device });
    const { challenge } = (await challenged.json()) as { challenge: string };
    const text = challengeText(device, challenge);
    const signature = await sign(server.services.secrets.receiptKey as CryptoKey, text);
    const refused = await server.post('/api/device/sign-in', { device, challenge, signature });
    expect(await problemOf(refused)).toBe('device/sign-in-refused');
    const code = '7Q2MK4TX';
    await server.stores(({ devices }) =>
      devices.addEnrolmentCode({
        code_hash: hashOf(code),
        name: 'Farsta 09',
        unit: null,
        expires_at: now() + hourMs,
        created_at: now(),
      }),
    );
    const enrolled = await server.post('/api/enrol', {
      code,
      publicKey: server.services.secrets.receiptPublicKey,
    });
    expect(await problemOf(enrolled)).toBe('enrol/key-invalid');
  });

  test('[CODE-7] is called broken when somebody changes what is stored in it', async () => {
    await (await phoneOf(amina.id)).checkIn((await shown()).scanned);
    await (await phoneOf(olof.id)).checkIn((await shown()).scanned);
    await changeBehindTheServer(
      server.database,
      'log_events',
      `update log_events set text = replace(text, 'amina', 'elif') where seq = 1`,
    );
    const { cookie } = await server.administrator();
    const page = ShowSessionReply.parse(
      await (await server.get('/api/admin/sessions/s1', { cookie })).json(),
    );
    expect(page.chains).toMatchObject([{ name: 'Egen telefon', state: 'broken', at: 1 }]);
  });

  test('[SYNC-5] is given to the tablets at that door, as every other tablet’s events are', async () => {
    await (await phoneOf(amina.id)).checkIn((await shown()).scanned);
    const token = 't'.repeat(43);
    await server.stores(async ({ devices }) => {
      await devices.add({ id: 'farsta', name: 'Farsta 07', unit: 'farsta', publicKey: 'key' }, now());
      await devices.add({ id: 'bromma', name: 'Bromma 01', unit: 'bromma', publicKey: 'key' }, now());
      await devices.addSignIn(hashOf(`${token}f`), 'farsta', now() + hourMs, now());
      await devices.addSignIn(hashOf(`${token}b`), 'bromma', now() + hourMs, now());
    });
    const pulled = async (as: string): Promise<PullLogReply> =>
      PullLogReply.parse(await (await server.get('/api/log', { token: as })).json());
    const { events } = await pulled(`${token}f`);
    expect(events.map(({ text }) => AttendanceEvent.parse(JSON.parse(text)).kind)).toEqual(['checked-in']);
    expect((await pulled(`${token}b`)).events).toEqual([]);
  });

  test('[CODE-7] an office that never meets a phone has no such log', async () => {
    expect(await server.stores(({ devices }) => devices.all())).toEqual([]);
  });

  test('[CODE-7] an office with phones alone has no silent tablet', async () => {
    await (await phoneOf(amina.id)).checkIn((await shown()).scanned);
    server.advance(30 * dayMs);
    const { cookie } = await server.administrator();
    const overview = (await (await server.get('/api/admin/overview', { cookie })).json()) as {
      attention: { silentDevices: readonly unknown[] };
    };
    expect(overview.attention.silentDevices).toEqual([]);
  });
});

describe('many at once', () => {
  test('[CODE-7] the same claim ten times at once is stored once', async () => {
    const { scanned } = await shown();
    const phone = await phoneOf(amina.id);
    const replies = await Promise.all(Array.from({ length: 10 }, () => phone.checkIn(scanned)));
    const outcomes = await Promise.all(replies.map(async (reply) => (await replyOf(reply)).outcome));
    expect(outcomes.filter((outcome) => outcome === 'checked-in').length).toBe(1);
    expect(outcomes.filter((outcome) => outcome === 'already').length).toBe(9);
    expect((await stored()).length).toBe(1);
  });

  test('[SIGN-4] somebody who tries codes by the dozen has to wait, and others do not', async () => {
    const phone = await phoneOf(amina.id);
    for (let tries = 0; tries < 40; tries += 1)
      expect(await problemOf(await phone.checkIn('00000A'))).toBe('code/unknown');
    const stopped = await phone.checkIn((await shown()).scanned);
    expect(await problemOf(stopped)).toBe('request/rate-limited');
    expect((await (await phoneOf(olof.id)).checkIn((await shown()).scanned)).status).toBe(200);
  });

  test('[SIGN-5] another site cannot check anybody in with a visitor’s cookie', async () => {
    const phone = await phoneOf(amina.id);
    const { scanned } = await shown();
    const reply = await server.post(
      '/api/me/check-in',
      { code: scanned, phone: phone.phone, seenAt: now(), sentAt: now(), anyway: false },
      { cookie: phone.cookie() ?? '', headers: { 'Sec-Fetch-Site': 'cross-site' } },
    );
    expect(await problemOf(reply)).toBe('request/cross-site');
    expect(await stored()).toEqual([]);
  });
});

test('[CODE-6] a participant without a group is a guest everywhere', async () => {
  await server.stores(({ programme }) => programme.putParticipants([{ ...olof, cohort: null }]));
  const reply = await (await phoneOf(olof.id)).checkIn((await shown()).scanned);
  expect(await replyOf(reply)).toMatchObject({ outcome: 'other-session', expected: null });
});

describe('two server processes on one PostgreSQL', () => {
  test('[CODE-7] many phones, and the same phone many times, through both at once: one log, each person once, the chain whole', async () => {
    const postgres = await startPostgres();
    const open: () => Database = await postgres.createDatabase();
    const one = await openOffice(server, morning, open());
    const two = await openOffice(server, morning, open());
    await plant({ ...server, stores: one.stores });
    const everybody = [amina.id, olof.id, guest.id];
    await one.stores(({ badges }) => badges.issue(everybody, morning));
    const cookies = await Promise.all(
      everybody.map(async (participant) => {
        const card = (await one.stores(({ badges }) => badges.tokens([participant]))).get(participant);
        const reply = await ask(one, '/api/me/open', { token: card?.token ?? '' });
        return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      }),
    );
    const { scanned } = await codeShownAt(server, 's1', morning);
    const claims = Array.from({ length: 24 }, (_, i) => {
      const phone = hashOf(`phone ${i % 3}`);
      const body = { code: scanned, phone, seenAt: morning, sentAt: morning, anyway: true };
      return ask(i % 2 === 0 ? one : two, '/api/me/check-in', body, cookies[i % 3]);
    });
    const replies = await Promise.all((await Promise.all(claims)).map(replyOf));
    expect(replies.filter(({ outcome }) => outcome === 'checked-in').length).toBe(3);
    expect(replies.filter(({ outcome }) => outcome === 'already').length).toBe(21);
    const rows = await two.stores(({ logs }) => logs.ofSession('s1'));
    expect(new Set(rows.map(({ device }) => device)).size).toBe(1);
    expect(rows.map(({ seq }) => seq).sort()).toEqual([1, 2, 3]);
    expect(new Set(rows.map(({ participant }) => participant)).size).toBe(3);
    const state = await two.stores(async ({ devices, logs }) => {
      const [device] = await devices.all();
      return device === undefined ? undefined : chainStateOf(device, { logs, services: two.services });
    });
    expect(state).toMatchObject({ name: 'Egen telefon', state: 'whole' });
    await one.close();
    await two.close();
    await postgres.stop();
  });
});
