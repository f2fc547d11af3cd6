import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { basisOf } from '../../src/domain/decisions.ts';
import { Hash } from '../../src/domain/ids.ts';
import { minuteMs } from '../../src/domain/time.ts';
import type {
  AttendanceReportsReply,
  MonthSummaryReply,
  SessionListReply,
} from '../../src/protocol/papers.ts';
import { freshSignInMs } from '../../src/server/http/endpoint.ts';
import { fictionalNumber } from '../../src/server/identity/fictional-number.ts';
import { figuresNow, hashOfLines, lockMonth } from '../../src/server/months.ts';
import {
  amina,
  at,
  aTablet,
  checkedIn,
  checkedOut,
  closed,
  elif,
  guest,
  olof,
  opened,
  plant,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const month = '2026-11';
const numberOfAmina = fictionalNumber(1980, 'woman', 4);

let server: TestServer;
let sol: { readonly id: string; readonly cookie: string };

/** A morning at the door: Amina the whole time, Olof comes late, a guest under an alias; Elif is not there. */
beforeEach(async () => {
  server = await createTestServer();
  await plant(server);
  const tablet = await aTablet(server);
  await tablet.record(
    [at(15), opened],
    [at(25), checkedIn(amina)],
    [at(28), checkedIn(guest)],
    [at(60), checkedIn(olof)],
    [at(200), checkedOut(olof)],
    [at(271), checkedOut(amina)],
    [at(272), closed],
  );
  server.advance(5 * 60 * minuteMs);
  await tablet.deliver();
  sol = await server.administrator('Sol Granhimmel', ['approver']);
  await server.stores(async ({ identities }) => {
    await identities.keep(amina.id, numberOfAmina, false);
    await identities.keep(olof.id, fictionalNumber(1977, 'man', 9), false);
    await identities.keep(guest.id, fictionalNumber(1983, 'woman', 7), true);
  });
});
afterEach(() => server.close());

/** Reviewed by Gran, certified on paper, and locked by Sol through the very lock the office uses. */
const lock = async (): Promise<void> => {
  const gran = await server.administrator('Gran Skare', ['reviewer']);
  await server.stores(async (stores) => {
    const { attendance, officeLog, writtenTexts } = stores;
    const now = server.services.clock();
    const text = await writtenTexts.keep('Pärm 3', now);
    for (const { participant, minutes } of await attendance.ofSession('s1'))
      await officeLog.append({
        kind: 'paper-certificate-recorded',
        actor: gran.id,
        at: now,
        session: 's1',
        participant,
        minutes,
        text,
      });
    await officeLog.append({ kind: 'list-accepted', actor: gran.id, at: now, session: 's1', text });
    await attendance.recompute(['s1'], now);
    for (const attendance of (await stores.attendance.review('s1'))?.attendances ?? [])
      await officeLog.append({
        kind: 'remarks-accepted',
        actor: gran.id,
        at: now,
        session: 's1',
        participant: attendance.participant,
        remarks: attendance.remarks,
        basis: basisOf(attendance),
      });
    await attendance.recompute(['s1'], now);
    const review = await attendance.review('s1');
    await officeLog.append({
      kind: 'session-reviewed',
      actor: gran.id,
      at: now,
      session: 's1',
      basis: review?.basis ?? '',
    });
    await attendance.recompute(['s1'], now);
    const { lines } = await figuresNow(month, stores);
    const locked = await lockMonth(month, sol.id, hashOfLines(lines), {
      ...stores,
      services: server.services,
    });
    if (!locked.ok) throw new Error(locked.error.code);
  });
};

const codeIn = async (response: Response): Promise<string> =>
  response.ok ? 'ok' : ((await response.json()) as { code: string }).code;

const compilation = async (): Promise<MonthSummaryReply> =>
  (await (await server.get(`/api/admin/report/${month}/summary`, sol)).json()) as MonthSummaryReply;

const askReports = (participant: string | null): Promise<Response> =>
  server.post('/api/admin/report/attendance-reports', { month, participant }, sol);

const reports = async (participant: string | null = null): Promise<AttendanceReportsReply> => {
  const response = await askReports(participant);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as AttendanceReportsReply;
};

const list = async (): Promise<SessionListReply> =>
  (await (await server.get('/api/admin/sessions/s1/list', sol)).json()) as SessionListReply;

describe('a month’s compilation', () => {
  test('[PAPER-1] says of everybody, unit by unit, the time, the hours and how they were certified', async () => {
    await lock();

    const { units, paper } = await compilation();
    expect(units.map(({ unit }) => unit)).toEqual(['Farsta']);
    expect(
      units[0]?.people.map(({ name, minutes, reportedMinutes, certifiedVia }) => [
        name,
        minutes,
        reportedMinutes,
        certifiedVia,
      ]),
    ).toEqual([
      ['Amina Björkljus', 210, 180, ['paper']],
      ['Deltagare 07', 210, 180, ['paper']],
      ['Olof Granmoln', 110, 60, ['paper']],
    ]);
    expect(paper).toMatchObject({ month, version: 1, lockedBy: 'Sol Granhimmel' });
  });

  test('[PAPER-1] is anchored in the office’s log: the approval’s own entry, and the last one', async () => {
    await lock();

    const { approval, head } = await compilation();
    const log = await server.stores(({ officeLog }) => officeLog.latest(1000));
    const locked = log.find(({ text }) => text.includes('"kind":"month-locked"'));
    expect(approval).toEqual({ seq: locked?.seq, hash: locked?.hash });
    expect(head).toEqual({ seq: log[0]?.seq, hash: Hash.parse(log[0]?.hash) });
  });

  test('[PAPER-1] holds no identity number, and is of a locked month alone', async () => {
    expect(await codeIn(await server.get(`/api/admin/report/${month}/summary`, sol))).toBe(
      'month/not-locked',
    );
    await lock();
    expect(JSON.stringify(await compilation())).not.toMatch(/\b(19|20)\d{10}\b|Tf29/);
  });
});

describe('a participant’s attendance report', () => {
  test('[PAPER-2] has number, times, minutes and who certified, reviewed and approved', async () => {
    await lock();

    const { reports: made, paper } = await reports(amina.id);
    expect(paper.lockedBy).toBe('Sol Granhimmel');
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({
      name: 'Amina Björkljus',
      identity: numberOfAmina,
      unit: 'Farsta',
      minutes: 210,
      reportedMinutes: 180,
      sessions: [
        {
          day: '2026-11-23',
          minutes: 210,
          spans: [
            [at(30), at(120)],
            [at(150), at(270)],
          ],
          certified: { via: 'paper' },
          reviewed: { by: 'Gran Skare' },
          isCorrected: false,
        },
      ],
    });
  });

  test('[PAPER-2] shows no times that the kept minutes do not come from', async () => {
    await lock();
    const gran = await server.administrator('Gran Skare', ['reviewer']);
    await server.stores(async ({ attendance, officeLog, writtenTexts }) => {
      const now = server.services.clock();
      await officeLog.append({
        kind: 'attendance-corrected',
        actor: gran.id,
        at: now,
        session: 's1',
        participant: amina.id,
        spans: [[at(60), at(120)]],
        reason: 'came-later',
        text: await writtenTexts.keep('Kom senare.', now),
        basis: '-',
        minutesBefore: 210,
        minutesAfter: 60,
      });
      await attendance.recompute(['s1'], now);
    });

    const [report] = (await reports(amina.id)).reports;
    expect(report?.sessions[0]).toMatchObject({ minutes: 210, spans: [] });
  });

  test('[PAPER-3] of somebody with protected identity has SCB’s notation, no name, no alias and no unit', async () => {
    await lock();

    const [report] = (await reports(guest.id)).reports;
    expect(report).toMatchObject({
      name: '',
      unit: '',
      identity: `${fictionalNumber(1983, 'woman', 7).slice(0, 8)}Tf29`,
    });
    expect(JSON.stringify(report)).not.toContain('Deltagare 07');
  });

  test('[PAPER-3] of the whole month has everybody, and each of them is noted as seen', async () => {
    await lock();

    expect((await reports()).reports.map(({ participant }) => participant).toSorted()).toEqual([
      amina.id,
      guest.id,
      olof.id,
    ]);
    const seen = await server.database.db
      .selectFrom('access_log')
      .selectAll()
      .orderBy('participant')
      .execute();
    expect(seen.map(({ actor, kind, participant, about }) => [actor, kind, participant, about])).toEqual(
      [amina.id, guest.id, olof.id].map((id) => [sol.id, 'attendance-report', id, month]),
    );
    const [entry] = await server.stores(({ officeLog }) => officeLog.latest(1));
    expect(JSON.parse(entry?.text ?? '')).toMatchObject({
      kind: 'attendance-reports-made',
      month,
      people: 3,
    });
  });

  test('[PAPER-3] is refused without a fresh sign-in, and to a reader, and of somebody without hours', async () => {
    await lock();
    const reader = await server.administrator('Ask Läsare', ['reader']);

    expect(await codeIn(await askReports(elif.id))).toBe('people/unknown');
    const asked = { month, participant: null };
    expect(await codeIn(await server.post('/api/admin/report/attendance-reports', asked, reader))).toBe(
      'role/not-allowed',
    );
    server.advance(freshSignInMs + 1);
    expect(await codeIn(await askReports(null))).toBe('sign-in/stale');
  });
});

describe('a session’s attendance list', () => {
  test('[PAPER-4] names everybody expected and every guest by the name they go by, with times and minutes', async () => {
    const { people, title, cohorts } = await list();

    expect([title, cohorts]).toEqual(['Våld i nära relationer', ['Grupp 14']]);
    expect(
      people.map(({ name, isExpected, presence }) => [
        name,
        isExpected,
        presence === null ? null : [presence.from, presence.to, presence.minutes],
      ]),
    ).toEqual([
      ['Amina Björkljus', true, [at(25), at(271), 210]],
      ['Deltagare 07', false, [at(28), null, 210]],
      ['Elif Klippvind', true, null],
      ['Olof Granmoln', true, [at(60), at(200), 110]],
    ]);
  });

  test('[PAPER-4] says how it was certified, and never an identity number', async () => {
    expect((await list()).people.every(({ certified }) => certified === null)).toBe(true);
    await lock();

    const after = await list();
    expect(after.people.map(({ certified }) => certified?.via ?? null)).toEqual([
      'paper',
      'paper',
      null,
      'paper',
    ]);
    expect(after.closedAt).toBe(at(272));
    expect(after.attested).toBeNull();
    expect(JSON.stringify(after)).not.toMatch(/\b(19|20)\d{10}\b|Tf29/);
  });

  test('[PAPER-4] of no session of ours is refused', async () => {
    expect(await codeIn(await server.get('/api/admin/sessions/nowhere/list', sol))).toBe('session/unknown');
  });
});
