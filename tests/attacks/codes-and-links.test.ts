/** A3 and A6: the rotating code in other hands, and links and challenges that come into other hands. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { crockford } from '../../src/domain/badge.ts';
import { hourMs, minuteMs } from '../../src/domain/time.ts';
import { challengeText } from '../../src/signing/heads.ts';
import { createKeyPair, sign } from '../../src/signing/keys.ts';
import { aRogue } from '../support/attacker.ts';
import { aPhone, cardOf, codeShownAt, issueBadges, type TestPhone } from '../support/phone-world.ts';
import { amina, at, guest, olof, plant } from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
  await plant(server);
  await issueBadges(server, [amina.id, olof.id, guest.id]);
});
afterEach(() => server.close());

const phoneOf = async (participant: string, name: string = participant): Promise<TestPhone> => {
  const phone = aPhone(server, name);
  await phone.identify((await cardOf(server, participant)).code);
  return phone;
};
const codeOf = async (reply: Response): Promise<string> => {
  const said = (await reply.json()) as { code?: string; outcome?: string };
  return said.code ?? said.outcome ?? String(reply.status);
};
const attendanceOf = async (participant: string) =>
  (await server.stores(({ attendance }) => attendance.ofParticipant(participant))).get('s1');
const eventsStored = async () => (await server.stores(({ logs }) => logs.ofSession('s1'))).length;

describe('a photograph of the code on the screen', () => {
  test('[ATK-1] A3: is worth nothing two minutes later, however often and with whatever clock it is sent', async () => {
    const { scanned, typed } = await codeShownAt(server, 's1', server.services.clock());
    const phone = await phoneOf(amina.id);
    server.advance(2 * minuteMs);

    for (const code of [scanned, typed]) expect(await codeOf(await phone.checkIn(code))).toBe('code/old');
    for (const agoMs of [-hourMs, -1, 0])
      expect(await codeOf(await phone.checkIn(scanned, { agoMs }))).toBe('code/old');
    const slow = aPhone(server, 'slow clock', -hourMs);
    await slow.identify((await cardOf(server, amina.id)).code);
    expect(await codeOf(await slow.checkIn(scanned))).toBe('code/old');
    expect(await eventsStored()).toBe(0);
  });

  test('[ATK-1] A3: sent as seen a while ago counts from then, and says so to whoever reviews', async () => {
    const { scanned } = await codeShownAt(server, 's1', server.services.clock());
    const phone = await phoneOf(amina.id);
    server.advance(20 * minuteMs);

    expect(await codeOf(await phone.checkIn(scanned, { agoMs: 20 * minuteMs }))).toBe('checked-in');
    expect((await attendanceOf(amina.id))?.remarks).toContain('sent-later');
  });

  test('[ATK-1] A3: takes each person in once, and one phone for two people is seen on both', async () => {
    const { scanned } = await codeShownAt(server, 's1', server.services.clock());
    const phone = await phoneOf(amina.id, 'one phone');
    for (let again = 0; again < 5; again += 1)
      expect(await codeOf(await phone.checkIn(scanned))).toBe(again === 0 ? 'checked-in' : 'already');
    expect(await eventsStored()).toBe(1);

    await phone.identify((await cardOf(server, olof.id)).code);
    expect(await codeOf(await phone.checkIn(scanned))).toBe('checked-in');
    for (const person of [amina, olof])
      expect((await attendanceOf(person.id))?.remarks).toContain('shared-phone');
  });

  test('[ATK-1] A3: six guessed characters run into the limit long before they are right', async () => {
    const phone = await phoneOf(amina.id);
    const answers = new Map<string, number>();
    for (let guess = 0; guess < 300; guess += 1) {
      const code = Array.from({ length: 6 }, (_, i) => crockford[(guess * 7 + i * 11) % 32]).join('');
      const answer = await codeOf(await phone.checkIn(code));
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
    const tried = answers.get('code/unknown') ?? 0;
    expect(answers.get('request/rate-limited')).toBe(300 - tried);
    expect(tried).toBeLessThanOrEqual(40);
    /* 30 bits; at 40 tries in 15 minutes and four codes that are good at once, once in 190 years. */
    const years = 32 ** 6 / 4 / (tried * 4 * 24 * 365);
    expect(years).toBeGreaterThan(100);
    expect(await eventsStored()).toBe(0);
  });

  test('[ATK-1] A3: a new cookie for the same card gives no new tries at it', async () => {
    const { code } = await cardOf(server, amina.id);
    const answers: string[] = [];
    for (let phone = 0; phone < 30; phone += 1)
      answers.push(String((await aPhone(server, `${phone}`).identify(code)).status));
    expect(answers.filter((status) => status === '200').length).toBeLessThanOrEqual(10);
    expect(answers.at(-1)).toBe('429');
  });
});

describe('the link that connects a tablet', () => {
  const link = async (): Promise<{ readonly code: string; readonly link: string }> => {
    const planner = await server.administrator('Sol Granhimmel', ['planner']);
    const made = await server.post('/api/admin/enrolments', { name: 'Farsta 07', unit: 'farsta' }, planner);
    return (await made.json()) as { code: string; link: string };
  };
  const enrol = async (code: string): Promise<string> => {
    const { publicKey } = await createKeyPair();
    return codeOf(await server.post('/api/enrol', { code, publicKey }));
  };

  test('[ATK-1] A6: read, fetched and previewed in every way a mail program has, it is still unused', async () => {
    const made = await link();
    expect(new URL(made.link).hash).toBe(`#${made.code}`);
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'])
      for (const path of [
        '/anslut',
        `/anslut?code=${made.code}`,
        `/api/enrol?code=${made.code}`,
        `/api/enrol/${made.code}`,
      ])
        await server.app.request(path, { method });
    expect(await enrol(made.code)).toBe('200');
  });

  test('[ATK-1] A6: in two hands at once it makes one tablet, and the office’s log says which key', async () => {
    const made = await link();
    const answers = await Promise.all(Array.from({ length: 8 }, () => enrol(made.code)));
    expect(answers.toSorted()).toEqual(['200', ...Array.from({ length: 7 }, () => 'enrol/code-used')]);
    expect(await server.stores(({ devices }) => devices.all())).toHaveLength(1);
    const told = await server.stores(({ officeLog }) => officeLog.latest(10));
    expect(JSON.stringify(told)).toContain('device-enrolled');
  });

  test('[ATK-1] A6: half an hour later it is nobody’s', async () => {
    const made = await link();
    server.advance(30 * minuteMs);
    expect(await enrol(made.code)).toBe('enrol/code-used');
  });

  test('[ATK-1] A6: guessing is stopped after so many tries from one network, also when its addresses vary', async () => {
    const answers: string[] = [];
    const proxied = await createTestServer({ trustsProxy: true });
    const { publicKey } = await createKeyPair();
    for (let guess = 0; guess < 300; guess += 1) {
      const reply = await proxied.post(
        '/api/enrol',
        { code: `ZZZZ${String(guess).padStart(4, '0')}`, publicKey },
        { headers: { 'X-Forwarded-For': `1.2.3.4, 2001:db8:7:8::${guess.toString(16)}` } },
      );
      answers.push(await codeOf(reply));
    }
    await proxied.close();
    expect(answers.filter((code) => code === 'enrol/code-unknown')).toHaveLength(120);
    expect(answers.at(-1)).toBe('request/rate-limited');
  });
});

describe('a tablet’s challenge', () => {
  const challengeFor = async (device: string): Promise<string> => {
    const reply = await server.post('/api/device/challenge', { device });
    return ((await reply.json()) as { challenge: string }).challenge;
  };

  test('[ATK-1] A6: answered once is used up; another tablet’s, an old one and a made-up one are refused', async () => {
    const tablet = await aRogue(server, 'tablet');
    const other = await aRogue(server, 'other');
    const signIn = async (
      device: string,
      challenge: string,
      key = tablet.keys.privateKey,
    ): Promise<number> => {
      const signature = await sign(key, challengeText(device, challenge));
      return (await server.post('/api/device/sign-in', { device, challenge, signature })).status;
    };
    const challenge = await challengeFor(tablet.id);
    expect(await signIn(tablet.id, challenge, other.keys.privateKey)).toBe(401);
    expect(await signIn(other.id, challenge, other.keys.privateKey)).toBe(401);
    expect(await signIn(tablet.id, challenge)).toBe(200);
    expect(await signIn(tablet.id, challenge)).toBe(401);
    expect(await signIn(tablet.id, 'A'.repeat(43))).toBe(401);
    const old = await challengeFor(tablet.id);
    server.advance(2 * minuteMs);
    expect(await signIn(tablet.id, old)).toBe(401);
  });

  test('[ATK-2] A6: a tablet that is not there is answered as one that is', async () => {
    const tablet = await aRogue(server, 'tablet');
    const replies = await Promise.all(
      [tablet.id, 'not-there'].map(async (device) => {
        const challenge = await challengeFor(device);
        const reply = await server.post('/api/device/sign-in', {
          device,
          challenge,
          signature: 'A'.repeat(86),
        });
        return [challenge.length, reply.status, await reply.text()];
      }),
    );
    expect(replies[0]).toEqual(replies[1]);
  });
});

test('[ATK-1] A3: a code of a session that has ended, or has not come near, takes nobody in', async () => {
  const phone = await phoneOf(amina.id);
  for (const minutes of [-200, 6 * 60]) {
    server.advance(at(minutes) - server.services.clock());
    const { scanned } = await codeShownAt(server, 's1', server.services.clock());
    expect(await codeOf(await phone.checkIn(scanned))).toBe('code/not-now');
  }
});
