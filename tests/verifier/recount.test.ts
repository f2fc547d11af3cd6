/** Months with everything in them that changes hours: what the verifier counts is what the office locked. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventDraft } from '../../src/domain/events.ts';
import { Hash, ParticipantId, SessionId, type EventId } from '../../src/domain/ids.ts';
import { minuteMs } from '../../src/domain/time.ts';
import { createApp } from '../../src/server/http/app.ts';
import { recordSessionPlanned, recordSessionsPlanned } from '../../src/server/session-versions.ts';
import { verifyBundle } from '../../src/verifier/verify-bundle.ts';
import { clockTime } from '../support/factories.ts';
import {
  amina,
  aMonthWorld,
  elif,
  olof,
  ordinarySession,
  wholeSession,
  type MonthWorld,
} from '../support/month-world.ts';
import { openZip } from '../support/open-zip.ts';
import { aSession, guest } from '../support/session-world.ts';

let world: MonthWorld;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'narvaro-verifier-'));
  await writeFile(join(folder, 'verify.html'), 'the page');
  await writeFile(join(folder, 'verify.mjs'), 'the command');
  world = await aMonthWorld();
  const { server } = world;
  await server.stores(async (stores) =>
    recordSessionsPlanned({ ...stores, services: server.services }, await stores.planning.all(), 'server'),
  );
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const september = '2026-09-08';
const session = SessionId.parse('sep');
const onTablet = async (
  ...events: readonly (readonly [time: string, draft: EventDraft])[]
): Promise<void> => {
  await world.tablet.record(...events.map(([time, draft]) => [clockTime(september, time), draft] as const));
  await world.deliver();
};
const decide = async (path: string, body: unknown): Promise<void> => {
  const { status, body: said } = await world.reviewer.post(`/api/admin/${path}`, body);
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(said)}`);
};
/** Yes to every remark, then "Klart", then the lock. */
const reviewAndLock = async (): Promise<void> => {
  for (const matter of (await world.review('sep')).matters)
    if (matter.kind === 'remarks')
      await decide('review/accept', {
        session: 'sep',
        participant: matter.participant,
        basis: matter.basis,
      });
  const done = await world.done('sep');
  if (done.status !== 200) throw new Error(JSON.stringify([done.body, (await world.review('sep')).matters]));
  const locked = await world.lock('2026-09');
  if (locked.status !== 200) throw new Error(JSON.stringify(locked.body));
};

const verdict = async () => {
  const { cookie } = await world.server.administrator();
  const services = { ...world.server.services, verifierFolder: folder };
  const app = createApp({ database: world.server.database, services, trustsProxy: false }, new Map());
  const reply = await app.request('/api/admin/bundle', {
    method: 'POST',
    body: '{"month":null}',
    headers: { 'Content-Type': 'application/json', Cookie: cookie },
  });
  const { findings, counted } = await verifyBundle(openZip(new Uint8Array(await reply.arrayBuffer())));
  const [month] = counted?.months ?? [];
  return {
    broken: findings.filter(({ level }) => level === 'broken'),
    notes: findings.filter(({ level }) => level === 'note').map(({ code }) => code),
    minutes: month?.minutes,
    people: month?.people,
  };
};

test('[BUNDLE-4] a refused card was Elif’s, a walk-in was the guest, and both signed on paper', async () => {
  await ordinarySession(world, 'sep');
  const walkIn = ParticipantId.parse('added-1');
  await onTablet(
    ['08:31', { kind: 'scan-refused', session, reason: 'unknown', token: Hash.parse('k'.repeat(43)) }],
    ['08:33', { kind: 'walk-in', session, participant: walkIn, sealed: 'sealed' }],
    ['12:30', { kind: 'checked-out', session, participant: walkIn, via: 'hand' }],
  );
  const event = `${world.tablet.id}:10` as EventId;
  await decide('review/scan', { session, event, participant: elif.id });
  await decide('review/walk-in', { session, walkIn, participant: guest.id });
  const { people } = await world.review('sep');
  for (const { participant, minutes } of people)
    if (participant === elif.id || participant === guest.id)
      await decide('certificates/paper', {
        participant,
        month: '2026-09',
        rows: [{ session, minutes }],
        keptWhere: 'Pärm 3',
      });
  await reviewAndLock();
  expect(await verdict()).toMatchObject({ broken: [], people: 4, minutes: 4 * wholeSession - 1 - 3 });
});

test('[BUNDLE-4] a correction that was taken back counts nothing', async () => {
  await ordinarySession(world, 'sep');
  await world.deliver();
  const basis = (await world.review('sep')).people.find(({ participant }) => participant === amina.id)?.basis;
  await decide('review/correct', {
    session,
    participant: amina.id,
    spans: [],
    reason: 'wrong-person',
    text: 'Det var fel person.',
    basis,
  });
  const taken = (await world.review('sep')).decisions.find(({ kind }) => kind === 'attendance-corrected');
  await decide('review/take-back', { session, decision: taken?.seq });
  await reviewAndLock();
  expect(await verdict()).toMatchObject({ broken: [], people: 2, minutes: 2 * wholeSession });
});

test('[BUNDLE-4] a session that was made shorter before the lock counts by the later plan', async () => {
  await ordinarySession(world, 'sep');
  await onTablet(
    ['12:50', { kind: 'hours-certified', session, participant: amina.id, minutes: 150, on: 'tablet' }],
    ['12:51', { kind: 'hours-certified', session, participant: olof.id, minutes: 150, on: 'tablet' }],
  );
  const { server } = world;
  await server.stores(async (stores) => {
    const [planned] = await stores.planning.plannedOf([(await stores.programme.session('sep'))!]);
    const shorter = {
      ...planned!,
      session: { ...planned!.session, endsAt: clockTime(september, '11:30') },
    };
    await stores.planning.put([shorter]);
    await recordSessionPlanned({ ...stores, services: server.services }, shorter, 'server');
    await stores.attendance.recompute(['sep'], server.services.clock());
  });
  await reviewAndLock();
  expect(await verdict()).toMatchObject({ broken: [], people: 2, minutes: 300 });
});

test('[CLOCK-5] a clock that was put right before the tablet sent counts in the bundle as at the office', async () => {
  await world.record(
    'sep',
    ['08:10', 'open'],
    ['08:30', { in: amina }],
    ['09:05', { in: olof }],
    ['12:31', { out: amina }],
    ['12:31', { out: olof }],
    ['12:35', 'close'],
    ['12:36', 'attest'],
    ['12:40', { certify: amina, minutes: wholeSession - 30 }],
    ['12:41', { certify: olof, minutes: wholeSession - 35 }],
  );
  const half = 30 * minuteMs;
  await onTablet(['12:42', { kind: 'clock-noted', session, from: 3, to: 2, before: half, offset: 0 }]);
  await reviewAndLock();
  expect(await verdict()).toMatchObject({ broken: [], people: 2, minutes: 2 * wholeSession - 65 });
});

test('[BUNDLE-4] two sessions at once share a person’s minutes, each counted once', async () => {
  const other = aSession('sep-b', {
    startsAt: clockTime(september, '11:30'),
    endsAt: clockTime(september, '13:30'),
    breaks: [],
  });
  const { server } = world;
  server.advance(1);
  await server.stores(async (stores) => {
    await stores.programme.putSessions([{ session: other, unit: 'farsta' as never }]);
    const planned = await stores.planning.plannedOf([{ session: other, unit: 'farsta' as never }]);
    await recordSessionsPlanned({ ...stores, services: server.services }, planned, 'server');
  });
  await ordinarySession(world, 'sep');
  const at = SessionId.parse('sep-b');
  await onTablet(
    ['11:20', { kind: 'session-opened', session: at }],
    ['11:25', { kind: 'checked-in', session: at, participant: amina.id, via: 'badge' }],
    ['13:30', { kind: 'checked-out', session: at, participant: amina.id, via: 'badge' }],
    ['13:35', { kind: 'session-closed', session: at }],
    ['13:36', { kind: 'session-attested', session: at, trainer: 'kim' as never }],
    ['13:40', { kind: 'hours-certified', session: at, participant: amina.id, minutes: 60, on: 'tablet' }],
  );
  for (const matter of (await world.review('sep-b')).matters)
    if (matter.kind === 'remarks')
      await decide('review/accept', {
        session: 'sep-b',
        participant: matter.participant,
        basis: matter.basis,
      });
  expect((await world.done('sep-b')).status).toBe(200);
  await reviewAndLock();
  expect(await verdict()).toMatchObject({ broken: [], people: 2, minutes: 2 * wholeSession + 60 });
});

test('[BUNDLE-4] two records that were one person’s before the lock are one person', async () => {
  await ordinarySession(world, 'sep');
  await onTablet(
    ['08:28', { kind: 'checked-in', session, participant: guest.id, via: 'badge' }],
    ['12:30', { kind: 'checked-out', session, participant: guest.id, via: 'badge' }],
    ['12:52', { kind: 'hours-certified', session, participant: guest.id, minutes: 210, on: 'tablet' }],
  );
  const { server } = world;
  await server.stores(async ({ people, officeLog, attendance }) => {
    const at = server.services.clock();
    await people.merge(guest.id, elif.id, at, '2026-12-05' as never);
    await officeLog.append({
      kind: 'participants-merged',
      actor: 'server',
      at,
      from: guest.id,
      to: elif.id,
    });
    await attendance.recompute(['sep'], at);
  });
  await reviewAndLock();
  expect(await verdict()).toMatchObject({ broken: [], people: 3, minutes: 3 * wholeSession });
});

test('[BUNDLE-4] a group that was put right after the lock changes no minute, and a person is told', async () => {
  await ordinarySession(world, 'sep');
  await onTablet(
    ['08:28', { kind: 'checked-in', session, participant: guest.id, via: 'badge' }],
    ['12:30', { kind: 'checked-out', session, participant: guest.id, via: 'badge' }],
    ['12:52', { kind: 'hours-certified', session, participant: guest.id, minutes: 210, on: 'tablet' }],
  );
  await reviewAndLock();
  await world.server.stores(({ programme }) =>
    programme.putParticipants([{ ...guest, cohort: amina.cohort }]),
  );
  const { broken, notes, minutes } = await verdict();
  expect({ broken, minutes }).toEqual({ broken: [], minutes: 3 * wholeSession });
  expect(notes).toContain('reviewed-otherwise');
});

/** A session that lasts twenty hours, so that limits are reached without a hundred events. */
const planLong = async (id: string, day: string): Promise<void> => {
  const { server } = world;
  const session = aSession(id, {
    startsAt: clockTime(day, '00:30'),
    endsAt: clockTime(day, '20:30'),
    breaks: [],
  });
  server.advance(1);
  await server.stores(async (stores) => {
    const unit = 'farsta' as never;
    await stores.programme.putSessions([{ session, unit }]);
    const planned = await stores.planning.plannedOf([{ session, unit }]);
    await recordSessionsPlanned({ ...stores, services: server.services }, planned, 'server');
  });
};
const recordLong = async (id: string, day: string, what: 'all' | 'list' | 'amina'): Promise<void> => {
  const at = SessionId.parse(id);
  const list: readonly (readonly [string, EventDraft])[] = [
    ['00:20', { kind: 'session-opened', session: at }],
    ['20:31', { kind: 'session-closed', session: at }],
    ['20:32', { kind: 'session-attested', session: at, trainer: 'kim' as never }],
  ];
  const person: readonly (readonly [string, EventDraft])[] = [
    ['00:25', { kind: 'checked-in', session: at, participant: amina.id, via: 'badge' }],
    ['20:30', { kind: 'checked-out', session: at, participant: amina.id, via: 'badge' }],
    ['20:33', { kind: 'hours-certified', session: at, participant: amina.id, minutes: 1200, on: 'tablet' }],
  ];
  const events = [...(what === 'amina' ? [] : list), ...(what === 'list' ? [] : person)];
  await world.tablet.record(...events.map(([time, draft]) => [clockTime(day, time), draft] as const));
  await world.deliver();
};

test('[BUNDLE-4] somebody who became a manager after the lock is counted as then, and a person is told', async () => {
  await planLong('long', '2026-09-09');
  await ordinarySession(world, 'sep');
  await recordLong('long', '2026-09-09', 'all');
  expect((await world.done('long')).status).toBe(200);
  await reviewAndLock();
  await world.server.stores(({ programme }) => programme.putParticipants([{ ...amina, track: 'manager' }]));
  const { broken, notes } = await verdict();
  expect(broken).toEqual([]);
  expect(notes).toContain('track-otherwise');
});

test('[BUNDLE-4] a late arrival in September leaves less of the limit for October, and both come out', async () => {
  await planLong('sep-long', '2026-09-09');
  await planLong('oct-long', '2026-10-07');
  await ordinarySession(world, 'sep');
  await recordLong('sep-long', '2026-09-09', 'list');
  await recordLong('oct-long', '2026-10-07', 'all');
  for (const one of ['sep-long', 'oct-long']) expect((await world.done(one)).status).toBe(200);
  for (const one of ['oct1', 'oct2']) {
    await ordinarySession(world, one);
    await world.deliver();
    await world.done(one);
  }
  await reviewAndLock();
  expect((await world.sent('2026-09', 1)).status).toBe(200);
  expect((await world.lock('2026-10')).status).toBe(200);
  await recordLong('sep-long', '2026-09-09', 'amina');
  expect((await world.done('sep-long')).status).toBe(200);
  const late = await world.approver.post('/api/admin/months/late', {
    month: '2026-09',
    participant: amina.id,
    session: 'sep-long',
    before: 0,
    after: 1200,
    isTakenIn: true,
    text: 'Plattan låg i en låda.',
  });
  expect(late.status).toBe(200);
  const versions = await world.server.stores(({ months }) => months.versions());
  expect(versions.map(({ month, version }) => `${month} ${version}`)).toEqual([
    '2026-09 1',
    '2026-09 2',
    '2026-10 1',
    '2026-10 2',
  ]);
  expect((await verdict()).broken).toEqual([]);
});

test('[BUNDLE-4] hours lowered after the lock, taken in before anybody certified them anew', async () => {
  await ordinarySession(world, 'sep');
  await world.deliver();
  await reviewAndLock();
  const { people, page } = await world.review('sep');
  await decide('review/correct', {
    session,
    participant: olof.id,
    spans: [{ from: page.session.startsAt, to: page.session.startsAt + 60 * 60_000 }],
    reason: 'left-earlier',
    text: 'Kursledaren ringde: Olof gick halv tio.',
    basis: people.find(({ participant }) => participant === olof.id)?.basis ?? '',
  });
  await world.done('sep');
  const taken = await world.approver.post('/api/admin/months/late', {
    month: '2026-09',
    participant: olof.id,
    session,
    before: wholeSession,
    after: 60,
    isTakenIn: true,
    text: 'Enligt kursledaren.',
  });
  expect(taken.body).toMatchObject({ version: 2 });
  expect((await verdict()).broken).toEqual([]);
});
