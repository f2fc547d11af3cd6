/** Participants' own phones and pages: who gets in, how far, for how long, and never to anybody else's. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { badgeText, tokenInBadge } from '../../src/domain/badge.ts';
import { dayMs, hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import type { Problem } from '../../src/protocol/problems.ts';
import { RecordNoticeReply } from '../../src/protocol/record-notice.ts';
import { ReissueBadgeReply } from '../../src/protocol/reissue-badge.ts';
import { ShowMyPageReply } from '../../src/protocol/show-my-page.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { aPhone, cardOf, codeShownAt, issueBadges } from '../support/phone-world.ts';
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

const problemOf = async (reply: Response): Promise<string> => ((await reply.json()) as Problem).code;
const pageOf = async (reply: Response): Promise<ShowMyPageReply> => ShowMyPageReply.parse(await reply.json());
const linked = async (participant: string, name = participant) => {
  const phone = aPhone(server, name);
  await phone.open((await cardOf(server, participant)).token);
  return phone;
};
const carded = async (participant: string, name = participant) => {
  const phone = aPhone(server, name);
  await phone.identify((await cardOf(server, participant)).code);
  return phone;
};
const officeLog = async () =>
  (await server.stores((stores) => stores.officeLog.latest(20))).map(({ text }) =>
    z.looseObject({ kind: z.string() }).parse(JSON.parse(text)),
  );

describe('the badge’s own address', () => {
  test('[ME-1] opens the page, in a cookie that no script can read and no other site sends', async () => {
    const { token } = await cardOf(server, amina.id);
    const reply = await server.post('/api/me/open', { token });
    expect(await reply.json()).toEqual({ given: 'Amina' });
    expect(reply.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^narvaro-me=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=7776000$/),
    ]);
  });

  test('[ME-1] over TLS the cookie belongs to this address alone', async () => {
    const secure = await createTestServer({ origin: 'https://narvaro.example' });
    await plant(secure);
    await issueBadges(secure, [amina.id]);
    const phone = aPhone(secure);
    const reply = await phone.open((await cardOf(secure, amina.id)).token);
    expect(reply.headers.getSetCookie()[0]).toMatch(
      /^__Host-narvaro-me=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=7776000$/,
    );
    expect((await phone.page()).status).toBe(200);
    await secure.close();
  });

  test('[ME-1] is good for ninety days', async () => {
    const phone = await linked(amina.id);
    server.advance(90 * dayMs - minuteMs);
    expect((await phone.page()).status).toBe(200);
    server.advance(minuteMs);
    expect(await problemOf(await phone.page())).toBe('sign-in/required');
  });

  test('[CLK-2] made while the server’s clock was a year ahead opens nothing when it is right again', async () => {
    server.advance(400 * dayMs);
    const phone = await linked(amina.id);
    server.advance(-60 * minuteMs);
    expect((await phone.page()).status).toBe(200);
    server.advance(60 * minuteMs - 400 * dayMs);
    expect(await problemOf(await phone.page())).toBe('sign-in/required');
  });

  test('[ME-1] of a badge that is replaced dies at once, on the phone and as an address; the new one works', async () => {
    const phone = await linked(amina.id);
    const onlyCode = await carded(amina.id, 'second');
    const old = await cardOf(server, amina.id);
    const { cookie } = await server.administrator();
    const body = { participant: amina.id, reason: 'lost' };
    const reissued = await server.post('/api/admin/badges/reissue', body, { cookie });
    const { code } = ReissueBadgeReply.parse(await reissued.json());
    expect(await problemOf(await phone.page())).toBe('sign-in/required');
    expect(await problemOf(await onlyCode.page())).toBe('sign-in/required');
    const refused = await phone.open(old.token);
    expect([refused.status, await problemOf(refused)]).toEqual([410, 'link/blocked']);
    expect(await problemOf(await phone.identify(old.code))).toBe('link/blocked');
    expect((await phone.identify(code)).status).toBe(200);
    expect((await phone.open((await cardOf(server, amina.id)).token)).status).toBe(200);
    expect((await phone.page()).status).toBe(200);
  });

  test('[ME-1] that nobody has is unknown', async () => {
    const reply = await aPhone(server).open('0'.repeat(26));
    expect([reply.status, await problemOf(reply)]).toEqual([404, 'link/unknown']);
    expect(reply.headers.getSetCookie()).toEqual([]);
  });

  test('[ME-1] the database holds neither the phone’s token nor the badge’s', async () => {
    const phone = await linked(amina.id);
    const token = phone.cookie()?.split('=')[1] ?? '';
    const rows = await server.database.db.selectFrom('participant_sign_ins').selectAll().execute();
    expect(rows).toMatchObject([{ token_hash: hashOf(token), participant: amina.id, level: 'link' }]);
    const text = JSON.stringify(rows);
    expect(text).not.toContain(token);
    expect(text).not.toContain((await cardOf(server, amina.id)).token);
  });

  test('[ME-1] somebody who leaves is forgotten on the phone and by the office', async () => {
    const phone = await linked(amina.id);
    const cookie = phone.cookie() ?? '';
    const reply = await phone.leave();
    expect(reply.headers.getSetCookie()[0]).toMatch(/^narvaro-me=; .*Max-Age=0$/);
    expect(await problemOf(await server.get('/api/me', { cookie }))).toBe('sign-in/required');
    expect((await phone.leave()).status).toBe(200);
  });

  test('[SIGN-4] one address that opens card after card has to wait', async () => {
    const phone = aPhone(server);
    await phone.open('0'.repeat(26));
    await server.database.db.updateTable('rate_limits').set({ count: 6000 }).execute();
    expect(await problemOf(await phone.open('0'.repeat(26)))).toBe('request/rate-limited');
  });

  test('[SIGN-5] another site can neither open a page nor end one', async () => {
    const { token } = await cardOf(server, amina.id);
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    expect(await problemOf(await server.post('/api/me/open', { token }, { headers }))).toBe(
      'request/cross-site',
    );
    expect(await problemOf(await server.post('/api/me/leave', {}, { headers }))).toBe('request/cross-site');
  });
});

describe('the readable code alone', () => {
  test('[ME-2] lets the phone say who it is, and shows no hours, no sessions, no card and no family name', async () => {
    const phone = await carded(amina.id);
    expect(await pageOf(await phone.page())).toEqual({
      id: amina.id,
      given: 'Amina',
      family: '',
      cohort: 'Grupp 14',
      programme: 'Framtidens socialtjänst',
      office: { name: 'Projektkontoret', phone: '08-000 00 00' },
      notice: null,
      hours: null,
    });
  });

  test('[ME-2] typed on a phone that has opened the card’s address takes nothing away', async () => {
    const phone = await linked(amina.id);
    const before = phone.cookie();
    const reply = await phone.identify((await cardOf(server, amina.id)).code);
    expect(await reply.json()).toEqual({ given: 'Amina' });
    expect(phone.cookie()).toBe(before);
    expect((await pageOf(await phone.page())).hours).not.toBeNull();
  });

  test('[ME-2] somebody else’s makes the phone theirs, without the hours it could see before', async () => {
    const phone = await linked(amina.id);
    const before = phone.cookie() ?? '';
    await phone.identify((await cardOf(server, olof.id)).code);
    expect(await pageOf(await phone.page())).toMatchObject({ given: 'Olof', hours: null });
    expect(await problemOf(await server.get('/api/me', { cookie: before }))).toBe('sign-in/required');
  });

  test('[ME-2] and then the card’s address shows the hours', async () => {
    const phone = await carded(amina.id);
    await phone.open((await cardOf(server, amina.id)).token);
    expect((await pageOf(await phone.page())).hours).not.toBeNull();
  });

  test('[ME-2] that nobody has is unknown', async () => {
    expect(await problemOf(await aPhone(server).identify('00000000'))).toBe('link/unknown');
  });

  test('[SIGN-4] tries are limited for each code and each address', async () => {
    const { code } = await cardOf(server, amina.id);
    for (let tries = 0; tries < 10; tries += 1)
      expect((await aPhone(server).identify(code)).status).toBe(200);
    expect(await problemOf(await aPhone(server).identify(code))).toBe('request/rate-limited');
    for (let tries = 11; tries < 60; tries += 1)
      await aPhone(server).identify(`0000${String(tries).padStart(4, '0')}`);
    expect(await problemOf(await aPhone(server).identify('ZZZZZZZZ'))).toBe('request/rate-limited');
    server.advance(15 * minuteMs);
    expect((await aPhone(server).identify(code)).status).toBe(200);
  });
});

describe('one’s own page', () => {
  test('[ME-3] shows every session of one’s own, minute by minute, and those of others one came to', async () => {
    await plant(server, [
      aSession('s1'),
      aSession('s2', {
        number: 4,
        startsAt: instant(at(30) + 7 * dayMs),
        endsAt: instant(at(270) + 7 * dayMs),
        breaks: [],
      }),
      aSession('s3', {
        cohorts: [otherCohort],
        title: 'Gästspel',
        startsAt: instant(at(300)),
        endsAt: instant(at(360)),
        breaks: [],
      }),
      aSession('s4', { cohorts: [otherCohort] }),
    ]);
    const tablet = await aTablet(server);
    const elsewhere = { session: aSession('s3').id, via: 'badge' } as const;
    await tablet.record(
      [at(20), opened],
      [at(25), checkedIn(amina)],
      [at(26), checkedIn(olof)],
      [at(200), checkedOut(amina)],
      [at(275), closed],
      [at(301), { kind: 'checked-in', participant: amina.id, ...elsewhere }],
    );
    server.advance(310 * minuteMs);
    await tablet.deliver();
    const page = await pageOf(await (await linked(amina.id)).page());
    expect(page).toMatchObject({ id: amina.id, given: 'Amina', family: 'Björkljus', cohort: 'Grupp 14' });
    expect(page.hours).toMatchObject({
      minutes: 140,
      certifiedMinutes: 0,
      targetMinutes: 26 * 60,
      track: 'employee',
    });
    expect(page.hours?.sessions.map(({ id, isOwn, attendance }) => [id, isOwn, attendance])).toEqual([
      [
        's1',
        true,
        {
          presence: [{ from: at(25), to: at(200) }],
          isOpen: false,
          counted: [
            { from: at(30), to: at(120) },
            { from: at(150), to: at(200) },
          ],
          minutes: 140,
          status: 'registered',
          reopened: null,
          certifiedVia: null,
        },
      ],
      [
        's3',
        false,
        {
          presence: [{ from: at(301), to: null }],
          isOpen: true,
          counted: [],
          minutes: 0,
          status: 'registered',
          reopened: null,
          certifiedVia: null,
        },
      ],
      ['s2', true, null],
    ]);
    const { token, code } = await cardOf(server, amina.id);
    expect(page.hours?.card).toEqual({ code, text: badgeText(server.services.origin, token) });
    expect(tokenInBadge(page.hours?.card.text ?? '')).toEqual({ ok: true, value: token });
  });

  test('[ATT-3] a minute at two sessions at once is one minute on the page too', async () => {
    await plant(server, [aSession('s1', { breaks: [] }), aSession('s2', { breaks: [] })]);
    const tablet = await aTablet(server);
    const both = [aSession('s1').id, aSession('s2').id];
    for (const session of both)
      await tablet.record(
        [at(30), { kind: 'checked-in', session, participant: amina.id, via: 'badge' }],
        [at(90), { kind: 'checked-out', session, participant: amina.id, via: 'badge' }],
      );
    server.advance(2 * hourMs);
    await tablet.deliver();
    const page = await pageOf(await (await linked(amina.id)).page());
    expect(page.hours?.minutes).toBe(60);
    expect(page.hours?.sessions.map(({ attendance }) => attendance?.minutes)).toEqual([60, 0]);
  });

  test('[ME-3] is the same on PostgreSQL, with trainers’ codes and notices', async () => {
    const other = await createTestServer({ database: 'postgres' });
    try {
      await plant(other, [aSession('s1'), aSession('s2', { cohorts: [otherCohort] })]);
      await issueBadges(other, [amina.id]);
      const { cookie } = await other.administrator();
      const phone = aPhone(other);
      await phone.open((await cardOf(other, amina.id)).token);
      await phone.notice('2026-11-01');
      const shown = await codeShownAt(other, 's2', other.services.clock());
      expect(await (await phone.checkIn(shown.typed)).json()).toMatchObject({
        outcome: 'other-session',
        expected: { title: 'Våld i nära relationer' },
      });
      expect((await phone.checkIn(shown.typed, { anyway: true })).status).toBe(200);
      const page = await pageOf(await phone.page());
      expect(page.notice?.version).toBe('2026-11-01');
      expect(
        page.hours?.sessions.map(({ id, isOwn, attendance }) => [id, isOwn, attendance?.isOpen]).sort(),
      ).toEqual([
        ['s1', true, undefined],
        ['s2', false, true],
      ]);
      const issued = await other.post('/api/admin/trainers/code', { name: 'Kim Alm' }, { cookie });
      expect(issued.status).toBe(200);
      expect(await (await other.get('/api/admin/trainers', { cookie })).json()).toMatchObject({
        trainers: [{ name: 'Kim Alm', issuedAt: other.services.clock(), coming: 2 }],
      });
    } finally {
      await other.close();
    }
  });

  test('[SIGN-7] a phone is told whether it is anybody’s, and no phone is refused the answer', async () => {
    const cookie = (await linked(amina.id)).cookie() ?? '';
    const known = async (headers: Record<string, string>): Promise<unknown> =>
      (await server.get('/api/me/known', { headers })).json();
    expect(await known({ cookie })).toEqual({ isKnown: true });
    expect(await known({})).toEqual({ isKnown: false });
    expect(await known({ cookie: cookie.replace(/=.*/, '=nobody') })).toEqual({ isKnown: false });
  });

  test('[ME-3] is answered anew only when something has changed', async () => {
    const phone = await linked(amina.id);
    const etag = (await phone.page()).headers.get('ETag') ?? '';
    expect((await phone.page(etag)).status).toBe(304);
    await phone.checkIn((await codeShownAt(server, 's1', server.services.clock())).scanned);
    const changed = await phone.page(etag);
    expect(changed.status).toBe(200);
    expect((await pageOf(changed)).hours?.sessions[0]?.attendance?.isOpen).toBe(true);
  });

  test('[PRIV-3] of somebody who goes by an alias says the alias alone, and looks like anybody else’s', async () => {
    const page = await pageOf(await (await linked(guest.id)).page());
    expect(page).toMatchObject({ given: 'Deltagare 07', family: '' });
    expect(Object.keys(page).sort()).toEqual(
      Object.keys(await pageOf(await (await linked(amina.id)).page())).sort(),
    );
  });
});

describe('why time is recorded', () => {
  test('[ME-4] is recorded the first time it is shown, in its version, and in the office’s log', async () => {
    const phone = await carded(amina.id);
    const first = server.services.clock();
    expect(RecordNoticeReply.parse(await (await phone.notice('2026-11-01')).json())).toEqual({
      shownAt: first,
    });
    server.advance(dayMs);
    expect(RecordNoticeReply.parse(await (await phone.notice('2026-11-01')).json())).toEqual({
      shownAt: first,
    });
    expect((await officeLog()).filter(({ kind }) => kind === 'notice-shown')).toMatchObject([
      { actor: amina.id, at: first, version: '2026-11-01' },
    ]);
    expect((await pageOf(await phone.page())).notice).toEqual({ version: '2026-11-01', shownAt: first });
    await phone.notice('2026-12-01');
    expect((await pageOf(await phone.page())).notice?.version).toBe('2026-12-01');
    expect((await officeLog()).filter(({ kind }) => kind === 'notice-shown').length).toBe(2);
  });

  test('[ME-4] shown on two phones at once is recorded once', async () => {
    const phones = [await linked(amina.id, 'a'), await linked(amina.id, 'b')];
    await Promise.all(phones.map((phone) => phone.notice('2026-11-01')));
    expect((await officeLog()).filter(({ kind }) => kind === 'notice-shown').length).toBe(1);
  });

  test('[WIRE-3] a version is a day and nothing else', async () => {
    const phone = await carded(amina.id);
    for (const version of ['', '2026-11', 'Amina var här'])
      expect((await phone.notice(version)).status).toBe(400);
  });
});

describe('nobody else’s', () => {
  const routes = ['/api/me', '/api/me/notice', '/api/me/check-in', '/api/me/leave'] as const;
  type Route = (typeof routes)[number];
  const ask = (route: Route, cookie: string | undefined, stolen: string): Promise<Response> => {
    const now = server.services.clock();
    const caller = cookie === undefined ? {} : { cookie };
    switch (route) {
      case '/api/me':
        return server.get(`/api/me?participant=${stolen}&id=${stolen}`, caller);
      case '/api/me/notice':
        return server.post(route, { version: '2026-11-01', participant: stolen }, caller);
      case '/api/me/check-in':
        return server.post(
          route,
          {
            code: 's1.1.0',
            phone: hashOf('x'),
            seenAt: now,
            sentAt: now,
            anyway: false,
            participant: stolen,
          },
          caller,
        );
      case '/api/me/leave':
        return server.post(route, { participant: stolen }, caller);
    }
  };

  test.each(routes)(
    '[ME-3] %s answers about the phone’s own owner, whoever’s id is sent along',
    async (route) => {
      const mine = await linked(amina.id);
      const theirs = await linked(olof.id);
      const reply = await ask(route, mine.cookie(), olof.id);
      const text = await reply.text();
      for (const word of ['Olof', 'Granmoln', olof.id]) expect(text).not.toContain(word);
      expect((await pageOf(await theirs.page())).given).toBe('Olof');
      expect((await pageOf(await theirs.page())).notice).toBeNull();
      expect(await server.stores(({ logs }) => logs.ofSession('s1'))).toEqual([]);
    },
  );

  test.each(['/api/me', '/api/me/notice', '/api/me/check-in'] as const)(
    '[ME-3] %s is closed to who has no phone of their own, a guessed one, an administrator’s or a tablet’s way in',
    async (route) => {
      const { cookie } = await server.administrator();
      const badge = hashOf((await cardOf(server, amina.id)).token);
      const guesses = [undefined, 'narvaro-me=', `narvaro-me=${badge}`, `narvaro-me=${amina.id}`, cookie];
      for (const guess of guesses) {
        const valid =
          route === '/api/me/notice'
            ? await server.post(
                route,
                { version: '2026-11-01' },
                guess === undefined ? {} : { cookie: guess },
              )
            : route === '/api/me'
              ? await ask(route, guess, amina.id)
              : await server.post(
                  route,
                  {
                    code: (await codeShownAt(server, 's1', server.services.clock())).scanned,
                    phone: hashOf('x'),
                    seenAt: server.services.clock(),
                    sentAt: server.services.clock(),
                    anyway: false,
                  },
                  guess === undefined ? {} : { cookie: guess },
                );
        expect([guess, await problemOf(valid)]).toEqual([guess, 'sign-in/required']);
      }
    },
  );

  test('[ME-3] a participant’s phone opens nothing of the office’s or a tablet’s', async () => {
    const phone = await linked(amina.id);
    const cookie = phone.cookie() ?? '';
    const asAdministrator = `narvaro-sign-in=${cookie.split('=')[1] ?? ''}`;
    for (const path of [
      '/api/admin/me',
      '/api/admin/sessions/s1',
      '/api/admin/overview',
      '/api/admin/trainers',
      '/api/plan',
      '/api/log',
    ])
      for (const sent of [cookie, asAdministrator])
        expect([path, await problemOf(await server.get(path, { cookie: sent }))]).toEqual([
          path,
          'sign-in/required',
        ]);
    const bearer = { headers: { Authorization: `Bearer ${cookie.split('=')[1] ?? ''}` } };
    expect(await problemOf(await server.get('/api/plan', bearer))).toBe('sign-in/required');
  });

  test('[ME-3] what others in the group have done is nowhere on the page', async () => {
    const tablet = await aTablet(server);
    await tablet.record([at(0), opened], [at(5), checkedIn(olof)], [at(6), checkedIn(guest)]);
    server.advance(hourMs);
    await tablet.deliver();
    const text = await (await (await linked(amina.id)).page()).text();
    for (const word of ['Olof', 'Granmoln', 'Elif', 'Deltagare 07', olof.id, guest.id, tablet.id])
      expect(text).not.toContain(word);
    expect(text).toContain('Amina');
  });

  test('[ME-3] somebody who has been moved to another group sees that group’s sessions, and keeps what was attended', async () => {
    const tablet = await aTablet(server);
    await tablet.record([at(0), opened], [at(5), checkedIn(amina)]);
    server.advance(hourMs);
    await tablet.deliver();
    await server.stores(({ programme }) => programme.putParticipants([{ ...amina, cohort: otherCohort }]));
    const page = await pageOf(await (await linked(amina.id)).page());
    expect(page.cohort).toBe('Grupp 15');
    expect(page.hours?.sessions).toMatchObject([{ id: 's1', isOwn: false }]);
  });
});
