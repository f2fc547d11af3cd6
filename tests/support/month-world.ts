/**
 * Months lived through on a test server: sessions in September, October and November 2026, a tablet that recorded them,
 * a reviewer who has decided and an approver who locks. Time is moved to 5 December.
 */
import type { EventDraft } from '../../src/domain/events.ts';
import { SessionId, type ParticipantId } from '../../src/domain/ids.ts';
import type { Participant } from '../../src/domain/office.ts';
import type { ShowMonthReply } from '../../src/protocol/month.ts';
import type { ShowReviewReply } from '../../src/protocol/review.ts';
import { clockTime } from './factories.ts';
import { amina, aSession, aTablet, elif, olof, plant, type Tablet } from './session-world.ts';
import { createTestServer, type TestServer, type TestServerOptions } from './test-server.ts';

export type Office = {
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: (path: string, body: unknown) => Promise<{ readonly status: number; readonly body: Body }>;
  readonly id: string;
};
type Body = { readonly code?: string; readonly reason?: string } & Readonly<Record<string, unknown>>;

export type MonthWorld = {
  readonly server: TestServer;
  readonly tablet: Tablet;
  readonly reviewer: Office;
  readonly approver: Office;
  /** One event of the session on its day at this time. */
  readonly record: (
    session: string,
    ...events: readonly (readonly [time: string, what: What])[]
  ) => Promise<void>;
  readonly deliver: () => Promise<void>;
  readonly review: (session: string) => Promise<ShowReviewReply>;
  /** Decides nothing, says "Klart" to what is shown. */
  readonly done: (session: string) => Promise<{ readonly status: number; readonly body: Body }>;
  readonly month: (month: string) => Promise<ShowMonthReply>;
  readonly lock: (month: string) => Promise<{ readonly status: number; readonly body: Body }>;
  readonly sent: (
    month: string,
    version: number,
  ) => Promise<{ readonly status: number; readonly body: Body }>;
  readonly close: () => Promise<void>;
};

export type What =
  | 'open'
  | 'close'
  | 'attest'
  | { readonly in: Participant }
  | { readonly out: Participant }
  | { readonly certify: Participant; readonly minutes: number };

/** Sessions by id: 08.30–12.30 with half an hour's break at ten; 210 minutes for who is there all the time. */
export const days: Readonly<Record<string, string>> = {
  sep: '2026-09-08',
  oct1: '2026-10-06',
  oct2: '2026-10-20',
  nov: '2026-11-10',
};
export const wholeSession = 210;

const draftOf = (session: SessionId, what: What): EventDraft => {
  if (what === 'open') return { kind: 'session-opened', session };
  if (what === 'close') return { kind: 'session-closed', session };
  if (what === 'attest') return { kind: 'session-attested', session, trainer: 'kim' as never };
  if ('in' in what) return { kind: 'checked-in', session, participant: what.in.id, via: 'badge' };
  if ('out' in what) return { kind: 'checked-out', session, participant: what.out.id, via: 'badge' };
  const participant: ParticipantId = what.certify.id;
  return { kind: 'hours-certified', session, participant, minutes: what.minutes, on: 'tablet' };
};

const officeOf = async (server: TestServer, name: string, role: 'reviewer' | 'approver'): Promise<Office> => {
  const { id, cookie } = await server.administrator(name, [role]);
  return {
    id,
    get: async <T>(path: string) => {
      const response = await server.get(path, { cookie });
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    post: async (path, body) => {
      const response = await server.post(path, body, { cookie });
      return { status: response.status, body: (await response.json()) as Body };
    },
  };
};

/** The world on the morning of 5 December 2026, before anything has been recorded. */
export const aMonthWorld = async (options: TestServerOptions = {}): Promise<MonthWorld> => {
  const server = await createTestServer({ ...options, clock: Date.parse('2026-12-05T08:00:00+01:00') });
  await plant(
    server,
    Object.entries(days).map(([id, day]) =>
      aSession(id, {
        startsAt: clockTime(day, '08:30'),
        endsAt: clockTime(day, '12:30'),
        breaks: [{ from: clockTime(day, '10:00'), to: clockTime(day, '10:30') }],
      }),
    ),
  );
  const tablet = await aTablet(server);
  const reviewer = await officeOf(server, 'Gran Skare', 'reviewer');
  const approver = await officeOf(server, 'Alva Godkänd', 'approver');
  const review = (session: string) => reviewer.get<ShowReviewReply>(`/api/admin/review/${session}`);
  const month = (key: string) => approver.get<ShowMonthReply>(`/api/admin/months/${key}`);
  return {
    server,
    tablet,
    reviewer,
    approver,
    record: async (session, ...events) => {
      const day = days[session] ?? '';
      await tablet.record(
        ...events.map(
          ([time, what]) => [clockTime(day, time), draftOf(SessionId.parse(session), what)] as const,
        ),
      );
    },
    deliver: async () => {
      await tablet.deliver();
    },
    review,
    done: async (session) =>
      reviewer.post('/api/admin/review/done', { session, basis: (await review(session)).basis }),
    month,
    lock: async (key) =>
      approver.post('/api/admin/months/lock', { month: key, basis: (await month(key)).basis }),
    sent: (key, version) => approver.post('/api/admin/months/sent', { month: key, version, file: null }),
    close: () => server.close(),
  };
};

/** A session that went as it should: Amina and Olof were there all the time and have certified it; Elif was not. */
export const ordinarySession = async (world: MonthWorld, session: string): Promise<void> => {
  await world.record(
    session,
    ['08:10', 'open'],
    ['08:20', { in: amina }],
    ['08:25', { in: olof }],
    ['12:30', { out: amina }],
    ['12:31', { out: olof }],
    ['12:35', 'close'],
    ['12:36', 'attest'],
    ['12:40', { certify: amina, minutes: wholeSession }],
    ['12:41', { certify: olof, minutes: wholeSession }],
  );
};

/** September and October as they should be, reviewed, locked and sent; November recorded. */
export const settledAutumn = async (): Promise<MonthWorld> => {
  const world = await aMonthWorld();
  for (const session of Object.keys(days)) await ordinarySession(world, session);
  await world.deliver();
  for (const session of Object.keys(days)) await world.done(session);
  for (const month of ['2026-09', '2026-10']) {
    await world.lock(month);
    await world.sent(month, 1);
  }
  return world;
};

export { amina, elif, olof };
