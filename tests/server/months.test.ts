import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DecideLateRequest } from '../../src/protocol/month.ts';
import type * as z from 'zod/mini';
import {
  amina,
  aMonthWorld,
  elif,
  olof,
  ordinarySession,
  settledAutumn,
  wholeSession,
  type MonthWorld,
} from '../support/month-world.ts';
import { aTablet } from '../support/session-world.ts';

let world: MonthWorld;
afterEach(() => world.close());

const failing = async (month: string) =>
  (await world.month(month)).hard.filter(({ isOk }) => !isOk).map(({ kind }) => kind);

const decide = (more: Partial<z.infer<typeof DecideLateRequest>>) =>
  world.approver.post('/api/admin/months/late', {
    month: '2026-09',
    participant: 'elif',
    session: 'sep',
    before: 0,
    after: wholeSession,
    isTakenIn: true,
    text: 'Listan på papper visar att Elif var där.',
    ...more,
  });

/** Elif was there in September after all: a tablet that lay in a drawer sends it in December. */
const lateElif = async (): Promise<void> => {
  await world.record(
    'sep',
    ['08:28', { in: elif }],
    ['12:30', { out: elif }],
    ['12:45', { certify: elif, minutes: wholeSession }],
  );
  await world.deliver();
  await world.done('sep');
};

describe('before the lock', () => {
  beforeEach(async () => {
    world = await aMonthWorld();
  });

  test('[MONTH-1] the approver sees the hours of those who have certified, and how many have not', async () => {
    await world.record(
      'sep',
      ['08:10', 'open'],
      ['08:20', { in: amina }],
      ['08:25', { in: olof }],
      ['12:35', 'close'],
      ['12:36', 'attest'],
      ['12:40', { certify: amina, minutes: wholeSession }],
    );
    await world.deliver();
    expect((await world.month('2026-09')).totals.minutes).toBe(0);
    expect((await world.done('sep')).status).toBe(200);
    const month = await world.month('2026-09');
    expect(month.totals).toMatchObject({
      people: 1,
      minutes: 210,
      reportedMinutes: 180,
      lostToRounding: 30,
      ore: 125_100,
    });
    expect(month.soft).toEqual([{ kind: 'without-certificate', people: 1, minutes: 210 }]);
    expect(month.certificates).toMatchObject({ people: 2, certified: 1, deadline: '2026-10-20' });
    expect(month.rounding.find((way) => way.roundToMinutes === 15 && way.roundPer === 'month')?.lost).toBe(0);
    expect(month.due).toBe('2026-10-28');
  });

  test('[MONTH-2] a month with a session nobody has reviewed is not locked, and says so', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    expect(await failing('2026-09')).toEqual(['sessions']);
    expect(await world.lock('2026-09')).toMatchObject({
      status: 409,
      body: { code: 'month/not-ready', reason: 'sessions' },
    });
    await world.done('sep');
    expect(await failing('2026-09')).toEqual([]);
    expect((await world.lock('2026-09')).status).toBe(200);
  });

  test('[MONTH-2] nobody locks October before September has been sent, nor December before it is over', async () => {
    for (const session of ['sep', 'oct1', 'oct2']) await ordinarySession(world, session);
    await world.deliver();
    for (const session of ['sep', 'oct1', 'oct2']) await world.done(session);
    expect((await world.lock('2026-10')).body).toMatchObject({ reason: 'earlier' });
    await world.lock('2026-09');
    expect((await world.lock('2026-10')).body).toMatchObject({ reason: 'earlier' });
    await world.sent('2026-09', 1);
    expect((await world.lock('2026-10')).status).toBe(200);
    expect(await failing('2026-12')).toContain('over');
  });

  test('[MONTH-2] whoever corrected something in the month does not approve it', async () => {
    const both = await world.server.administrator('Både Och', ['reviewer', 'approver']);
    await ordinarySession(world, 'sep');
    await world.deliver();
    const shown = await world.review('sep');
    const corrected = await world.server.post(
      '/api/admin/review/correct',
      {
        session: 'sep',
        participant: 'olof',
        spans: [],
        reason: 'wrong-person',
        text: 'Kursledaren ringde: det var en annan Olof.',
        basis: shown.people.find(({ participant }) => participant === 'olof')?.basis ?? '',
      },
      both,
    );
    expect(corrected.status).toBe(200);
    expect((await world.done('sep')).status).toBe(200);
    const month = (await (await world.server.get('/api/admin/months/2026-09', both)).json()) as {
      basis: string;
    };
    const refused = await world.server.post(
      '/api/admin/months/lock',
      { month: '2026-09', basis: month.basis },
      both,
    );
    expect(await refused.json()).toMatchObject({ code: 'month/not-ready', reason: 'own-corrections' });
    expect((await world.lock('2026-09')).status).toBe(200);
  });

  test('[MONTH-2] a correction that was taken back stands in nobody’s way', async () => {
    const both = await world.server.administrator('Både Och', ['reviewer', 'approver']);
    await ordinarySession(world, 'sep');
    await world.deliver();
    const correct = { session: 'sep', participant: 'olof', spans: [], reason: 'other', text: 'Fel person.' };
    const olofs = (await world.review('sep')).people.find(({ participant }) => participant === 'olof');
    await world.server.post('/api/admin/review/correct', { ...correct, basis: olofs?.basis ?? '' }, both);
    const [decision] = (await world.review('sep')).decisions;
    await world.server.post('/api/admin/review/take-back', { session: 'sep', decision: decision?.seq }, both);
    await world.done('sep');
    const month = (await (await world.server.get('/api/admin/months/2026-09', both)).json()) as {
      basis: string;
    };
    const locked = await world.server.post(
      '/api/admin/months/lock',
      { month: '2026-09', basis: month.basis },
      both,
    );
    expect(locked.status).toBe(200);
  });

  test('[MONTH-2] whoever let in what was set aside does not approve the month', async () => {
    const both = await world.server.administrator('Både Och', ['reviewer', 'approver']);
    await ordinarySession(world, 'sep');
    await world.deliver();
    const drawer = await aTablet(world.server, 'Farsta 02');
    await world.server.stores(({ devices }) => devices.update(drawer.id, { revoked_at: 1 }));
    await drawer.record([
      Date.parse('2026-09-08T08:20:00+02:00'),
      { kind: 'checked-in', session: 'sep' as never, participant: elif.id, via: 'badge' },
    ]);
    await drawer.deliver();
    const accepted = await world.server.post(
      '/api/admin/set-aside/decide',
      { device: drawer.id, reason: 'revoked', session: 'sep', isAccepted: true, text: 'Den låg i ett skåp.' },
      both,
    );
    expect(accepted.status).toBe(200);
    await world.done('sep');
    const month = (await (await world.server.get('/api/admin/months/2026-09', both)).json()) as {
      hard: readonly { kind: string; isOk: boolean }[];
    };
    expect(month.hard.filter(({ isOk }) => !isOk).map(({ kind }) => kind)).toEqual(['own-corrections']);
    expect((await world.lock('2026-09')).status).toBe(200);
    const { decisions } = await world.review('sep');
    const letIn = decisions.find(({ kind }) => kind === 'set-aside-accepted');
    const back = await world.reviewer.post('/api/admin/review/take-back', {
      session: 'sep',
      decision: letIn?.seq ?? 0,
    });
    expect(back.body).toMatchObject({ code: 'review/not-ready' });
  });

  test('[MONTH-2] a tablet that says it has more to send, and what is set aside, stand in the way', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    await world.done('sep');
    await world.server.stores(({ devices }) =>
      devices.update(world.tablet.id, { health: JSON.stringify({ unsent: 3 }) }),
    );
    expect(await failing('2026-09')).toEqual(['devices']);
    expect((await world.month('2026-09')).hard.find(({ kind }) => kind === 'devices')?.names).toEqual([
      'Farsta 07',
    ]);
  });

  test('[MONTH-2] an approver who has not seen the latest figures locks nothing', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    await world.done('sep');
    const seen = await world.month('2026-09');
    await lateElif();
    const refused = await world.approver.post('/api/admin/months/lock', {
      month: '2026-09',
      basis: seen.basis,
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'month/changed' } });
    expect((await world.month('2026-09')).state).toBe('open');
  });
});

describe('after the lock', () => {
  beforeEach(async () => {
    world = await settledAutumn();
  });

  test('[MONTH-3] an event that comes after the lock changes no figure, and waits for a decision', async () => {
    const before = await world.month('2026-09');
    await lateElif();
    const after = await world.month('2026-09');
    expect(after.totals).toEqual(before.totals);
    expect(after.state).toBe('sent');
    expect(after.late).toMatchObject([{ participant: 'elif', session: 'sep', before: 0, after: 210 }]);
  });

  test('[MONTH-4] a late event that is taken in makes a new version, and this month and all later are sent again, in order', async () => {
    await lateElif();
    expect((await decide({})).body).toMatchObject({ version: 2, sendAgain: ['2026-09', '2026-10'] });
    const september = await world.month('2026-09');
    expect(september).toMatchObject({ state: 'again', version: 2, totals: { people: 3, minutes: 630 } });
    expect(september.late).toEqual([]);
    expect((await world.sent('2026-10', 1)).body).toMatchObject({ code: 'month/order', reason: '2026-09' });
    expect((await world.sent('2026-09', 1)).body).toMatchObject({ code: 'month/changed' });
    expect((await world.sent('2026-09', 2)).body).toEqual({ sendAgain: ['2026-10'] });
    expect((await world.sent('2026-10', 1)).body).toEqual({ sendAgain: [] });
    expect((await world.month('2026-10')).state).toBe('sent-again');
  });

  test('[MONTH-5] November is not locked while October waits to be sent again', async () => {
    await lateElif();
    await decide({});
    expect((await world.lock('2026-11')).body).toMatchObject({ code: 'month/not-ready', reason: 'earlier' });
    await world.sent('2026-09', 2);
    await world.sent('2026-10', 1);
    expect((await world.lock('2026-11')).status).toBe(200);
  });

  test('[MONTH-4] a late event that is left out changes nothing, and is asked about again only when it changes', async () => {
    await lateElif();
    expect((await decide({ isTakenIn: false })).body).toMatchObject({ version: 1, sendAgain: [] });
    expect((await world.month('2026-09')).late).toEqual([]);
    expect((await world.month('2026-09')).state).toBe('sent');
    expect((await decide({ isTakenIn: false })).body).toMatchObject({ code: 'month/changed' });
    await world.record('sep', ['11:00', { out: elif }], ['13:00', { certify: elif, minutes: 120 }]);
    await world.deliver();
    await world.done('sep');
    expect((await world.month('2026-09')).late).toMatchObject([{ before: 0, after: 120 }]);
  });

  test('[MONTH-4] a correction after the lock that lowers somebody’s hours can be taken in at once', async () => {
    const shown = await world.review('sep');
    const corrected = await world.reviewer.post('/api/admin/review/correct', {
      session: 'sep',
      participant: 'olof',
      spans: [{ from: shown.page.session.startsAt, to: shown.page.session.startsAt + 60 * 60_000 }],
      reason: 'left-earlier',
      text: 'Kursledaren ringde: Olof gick halv tio.',
      basis: shown.people.find(({ participant }) => participant === 'olof')?.basis ?? '',
    });
    expect(corrected.status).toBe(200);
    await world.done('sep');
    expect((await world.month('2026-09')).late).toMatchObject([
      { participant: 'olof', before: 210, after: 60 },
    ]);
    expect((await decide({ participant: 'olof' as never, before: 210, after: 60 })).status).toBe(200);
    expect((await world.month('2026-09')).totals).toMatchObject({ minutes: 270, reportedMinutes: 240 });
  });

  test('[MONTH-2] whoever corrected somebody’s hours does not take the change in themselves', async () => {
    const both = await world.server.administrator('Både Och', ['reviewer', 'approver']);
    const shown = await world.review('sep');
    const { startsAt } = shown.page.session;
    await world.server.post(
      '/api/admin/review/correct',
      {
        session: 'sep',
        participant: 'olof',
        spans: [{ from: startsAt, to: startsAt + 60 * 60_000 }],
        reason: 'left-earlier',
        text: 'Kursledaren ringde om det.',
        basis: shown.people.find(({ participant }) => participant === 'olof')?.basis ?? '',
      },
      both,
    );
    await world.done('sep');
    const change = { month: '2026-09', participant: 'olof', session: 'sep', before: 210, after: 60 };
    const refused = await world.server.post(
      '/api/admin/months/late',
      { ...change, isTakenIn: true, text: 'Jag vet.' },
      both,
    );
    expect(await refused.json()).toMatchObject({ code: 'month/not-ready', reason: 'own-corrections' });
    expect((await decide({ participant: 'olof' as never, before: 210, after: 60 })).status).toBe(200);
  });

  test('[MONTH-4] minutes whose certificate is gone since the lock wait to be left out', async () => {
    const certificate = `${world.tablet.id}:8`;
    await world.tablet.record([
      Date.parse('2026-12-01T10:00:00+01:00'),
      { kind: 'withdrawn', session: 'sep' as never, withdraws: certificate as never },
    ]);
    await world.deliver();
    const { late } = await world.month('2026-09');
    expect(late).toMatchObject([{ participant: amina.id, before: 210, after: 0 }]);
  });

  test('[MONTH-5] somebody who left in a month that was sent has it sent again with the end date', async () => {
    const planner = await world.server.administrator('Pia Planerare', ['planner']);
    const left = await world.server.post(
      '/api/admin/people/leave',
      { participant: olof.id, day: '2026-11-30', reason: 'other-post' },
      planner,
    );
    expect(left.status).toBe(200);
    expect((await world.month('2026-10')).state).toBe('sent');
    await world.lock('2026-11');
    await world.sent('2026-11', 1);
    await world.server.post('/api/admin/people/return', { participant: olof.id }, planner);
    expect((await world.month('2026-11')).state).toBe('again');
    expect((await world.month('2026-11')).totals).toMatchObject({ people: 2 });
  });

  test('[MONTH-2] a month without sessions, or behind one that is locked, is not locked', async () => {
    expect((await world.lock('2026-07')).body).toMatchObject({ code: 'month/not-ready' });
    expect((await world.lock('2027-01')).body).toMatchObject({ code: 'month/not-ready' });
    expect((await world.approver.get<{ state: string }>('/api/admin/months/2026-07')).state).toBe('empty');
  });

  test('[MONTH-4] a decision without words, or with an identity number in them, is refused and nothing is decided', async () => {
    await lateElif();
    expect((await decide({ text: '' })).status).toBe(400);
    expect((await decide({ text: 'Gäller 19900101-1234 som ringde.' })).body).toMatchObject({
      code: 'text/identity-number',
    });
    expect((await world.month('2026-09')).late).toHaveLength(1);
  });

  test('[MONTH-3] a rule decided later never changes a locked month, and may not have effect in one', async () => {
    const { cookie } = await world.server.administrator('Sven System', ['system']);
    const policy = {
      graceMinutes: 5,
      deductsBreaks: false,
      roundToMinutes: 15,
      roundPer: 'month',
      countsOverLimit: true,
    };
    const set = (from: string) => world.server.post('/api/admin/policy', { ...policy, from }, { cookie });
    expect(await (await set('2026-10-15')).json()).toMatchObject({ code: 'policy/locked-month' });
    expect(await (await set('2026-11-01')).json()).toEqual({ sessions: 1 });
    expect((await world.month('2026-10')).totals).toMatchObject({ minutes: 840, reportedMinutes: 840 });
    const november = await world.month('2026-11');
    expect(november.policy).toMatchObject({ from: '2026-11-01', deductsBreaks: false });
    /* The break counts now: nobody has certified those minutes, and the session is to be reviewed anew. */
    expect(november.totals.minutes).toBe(0);
    expect(november.review).toEqual({ sessions: 1, done: 0 });
    expect((await world.review('nov')).people.map(({ minutes }) => minutes)).toEqual([240, 0, 240]);
  });
});

describe('near the track’s limit', () => {
  test('[MONTH-5] what an earlier month no longer takes of the limit, a later locked month gets, as a new version', async () => {
    world = await aMonthWorld();
    const reported = async (month: string, version: number) => {
      const rows = await world.server.stores(({ months }) => months.rows(month, version));
      return rows.find(({ participant }) => participant === amina.id)?.reportedMinutes;
    };
    await world.server.stores(async ({ programme, months }) => {
      await programme.putParticipants([{ ...amina, track: 'manager' }]);
      const august = { month: '2026-08', version: 1, seq: 1, at: 1, actor: 'a', hash: 'h', people: 1 };
      await months.putVersion(
        { ...august, minutes: 900, reported_minutes: 900 },
        [],
        [{ participant: amina.id, minutes: 900, overMinutes: 0, reportedMinutes: 900 }],
      );
      await months.addSent({ month: '2026-08', version: 1, seq: 2, at: 1, actor: 'a', checksum: null });
    });
    for (const session of ['sep', 'oct1', 'oct2']) await ordinarySession(world, session);
    await world.deliver();
    for (const session of ['sep', 'oct1', 'oct2']) await world.done(session);
    for (const month of ['2026-09', '2026-10']) {
      await world.lock(month);
      await world.sent(month, 1);
    }
    expect([await reported('2026-09', 1), await reported('2026-10', 1)]).toEqual([180, 0]);
    const shown = await world.review('sep');
    await world.reviewer.post('/api/admin/review/correct', {
      session: 'sep',
      participant: amina.id,
      spans: [{ from: shown.page.session.startsAt, to: shown.page.session.startsAt + 60 * 60_000 }],
      reason: 'left-earlier',
      text: 'Kursledaren ringde: Amina gick halv tio.',
      basis: shown.people.find(({ participant }) => participant === amina.id)?.basis ?? '',
    });
    await world.done('sep');
    await decide({ participant: amina.id, before: 210, after: 60 });
    expect([await reported('2026-09', 2), await reported('2026-10', 2)]).toEqual([60, 120]);
    expect((await world.month('2026-10')).state).toBe('again');
  });
});

describe('two tablets', () => {
  test('[MONTH-3] a whole tablet that turns up after the lock is one change per person and session', async () => {
    world = await settledAutumn();
    const drawer = await aTablet(world.server, 'Farsta 02');
    await drawer.record(
      [
        Date.parse('2026-10-06T08:20:00+02:00'),
        { kind: 'checked-in', session: 'oct1' as never, participant: elif.id, via: 'badge' },
      ],
      [
        Date.parse('2026-10-20T08:20:00+02:00'),
        { kind: 'checked-in', session: 'oct2' as never, participant: elif.id, via: 'badge' },
      ],
      [
        Date.parse('2026-10-20T15:00:00+02:00'),
        {
          kind: 'hours-certified',
          session: 'oct1' as never,
          participant: elif.id,
          minutes: 210,
          on: 'tablet',
        },
      ],
      [
        Date.parse('2026-10-20T15:00:00+02:00'),
        {
          kind: 'hours-certified',
          session: 'oct2' as never,
          participant: elif.id,
          minutes: 210,
          on: 'tablet',
        },
      ],
    );
    await drawer.deliver();
    for (const session of ['oct1', 'oct2']) await world.done(session);
    const { late, totals } = await world.month('2026-10');
    expect(late.map(({ session, after }) => [session, after])).toEqual([
      ['oct1', 210],
      ['oct2', 210],
    ]);
    expect(totals.minutes).toBe(840);
  });
});
