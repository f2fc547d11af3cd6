/** One tablet with the real sync code and the real server, on SQLite and on PostgreSQL alike: what the two must agree on. */
import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../src/domain/events.ts';
import { CohortId, ParticipantId, UnitId } from '../../src/domain/ids.ts';
import { dayMs, hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import { isReceiptSignedBy } from '../../src/signing/heads.ts';
import {
  amina,
  aSession,
  aParticipant,
  at,
  checkedIn,
  checkedOut,
  closed,
  elif,
  guest,
  morning,
  olof,
  opened,
} from '../support/session-world.ts';
import { pathOf } from '../support/simulated-network.ts';
import { useVenue, type Held } from '../support/simulated-venue.ts';

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  const { office, enrolled, reopened, record, rowsOf, forksOf, textsOf, receiptOf, present } =
    useVenue(dialect);

  test('[SYNC-3] from a code to a receipt: enrol, sign in, plan, record, push, and the office’s signature holds', async () => {
    const held = await enrolled();
    expect(held.tablet.state().plan?.plan.sessions.map(({ id }) => id)).toEqual(['s1']);
    await record(held, opened, checkedIn(amina), checkedIn(olof, 'hand'), closed);
    await held.tablet.syncNow();
    expect((await rowsOf(held)).map(({ text }) => text)).toEqual(textsOf(held));
    const receipt = await receiptOf(held);
    expect(receipt).toMatchObject({ seq: 4, hash: (await rowsOf(held))[3]?.hash });
    const key = office().services.secrets.receiptPublicKey;
    expect(receipt !== undefined && (await isReceiptSignedBy(key, receipt))).toBe(true);
    expect(held.tablet.state()).toMatchObject({
      recorded: 4,
      acknowledged: 4,
      send: { unsent: 0, lastTry: 'ok' },
    });
    expect((await present()).map(([who]) => who)).toEqual(['amina', 'olof']);
  });

  test('[SYNC-1] a tablet that sends the same again is answered the same, and nothing is stored twice', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    const twice: typeof fetch = async (input, init) => {
      if (pathOf(input) === '/api/log') await office().fetching(input, init);
      return office().fetching(input, init);
    };
    const again = await reopened(held, twice);
    await again.tablet.syncNow();
    await again.tablet.syncNow();
    expect(await rowsOf(held)).toHaveLength(2);
    expect(await forksOf(held)).toEqual([]);
    expect(again.tablet.state().acknowledged).toBe(2);
  });

  test('[SYNC-1] after a lost answer the tablet sends again, with what has come since, and all is there once', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    const deaf = await reopened(held, async (input, init) => {
      const answer = await office().fetching(input, init);
      if (pathOf(input) === '/api/log') throw new TypeError('Failed to fetch');
      return answer;
    });
    await deaf.tablet.syncNow();
    expect(await rowsOf(held)).toHaveLength(2);
    expect(deaf.tablet.state()).toMatchObject({
      acknowledged: 0,
      send: { unsent: 2, unsentCheckIns: 1, lastTry: 'no-answer' },
    });
    const later = await reopened(held);
    await record(later, checkedIn(olof));
    await later.tablet.syncNow();
    expect((await rowsOf(held)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(later.tablet.state()).toMatchObject({ acknowledged: 3, send: { unsent: 0 } });
  });

  test('[SYNC-1] a push that arrives late, after a newer one, is acknowledged and changes nothing', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    const kept: RequestInit[] = [];
    const slow = await reopened(held, async (input, init) => {
      if (pathOf(input) !== '/api/log' || init === undefined || init.method !== 'POST')
        return office().fetching(input, init);
      kept.push(init);
      throw new TypeError('Failed to fetch');
    });
    await slow.tablet.syncNow();
    const later = await reopened(held);
    await record(later, checkedIn(olof), checkedIn(elif));
    await later.tablet.syncNow();
    const late = kept[0] ?? {};
    const answer = await office().fetching('/api/log', late);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ receipt: { seq: 4 }, setAside: null });
    expect(await rowsOf(held)).toHaveLength(4);
    expect(await forksOf(held)).toEqual([]);
  });

  test('[SYNC-2] more than one push holds goes in several, in order, and resumes where it was cut', async () => {
    const held = await enrolled();
    await record(held, opened);
    for (let i = 0; i < 30; i += 1) await record(held, checkedIn(amina), checkedOut(amina));
    const many = textsOf(held).length;
    for (let i = 0; i < 500; i += 1) await record(held, checkedIn(olof));
    let pushes = 0;
    const cut = await reopened(held, async (input, init) => {
      if (pathOf(input) === '/api/log' && init?.method === 'POST') pushes += 1;
      if (pushes === 2) throw new TypeError('Failed to fetch');
      return office().fetching(input, init);
    });
    await cut.tablet.syncNow();
    expect(cut.tablet.state().acknowledged).toBe(500);
    pushes = 10;
    await cut.tablet.syncNow();
    expect(cut.tablet.state().acknowledged).toBe(many + 500);
    expect((await rowsOf(held)).map(({ text }) => text)).toEqual(textsOf(held));
  });

  test('[TIME-3] a tablet whose clock is three hours slow: the right times count, with a remark', async () => {
    const held = await enrolled();
    const slow = 3 * hourMs;
    for (const [time, draft] of [
      [at(30), opened],
      [at(30), checkedIn(amina)],
      [at(270), closed],
    ] as const) {
      held.setClock(time - slow);
      await record(held, draft);
    }
    office().setClock(at(300));
    held.setClock(at(300) - slow);
    await held.tablet.syncNow();
    const [attendance] = await office().stores((stores) => stores.attendance.ofSession('s1'));
    expect(attendance).toMatchObject({ participant: 'amina', checkedInAt: at(30), minutes: 210 });
    expect(attendance?.remarks).toContain('clock-offset');
    expect((await rowsOf(held)).map(({ at: time }) => time)).toEqual([
      at(30) - slow,
      at(30) - slow,
      at(270) - slow,
    ]);
    expect(held.tablet.state().clockOffsetMs).toBe(slow);
  });

  test('[DEV-3] a tablet whose clock is a day wrong signs in once, not before every question', async () => {
    let signIns = 0;
    const held = await enrolled('farsta', async (input, init) => {
      if (pathOf(input) === '/api/device/sign-in') signIns += 1;
      return office().fetching(input, init);
    });
    held.setClock(office().now() + 24 * hourMs);
    const before = signIns;
    for (let i = 0; i < 3; i += 1) await held.tablet.syncNow();
    expect(signIns - before).toBeLessThanOrEqual(1);
  });

  test('[DEV-3] a token that is wrong, or too old, opens nothing; the tablet signs in anew by itself', async () => {
    const ask = (token?: string) =>
      office().fetching(
        '/api/plan',
        token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } },
      );
    for (const token of [undefined, 'x', 'A'.repeat(43), `${'A'.repeat(43)}' or 1=1`])
      expect((await ask(token)).status).toBe(401);
    const tokens: string[] = [];
    const held = await enrolled('farsta', (input, init) => {
      const header = new Headers(init?.headers).get('authorization');
      if (header !== null) tokens.push(header.slice('Bearer '.length));
      return office().fetching(input, init);
    });
    const first = tokens[0];
    expect((await ask(first)).status).toBe(200);
    office().setClock(office().now() + 13 * hourMs);
    expect((await ask(first)).status).toBe(401);
    await record(held, opened);
    await held.tablet.syncNow();
    expect(held.tablet.state()).toMatchObject({ acknowledged: 1, send: { lastTry: 'ok' } });
    expect(tokens.at(-1)).not.toBe(first);
  });

  test('[DEV-3] a token that the office no longer knows is renewed at once, in the same sync', async () => {
    const held = await enrolled();
    await record(held, opened);
    await office().database().db.deleteFrom('device_sign_ins').execute();
    await held.tablet.syncNow();
    expect(held.tablet.state()).toMatchObject({ acknowledged: 1, send: { lastTry: 'ok' } });
  });

  test('[SYNC-2] a long log takes as many pushes as it must, and not one more', async () => {
    let pushes = 0;
    const held = await enrolled('farsta', (input, init) => {
      if (pathOf(input) === '/api/log' && init?.method === 'POST') pushes += 1;
      return office().fetching(input, init);
    });
    pushes = 0;
    for (let i = 0; i < 501; i += 1) await record(held, checkedIn(amina));
    await held.tablet.syncNow();
    expect(pushes).toBe(2);
    expect(held.tablet.state().acknowledged).toBe(501);
  });

  test('[PLAN-2] a tablet of one unit is given no name from outside its own sessions, in anything it hears', async () => {
    const canary = aParticipant('canary', 'Kanarie', 'Fågelsson', { cohort: null });
    const stranger = aParticipant('stranger', 'Främmande', 'Utomsson', { unit: UnitId.parse('bromma') });
    await office().stores(async ({ programme, badges }) => {
      await programme.putCohorts([
        { id: CohortId.parse('g99'), name: 'Grupp 99', track: 'employee', unit: UnitId.parse('bromma') },
      ]);
      await programme.putParticipants([
        canary,
        { ...stranger, cohort: CohortId.parse('g99'), unit: UnitId.parse('bromma') },
      ]);
      await programme.putSessions([
        { session: aSession('b1', { cohorts: [CohortId.parse('g99')] }), unit: UnitId.parse('bromma') },
      ]);
      await badges.issue([canary.id, stranger.id, guest.id], office().now());
    });
    const heard: string[] = [];
    const listening: typeof fetch = async (input, init) => {
      const response = await office().fetching(input, init);
      heard.push(await response.clone().text());
      return response;
    };
    const farsta = await enrolled('farsta', listening);
    await record(farsta, checkedIn(amina));
    await farsta.tablet.syncNow();
    const all = heard.join('\n');
    for (const name of ['Kanarie', 'Fågelsson', 'Främmande', 'Utomsson', 'Deltagare 07'])
      expect(all).not.toContain(name);
    expect(all).toContain('Björkljus');
    const cards = farsta.tablet.cards();
    expect([stranger, guest, canary].map(({ id }) => cards.cohortOf(id) !== undefined)).toEqual([
      true,
      true,
      false,
    ]);
    const bromma = await enrolled('bromma');
    expect(bromma.tablet.person(amina.id)).toBeUndefined();
    expect(bromma.tablet.person(ParticipantId.parse('stranger'))?.given).toBe('Främmande');
  });

  test('[SYNC-5] two tablets at one door, offline: synced in either order, the same attendance, and each sees the other’s', async () => {
    const results = [];
    for (const order of [0, 1]) {
      const base = aSession(`door${order}`);
      const later = order * dayMs;
      const session = {
        ...base,
        startsAt: instant(base.startsAt + later),
        endsAt: instant(base.endsAt + later),
        breaks: base.breaks.map(({ from, to }) => ({ from: instant(from + later), to: instant(to + later) })),
      };
      const on = <D extends EventDraft>(draft: D): D => ({ ...draft, session: session.id });
      await office().stores(({ programme }) =>
        programme.putSessions([{ session, unit: UnitId.parse('farsta') }]),
      );
      const [left, right] = [await enrolled(), await enrolled()];
      const scan = async (held: Held, minute: number, draft: EventDraft): Promise<void> => {
        held.setClock(at(minute) + later);
        await record(held, on(draft));
      };
      await scan(left, 28, opened);
      await scan(left, 29, checkedIn(amina));
      await scan(right, 30, checkedIn(amina));
      await scan(right, 31, checkedIn(olof));
      await scan(left, 40, checkedIn(olof));
      await scan(right, 41, checkedIn(elif, 'hand'));
      await scan(left, 200, checkedOut(olof));
      await scan(right, 270, closed);
      office().setClock(at(280) + later);
      for (const held of [left, right]) held.setClock(at(280) + later);
      for (const held of order === 0 ? [left, right] : [right, left]) await held.tablet.syncNow();
      for (const held of [left, right]) await held.tablet.syncNow();
      const counted = await office().stores(({ attendance }) => attendance.ofSession(session.id));
      results.push(
        counted.map(({ participant, checkedInAt, minutes, remarks, via }) => ({
          participant,
          checkedInAt: checkedInAt - later,
          minutes,
          remarks,
          via,
        })),
      );
      for (const { tablet } of [left, right])
        expect(
          [...tablet.attendance(session).byParticipant.values()].map(({ minutes, checkedInAt }) => [
            minutes,
            checkedInAt,
          ]),
        ).toEqual(
          [...counted]
            .sort((a, b) => (a.participant < b.participant ? -1 : 1))
            .map(({ minutes, checkedInAt }) => [minutes, checkedInAt]),
        );
      office().setClock(morning);
    }
    expect(results[0]).toEqual(results[1]);
    expect(results[0]?.map(({ participant, minutes }) => [participant, minutes])).toEqual([
      ['amina', 210],
      ['olof', 200 - 31 - 30],
      ['elif', 270 - 41 - 30],
    ]);
  });

  test('[SYNC-5] events in a session that a tablet is given later reach it too', async () => {
    const [bromma, farsta] = [await enrolled('bromma'), await enrolled('farsta')];
    await record(farsta, opened, checkedIn(amina));
    await farsta.tablet.syncNow();
    await bromma.tablet.syncNow();
    const other = aSession('b2', { title: 'Något annat' });
    await office().stores(({ programme }) =>
      programme.putSessions([{ session: other, unit: UnitId.parse('bromma') }]),
    );
    const spare = await enrolled(null);
    await record(spare, { ...checkedIn(olof), session: other.id });
    await spare.tablet.syncNow();
    await bromma.tablet.syncNow();
    expect(bromma.tablet.attendance(other).byParticipant.size).toBe(1);
    await office().stores(({ programme }) =>
      programme.putSessions([{ session: aSession('s1'), unit: UnitId.parse('bromma') }]),
    );
    await bromma.tablet.syncNow();
    expect(bromma.tablet.attendance(aSession('s1')).byParticipant.has(amina.id)).toBe(true);
  });

  test('[SYNC-5] moving the clock within the day leaves the plan the same: 304, and no new download', async () => {
    const answers: number[] = [];
    const held = await enrolled('farsta', async (input, init) => {
      const response = await office().fetching(input, init);
      if (pathOf(input).startsWith('/api/plan')) answers.push(response.status);
      return response;
    });
    office().setClock(office().now() + 5 * minuteMs);
    await held.tablet.syncNow();
    expect(answers).toEqual([200, 304]);
    expect(held.tablet.state().plan?.plan.sessions).toHaveLength(1);
  });
});
