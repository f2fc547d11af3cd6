/** A7: whoever asks for what is not theirs, or tries a name, learns nothing from the answer, nor from the work it was. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles as everyRole } from '../../src/domain/roles.ts';
import { passwordOf } from '../../src/server/accounts/password-rules.ts';
import { hashPassword } from '../../src/server/accounts/passwords.ts';
import type { Endpoint } from '../../src/server/http/endpoint.ts';
import { endpoints } from '../../src/server/routes/index.ts';
import { aRogue, type Rogue } from '../support/attacker.ts';
import { aPhone, cardOf, issueBadges, type TestPhone } from '../support/phone-world.ts';
import { amina, guest, olof, plant } from '../support/session-world.ts';
import { createTestServer, type TestCaller, type TestServer } from '../support/test-server.ts';
import { countWork, type Work } from '../support/work-done.ts';

const count = countWork();
let server: TestServer;
let tablet: Rogue;
let phone: TestPhone;
let ids: readonly string[];

beforeAll(async () => {
  server = await createTestServer({ through: count.through });
  await plant(server);
  tablet = await aRogue(server, 'tablet-farsta');
  await issueBadges(server, [amina.id, olof.id, guest.id]);
  phone = aPhone(server);
  await phone.open((await cardOf(server, amina.id)).token);
  const { id } = await server.administrator('Sol Granhimmel', ['planner']);
  ids = [amina.id, olof.id, 's1', tablet.id, id, '2026-11', 'g14'];
});
afterAll(() => server.close());

type Told = { readonly status: number; readonly headers: string; readonly text: string; readonly work: Work };

/** All that a caller can see of an answer, and what it was to give it. */
const told = async (ask: () => Promise<Response>): Promise<Told> => {
  let answer: Omit<Told, 'work'> | undefined;
  const work = await count.during(async () => {
    const reply = await ask();
    answer = {
      status: reply.status,
      headers: JSON.stringify([...reply.headers].toSorted()),
      text: await reply.text(),
    };
  });
  if (answer === undefined) throw new Error('there was no answer');
  return { ...answer, work };
};

const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;
const ask = ({ method, path }: Endpoint, id: string, caller: TestCaller): Promise<Response> => {
  const address = path.replaceAll(/:\w+/g, encodeURIComponent(id));
  return method === 'get'
    ? server.get(`${address}?participant=${id}&session=${id}`, caller)
    : server.post(address, { id, participant: id, session: id, device: id, month: id }, caller);
};

describe('an id that is somebody else’s', () => {
  const closed = endpoints.filter(({ caller }) => caller !== 'anyone');
  const callers = (): Readonly<Record<'nobody' | 'device' | 'participant', TestCaller>> => ({
    nobody: {},
    device: { token: tablet.token },
    participant: { cookie: phone.cookie() ?? '' },
  });
  const rows = closed.flatMap((endpoint) =>
    (['nobody', 'device', 'participant'] as const)
      .filter((who) => who !== endpoint.caller)
      .map((who) => [who, nameOf(endpoint), endpoint] as const),
  );

  test.each(rows)(
    '[ATK-2] A7: asked for by %s at %s is the same work as one that is not there',
    async (who, _name, endpoint) => {
      const caller = callers()[who];
      const none = await told(() => ask(endpoint, 'not-there', caller));
      expect(none.work.statements.length).toBeGreaterThan(0);
      for (const id of ids) expect(await told(() => ask(endpoint, id, caller))).toEqual(none);
    },
  );

  const byId = closed.filter(({ caller, path }) => caller === 'administrator' && path.includes(':'));
  test.each(byId.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    '[ATK-2] A7: asked for without the role for %s is the same work as one that is not there',
    async (_name, endpoint) => {
      const allowed: readonly string[] =
        endpoint.roles === 'any-signed-in' ? everyRole : (endpoint.roles ?? []);
      const without = everyRole.find((role) => !allowed.includes(role));
      if (without === undefined) return;
      const caller = await server.administrator('Sol Granhimmel', [without]);
      const none = await told(() => ask(endpoint, 'not-there', caller));
      expect(none.status).toBe(403);
      for (const id of ids) expect(await told(() => ask(endpoint, id, caller))).toEqual(none);
    },
  );
});

describe('a name that is tried', () => {
  const password = 'en lugn kväll vid sjön';
  const signIn = (login: string, tried: string): Promise<Response> =>
    server.post('/api/admin/sign-in', { login, password: tried });

  beforeAll(async () => {
    const held = await hashPassword(server.services, passwordOf(password));
    await server.stores(({ accounts }) =>
      accounts.add({ id: 'known', name: 'Sol Granhimmel', login: 'known', password: held }, 0),
    );
    await server.stores(({ accounts }) =>
      accounts.add({ id: 'bare', name: 'Sol Granhimmel', login: 'bare', password: 'no-password' }, 0),
    );
  });

  test('[SIGN-2] A7: is answered alike and after the same work whether it is somebody’s, nobody’s, or of one who signs in elsewhere', async () => {
    const logins = ['known', 'nobody', 'bare'];
    for (const tried of ['fel lösenord helt och hållet', 'x', 'å'.repeat(400)]) {
      const answers: Told[] = [];
      for (const login of logins) answers.push(await told(() => signIn(login, tried)));
      const [first, ...others] = answers;
      expect(first?.status).toBeGreaterThanOrEqual(400);
      for (const other of others) expect(other).toEqual(first);
    }
    const wrong = await told(() => signIn('nobody', 'fel lösenord igen'));
    expect(wrong.work.hashes).toEqual(['ARGON2REQUEST']);
    expect((await told(() => signIn('known', password))).status).toBe(200);
  });

  test('[SIGN-4] A7: runs into the same wait after the same number of tries, somebody’s or nobody’s', async () => {
    const seen: string[][] = [];
    for (const login of ['known-too', 'nobody-else']) {
      const answers: string[] = [];
      const fresh = await createTestServer();
      if (login === 'known-too')
        await fresh.stores(({ accounts }) =>
          accounts.add({ id: 'k', name: 'Sol Granhimmel', login, password: 'no-password' }, 0),
        );
      for (let tries = 0; tries < 14; tries += 1) {
        const reply = await fresh.post('/api/admin/sign-in', { login, password: `fel lösenord ${tries}` });
        answers.push(`${reply.status} ${reply.headers.get('retry-after')} ${await reply.text()}`);
      }
      await fresh.close();
      seen.push(answers);
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]?.at(-1)).toMatch(/^429 /);
  });

  test('[DEV-3] A7: a tablet’s is challenged, and refused, with the same work whether it is there or not', async () => {
    const works: Told[] = [];
    for (const device of [tablet.id, 'not-there']) {
      const challenge = await told(() => server.post('/api/device/challenge', { device }));
      const { challenge: text } = JSON.parse(challenge.text) as { challenge: string };
      works.push({ ...challenge, text: String(text.length), headers: '' });
      const refused = await told(() =>
        server.post('/api/device/sign-in', { device, challenge: text, signature: 'A'.repeat(86) }),
      );
      works.push(refused);
    }
    expect(works.slice(0, 2)).toEqual(works.slice(2));
    expect(works[1]?.status).toBe(401);
  });
});
