/** A7 and A8: what is somebody else's, asked for by everybody, with every id there is; and fields that are not one's to set. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UnitId } from '../../src/domain/ids.ts';
import { Plan } from '../../src/domain/programme.ts';
import { roles as everyRole } from '../../src/domain/roles.ts';
import type { Endpoint } from '../../src/server/http/endpoint.ts';
import { endpoints } from '../../src/server/routes/index.ts';
import { aRogue, presentAt, push, pushOf, textsOf, type Rogue } from '../support/attacker.ts';
import { aPhone, cardOf, codeShownAt, issueBadges, type TestPhone } from '../support/phone-world.ts';
import { amina, aSession, checkedIn, elif, guest, olof, opened, plant } from '../support/session-world.ts';
import { createTestServer, type TestCaller, type TestServer } from '../support/test-server.ts';

const bromma = UnitId.parse('bromma');
let server: TestServer;
let tablet: Rogue;
let otherTablet: Rogue;
let phone: TestPhone;
let ids: readonly string[];
let administrator: { readonly id: string; readonly cookie: string };

beforeAll(async () => {
  server = await createTestServer();
  await plant(server);
  await server.stores(({ programme }) =>
    programme.putSessions([{ session: aSession('away', { cohorts: [] }), unit: bromma }]),
  );
  tablet = await aRogue(server, 'tablet-farsta');
  otherTablet = await aRogue(server, 'tablet-bromma', 'bromma');
  const { texts } = await textsOf(otherTablet.id, [{ ...opened, session: aSession('away').id }]);
  await push(server, otherTablet, await pushOf(otherTablet, texts));
  await issueBadges(server, [amina.id, olof.id, guest.id]);
  phone = aPhone(server);
  await phone.open((await cardOf(server, amina.id)).token);
  administrator = await server.administrator('Sol Granhimmel', ['planner']);
  ids = [
    amina.id,
    olof.id,
    guest.id,
    's1',
    'away',
    tablet.id,
    otherTablet.id,
    administrator.id,
    '2026-11',
    'g14',
    '1',
  ];
});
afterAll(() => server.close());

const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;

/** Everything a caller can see of an answer. */
const seenBy = async (caller: TestCaller, { method, path }: Endpoint, id: string): Promise<unknown> => {
  const address = path.replaceAll(/:\w+/g, encodeURIComponent(id));
  const body = { id, participant: id, session: id, device: id, administrator: id, month: id };
  const reply = await (method === 'get'
    ? server.get(`${address}?participant=${id}&session=${id}&device=${id}&after=0`, caller)
    : server.post(address, body, caller));
  return [reply.status, [...reply.headers].toSorted(), await reply.text()];
};

describe('whoever asks for what is not theirs', () => {
  const closed = endpoints.filter(({ caller }) => caller !== 'anyone');
  const whoElse = ['nobody', 'device', 'participant', 'administrator'] as const;
  const rows = closed.flatMap((endpoint) =>
    whoElse.filter((who) => who !== endpoint.caller).map((who) => [who, nameOf(endpoint), endpoint] as const),
  );
  const callerOf = (who: (typeof whoElse)[number]): TestCaller =>
    who === 'device'
      ? { token: tablet.token }
      : who === 'participant'
        ? { cookie: phone.cookie() ?? '' }
        : who === 'administrator'
          ? administrator
          : {};

  test.each(rows)(
    '[ATK-2] A7: as %s gets one and the same answer from %s for every id there is',
    async (who, _name, endpoint) => {
      const none = await seenBy(callerOf(who), endpoint, 'not-there');
      for (const id of ids) expect(await seenBy(callerOf(who), endpoint, id)).toEqual(none);
      expect((none as readonly unknown[])[0]).toBe(401);
    },
  );

  const byId = closed.filter(({ caller, path }) => caller === 'administrator' && path.includes(':'));
  test.each(byId.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    '[ATK-2] A7: without the role for %s gets one and the same answer for every id there is',
    async (_name, endpoint) => {
      const allowed: readonly string[] =
        endpoint.roles === 'any-signed-in' ? everyRole : (endpoint.roles ?? []);
      for (const role of everyRole.filter((one) => !allowed.includes(one))) {
        const caller = await server.administrator('Sol Granhimmel', [role]);
        const none = await seenBy(caller, endpoint, 'not-there');
        for (const id of ids) expect(await seenBy(caller, endpoint, id)).toEqual(none);
        expect((none as readonly unknown[])[0]).toBe(403);
      }
    },
  );

  test.each(byId.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    '[ATK-2] A7: with the role for %s is told that made-up ids are not there, never with a defect',
    async (_name, endpoint) => {
      const caller = await server.administrator('Sol Granhimmel', everyRole);
      const hostile = [
        'not-there',
        '0',
        '-1',
        '1',
        '9007199254740993',
        '..',
        '__proto__',
        'constructor',
        "' or 1=1 --",
        '%',
        '\u0000',
        'å'.repeat(3000),
      ];
      for (const id of hostile) {
        const [status] = (await seenBy(caller, endpoint, id)) as readonly number[];
        expect([id.slice(0, 20), status]).not.toEqual([id.slice(0, 20), 500]);
        expect([200, 204, 400, 403, 404, 409, 410, 413, 422, 429]).toContain(status);
      }
    },
  );
});

describe('a trainer’s tablet', () => {
  test('[ATK-2] A7: is given its own district’s rosters, whichever it asks for', async () => {
    const asked = `?unit=farsta&device=${tablet.id}&session=s1&cohort=g14`;
    const own = await server.get('/api/plan', { token: otherTablet.token });
    const text = await (await server.get(`/api/plan${asked}`, { token: otherTablet.token })).text();
    expect(text).toBe(await own.text());
    expect(Plan.parse(JSON.parse(text)).sessions.map(({ id }) => id)).toEqual(['away']);
    for (const person of [amina, olof, elif]) expect(text).not.toContain(person.family);
  });

  test('[ATK-2] A7: hears nothing of what others record in other districts, from any cursor', async () => {
    const { texts } = await textsOf(tablet.id, [opened, checkedIn(amina)]);
    await push(server, tablet, await pushOf(tablet, texts));
    for (const after of ['0', '1', '16777216', '99999999999', '-1', 'NaN', '']) {
      const reply = await server.get(`/api/log?after=${after}&session=s1&device=${tablet.id}`, {
        token: otherTablet.token,
      });
      expect(((await reply.json()) as { events: unknown[] }).events).toEqual([]);
    }
  });

  test('[ATK-2] A7: cannot record at another district’s session: it waits for the office, and nobody is present', async () => {
    const away = await aRogue(server, 'tablet-away', 'bromma');
    const { texts } = await textsOf(away.id, [opened, checkedIn(elif)]);
    expect(await push(server, away, await pushOf(away, texts))).toBe('unreadable');
    expect(
      (await server.stores(({ logs }) => logs.ofDevice(away.id, 1, 9))).map(({ set_aside }) => set_aside),
    ).toEqual(['not-own-session', 'not-own-session']);
    expect(await presentAt(server, 's1')).not.toContain('elif');
  });
});

describe('a participant', () => {
  test('[ATK-2] A7: reads own hours alone, whatever is asked for', async () => {
    const caller = { cookie: phone.cookie() ?? '' };
    for (const path of ['/api/me', '/api/me/extract'])
      for (const id of ids) {
        const reply = await server.get(`${path}?participant=${id}&id=${id}&month=2026-11`, caller);
        const text = await reply.text();
        for (const word of ['Olof', 'Granmoln', 'Deltagare 07', 'Elif']) expect(text).not.toContain(word);
      }
  });

  test('[ATK-2] A7: with two cookies is the first one’s, never both', async () => {
    const other = aPhone(server, 'other');
    await other.open((await cardOf(server, olof.id)).token);
    const reply = await server.get('/api/me', { cookie: `${phone.cookie()}; ${other.cookie()}` });
    expect(((await reply.json()) as { given: string }).given).toBe('Amina');
  });
});

describe('fields that are not one’s to set', () => {
  const extra = {
    role: 'system',
    roles: ['system'],
    isAdmin: true,
    approved: true,
    hours: 26,
    minutes: 999,
    participant: 'olof',
    device: 'x',
    via: 'hand',
    actor: 'x',
    at: 1,
  };

  const attempts: readonly (readonly [string, () => Promise<Response>])[] = Object.keys(extra).flatMap(
    (key) => {
      const one = { [key]: extra[key as keyof typeof extra] };
      return [
        [
          `a tablet’s connection with ${key}`,
          () => server.post('/api/enrol', { code: 'ZZZZZZZZ', publicKey: 'x', ...one }),
        ],
        [
          `a check-in by phone with ${key}`,
          async () =>
            server.post(
              '/api/me/check-in',
              {
                code: (await codeShownAt(server, 's1', server.services.clock())).scanned,
                phone: phone.phone,
                seenAt: server.services.clock(),
                sentAt: server.services.clock(),
                anyway: false,
                ...one,
              },
              { cookie: phone.cookie() ?? '' },
            ),
        ],
        [
          `a delivery with ${key}`,
          async () =>
            server.post('/api/log', { ...(await pushOf(tablet, ['x'])), ...one }, { token: tablet.token }),
        ],
        [
          `a new account with ${key}`,
          () =>
            server.post('/api/admin/set-up', {
              token: 'x'.repeat(43),
              name: 'A',
              login: 'abc',
              password: 'x'.repeat(20),
              ...one,
            }),
        ],
      ] as const;
    },
  );

  test.each(attempts)('[ATK-2] A8: %s is refused whole', async (_what, attempt) => {
    const reply = await attempt();
    expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([
      400,
      'request/malformed',
    ]);
  });
});
