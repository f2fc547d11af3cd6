/** Participants certify their hours on their own phones and on paper, and say when something is wrong. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { EventDraft } from '../../src/domain/events.ts';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.ts';
import { CertifyHoursReply } from '../../src/protocol/certify-hours.ts';
import { ListCertificatesReply, RemindReply } from '../../src/protocol/list-certificates.ts';
import { ListOfficeLogReply } from '../../src/protocol/list-office-log.ts';
import { ObjectToHoursReply } from '../../src/protocol/object-to-hours.ts';
import type { Problem } from '../../src/protocol/problems.ts';
import { ShowMyPageReply } from '../../src/protocol/show-my-page.ts';
import { createMailer, readMailServer } from '../../src/server/letters/mailer.ts';
import { postLetters } from '../../src/server/letters/post-letters.ts';
import { isOffices } from '../../src/server/phones-log.ts';
import { chainStateOf } from '../../src/server/routes/chain-state.ts';
import { startMailServer } from '../support/mail-server.ts';
import { aPhone, cardOf, issueBadges } from '../support/phone-world.ts';
import {
  amina,
  aSession,
  aTablet,
  at,
  checkedIn,
  checkedOut,
  closed,
  guest,
  olof,
  opened,
  plant,
  type Tablet,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let tablet: Tablet;
const month = '2026-11';

/** Amina is there 08.30–12.00 with half an hour's break: three hours; the list is closed and December has begun. */
beforeEach(async () => {
  server = await createTestServer({ mailFrom: 'narvaro@example.se' });
  await plant(server);
  await issueBadges(server, [amina.id, olof.id, guest.id]);
  tablet = await aTablet(server);
  await tablet.record(
    [at(20), opened],
    [at(25), checkedIn(amina)],
    [at(26), checkedIn(olof)],
    [at(240), checkedOut(amina)],
    [at(270), closed],
  );
  server.advance(5 * hourMs);
  await tablet.deliver();
  server.advance(9 * dayMs);
});
afterEach(() => server.close());

const linked = async (participant: string, name = participant) => {
  const phone = aPhone(server, name);
  await phone.open((await cardOf(server, participant)).token);
  return { cookie: phone.cookie() ?? '' };
};
const problemOf = async (reply: Response): Promise<string> => ((await reply.json()) as Problem).code;
const certify = (caller: { cookie: string }, minutes: number, more: object = {}) =>
  server.post('/api/me/certify', { month, rows: [{ session: 's1', minutes }], ...more }, caller);
const object = (caller: { cookie: string }, text: string, session = 's1') =>
  server.post('/api/me/objection', { session, text }, caller);
const hoursOf = async (caller: { cookie: string }) => {
  const { hours } = ShowMyPageReply.parse(await (await server.get('/api/me', caller)).json());
  if (hours === null) throw new Error('no hours are shown');
  return hours;
};
const attendedOf = async (caller: { cookie: string }, session = 's1') =>
  (await hoursOf(caller)).sessions.find(({ id }) => id === session)?.attendance;
const monthOf = async (caller: { cookie: string }) =>
  (await hoursOf(caller)).months.find((one) => one.month === month);
const certified = async () =>
  (await server.stores(({ logs }) => logs.ofSession('s1'))).filter(({ kind }) => kind === 'hours-certified');
const officeEntries = async (kind: string) =>
  (await server.stores(({ officeLog }) => officeLog.latest(50)))
    .map(({ text }) => z.looseObject({ kind: z.string() }).parse(JSON.parse(text)))
    .filter((entry) => entry.kind === kind);

/** The office tells other times for Amina: to 11.45, a quarter of an hour less. */
const correct = async (more: object = {}) =>
  server.stores(async ({ officeLog, writtenTexts, attendance, decisions }) => {
    const now = server.services.clock();
    const before = (await attendance.ofSession('s1')).find(({ participant }) => participant === amina.id);
    const seq = await officeLog.append({
      kind: 'attendance-corrected',
      actor: 'somebody',
      at: now,
      session: 's1',
      participant: amina.id,
      spans: [[at(30), at(225)]],
      reason: 'left-earlier',
      text: await writtenTexts.keep('Kursledaren ringde.', now),
      basis: '-',
      minutesBefore: before?.minutes ?? 0,
      minutesAfter: 165,
      ...more,
    });
    await attendance.recompute(['s1'], now);
    expect(await decisions.bySeq(seq)).toBeDefined();
    return seq;
  });

describe('on a phone of one’s own', () => {
  test('[CERT-1] the month is asked about with exactly the minutes that count, by the 20th', async () => {
    const phone = await linked(amina.id);

    expect(await monthOf(phone)).toEqual({
      month,
      standing: 'to-certify',
      minutes: 180,
      rows: [{ session: 's1', minutes: 180 }],
      certifyBy: '2026-12-20',
      certifiedAt: null,
    });
    expect(await attendedOf(phone)).toMatchObject({ status: 'to-certify', reopened: null });
  });

  test('[CERT-1] the month is certified with one event per session, in the office’s own chained log', async () => {
    const phone = await linked(amina.id);
    const reply = await certify(phone, 180);

    expect(CertifyHoursReply.parse(await reply.json())).toEqual({
      minutes: 180,
      at: server.services.clock(),
    });
    const [event, ...more] = await certified();
    expect(more).toEqual([]);
    expect(JSON.parse(event?.text ?? '')).toMatchObject({
      kind: 'hours-certified',
      session: 's1',
      participant: amina.id,
      minutes: 180,
      on: 'phone',
    });
    expect(await attendedOf(phone)).toMatchObject({ status: 'certified', certifiedVia: 'phone' });
    expect(await monthOf(phone)).toMatchObject({
      standing: 'certified',
      certifiedAt: server.services.clock(),
    });
    const states = await server.stores(async (stores) => {
      const all = await stores.devices.all();
      const phones = all.filter((device) => isOffices(device, server.services));
      return Promise.all(
        phones.map((device) => chainStateOf(device, { ...stores, services: server.services })),
      );
    });
    expect(states).toEqual([expect.objectContaining({ state: 'whole' })]);
  });

  test.each([
    ['a minute more', [{ session: 's1', minutes: 181 }]],
    ['a minute less', [{ session: 's1', minutes: 179 }]],
    [
      'a session beside',
      [
        { session: 's1', minutes: 180 },
        { session: 's2', minutes: 60 },
      ],
    ],
    ['another session', [{ session: 's2', minutes: 180 }]],
  ])('[CERT-1] with %s it is refused, and nothing is written', async (_what, rows) => {
    const reply = await certify(await linked(amina.id), 0, { rows });

    expect([reply.status, await problemOf(reply)]).toEqual([409, 'certify/changed']);
    expect(await certified()).toEqual([]);
  });

  test('[CERT-1] another month, or nothing at all, is refused', async () => {
    const phone = await linked(amina.id);

    expect(await problemOf(await certify(phone, 180, { month: '2026-10' }))).toBe('certify/changed');
    expect(await problemOf(await certify(phone, 180, { rows: [] }))).toBe('request/malformed');
    expect(await problemOf(await certify(phone, 180, { month: '2026-13' }))).toBe('request/malformed');
  });

  test('[CERT-1] somebody else’s session is refused', async () => {
    const reply = await certify(await linked(guest.id), 180);

    expect(await problemOf(reply)).toBe('certify/changed');
    expect(await certified()).toEqual([]);
  });

  test('[CERT-1] a phone that only knows the readable code certifies and objects to nothing', async () => {
    const phone = aPhone(server, 'typed');
    await phone.identify((await cardOf(server, amina.id)).code);
    const caller = { cookie: phone.cookie() ?? '' };

    const reply = await certify(caller, 180);
    expect([reply.status, await problemOf(reply)]).toEqual([403, 'link/needed']);
    expect(await problemOf(await object(caller, 'Jag var där.'))).toBe('link/needed');
    expect(await certified()).toEqual([]);
  });

  test('[CERT-1] the minutes that changed while the page was open are refused, and the new ones are taken', async () => {
    const phone = await linked(amina.id);
    await correct();

    expect(await problemOf(await certify(phone, 180))).toBe('certify/changed');
    expect((await certify(phone, 165)).status).toBe(200);
  });

  test('[CERT-1] two phones at once certify once, and the same again writes nothing', async () => {
    const [one, two] = [await linked(amina.id, 'one'), await linked(amina.id, 'two')];
    const replies = await Promise.all([certify(one, 180), certify(two, 180)]);

    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect((await certify(one, 180)).status).toBe(200);
    expect(await certified()).toHaveLength(1);
  });

  test('[CERT-1] a list that is not closed, and a person who is still in, are not asked about', async () => {
    await plant(server, [
      aSession('s1'),
      aSession('s2', {
        startsAt: aSession('s1').startsAt,
      }),
    ]);
    const s2 = aSession('s2').id;
    await tablet.record(
      [at(300), { kind: 'session-opened', session: s2 }],
      [at(301), { kind: 'checked-in', session: s2, participant: olof.id, via: 'hand' }],
    );
    await tablet.deliver();
    const phone = await linked(olof.id);

    expect((await monthOf(phone))?.rows).toEqual([{ session: 's1', minutes: 210 }]);
    expect(await attendedOf(phone, 's2')).toMatchObject({ isOpen: true, status: 'registered' });
  });
});

describe('when the minutes change afterwards', () => {
  test('[CERT-2] a correction reopens the certificate and says why, with before and after', async () => {
    const phone = await linked(amina.id);
    await certify(phone, 180);
    server.advance(minuteMs);
    await correct();

    expect(await attendedOf(phone)).toMatchObject({
      minutes: 165,
      status: 'reopened',
      reopened: { minutes: 180, by: 'left-earlier' },
    });
    expect(await monthOf(phone)).toMatchObject({ standing: 'reopened', minutes: 165, certifiedAt: null });
    expect((await certify(phone, 165)).status).toBe(200);
    expect(await attendedOf(phone)).toMatchObject({ status: 'certified', reopened: null });
  });

  test('[CERT-2] a correction that is taken back gives the certificate back as it was', async () => {
    const phone = await linked(amina.id);
    await certify(phone, 180);
    server.advance(minuteMs);
    const decision = await correct();
    await server.stores(async ({ officeLog, attendance }) => {
      const now = server.services.clock();
      await officeLog.append({ kind: 'decision-taken-back', actor: 'x', at: now, session: 's1', decision });
      await attendance.recompute(['s1'], now);
    });

    expect(await attendedOf(phone)).toMatchObject({ minutes: 180, status: 'certified' });
  });

  test('[CERT-2] an event that comes in late reopens it and is told as such', async () => {
    const late = await aTablet(server, 'Farsta 08');
    const phone = await linked(amina.id);
    await late.record([at(250), checkedIn(amina, 'hand')], [at(260), checkedOut(amina)]);
    await certify(phone, 180);
    server.advance(minuteMs);
    await late.deliver();

    expect(await attendedOf(phone)).toMatchObject({ status: 'reopened', reopened: { by: 'late-event' } });
  });

  test('[CERT-2] a change to nothing at all is shown and can be certified too', async () => {
    const phone = await linked(amina.id);
    await certify(phone, 180);
    server.advance(minuteMs);
    await correct({ spans: [], reason: 'wrong-person', minutesAfter: 0 });

    expect(await attendedOf(phone)).toMatchObject({
      minutes: 0,
      status: 'reopened',
      reopened: { minutes: 180, by: 'wrong-person' },
    });
    expect((await certify(phone, 0)).status).toBe(200);
    expect((await certify(phone, 0)).status).toBe(200);
    expect(await certified()).toHaveLength(2);
  });

  test('[CERT-1] what the office has locked is called approved until it changes', async () => {
    const phone = await linked(amina.id);
    await certify(phone, 180);
    await server.database.db
      .insertInto('month_versions')
      .values([
        {
          month,
          version: 1,
          seq: 1,
          at: 1,
          actor: 'x',
          hash: 'x',
          minutes: 0,
          reported_minutes: 0,
          people: 0,
        },
        {
          month,
          version: 2,
          seq: 2,
          at: 2,
          actor: 'x',
          hash: 'x',
          minutes: 0,
          reported_minutes: 0,
          people: 0,
        },
      ])
      .execute();
    const line = { month, participant: amina.id as string, session: 's1' };
    await server.database.db
      .insertInto('month_lines')
      .values([
        { ...line, version: 1, minutes: 120 },
        { ...line, version: 2, minutes: 180 },
      ])
      .execute();

    expect(await attendedOf(phone)).toMatchObject({ status: 'approved' });
    expect(await monthOf(phone)).toMatchObject({ standing: 'approved' });
    server.advance(minuteMs);
    await correct();
    expect(await attendedOf(phone)).toMatchObject({ status: 'reopened' });
  });
});

describe('on the tablet', () => {
  const onTablet = (minutes: number, more: object = {}): EventDraft => ({
    kind: 'hours-certified',
    session: aSession('s1').id,
    participant: amina.id,
    minutes,
    on: 'tablet',
    ...more,
  });
  const asideOf = async () =>
    (await server.stores(({ logs }) => logs.ofSession('s1')))
      .filter(({ kind }) => kind === 'hours-certified')
      .map(({ set_aside }) => set_aside);

  test('[CERT-6] what is certified when leaving counts, and can be taken back like everything else', async () => {
    await tablet.record([at(241), onTablet(180)]);
    await tablet.deliver();
    const phone = await linked(amina.id);
    expect(await attendedOf(phone)).toMatchObject({ status: 'certified', certifiedVia: 'tablet' });

    const rows = await server.stores(({ logs }) => logs.ofSession('s1'));
    const event = rows.find(({ kind }) => kind === 'hours-certified');
    await tablet.record([
      at(242),
      {
        kind: 'withdrawn',
        session: aSession('s1').id,
        withdraws: `${event?.device}:${event?.seq}` as never,
      },
    ]);
    await tablet.deliver();
    expect(await attendedOf(phone)).toMatchObject({ status: 'to-certify' });
  });

  test('[CERT-6] where the office counts otherwise, the participant is asked again', async () => {
    await tablet.record([at(241), onTablet(195)]);
    await tablet.deliver();

    expect(await attendedOf(await linked(amina.id))).toMatchObject({
      status: 'reopened',
      reopened: { minutes: 195 },
    });
  });

  test.each([
    ['of somebody nobody knows', { participant: 'nobody' }, 'unknown-participant'],
    ['that says it was given on a phone', { on: 'phone' }, 'unreadable'],
  ])('[CERT-6] a certificate %s is set aside', async (_what, more, reason) => {
    await tablet.record([at(241), onTablet(180, more)]);
    await tablet.deliver();

    expect(await asideOf()).toEqual([reason]);
  });

  test('[CERT-6] somebody added without a badge certifies nothing', async () => {
    const walkIn: EventDraft = {
      kind: 'walk-in',
      session: aSession('s1').id,
      participant: 'made-up' as never,
      sealed: 'abc',
    };
    await tablet.record([at(200), walkIn], [at(241), onTablet(180, { participant: 'made-up' })]);
    await tablet.deliver();

    expect(await asideOf()).toEqual(['unknown-participant']);
  });
});

describe('something that is wrong', () => {
  test('[CERT-3] goes to the review in the participant’s own words, which no log holds', async () => {
    const phone = await linked(amina.id);
    const reply = await object(phone, '  Jag var kvar till halv ett.  ');
    const { objection } = ObjectToHoursReply.parse(await reply.json());

    const held = await server.stores(({ reviews }) => reviews.objectionsAt(['s1']));
    expect(held).toMatchObject([{ id: objection, participant: amina.id, answered_at: null }]);
    const [entry] = await officeEntries('objection-made');
    expect(entry).toMatchObject({ actor: 'participant', session: 's1', participant: amina.id, objection });
    expect(JSON.stringify(entry)).not.toContain('halv ett');
    const { cookie } = await server.administrator('Rut', ['reader']);
    const log = await (await server.get('/api/admin/log?kind=objection-made', { cookie })).json();
    expect(ListOfficeLogReply.parse(log).entries).toMatchObject([{ actor: 'Amina Björkljus' }]);
    const review = await server.stores(({ attendance }) => attendance.review('s1'));
    expect(review?.objections).toEqual([{ id: objection, participant: amina.id }]);
    expect((await hoursOf(phone)).sessions[0]?.objections).toEqual([
      { id: objection, text: 'Jag var kvar till halv ett.', at: server.services.clock(), answer: null },
    ]);
  });

  test('[CERT-3] keeps its row out of the certificate until the office has answered', async () => {
    const phone = await linked(amina.id);
    await object(phone, 'Jag var kvar längre.');
    expect(await attendedOf(phone)).toMatchObject({ status: 'objection' });
    expect(await monthOf(phone)).toMatchObject({ standing: 'waiting', rows: [] });
    expect(await problemOf(await certify(phone, 180))).toBe('certify/changed');

    const [held] = await server.stores(({ reviews }) => reviews.objectionsAt(['s1']));
    const { cookie, id } = await server.administrator('Rut', ['reviewer']);
    const answer = 'Listan visar 12.00. Ring oss om det inte stämmer.';
    const body = { objection: held?.id, answer };
    server.advance(minuteMs);
    expect((await server.post('/api/admin/objections/answer', body, { cookie })).status).toBe(200);

    expect((await hoursOf(phone)).sessions[0]?.objections[0]?.answer).toEqual({
      text: answer,
      at: server.services.clock(),
    });
    const [entry] = await officeEntries('objection-answered');
    expect(entry).toMatchObject({ actor: id, session: 's1', participant: amina.id, objection: held?.id });
    expect(JSON.stringify(entry)).not.toContain('Ring oss');
    const review = await server.stores(({ attendance }) => attendance.review('s1'));
    expect(review?.objections).toEqual([]);
    expect((await certify(phone, 180)).status).toBe(200);
    expect(await problemOf(await server.post('/api/admin/objections/answer', body, { cookie }))).toBe(
      'review/changed',
    );
  });

  test('[CERT-3] can be said of a session of one’s own group where one is not registered', async () => {
    await issueBadges(server, ['elif']);
    const elif = await linked('elif');

    expect((await object(elif, 'Jag var där hela dagen.')).status).toBe(200);
    expect((await hoursOf(elif)).sessions[0]).toMatchObject({
      attendance: null,
      objections: [{ text: 'Jag var där hela dagen.' }],
    });
  });

  test.each([
    ['about somebody else’s session', guest.id, 'Jag var där.', 'session/unknown'],
    ['with an identity number in it', amina.id, 'Jag är 850101-2384.', 'text/identity-number'],
    ['with nothing in it', amina.id, '   ', 'request/malformed'],
    ['longer than five hundred characters', amina.id, 'a'.repeat(501), 'request/malformed'],
  ])('[CERT-3] %s is refused', async (_what, participant, text, code) => {
    expect(await problemOf(await object(await linked(participant), text))).toBe(code);
    expect(await officeEntries('objection-made')).toEqual([]);
  });

  test('[CERT-3] is limited to ten an hour from a phone', async () => {
    const phone = await linked(amina.id);
    for (let tries = 0; tries < 10; tries += 1) await object(phone, 'Jag var där.');

    expect(await problemOf(await object(phone, 'Jag var där.'))).toBe('request/rate-limited');
  });
});

describe('on paper', () => {
  const paper = (cookie: string, minutes: number, more: object = {}) =>
    server.post(
      '/api/admin/certificates/paper',
      {
        participant: amina.id,
        month,
        rows: [{ session: 's1', minutes }],
        keptWhere: 'Pärm 3, flik november',
        ...more,
      },
      { cookie },
    );
  const listed = async (cookie: string, of = month) =>
    ListCertificatesReply.parse(
      await (await server.get(`/api/admin/certificates?month=${of}`, { cookie })).json(),
    );

  test('[CERT-4] a signed form that has come back counts, with where it is kept', async () => {
    const { cookie, id } = await server.administrator('Rut', ['reviewer']);
    expect((await paper(cookie, 180)).status).toBe(200);

    const [entry, ...more] = await officeEntries('paper-certificate-recorded');
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ actor: id, session: 's1', participant: amina.id, minutes: 180 });
    expect(JSON.stringify(entry)).not.toContain('Pärm');
    const phone = await linked(amina.id);
    expect(await attendedOf(phone)).toMatchObject({ status: 'certified', certifiedVia: 'paper' });
    const { people } = await listed(cookie);
    expect(people.find(({ participant }) => participant === amina.id)).toMatchObject({
      standing: 'certified',
      minutes: 0,
      since: null,
      rows: [{ state: 'certified', certified: { via: 'paper', keptWhere: 'Pärm 3, flik november' } }],
    });
    expect((await paper(cookie, 180)).status).toBe(200);
    expect(await officeEntries('paper-certificate-recorded')).toHaveLength(1);
  });

  test('[CERT-4] a form with other minutes than those that count is not taken', async () => {
    const { cookie } = await server.administrator('Rut', ['reviewer']);
    await correct();

    expect(await problemOf(await paper(cookie, 180))).toBe('certify/changed');
    expect(await problemOf(await paper(cookie, 165, { keptWhere: '19850101-2384' }))).toBe(
      'text/identity-number',
    );
    expect(await officeEntries('paper-certificate-recorded')).toEqual([]);
  });

  test('[CERT-5] the office sees who has not certified, since when, and who has changed since', async () => {
    await server.stores(({ letters }) =>
      letters.giveAddress(olof.id, 'olof@example.se', server.services.clock()),
    );
    await certify(await linked(amina.id), 180);
    server.advance(dayMs);
    await correct();

    const { cookie } = await server.administrator('Rut', ['reader']);
    const reply = await listed(cookie);
    const decemberFirst = Date.parse('2026-12-01T00:00:00+01:00');
    expect(reply.sessions).toMatchObject([{ id: 's1', title: 'Våld i nära relationer' }]);
    expect(reply.people).toMatchObject([
      {
        participant: amina.id,
        standing: 'reopened',
        minutes: 165,
        since: server.services.clock(),
        canBeWritten: false,
        rows: [{ state: 'reopened', minutes: 165, certified: { minutes: 180, via: 'phone' } }],
      },
      {
        participant: olof.id,
        cohort: 'Grupp 14',
        standing: 'to-certify',
        minutes: 210,
        since: decemberFirst,
        canBeWritten: true,
        rows: [
          {
            state: 'missing',
            certified: null,
            counted: [
              { from: at(30), to: at(120) },
              { from: at(150), to: at(270) },
            ],
          },
        ],
      },
    ]);
    expect((await listed(cookie, '2026-10')).people).toEqual([]);
    expect(await problemOf(await server.get('/api/admin/certificates?month=nu', { cookie }))).toBe(
      'request/malformed',
    );
  });
});

describe('on PostgreSQL', () => {
  test('[CERT-1] a month is certified, locked and listed in the same way', async () => {
    await server.close();
    server = await createTestServer({ database: 'postgres' });
    await plant(server);
    await issueBadges(server, [amina.id]);
    tablet = await aTablet(server);
    await tablet.record([at(25), checkedIn(amina)], [at(240), checkedOut(amina)], [at(270), closed]);
    server.advance(5 * hourMs);
    await tablet.deliver();
    server.advance(9 * dayMs);
    const phone = await linked(amina.id);
    expect((await certify(phone, 180)).status).toBe(200);
    await object(phone, 'Jag kom tidigare.');
    const version = { at: 1, actor: 'x', hash: 'x', minutes: 0, reported_minutes: 0, people: 0 };
    await server.database.db
      .insertInto('month_versions')
      .values({ month, version: 1, seq: 1, ...version })
      .execute();
    await server.database.db
      .insertInto('month_lines')
      .values({ month, version: 1, participant: amina.id, session: 's1', minutes: 180 })
      .execute();

    expect(await attendedOf(phone)).toMatchObject({ status: 'objection', certifiedVia: 'phone' });
    expect(await monthOf(phone)).toMatchObject({ standing: 'waiting' });
    const { cookie } = await server.administrator('Rut', ['reviewer']);
    const reply = await server.get(`/api/admin/certificates?month=${month}`, { cookie });
    expect(ListCertificatesReply.parse(await reply.json()).people).toMatchObject([
      { participant: amina.id, standing: 'waiting', rows: [{ state: 'objection' }] },
    ]);
    const [held] = await server.stores(({ reviews }) => reviews.objectionsAt(['s1']));
    await server.post(
      '/api/admin/objections/answer',
      { objection: held?.id, answer: 'Listan visar tiden.' },
      { cookie },
    );
    expect(await attendedOf(phone)).toMatchObject({ status: 'approved' });
  });
});

describe('a reminder', () => {
  const remind = async (participants: readonly string[]) => {
    const { cookie } = await server.administrator('Rut', ['reviewer']);
    return server.post('/api/admin/certificates/remind', { month, participants }, { cookie });
  };
  const mailerTo = (url: string) => {
    const found = readMailServer(url);
    if (found === undefined) throw new Error(`no mail server: ${url}`);
    return createMailer(found, { name: 'Projektkontoret', address: 'narvaro@example.se' });
  };

  test('[CERT-5] is sent to those who have something left and an address, with their own link, and once only', async () => {
    const mail = await startMailServer();
    await server.stores(async ({ letters }) => {
      for (const { id } of [amina, olof])
        await letters.giveAddress(id, `${id}@example.se`, server.services.clock());
    });
    await certify(await linked(amina.id), 180);
    const reply = await remind([amina.id, olof.id, guest.id]);

    expect(RemindReply.parse(await reply.json())).toEqual({ queued: 1 });
    expect(await officeEntries('certify-reminders-sent')).toMatchObject([{ month, participants: [olof.id] }]);
    await postLetters({
      database: server.database,
      services: server.services,
      mailer: mailerTo(mail.url),
    });
    const { token } = await cardOf(server, olof.id);
    expect(mail.received.map(({ to }) => to)).toEqual([['olof@example.se']]);
    const letter = mail.received[0]?.raw.replace(/=\r\n/g, '') ?? '';
    expect(letter).toContain(`/B/${token}`);
    /* Drawn at random, and may hold any figures. */
    const boundary = /boundary="([^"]+)"/.exec(letter)?.[1] ?? 'none';
    const words = letter.slice(letter.indexOf('\r\n\r\n')).replaceAll(token, '').replaceAll(boundary, '');
    expect(words).toContain('Hej Olof');
    expect(words).not.toContain('210');
    await mail.stop();
  });

  test('[CERT-5] is not sent to somebody who certified while it waited', async () => {
    const mail = await startMailServer();
    await server.stores(({ letters }) =>
      letters.giveAddress(amina.id, 'amina@example.se', server.services.clock()),
    );
    await remind([amina.id]);
    await certify(await linked(amina.id), 180);
    await postLetters({
      database: server.database,
      services: server.services,
      mailer: mailerTo(mail.url),
    });

    expect(mail.received).toEqual([]);
    await mail.stop();
  });

  test('[CERT-5] is refused where no mail server is set', async () => {
    const silent = await createTestServer();
    await plant(silent);
    const { cookie } = await silent.administrator('Rut', ['reviewer']);
    const body = { month, participants: [amina.id] };

    expect(await problemOf(await silent.post('/api/admin/certificates/remind', body, { cookie }))).toBe(
      'letters/no-server',
    );
    await silent.close();
  });
});
