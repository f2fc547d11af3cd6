/**
 * An autumn that has been lived through on a real server with a real database, with everything in it that an audit has to
 * be able to follow: a clock that went wrong, a correction, a policy, a late arrival after the lock, a tablet that was
 * revoked, a delivery that did not fit, and two locked months, the first of them in two versions.
 */
import { createApp } from '../../src/server/http/app.ts';
import { recordSessionsPlanned } from '../../src/server/session-versions.ts';
import { DeviceId, SessionId } from '../../src/domain/ids.ts';
import { canonical, emptyHead, placeAfter, type LogHead } from '../../src/domain/log.ts';
import { instant, minuteMs } from '../../src/domain/time.ts';
import type { CreateEnrolmentReply } from '../../src/protocol/create-enrolment.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { challengeText, signHead } from '../../src/signing/heads.ts';
import { createKeyPair, sign } from '../../src/signing/keys.ts';
import type { SetAsideReply } from '../../src/protocol/review.ts';
import { clockTime } from './factories.ts';
import {
  aMonthWorld,
  amina,
  days,
  elif,
  olof,
  ordinarySession,
  wholeSession,
  type MonthWorld,
} from './month-world.ts';
import { guest } from './session-world.ts';
import type { TestServer } from './test-server.ts';

/** Everybody's hands: roles are not what is tested here. */
type Caller = { readonly cookie: string };

const must = async (response: Promise<Response>): Promise<Record<string, unknown>> => {
  const answered = await response;
  if (answered.status !== 200) throw new Error(`${answered.status} ${await answered.text()}`);
  return (await answered.json()) as Record<string, unknown>;
};

/** Somebody says yes to every remark of a session as it is shown, and then "Klart". */
const reviewAll = async (world: MonthWorld, session: string): Promise<void> => {
  for (const matter of (await world.review(session)).matters)
    if (matter.kind === 'remarks') {
      const { participant, basis } = matter;
      await world.reviewer.post('/api/admin/review/accept', { session, participant, basis });
    }
  const { status, body } = await world.done(session);
  if (status !== 200) throw new Error(`${session} could not be reviewed: ${JSON.stringify(body)}`);
};

const correctElif = async ({ reviewer, review }: MonthWorld): Promise<void> => {
  const session = 'oct1';
  const { people } = await review(session);
  const basis = people.find(({ participant }) => participant === elif.id)?.basis ?? '-';
  const { status, body } = await reviewer.post('/api/admin/review/correct', {
    session,
    participant: elif.id,
    spans: [{ from: clockTime('2026-10-06', '08:45'), to: clockTime('2026-10-06', '12:30') }],
    reason: 'technical',
    text: 'Kön vid dörren var lång.',
    basis,
  });
  if (status !== 200) throw new Error(`the correction was refused: ${JSON.stringify(body)}`);
};

/** A second tablet, enrolled as the office enrols one, that records a guest and is revoked before it has sent all. */
const aSpareTablet = async (server: TestServer, caller: Caller) => {
  const enrolment = (await must(
    server.post('/api/admin/enrolments', { name: 'Farsta 08', unit: 'farsta' }, caller),
  )) as unknown as CreateEnrolmentReply;
  const keys = await createKeyPair();
  const enrolled = await must(server.post('/api/enrol', { code: enrolment.code, publicKey: keys.publicKey }));
  const id = DeviceId.parse(enrolled['device']);
  let head: LogHead = emptyHead;
  const push = async (texts: readonly string[], from: number, end: LogHead): Promise<void> => {
    const { challenge } = (await must(server.post('/api/device/challenge', { device: id }))) as {
      challenge: string;
    };
    const signature = await sign(keys.privateKey, challengeText(id, challenge));
    const signedIn = await must(server.post('/api/device/sign-in', { device: id, challenge, signature }));
    const at = instant(server.services.clock());
    await must(
      server.post(
        '/api/log',
        {
          from,
          events: texts,
          head: await signHead(keys.privateKey, { device: id, ...end, at }),
          health: { appVersion: 'test', storage: 'persistent', planIssuedAt: null, unsent: 0 },
        },
        { token: String(signedIn['token']) },
      ),
    );
  };
  const text = (at: number, participant: string): string =>
    canonical(
      placeAfter(head, id, instant(at), {
        kind: 'checked-in',
        session: SessionId.parse('oct2'),
        participant: participant as never,
        via: 'badge',
      }),
    );
  return {
    id,
    checkIn: async (time: string, participant: string): Promise<void> => {
      const made = text(clockTime(days['oct2'] ?? '', time), participant);
      const from = head.seq + 1;
      head = { seq: from, hash: await sha256(made) };
      await push([made], from, head);
    },
    /** The same number once more with other bytes, as a cloned tablet would. */
    fork: async (): Promise<void> => {
      const other = canonical(
        placeAfter(emptyHead, id, instant(clockTime(days['oct2'] ?? '', '09:59')), {
          kind: 'session-opened',
          session: SessionId.parse('oct2'),
        }),
      );
      await push([other], 1, { seq: 1, hash: await sha256(other) });
    },
  };
};

export type Autumn = {
  readonly world: MonthWorld;
  readonly server: TestServer;
  readonly caller: Caller;
  readonly spare: DeviceId;
  /** The bundle as the office's page gets it. */
  readonly bundle: (month?: string) => Promise<Response>;
};

const recordAutumn = async (world: MonthWorld): Promise<void> => {
  for (const session of ['sep', 'oct2']) await ordinarySession(world, session);
  await world.deliver();
  world.server.advance(minuteMs);
  await ordinarySession(world, 'oct1');
  await world.record('oct1', ['09:10', { in: elif }], ['12:42', { certify: elif, minutes: 195 }]);
  await world.tablet.deliver(7 * minuteMs);
};

const lateElif = async (world: MonthWorld): Promise<void> => {
  await world.record(
    'sep',
    ['08:28', { in: elif }],
    ['12:30', { out: elif }],
    ['12:45', { certify: elif, minutes: wholeSession }],
  );
  await world.deliver();
  await reviewAll(world, 'sep');
  const { status, body } = await world.approver.post('/api/admin/months/late', {
    month: '2026-09',
    participant: elif.id,
    session: 'sep',
    before: 0,
    after: wholeSession,
    isTakenIn: true,
    text: 'Listan på papper visar att Elif var där.',
  });
  if (status !== 200) throw new Error(`the late change was refused: ${JSON.stringify(body)}`);
};

const lockAndSend = async (world: MonthWorld, month: string): Promise<void> => {
  const { status, body } = await world.lock(month);
  if (status !== 200) throw new Error(`${month} could not be locked: ${JSON.stringify(body)}`);
  await world.sent(month, 1);
};

/** A delivery that does not fit stands in the way of a lock until somebody has looked at it. */
const leaveForkOut = async (world: MonthWorld): Promise<void> => {
  const { deliveries } = await world.reviewer.get<SetAsideReply>('/api/admin/set-aside');
  const text = 'Plattan är klonad. Ingen incheckning fattas.';
  for (const { delivery } of deliveries)
    await world.reviewer.post('/api/admin/set-aside/delivery', { delivery, text });
};

/** Lives through the autumn; whoever asks for it closes its server. */
export const anAuditedAutumn = async (verifierFolder: string): Promise<Autumn> => {
  const world = await aMonthWorld();
  const { server } = world;
  const caller = await server.administrator('Sol Granhimmel');
  await server.stores(async (stores) =>
    recordSessionsPlanned({ ...stores, services: server.services }, await stores.planning.all(), caller.id),
  );
  await must(
    server.post(
      '/api/admin/policy',
      {
        from: '2026-09-01',
        graceMinutes: 0,
        deductsBreaks: true,
        roundToMinutes: 60,
        roundPer: 'month',
        countsOverLimit: false,
      },
      caller,
    ),
  );
  const spare = await aSpareTablet(server, caller);
  await recordAutumn(world);
  await spare.checkIn('08:40', guest.id);
  await spare.fork();
  await leaveForkOut(world);
  await correctElif(world);
  for (const session of ['sep', 'oct1', 'oct2']) await reviewAll(world, session);
  await lockAndSend(world, '2026-09');
  await lockAndSend(world, '2026-10');
  await lateElif(world);
  await must(server.post(`/api/admin/devices/${spare.id}/revoke`, { reason: 'lost' }, caller));
  server.advance(minuteMs);
  await spare.checkIn('08:50', elif.id);
  const services = { ...server.services, verifierFolder };
  const app = createApp({ database: server.database, services, trustsProxy: false }, new Map());
  return {
    world,
    server,
    caller,
    spare: spare.id,
    bundle: async (month) =>
      app.request('/api/admin/bundle', {
        method: 'POST',
        body: JSON.stringify({ month: month ?? null }),
        headers: { 'Content-Type': 'application/json', Cookie: caller.cookie },
      }),
  };
};

export { amina, elif, olof, guest };
