import { afterEach, beforeEach, expect, test } from 'vitest';
import { SessionId } from '../../src/domain/ids.ts';
import { dayMs, dayOf, hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import { ProgrammeOverviewReply } from '../../src/protocol/programme-overview.ts';
import {
  amina,
  aParticipant,
  aSession,
  aTablet,
  at,
  checkedIn,
  checkedOut,
  closed,
  elif,
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

/** Signs in anew each time: the days go by in these tests. */
const overview = async (): Promise<ProgrammeOverviewReply> =>
  ProgrammeOverviewReply.parse(
    await (await server.get('/api/admin/overview', await server.administrator())).json(),
  );

/** Amina there all the time, Olof for half of it, Elif not at all. */
const holdSession = async () => {
  await plant(server);
  const tablet = await aTablet(server);
  await tablet.record(
    [at(15), opened],
    [at(20), checkedIn(amina)],
    [at(25), checkedIn(olof)],
    [at(120), checkedOut(olof)],
    [at(272), closed],
  );
  server.advance(5 * hourMs);
  await tablet.deliver();
};

test('[ADM-4] an empty office sees zeros and nothing to do, never an error', async () => {
  expect(await overview()).toMatchObject({
    attention: { silentDevices: [], unclosed: { count: 0, latest: [] }, setAside: 0, today: { sessions: 0 } },
    total: { participants: 0, minutes: 0 },
    money: { recordedMinutes: 0, approvedMinutes: 0 },
    forecast: null,
    units: [],
    curve: [],
  });
});

test('[ADM-4] hours, money and the share of what has been offered follow from what is recorded', async () => {
  await holdSession();
  const page = await overview();
  expect(page.total).toEqual({
    participants: 4,
    minutes: 210 + 90,
    offeredMinutes: 3 * 210,
    approvedMinutes: 0,
    pendingMinutes: 300,
    offeredTo: 3,
    onTrack: 1,
    completed: 0,
  });
  expect(page.units).toEqual([{ unit: 'farsta', ...page.total, toReview: 1 }]);
});

test('[ADM-4] recorded minutes nobody has certified are not said to be certified, nor approved', async () => {
  await holdSession();
  expect((await overview()).money).toEqual({
    recordedMinutes: 300,
    approvedMinutes: 0,
    certifiedMinutes: 0,
    uncertifiedMinutes: 300,
    leftOutMinutes: 0,
  });
});

test('[DASH-2] the whole plan is 11 892 840 kronor, however few people there are yet', async () => {
  expect((await overview()).budgetOre).toBe(11_892_840_00);
  await plant(server);
  expect((await overview()).budgetOre).toBe(11_892_840_00);
});

test('[DASH-1] a session that is over waits for a review, and its month to be locked and sent', async () => {
  await holdSession();
  expect((await overview()).attention).toMatchObject({
    review: { sessions: 1, first: { id: 's1' } },
    certificates: null,
    report: null,
  });
  server.advance(10 * dayMs);
  expect((await overview()).attention).toMatchObject({
    certificates: { month: '2026-11', people: 2 },
    report: { month: '2026-11', step: 'lock', due: '2026-12-28' },
  });
});

test('[ADM-4] the curve runs through every month of the plan, and what is recorded stops at this month', async () => {
  const later = morning + 70 * dayMs;
  await plant(server, [
    aSession('s1'),
    aSession('s2', { startsAt: instant(later), endsAt: instant(later + hourMs), breaks: [] }),
  ]);
  const tablet = await aTablet(server);
  await tablet.record([at(20), checkedIn(amina)], [at(275), closed]);
  await tablet.deliver();
  expect((await overview()).curve).toEqual([
    { month: '2026-11', plannedMinutes: 630, recordedMinutes: 210, approvedMinutes: null },
    { month: '2026-12', plannedMinutes: 630, recordedMinutes: null, approvedMinutes: null },
    { month: '2027-01', plannedMinutes: 630, recordedMinutes: null, approvedMinutes: null },
    { month: '2027-02', plannedMinutes: 630 + 180, recordedMinutes: null, approvedMinutes: null },
  ]);
});

test('[ADM-4] a session that nobody closed is pointed out an hour after its end, until it is closed', async () => {
  await plant(server);
  const tablet = await aTablet(server);
  await tablet.record([at(20), checkedIn(elif)]);
  await tablet.deliver();
  server.advance(5 * hourMs);
  expect((await overview()).attention.unclosed.count).toBe(0);
  server.advance(hourMs);
  expect((await overview()).attention.unclosed).toMatchObject({
    count: 1,
    latest: [{ id: 's1', cohorts: ['Grupp 14'], hasRecords: true }],
  });
  await tablet.record([at(275), closed]);
  await tablet.deliver();
  expect((await overview()).attention.unclosed.count).toBe(0);
});

test('[ADM-4] a tablet that has been silent for more than three days is named, a revoked one is not', async () => {
  const silent = await aTablet(server, 'Farsta 07');
  const lost = await aTablet(server, 'Bromma 02');
  await server.stores(({ devices }) => devices.revoke(lost.id, server.services.clock()));
  server.advance(3 * dayMs);
  expect((await overview()).attention.silentDevices).toEqual([]);
  server.advance(minuteMs);
  expect((await overview()).attention.silentDevices).toEqual([
    { device: silent.id, name: 'Farsta 07', lastContactAt: null },
  ]);
});

test('[ADM-4] what waits for a decision and what happens today are counted', async () => {
  await plant(server);
  const tablet = await aTablet(server);
  await tablet.record([at(20), checkedIn(amina)], [at(21), checkedIn(aParticipant('unknown', 'X', 'Y'))]);
  await tablet.deliver();
  expect((await overview()).attention).toMatchObject({
    setAside: 1,
    today: { sessions: 1, expected: 3, present: 1, open: 1 },
  });
});

test('[DASH-2] what a month approved for a double is still approved once the records are one person’s', async () => {
  await holdSession();
  const month = { month: '2026-10', version: 1 };
  await server.stores(({ months }) =>
    months.putVersion(
      { ...month, seq: 1, at: morning, actor: 'a', hash: 'h', minutes: 75, reported_minutes: 60, people: 1 },
      [],
      [{ participant: elif.id, minutes: 75, overMinutes: 0, reportedMinutes: 60 }],
    ),
  );
  const before = await overview();
  expect([before.money.approvedMinutes, before.total.approvedMinutes]).toEqual([60, 60]);
  await server.stores(({ people }) => people.merge(elif.id, amina.id, morning, dayOf(morning)));
  const after = await overview();
  expect([after.money.approvedMinutes, after.total.approvedMinutes, after.total.participants]).toEqual([
    60, 60, 3,
  ]);
});

test('[DASH-2] a certificate counts for exactly its minutes, and not while an objection waits', async () => {
  await holdSession();
  const phone = await aTablet(server, 'Farsta 08');
  const certify = async (minutes: number): Promise<void> => {
    const event = { kind: 'hours-certified', session: SessionId.parse('s1'), participant: amina.id } as const;
    await phone.record([at(70 + minutes), { ...event, minutes, on: 'tablet' }]);
    await phone.deliver();
  };
  await certify(209);
  expect((await overview()).money).toMatchObject({ certifiedMinutes: 0, uncertifiedMinutes: 300 });
  await certify(210);
  expect((await overview()).money).toMatchObject({ certifiedMinutes: 210, uncertifiedMinutes: 90 });
  await server.stores(({ reviews }) =>
    reviews.addObjection({ id: 'o1', participant: amina.id, session: 's1', text: 'none', made_at: morning }),
  );
  expect((await overview()).money).toMatchObject({ certifiedMinutes: 0, uncertifiedMinutes: 300 });
});
