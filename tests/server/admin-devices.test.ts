import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { readTypedCode } from '../../src/domain/badge.ts';
import { DeviceId, Hash } from '../../src/domain/ids.ts';
import { noHash } from '../../src/domain/log.ts';
import { dayMs, instant, minuteMs } from '../../src/domain/time.ts';
import { CreateEnrolmentReply } from '../../src/protocol/create-enrolment.ts';
import { EnrolDeviceReply } from '../../src/protocol/enrol-device.ts';
import { ListDevicesReply } from '../../src/protocol/list-devices.ts';
import { DeviceChallengeReply, DeviceSignInReply } from '../../src/protocol/sign-in-device.ts';
import { challengeText, signHead } from '../../src/signing/heads.ts';
import { createKeyPair, sign } from '../../src/signing/keys.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const open: TestServer[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A server with a signed-in administrator and the acts of this page. */
const anOffice = async () => {
  const server = await createTestServer();
  open.push(server);
  const caller = await server.administrator();
  const create = async (name = 'Farsta 07', unit: string | null = 'farsta') =>
    CreateEnrolmentReply.parse(
      await (await server.post('/api/admin/enrolments', { name, unit }, caller)).json(),
    );
  const enrol = async (code: string, publicKey: string) => server.post('/api/enrol', { code, publicKey });
  const list = async () =>
    ListDevicesReply.parse(await (await server.get('/api/admin/devices', caller)).json()).devices;
  const revoke = (id: string, reason = 'lost') =>
    server.post(`/api/admin/devices/${id}/revoke`, { reason }, caller);
  const kinds = () =>
    server.stores(async ({ officeLog }) =>
      (await officeLog.latest(20)).map(({ text }) => JSON.parse(text) as Record<string, unknown>).reverse(),
    );
  return { ...server, caller, create, enrol, list, revoke, kinds };
};

/** A tablet that has enrolled, with what it needs to talk to the office. */
const aTablet = async (office: Awaited<ReturnType<typeof anOffice>>, name?: string) => {
  const keys = await createKeyPair();
  const { code } = await office.create(name);
  const { device } = EnrolDeviceReply.parse(await (await office.enrol(code, keys.publicKey)).json());
  const signIn = async (): Promise<string> => {
    const asked = await office.post('/api/device/challenge', { device });
    const { challenge } = DeviceChallengeReply.parse(await asked.json());
    const signature = await sign(keys.privateKey, challengeText(device, challenge));
    const answer = await office.post('/api/device/sign-in', { device, challenge, signature });
    return DeviceSignInReply.parse(await answer.json()).token;
  };
  const push = async (storage: 'persistent' | 'not-persistent', unsent: number) => {
    const at = instant(office.services.clock() - 3 * minuteMs);
    const head = await signHead(keys.privateKey, {
      device: DeviceId.parse(device),
      seq: 0,
      hash: Hash.parse(noHash),
      at,
    });
    const health = { appVersion: '1.4.0', storage, planIssuedAt: null, unsent };
    return office.post('/api/log', { from: 1, events: [], head, health }, { token: await signIn() });
  };
  return { device, signIn, push };
};

describe('an enrolment code', () => {
  test('[DEV-1] is eight characters that people read right, good for half an hour, and a link with it in the fragment', async () => {
    const office = await anOffice();
    const made = await office.create();

    expect(readTypedCode(made.code)).toBe(made.code);
    expect(made.link).toBe(`http://localhost:8080/anslut#${made.code}`);
    expect(made.expiresAt - office.services.clock()).toBe(30 * minuteMs);
  });

  test('[DEV-1] enrols one tablet: the second who gives it is told it is used', async () => {
    const office = await anOffice();
    const { code } = await office.create();
    const { publicKey } = await createKeyPair();

    expect(
      (await office.enrol(` ${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`, publicKey)).status,
    ).toBe(200);
    const another = await createKeyPair();
    expect((await office.enrol(code, another.publicKey)).status).toBe(410);
  });

  test('[DEV-1] stops working after half an hour, and when the administrator cancels it', async () => {
    const office = await anOffice();
    const { publicKey } = await createKeyPair();
    const cancelled = await office.create('Bromma 01', 'bromma');
    const old = await office.create();
    const answer = await office.post(`/api/admin/enrolments/${cancelled.id}/cancel`, {}, office.caller);
    expect(answer.status).toBe(200);
    expect((await office.list()).map(({ name }) => name)).toEqual(['Farsta 07']);
    office.advance(30 * minuteMs);

    expect((await office.enrol(cancelled.code, publicKey)).status).toBe(410);
    expect((await office.enrol(old.code, publicKey)).status).toBe(410);
    expect(await office.list()).toEqual([]);
  });

  test('[DEV-1] that a tablet has used cannot be cancelled, and an unknown one is said to be unknown', async () => {
    const office = await anOffice();
    const { code, id } = await office.create();
    await office.enrol(code, (await createKeyPair()).publicKey);

    const used = await office.post(`/api/admin/enrolments/${id}/cancel`, {}, office.caller);
    const unknown = await office.post('/api/admin/enrolments/nothing/cancel', {}, office.caller);
    expect([used.status, unknown.status]).toEqual([410, 404]);
  });

  test('[DEV-1] is kept as a hash, and neither code nor tablet name stands in the office log', async () => {
    const office = await anOffice();
    const { code } = await office.create('Farsta 07');
    const { db } = office.database;
    const kept = JSON.stringify(await db.selectFrom('enrolment_codes').selectAll().execute());
    const log = JSON.stringify(await office.kinds());

    expect(kept).not.toContain(code);
    expect(log).not.toContain(code);
    expect(log).not.toContain('Farsta 07');
    expect(log).toContain('enrolment-created');
  });

  test('[DEV-1] needs a name and a unit that exists, or none for a spare tablet', async () => {
    const office = await anOffice();
    const ask = (body: unknown) => office.post('/api/admin/enrolments', body, office.caller);
    const answers = [
      await ask({ name: '   ', unit: null }),
      await ask({ name: 'Reserv 01', unit: 'atlantis' }),
      await ask({ name: 'Reserv 01', unit: null }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 200]);
  });
});

describe('the name of a tablet', () => {
  test('[IMP-9] is kept without characters that turn text round or cannot be seen, and never empty', async () => {
    const office = await anOffice();
    await office.create('Far\u202esta\u0007  07\u200b');
    const ask = (name: string) =>
      office.post('/api/admin/enrolments', { name, unit: 'farsta' }, office.caller);
    const answers = [await ask('\u202e\u0007'), await ask('\u200b \u202e')];

    expect((await office.list()).map(({ name }) => name)).toEqual(['Farsta 07']);
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  });
});

describe('the list of tablets', () => {
  test('[DEV-5] shows an open code as not enrolled, and the tablet once it is', async () => {
    const office = await anOffice();
    const { code, expiresAt } = await office.create();
    expect(await office.list()).toMatchObject([
      { name: 'Farsta 07', unit: 'farsta', status: 'not-enrolled', codeExpiresAt: expiresAt },
    ]);
    await office.enrol(code, (await createKeyPair()).publicKey);

    expect(await office.list()).toMatchObject([{ name: 'Farsta 07', status: 'works', codeExpiresAt: null }]);
  });

  test('[DEV-5] shows what a tablet last told: contact, lists, version, unsent events and how wrong its clock is', async () => {
    const office = await anOffice();
    const tablet = await aTablet(office);
    const token = await tablet.signIn();
    await office.get('/api/plan', { token });
    office.advance(50 * minuteMs);
    expect((await tablet.push('persistent', 4)).status).toBe(200);

    const now = office.services.clock();
    expect(await office.list()).toMatchObject([
      {
        id: tablet.device,
        status: 'works',
        lastContactAt: now,
        planFetchedAt: now - 50 * minuteMs,
        appVersion: '1.4.0',
        unsent: 4,
        delivered: 0,
        setAside: 0,
        forks: 0,
        clockOffsetMs: 3 * minuteMs,
      },
    ]);
  });

  test('[DEV-5] warns for a tablet whose memory may be cleared, and for one not heard of for three days', async () => {
    const office = await anOffice();
    const tablet = await aTablet(office);
    await tablet.push('not-persistent', 0);
    expect((await office.list())[0]?.status).toBe('storage-not-persistent');
    office.advance(3 * dayMs);
    const later = { cookie: (await office.administrator()).cookie };
    const statusNow = async () => {
      const answer = await office.get('/api/admin/devices', later);
      return ListDevicesReply.parse(await answer.json()).devices[0]?.status;
    };
    expect(await statusNow()).toBe('storage-not-persistent');
    office.advance(minuteMs);

    expect(await statusNow()).toBe('silent');
  });

  test('[DEV-5] costs nothing to ask for again while nothing has happened', async () => {
    const office = await anOffice();
    await office.create();
    const first = await office.get('/api/admin/devices', office.caller);
    const etag = first.headers.get('etag') ?? '';
    const ask = () =>
      office.get('/api/admin/devices', { ...office.caller, headers: { 'If-None-Match': etag } });

    expect((await ask()).status).toBe(304);
    await office.create('Bromma 01', 'bromma');
    expect((await ask()).status).toBe(200);
  });
});

describe('a lost tablet', () => {
  test('[DEV-4] that is turned off gets no more plans, and the office log says who did it and why', async () => {
    const office = await anOffice();
    const tablet = await aTablet(office);
    const token = await tablet.signIn();
    expect((await office.get('/api/plan', { token })).status).toBe(200);
    expect((await office.revoke(tablet.device)).status).toBe(200);

    const plan = await office.get('/api/plan', { token });
    expect(plan.status).toBe(403);
    expect((await office.list())[0]?.status).toBe('revoked');
    expect((await office.kinds()).at(-1)).toMatchObject({
      kind: 'device-revoked',
      actor: office.caller.id,
      device: tablet.device,
      reason: 'lost',
    });
  });

  test('[DEV-4] that is turned off can still hand in what it has recorded', async () => {
    const office = await anOffice();
    const tablet = await aTablet(office);
    await office.revoke(tablet.device);

    expect((await tablet.push('persistent', 0)).status).toBe(200);
  });

  test('[DEV-4] turned off twice is turned off once; an unknown one is not found', async () => {
    const office = await anOffice();
    const tablet = await aTablet(office);
    const first: unknown = await (await office.revoke(tablet.device)).json();
    office.advance(minuteMs);
    const second: unknown = await (await office.revoke(tablet.device, 'other')).json();

    expect(second).toEqual(first);
    expect((await office.kinds()).filter(({ kind }) => kind === 'device-revoked')).toHaveLength(1);
    expect((await office.revoke('nothing')).status).toBe(404);
  });
});

test('[DEV-6] tablets are managed by signed-in administrators alone, never by a tablet', async () => {
  const office = await anOffice();
  const tablet = await aTablet(office);
  const token = await tablet.signIn();
  const answers = await Promise.all(
    [{}, { token }].flatMap((caller) => [
      office.get('/api/admin/devices', caller),
      office.post('/api/admin/enrolments', { name: 'x', unit: null }, caller),
      office.post(`/api/admin/devices/${tablet.device}/revoke`, { reason: 'lost' }, caller),
    ]),
  );

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
});

test('[LIM-5] tablets that share one address are all let in, also when one of them asks without end', async () => {
  const office = await anOffice();
  const ask = async (device: string): Promise<number> =>
    (await office.post('/api/device/challenge', { device })).status;
  for (let n = 0; n < 800; n += 1) expect(await ask(`platta-${n % 80}`)).toBe(200);
  await sql`update rate_limits set count = count + 2995 where key like 'challenge/%'`.execute(
    office.database.db,
  );
  expect(await ask('platta-7')).toBe(429);
  expect(await ask('platta-ny')).toBe(200);
});
