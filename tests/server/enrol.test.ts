import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolDevice, signInDevice, type DeviceIdentity } from '../../src/app/device/identity.ts';
import { hourMs, minuteMs } from '../../src/domain/time.ts';
import { createKeyPair, sign } from '../../src/signing/keys.ts';
import { challengeText } from '../../src/signing/heads.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { createMemoryDevice } from '../support/memory-own-log.ts';
import { askingOver } from '../support/simulated-tablet.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';
import { pathOf } from '../support/simulated-network.ts';

let server: TestServer;
let codes = 0;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

const toServer: typeof fetch = async (input, init) => server.app.request(pathOf(input), init);
const aCode = async (expiresInMs = hourMs): Promise<string> => {
  codes += 1;
  server.advance(10 * minuteMs);
  const code = String(codes).padStart(8, '0');
  const now = server.services.clock();
  await server.stores(({ devices }) =>
    devices.addEnrolmentCode({
      code_hash: hashOf(code),
      name: 'Farsta 07',
      unit: 'farsta',
      expires_at: now + expiresInMs,
      created_at: now,
    }),
  );
  return code;
};
const enrol = (code: string, fetching = toServer) =>
  enrolDevice(code, {
    store: createMemoryDevice().identity,
    asking: askingOver(fetching),
    clock: () => server.services.clock(),
  });
const devices = () => server.stores((stores) => stores.devices.all());
const codeOf = (answer: Awaited<ReturnType<typeof enrol>>): string =>
  answer.ok ? 'ok' : answer.error.kind === 'problem' ? answer.error.problem.code : answer.error.kind;
const identity = async (): Promise<DeviceIdentity> => {
  const enrolled = await enrol(await aCode());
  if (!enrolled.ok) throw new Error('not enrolled');
  return enrolled.value;
};

describe('enrolling', () => {
  test('[DEV-1] a code works once: the second tablet is told that it is used', async () => {
    const code = await aCode();
    expect(codeOf(await enrol(code))).toBe('ok');
    expect(codeOf(await enrol(code))).toBe('enrol/code-used');
  });

  test('[DEV-1] of two tablets that give the same code at once, one becomes a device', async () => {
    const code = await aCode();
    const before = (await devices()).length;
    const answers = await Promise.all([enrol(code), enrol(code), enrol(code)]);
    expect(answers.map(codeOf).sort()).toEqual(['enrol/code-used', 'enrol/code-used', 'ok']);
    expect((await devices()).length).toBe(before + 1);
  });

  test('[DEV-1] a code nobody made, one that is too old and one that was called off do not work', async () => {
    expect(codeOf(await enrol('ZZZZZZZZ'))).toBe('enrol/code-unknown');
    expect(codeOf(await enrol('inte en kod'))).toBe('enrol/code-unknown');
    const late = await aCode(minuteMs);
    server.advance(minuteMs);
    expect(codeOf(await enrol(late))).toBe('enrol/code-used');
    const cancelled = await aCode();
    await server.stores((stores) =>
      stores.devices.cancelEnrolmentCode(hashOf(cancelled), server.services.clock()),
    );
    expect(codeOf(await enrol(cancelled))).toBe('enrol/code-used');
  });

  test('[DEV-1] a browser that sends the request twice on its own is one device, and hears so', async () => {
    const before = (await devices()).length;
    const doubled = await enrol(await aCode(), async (input, init) => {
      await toServer(input, init);
      return toServer(input, init);
    });
    expect(codeOf(doubled)).toBe('ok');
    expect((await devices()).length).toBe(before + 1);
  });

  test('[DEV-1] when the answer is lost the tablet asks again and becomes the same device', async () => {
    const before = (await devices()).length;
    let asked = 0;
    const lost = await enrol(await aCode(), async (input, init) => {
      asked += 1;
      const answer = await toServer(input, init);
      if (asked === 1) throw new TypeError('Failed to fetch');
      return answer;
    });
    expect(codeOf(lost)).toBe('ok');
    expect((await devices()).length).toBe(before + 1);
  });

  test('[DEV-1] a used code answers again only for the tablet it made, not for one that another code made', async () => {
    const give = async (code: string, publicKey: string) => {
      const answer = await server.post('/api/enrol', { code, publicKey });
      return (await answer.json()) as { device?: string; code?: string };
    };
    const [a, b] = [(await createKeyPair()).publicKey, (await createKeyPair()).publicKey];
    const [codeOfA, codeOfB] = [await aCode(), await aCode()];
    const [madeA, madeB] = [await give(codeOfA, a), await give(codeOfB, b)];
    expect(madeA.device).not.toBe(madeB.device);
    expect(await give(codeOfA, b)).toMatchObject({ code: 'enrol/code-used' });
    expect(await give(codeOfB, a)).toMatchObject({ code: 'enrol/code-used' });
    expect(await give(codeOfA, a)).toEqual(madeA);
  });

  test('[DEV-1] what is no key uses no code up', async () => {
    const code = await aCode();
    const answer = await server.post('/api/enrol', { code, publicKey: 'A'.repeat(87) });
    expect(answer.status).toBe(422);
    expect(codeOf(await enrol(code))).toBe('ok');
  });

  test('[DEV-1] reading the address uses no code up', async () => {
    const code = await aCode();
    expect((await server.get(`/api/enrol?code=${code}`)).status).toBe(404);
    expect(codeOf(await enrol(code))).toBe('ok');
  });

  test('[DEV-1] guessing codes is stopped', async () => {
    server.advance(2 * hourMs);
    const answers = [];
    for (let i = 0; i < 125; i += 1) answers.push(codeOf(await enrol('ZZZZZZZZ')));
    expect(answers.slice(0, 120)).toEqual(Array(120).fill('enrol/code-unknown'));
    expect(answers.slice(120)).toEqual(Array(5).fill('request/rate-limited'));
    server.advance(2 * hourMs);
  });
});

describe('signing in', () => {
  test('[DEV-3] a challenge is good once, for the device it was made for, for two minutes', async () => {
    const [mine, other] = [await identity(), await identity()];
    const challenge = async (device: string): Promise<string> =>
      ((await (await server.post('/api/device/challenge', { device })).json()) as { challenge: string })
        .challenge;
    const answer = async (who: DeviceIdentity, device: string, text: string): Promise<number> => {
      const signature = await sign(who.privateKey, challengeText(device, text));
      return (await server.post('/api/device/sign-in', { device, challenge: text, signature })).status;
    };
    const first = await challenge(mine.device);
    expect(await answer(mine, mine.device, first)).toBe(200);
    expect(await answer(mine, mine.device, first)).toBe(401);
    expect(await answer(other, other.device, await challenge(mine.device))).toBe(401);
    expect(await answer(other, mine.device, await challenge(mine.device))).toBe(401);
    expect(await answer(mine, mine.device, 'made up')).toBe(401);
    const old = await challenge(mine.device);
    server.advance(2 * minuteMs);
    expect(await answer(mine, mine.device, old)).toBe(401);
  });

  test('[DEV-3] a device nobody knows gets a challenge like anybody else, and no further', async () => {
    const { privateKey, publicKey } = await createKeyPair();
    const stranger = {
      ...(await identity()),
      device: 'stranger' as DeviceIdentity['device'],
      privateKey,
      publicKey,
    };
    const answer = await signInDevice(stranger, askingOver(toServer));
    expect(answer).toMatchObject({
      ok: false,
      error: { kind: 'problem', problem: { code: 'device/sign-in-refused' } },
    });
  });

  test('[DEV-4] a revoked device may sign in, to hand in what it has, and is told', async () => {
    const mine = await identity();
    await server.stores((stores) => stores.devices.revoke(mine.device, server.services.clock()));
    const answer = await signInDevice(mine, askingOver(toServer));
    expect(answer).toMatchObject({ ok: true, value: { isRevoked: true } });
    const token = answer.ok ? answer.value.token : '';
    expect((await server.get('/api/plan', { token })).status).toBe(403);
    expect((await server.get('/api/log', { token })).status).toBe(403);
  });
});
