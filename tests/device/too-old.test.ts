/** A tablet whose app and server are not of the same version: it goes on recording, and nothing it holds is lost. */
import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../src/domain/events.ts';
import { SessionId, type ParticipantId } from '../../src/domain/ids.ts';
import { dayMs, hourMs } from '../../src/domain/time.ts';
import { Plan } from '../../src/domain/programme.ts';
import { problemOf } from '../../src/protocol/problems.ts';
import { PullLogReply } from '../../src/protocol/pull-log.ts';
import { PushLogReply } from '../../src/protocol/push-log.ts';
import { oldestPlanVersion, protocolVersion, versionHeader } from '../../src/protocol/version.ts';
import { createMemoryDevice, type MemoryDevice } from '../support/memory-own-log.ts';
import { readWire, recordedVersions } from '../support/recorded.ts';
import { amina, aSession, elif, morning, plant } from '../support/session-world.ts';
import { openOffice, type Office } from '../support/simulated-office.ts';
import { pathOf } from '../support/simulated-network.ts';
import { openPage } from '../support/simulated-tablet.ts';
import { createTestServer } from '../support/test-server.ts';

type World = { readonly office: Office; readonly device: MemoryDevice; readonly end: () => Promise<void> };

/** An office with this morning's session, and a tablet that has its plan. */
const aWorld = async (): Promise<World> => {
  const server = await createTestServer();
  const office = await openOffice(server, morning);
  await plant({ ...server, stores: office.stores });
  const device = createMemoryDevice();
  const page = await openPage({ device, fetching: office.fetching, clock: office.now });
  const enrolled = await page.enrol(await office.enrolmentCode('farsta'));
  if (!enrolled.ok) throw new Error('not enrolled');
  page.close();
  return {
    office,
    device,
    end: async () => {
      await office.close();
      await server.close();
    },
  };
};

const session = SessionId.parse('s1');
const checkIn = (participant: ParticipantId): EventDraft => ({
  kind: 'checked-in',
  session,
  participant,
  via: 'badge',
});

const stored = (office: Office): Promise<number> =>
  office.stores(async ({ devices }) =>
    (await devices.all()).reduce((sum, { head_seq }) => sum + Number(head_seq), 0),
  );

/** Asks as an app of another version would. */
const sayingVersion =
  (office: Office, version: () => number): typeof fetch =>
  (input, init) =>
    office.fetching(input, {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), [versionHeader]: String(version()) },
    });

describe('an app that is older than the office’s plans', () => {
  test('[OLD-2] the trainer is told that the app needs an update, one is looked for, and check-ins are recorded and delivered', async () => {
    const { office, device, end } = await aWorld();
    try {
      let version = oldestPlanVersion - 1;
      let looked = 0;
      const page = await openPage({
        device,
        fetching: sayingVersion(office, () => version),
        clock: office.now,
        askForUpdate: () => {
          looked += 1;
        },
      });
      await page.syncNow();
      expect(page.state().mustUpdate).toBe(true);
      expect(looked).toBe(1);
      expect(page.state().plan?.plan.sessions.map(({ id }) => id)).toEqual(['s1']);
      expect((await page.record(checkIn(amina.id))).ok).toBe(true);
      await page.syncNow();
      expect(page.state().send).toMatchObject({ unsent: 0, lastTry: 'ok', isRevoked: false });
      expect(await stored(office)).toBe(1);
      version = protocolVersion;
      await page.syncNow();
      expect(page.state().mustUpdate).toBe(false);
      page.close();
    } finally {
      await end();
    }
  });

  test('[OLD-2] an app says its version with everything it asks', async () => {
    const { office, device, end } = await aWorld();
    try {
      const said: (string | null)[] = [];
      const page = await openPage({
        device,
        clock: office.now,
        fetching: (input, init) => {
          said.push(new Headers(init?.headers).get(versionHeader));
          return office.fetching(input, init);
        },
      });
      await page.syncNow();
      expect(said.length).toBeGreaterThan(3);
      expect(new Set(said)).toEqual(new Set([String(protocolVersion)]));
      page.close();
    } finally {
      await end();
    }
  });
});

describe('an app that is newer than the server, after the server was put back', () => {
  const earlier = recordedVersions().filter((version) => version < protocolVersion);

  test.each(earlier)(
    '[OLD-4] what a server of version %i answered about a log is read by today’s app',
    (version) => {
      const said = readWire(version).exchanges;
      const pushed = said.filter(({ method, path }) => method === 'POST' && path === '/api/log');
      const pulled = said.filter(({ path }) => path.startsWith('/api/log?'));
      expect(pushed.length).toBeGreaterThan(0);
      expect(pulled.length).toBeGreaterThan(0);
      for (const { reply } of pushed) expect(PushLogReply.safeParse(reply).success).toBe(true);
      for (const { reply } of pulled) expect(PullLogReply.safeParse(reply).success).toBe(true);
    },
  );

  test.each(earlier)(
    '[OLD-4] a plan of version %i is either read or leaves the tablet with the one it has; check-ins go on and are delivered',
    async (version) => {
      const { office, device, end } = await aWorld();
      try {
        const plan = readWire(version).exchanges.find(({ path }) => path === '/api/plan')?.reply;
        const page = await openPage({
          device,
          clock: office.now,
          fetching: (input, init) =>
            pathOf(input) === '/api/plan'
              ? Promise.resolve(Response.json(plan, { headers: { ETag: '"older"' } }))
              : office.fetching(input, init),
        });
        await page.record(checkIn(amina.id));
        await page.syncNow();
        const held = page.state().plan?.plan.sessions.map(({ id }) => id) ?? [];
        expect(held).toContain('s1');
        expect(Plan.safeParse(plan).success || held.length === 1).toBe(true);
        expect((await page.record(checkIn(elif.id))).ok).toBe(true);
        await page.syncNow();
        expect(page.state().send.unsent).toBe(0);
        expect(await stored(office)).toBe(2);
        page.close();
      } finally {
        await end();
      }
    },
  );

  test.each(['request/malformed', 'request/not-found', 'unheard-of/problem'] as const)(
    '[OLD-4] a push that the older server refuses with %s waits, and is delivered when the server is the newer one again',
    async (code) => {
      const { office, device, end } = await aWorld();
      try {
        let isOlder = true;
        const refusal = problemOf({ code: code as 'request/malformed' });
        const page = await openPage({
          device,
          clock: office.now,
          fetching: (input, init) =>
            isOlder && pathOf(input) === '/api/log'
              ? Promise.resolve(Response.json({ ...refusal, status: 400 }, { status: 400 }))
              : office.fetching(input, init),
        });
        await page.record(checkIn(amina.id));
        await page.record(checkIn(elif.id));
        for (const _ of ['first', 'second', 'third']) await page.syncNow();
        expect(page.state().send.unsent).toBe(2);
        expect(await stored(office)).toBe(0);
        isOlder = false;
        await page.syncNow();
        expect(page.state().send.unsent).toBe(0);
        expect(await stored(office)).toBe(2);
        page.close();
      } finally {
        await end();
      }
    },
  );

  test('[OLD-4] what an older server does not know of a tablet’s health is left out, and the events are delivered', async () => {
    const { office, device, end } = await aWorld();
    try {
      let refused = 0;
      const page = await openPage({
        device,
        clock: office.now,
        health: () =>
          Promise.resolve({
            appVersion: 'test',
            storage: 'persistent',
            space: { level: 'plenty', freeMb: 4000, days: null },
          }),
        fetching: async (input, init) => {
          if (
            pathOf(input) === '/api/log' &&
            typeof init?.body === 'string' &&
            init.body.includes('"space"')
          ) {
            refused += 1;
            return Response.json(problemOf({ code: 'request/malformed' }), { status: 400 });
          }
          return office.fetching(input, init);
        },
      });
      await page.record(checkIn(amina.id));
      await page.syncNow();
      expect(refused).toBe(1);
      expect(page.state().send).toMatchObject({ unsent: 0, lastTry: 'ok' });
      expect(await stored(office)).toBe(1);
      page.close();
    } finally {
      await end();
    }
  });

  test('[OLD-4] an event of a kind that the older server does not know is kept there, set aside and in nobody’s way', async () => {
    const { office, device, end } = await aWorld();
    try {
      const page = await openPage({ device, clock: office.now, fetching: office.fetching });
      await page.record({ kind: 'of-a-later-version', session, shade: 'green' } as unknown as EventDraft);
      await page.record(checkIn(amina.id));
      await page.syncNow();
      expect(page.state().send.unsent).toBe(0);
      const kept = await office.stores(({ logs }) => logs.ofSession(session));
      expect(kept.map(({ kind, set_aside }) => [kind, set_aside])).toEqual([
        ['of-a-later-version', 'unreadable'],
        ['checked-in', null],
      ]);
      page.close();
    } finally {
      await end();
    }
  });
});

describe('six months in a drawer', () => {
  test('[OLD-3] the names are gone and the sign-in is over, and every check-in is still delivered', async () => {
    const { office, device, end } = await aWorld();
    try {
      const before = await openPage({
        device,
        clock: office.now,
        fetching: () => Promise.reject(new Error()),
      });
      for (const person of [amina, elif]) await before.record(checkIn(person.id));
      before.close();
      office.setClock(morning + 183 * dayMs);
      const page = await openPage({ device, clock: office.now, fetching: office.fetching });
      expect(page.state().plan).toBeUndefined();
      expect(page.state().recorded).toBe(2);
      await page.syncNow();
      expect(page.state().send).toMatchObject({ unsent: 0, lastTry: 'ok' });
      const attended = await office.stores(({ logs }) => logs.ofSession(session));
      expect(attended.map(({ set_aside }) => set_aside)).toEqual([null, null]);
      page.close();
    } finally {
      await end();
    }
  });

  test('[OLD-3] a session that was moved or taken off the plan meanwhile keeps what was recorded of it', async () => {
    const { office, device, end } = await aWorld();
    try {
      const before = await openPage({
        device,
        clock: office.now,
        fetching: () => Promise.reject(new Error()),
      });
      await before.record(checkIn(amina.id));
      before.close();
      office.setClock(morning + 183 * dayMs);
      const { startsAt, endsAt } = aSession('s1');
      await office.stores(({ programme }) =>
        programme.putSessions([
          {
            session: aSession('s1', {
              cancelled: true,
              startsAt: (startsAt + 3 * hourMs) as typeof startsAt,
              endsAt: (endsAt + 3 * hourMs) as typeof endsAt,
            }),
            unit: 'jarva' as never,
          },
        ]),
      );
      const page = await openPage({ device, clock: office.now, fetching: office.fetching });
      await page.syncNow();
      expect(page.state().send.unsent).toBe(0);
      const kept = await office.stores(({ logs }) => logs.ofSession(session));
      expect(kept.map(({ kind, set_aside }) => [kind, set_aside])).toEqual([
        ['checked-in', 'not-own-session'],
      ]);
      page.close();
    } finally {
      await end();
    }
  });
});
