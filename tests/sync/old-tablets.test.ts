/** Tablets of every version that has been out, at the door of today's server: their own recorded requests, byte for byte. */
import { createHash } from 'node:crypto';
import { fromJSONSchema } from 'zod';
import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../src/domain/events.ts';
import { SessionId } from '../../src/domain/ids.ts';
import { dayMs } from '../../src/domain/time.ts';
import { EnrolDeviceReply } from '../../src/protocol/enrol-device.ts';
import type { ShowMonthReply } from '../../src/protocol/month.ts';
import { PushLogReply } from '../../src/protocol/push-log.ts';
import type { ShowReviewReply } from '../../src/protocol/review.ts';
import { DeviceChallengeReply, DeviceSignInReply } from '../../src/protocol/sign-in-device.ts';
import {
  oldestPlanVersion,
  oldestProtocolVersion,
  protocolVersion,
  statedVersion,
  unstatedVersion,
  versionHeader,
} from '../../src/protocol/version.ts';
import {
  headNow,
  isReceiptGood,
  openOldOffice,
  signInRecorded,
  type OldOffice,
} from '../support/old-office.ts';
import { clockTime } from '../support/factories.ts';
import { elif, settledAutumn, wholeSession } from '../support/month-world.ts';
import { aTablet } from '../support/session-world.ts';
import {
  readFacts,
  readWire,
  recordedVersions,
  type Exchange,
  type RecordedWire,
} from '../support/recorded.ts';

const checkInAt = (session: string): EventDraft => ({
  kind: 'checked-in',
  session: SessionId.parse(session),
  participant: elif.id,
  via: 'badge',
});
const checkOutAt = (session: string): EventDraft => ({
  kind: 'checked-out',
  session: SessionId.parse(session),
  participant: elif.id,
  via: 'badge',
});

const certifiedAt = (session: string): EventDraft => ({
  kind: 'hours-certified',
  session: SessionId.parse(session),
  participant: elif.id,
  minutes: wholeSession,
  on: 'tablet',
});

const versions = recordedVersions();
const deliverPath = '/api/log';

/** What the old app itself would say to a reply: nothing, or why it cannot read it. */
const unreadBy = (wire: RecordedWire, message: string, reply: unknown): string => {
  const read = fromJSONSchema(wire.reads[message] as never).safeParse(reply);
  return read.success ? '' : `${message}: ${read.error.message}`;
};

/** The parts of a JSON Schema that matter here. */
type JsonObject = {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
};

type Push = {
  readonly from: number;
  readonly events: readonly string[];
  readonly head: { readonly seq: number; readonly hash: string };
  readonly health: object;
};

const pushesOf = (wire: RecordedWire, when: Exchange['when']): readonly Exchange[] =>
  wire.exchanges.filter(
    (one) =>
      one.when === when &&
      one.method === 'POST' &&
      one.path === deliverPath &&
      (JSON.parse(one.body ?? '') as { head: { device: string } }).head.device === wire.tablet.device,
  );

const theLatePush = (wire: RecordedWire): Exchange => {
  const [push] = pushesOf(wire, 'after');
  if (push === undefined) throw new Error('the recording holds no late push');
  return push;
};

const textsOf = async (office: OldOffice, device: string): Promise<readonly string[]> =>
  (await office.logs()).filter((row) => row.device === device).map(({ text }) => text);

const recordedTexts = (wire: RecordedWire): readonly string[] =>
  wire.exchanges
    .filter((one) => pushesOf(wire, one.when).includes(one))
    .flatMap(({ body }) => (JSON.parse(body ?? '') as Push).events);

describe('tablets of old versions', () => {
  const readOnDelivery = {
    enrol: EnrolDeviceReply,
    challenge: DeviceChallengeReply,
    signIn: DeviceSignInReply,
    push: PushLogReply,
  };
  test.each(
    versions.flatMap((version) => Object.keys(readOnDelivery).map((name) => [version, name] as const)),
  )(
    '[OLD-1] what an app of version %i reads as the answer to %s is the same today; what has been added is given to those alone who ask',
    (version, name) => {
      const then = readWire(version).reads[name] as JsonObject;
      const now = z.toJSONSchema(readOnDelivery[name as keyof typeof readOnDelivery], {
        unrepresentable: 'any',
      }) as JsonObject;
      expect(now.required).toEqual(then.required);
      for (const [key, form] of Object.entries(then.properties)) expect(now.properties[key]).toEqual(form);
    },
  );

  test('[OLD-1] traffic is kept of every version that has been out', () => {
    const before = Array.from({ length: protocolVersion - 1 }, (_, i) => i + 1);
    expect(versions).toEqual(expect.arrayContaining(before));
    expect(oldestProtocolVersion).toBe(1);
  });

  test.each(versions)(
    '[OLD-1] a tablet of version %i delivers its recorded log to today’s office, byte for byte, once, and can read every answer',
    async (version) => {
      const wire = readWire(version);
      const facts = readFacts(wire.database);
      const office = await openOldOffice(wire.database);
      try {
        const late = theLatePush(wire);
        office.setClock(late.at);
        const { challenge, signIn, token } = await signInRecorded(office, wire.tablet);
        expect(unreadBy(wire, 'challenge', challenge)).toBe('');
        expect(unreadBy(wire, 'signIn', signIn)).toBe('');
        const headers = { Authorization: `Bearer ${token}` };
        for (const _ of ['once', 'again']) {
          const pushed = await office.post(deliverPath, late.body ?? '', headers);
          expect(pushed.status).toBe(200);
          const reply = (await pushed.json()) as z.infer<typeof PushLogReply>;
          expect(unreadBy(wire, 'push', reply)).toBe('');
          const before = late.reply as z.infer<typeof PushLogReply>;
          expect({ ...reply.receipt, signature: '' }).toEqual({ ...before.receipt, signature: '' });
          expect(await isReceiptGood(wire.tablet.receiptKey, reply.receipt)).toBe(true);
        }
        const others = await office.app.request('/api/log?after=0', { headers });
        expect(unreadBy(wire, 'pull', await others.json())).toBe('');
        expect(await textsOf(office, wire.tablet.device)).toEqual(recordedTexts(wire));
        for (const { at, path, cookie, body, status, reply } of wire.exchanges) {
          if (path !== '/api/me/check-in' || body === undefined) continue;
          office.setClock(at);
          const claimed = await office.post(path, body, { Cookie: cookie ?? '' });
          expect([claimed.status, await claimed.json()]).toEqual([status, reply]);
        }
        expect(await office.minutes()).toEqual(facts.minutesDelivered);
      } finally {
        await office.close();
      }
    },
  );

  test.each(versions)(
    '[OLD-1] a tablet of version %i that asks again to be enrolled gets the answer it can read',
    async (version) => {
      const wire = readWire(version);
      const enrolled = wire.exchanges.find(({ path }) => path === '/api/enrol');
      const office = await openOldOffice(wire.database);
      try {
        office.setClock(enrolled?.at ?? 0);
        const reply: unknown = await (await office.post('/api/enrol', enrolled?.body ?? '')).json();
        expect(unreadBy(wire, 'enrol', reply)).toBe('');
        expect(reply).toEqual(enrolled?.reply);
      } finally {
        await office.close();
      }
    },
  );

  test.each(versions)(
    '[OLD-3] a tablet of version %i that was away for six months delivers everything, in several parts, with its hours',
    async (version) => {
      const wire = readWire(version);
      const facts = readFacts(wire.database);
      const office = await openOldOffice(wire.database);
      try {
        const late = theLatePush(wire);
        const push = JSON.parse(late.body ?? '') as Push;
        const now = late.at + 183 * dayMs;
        office.setClock(now);
        const { token } = await signInRecorded(office, wire.tablet);
        const headers = { Authorization: `Bearer ${token}` };
        const half = Math.floor(push.events.length / 2);
        for (const part of [push.events.slice(0, half), push.events]) {
          const end = push.from + part.length - 1;
          const hash = createHash('sha256')
            .update(part.at(-1) ?? '')
            .digest('base64url');
          const body = { ...push, events: part, head: await headNow(wire.tablet, { seq: end, hash }, now) };
          const reply = await office.post(deliverPath, JSON.stringify(body), headers);
          const { receipt } = (await reply.json()) as z.infer<typeof PushLogReply>;
          expect(receipt.seq).toBe(end);
          expect(await isReceiptGood(wire.tablet.receiptKey, receipt)).toBe(true);
        }
        expect(await textsOf(office, wire.tablet.device)).toEqual(recordedTexts(wire));
        const own = new Set(facts.logs.filter(({ set_aside }) => set_aside !== null).map(({ text }) => text));
        const aside = (await office.logs()).filter(
          ({ text, set_aside }) => set_aside !== null && !own.has(text),
        );
        expect(aside).toEqual([]);
        const byTablet = ({ session, participant }: { session: string; participant: string }): boolean =>
          session !== 's2' || participant !== 'olof';
        expect((await office.minutes()).filter(byTablet)).toEqual(facts.minutesDelivered.filter(byTablet));
      } finally {
        await office.close();
      }
    },
  );

  test.each(versions)(
    '[OLD-3] a tablet of version %i that was turned off meanwhile still hands everything in, set aside for a person',
    async (version) => {
      const wire = readWire(version);
      const facts = readFacts(wire.database);
      const office = await openOldOffice(wire.database);
      try {
        const late = theLatePush(wire);
        office.setClock(late.at);
        await office.stores(({ devices }) => devices.revoke(wire.tablet.device, late.at - dayMs));
        const { token } = await signInRecorded(office, wire.tablet);
        const headers = { Authorization: `Bearer ${token}` };
        const reply = await office.post(deliverPath, late.body ?? '', headers);
        const said = (await reply.json()) as z.infer<typeof PushLogReply>;
        expect(said.setAside).toBe('revoked');
        expect(unreadBy(wire, 'push', said)).toBe('');
        expect(await textsOf(office, wire.tablet.device)).toEqual(recordedTexts(wire));
        expect(await office.minutes()).toEqual(facts.minutes);
        const plan = await office.app.request('/api/plan', { headers });
        expect(unreadBy(wire, 'problem', await plan.json())).toBe('');
      } finally {
        await office.close();
      }
    },
  );

  test.each(versions)(
    '[OLD-3] a tablet of version %i that was enrolled anew meanwhile hands in the log of who it was before',
    async (version) => {
      const wire = readWire(version);
      const facts = readFacts(wire.database);
      const office = await openOldOffice(wire.database);
      try {
        const late = theLatePush(wire);
        office.setClock(late.at);
        await office.stores(({ devices }) =>
          devices.add(
            { id: 'anew', name: 'Farsta 07', unit: 'farsta', publicKey: wire.tablet.publicKey },
            late.at,
          ),
        );
        const { token } = await signInRecorded(office, wire.tablet);
        const reply = await office.post(deliverPath, late.body ?? '', { Authorization: `Bearer ${token}` });
        expect(((await reply.json()) as z.infer<typeof PushLogReply>).setAside).toBeNull();
        expect(await textsOf(office, wire.tablet.device)).toEqual(recordedTexts(wire));
        const s2 = (rows: readonly { session: string; participant: string }[]) =>
          rows.filter(({ session, participant }) => session === 's2' && participant !== 'olof');
        expect(s2(await office.minutes())).toEqual(s2(facts.minutesDelivered));
      } finally {
        await office.close();
      }
    },
  );
});

describe('a tablet that comes back after its months were locked', () => {
  test('[OLD-3] its events are stored, the locked figures stand, and the difference waits for a decision', async () => {
    const world = await settledAutumn();
    try {
      const { server } = world;
      const locked = await server.stores(({ months }) => months.kept('2026-09', 1));
      const forgotten = await aTablet(server, 'Farsta 02');
      await forgotten.record(
        [clockTime('2026-09-08', '08:15'), checkInAt('sep')],
        [clockTime('2026-09-08', '12:30'), checkOutAt('sep')],
        [clockTime('2026-09-08', '12:40'), certifiedAt('sep')],
      );
      server.advance(183 * dayMs);
      await forgotten.deliver();
      const reviewer = await server.administrator('Gran Åter', ['reviewer']);
      const review = await server.get('/api/admin/review/sep', reviewer);
      const { basis } = (await review.json()) as ShowReviewReply;
      const done = await server.post('/api/admin/review/done', { session: 'sep', basis }, reviewer);
      expect(done.status).toBe(200);
      const approver = await server.administrator('Alva Åter', ['approver']);
      const month = (await (
        await server.get('/api/admin/months/2026-09', approver)
      ).json()) as ShowMonthReply;
      expect(await server.stores(({ months }) => months.kept('2026-09', 1))).toEqual(locked);
      expect(month.late).toMatchObject([
        { participant: 'elif', session: 'sep', before: 0, after: wholeSession },
      ]);
      const kept = await server.stores(({ logs }) => logs.ofDevice(forgotten.id, 1, 10));
      expect(kept.map(({ kind, set_aside }) => [kind, set_aside])).toEqual([
        ['checked-in', null],
        ['checked-out', null],
        ['hours-certified', null],
      ]);
    } finally {
      await world.close();
    }
  });
});

describe('the floor', () => {
  const floor = versions.filter((version) => version >= oldestPlanVersion);

  test.each(floor)('[OLD-2] a tablet of version %i reads the plan it is given today', async (version) => {
    const wire = readWire(version);
    const office = await openOldOffice(wire.database);
    try {
      const { token } = await signInRecorded(office, wire.tablet);
      const stated = version > unstatedVersion ? { [versionHeader]: String(version) } : {};
      const reply = await office.app.request('/api/plan', {
        headers: { Authorization: `Bearer ${token}`, ...stated },
      });
      expect(reply.status).toBe(200);
      expect(unreadBy(wire, 'plan', await reply.json())).toBe('');
    } finally {
      await office.close();
    }
  });

  test('[OLD-2] a tablet that says a version below the floor is told to update, and its log is taken all the same', async () => {
    const wire = readWire(1);
    const office = await openOldOffice(wire.database);
    try {
      const late = theLatePush(wire);
      office.setClock(late.at);
      const { token } = await signInRecorded(office, wire.tablet);
      const unsaid = await office.app.request('/api/plan', { headers: { Authorization: `Bearer ${token}` } });
      expect(unreadBy(wire, 'plan', await unsaid.json())).toContain('officeKey');
      const headers = {
        Authorization: `Bearer ${token}`,
        [versionHeader]: String(oldestPlanVersion - 1),
      };
      const plan = await office.app.request('/api/plan', { headers });
      expect(plan.status).toBe(409);
      expect(await plan.json()).toMatchObject({ code: 'device/too-old' });
      const pushed = await office.post(deliverPath, late.body ?? '', headers);
      expect(pushed.status).toBe(200);
      expect(await textsOf(office, wire.tablet.device)).toEqual(recordedTexts(wire));
    } finally {
      await office.close();
    }
  });

  test.each(['', '0', '-1', '4x', '1e9', '999999', '__proto__'])(
    '[OLD-2] %o is no version, and counts as nothing said',
    (header) => {
      expect(statedVersion(header)).toBe(unstatedVersion);
      expect(statedVersion(String(protocolVersion))).toBe(protocolVersion);
    },
  );
});
