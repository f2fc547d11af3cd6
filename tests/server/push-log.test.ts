/** POST /api/log with everything a tablet of ours would never send, and several server processes at once. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EventDraft } from '../../src/domain/events.ts';
import { DeviceId, type Hash } from '../../src/domain/ids.ts';
import { canonical, emptyHead, placeAfter, type LogHead } from '../../src/domain/log.ts';
import { hourMs, instant } from '../../src/domain/time.ts';
import type { Database } from '../../src/server/store/database.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { signHead, type SignedHead } from '../../src/signing/heads.ts';
import { createKeyPair, type KeyPair } from '../../src/signing/keys.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import {
  amina,
  checkedIn,
  checkedOut,
  closed,
  elif,
  morning,
  olof,
  opened,
  plant,
} from '../support/session-world.ts';
import { openOffice, type Office } from '../support/simulated-office.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

type Device = { readonly id: DeviceId; readonly keys: KeyPair; readonly token: string };
type Log = { readonly texts: readonly string[]; readonly hashes: readonly Hash[] };

const health = { appVersion: 'test', storage: 'persistent', planIssuedAt: null, unsent: 0 };
let server: TestServer;
let postgres: Postgres | undefined;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(async () => {
  await server.close();
  await postgres?.stop();
});

const addDevice = async (office: Office, name: string): Promise<Device> => {
  const keys = await createKeyPair();
  const id = DeviceId.parse(name);
  const token = `${name}-${'t'.repeat(40)}`;
  await office.stores(async ({ devices }) => {
    await devices.add({ id, name, unit: 'farsta', publicKey: keys.publicKey }, morning);
    await devices.addSignIn(hashOf(token), id, morning + 48 * hourMs, morning);
  });
  return { id, keys, token };
};

const aLog = async (
  device: Device,
  drafts: readonly EventDraft[],
  after: LogHead = emptyHead,
): Promise<Log> => {
  const texts: string[] = [];
  const hashes: Hash[] = [];
  let head = after;
  for (const draft of drafts) {
    const text = canonical(placeAfter(head, device.id, instant(morning), draft));
    head = { seq: head.seq + 1, hash: await sha256(text) };
    texts.push(text);
    hashes.push(head.hash);
  }
  return { texts, hashes };
};

type Push = { readonly from?: number; readonly head?: Partial<SignedHead>; readonly signedBy?: KeyPair };

const bodyOf = async (device: Device, { texts, hashes }: Log, push: Push = {}): Promise<unknown> => {
  const from = push.from ?? 1;
  const statement = {
    device: device.id,
    seq: from + texts.length - 1,
    hash: hashes.at(-1) ?? emptyHead.hash,
    at: instant(morning),
    ...push.head,
  };
  const { device: id, seq, hash, at } = statement;
  const head = await signHead((push.signedBy ?? device.keys).privateKey, { device: id, seq, hash, at });
  return { from, events: texts, head: { ...head, ...push.head }, health };
};

const send = async (
  office: Office,
  device: Device,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  office.fetching('/api/log', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${device.token}`, ...headers },
  });

const codeOf = async (response: Response): Promise<string> =>
  response.ok ? 'ok' : ((await response.json()) as { code: string }).code;
const heldOf = (office: Office, { id }: Device) => office.stores(({ logs }) => logs.ofDevice(id, 1, 10_000));
const forksOf = (office: Office, { id }: Device) => office.stores(({ logs }) => logs.forks(id));

describe('a push that is not right', () => {
  let office: Office;
  let device: Device;
  beforeEach(async () => {
    office = await openOffice(server, morning);
    await plant({ ...server, stores: office.stores });
    device = await addDevice(office, 'a');
  });
  afterEach(() => office.close());

  test('[SYNC-4] without the device’s own signature on its head nothing is taken', async () => {
    const log = await aLog(device, [opened, checkedIn(amina)]);
    const other = await createKeyPair();
    const refused = [
      await bodyOf(device, log, { signedBy: other }),
      await bodyOf(device, log, { head: { signature: '' } }),
      await bodyOf(device, log, { head: { signature: 'A'.repeat(86) } }),
      await bodyOf(device, log, { head: { device: DeviceId.parse('b') } }),
    ];
    for (const body of refused)
      expect(await codeOf(await send(office, device, body))).toBe('sync/head-not-signed');
    expect(await heldOf(office, device)).toEqual([]);
  });

  test('[SYNC-4] a head that vouches for fewer events than were sent is not enough', async () => {
    const log = await aLog(device, [opened, checkedIn(amina)]);
    const body = await bodyOf(device, log, {
      head: { seq: 1, ...(log.hashes[0] === undefined ? {} : { hash: log.hashes[0] }) },
    });
    expect((await send(office, device, body)).status).toBe(422);
    expect(await heldOf(office, device)).toEqual([]);
  });

  test('[SYNC-4] a head over another hash than the events give is a log of its own, kept aside', async () => {
    const log = await aLog(device, [opened, checkedIn(amina)]);
    const body = await bodyOf(device, log, { head: { hash: await sha256('something else') } });
    expect(await (await send(office, device, body)).json()).toMatchObject({
      setAside: 'fork',
      receipt: { seq: 0 },
    });
    expect(await heldOf(office, device)).toEqual([]);
    expect(await forksOf(office, device)).toHaveLength(1);
  });

  test('[SYNC-2] a gap is refused, naming the number to send from, and nothing of it is stored', async () => {
    const log = await aLog(device, [opened, checkedIn(amina), checkedIn(olof)]);
    const tail = { texts: log.texts.slice(2), hashes: log.hashes.slice(2) };
    const refused = await send(office, device, await bodyOf(device, tail, { from: 3 }));
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'sync/gap', expected: 1 });
    expect(await heldOf(office, device)).toEqual([]);
    expect(await codeOf(await send(office, device, await bodyOf(device, log)))).toBe('ok');
    expect(await heldOf(office, device)).toHaveLength(3);
  });

  test('[SYNC-1] tails that overlap are stored once, whichever way they were cut', async () => {
    const log = await aLog(device, [opened, checkedIn(amina), checkedIn(olof), checkedOut(amina), closed]);
    const part = (from: number, to: number): Log => ({
      texts: log.texts.slice(from - 1, to),
      hashes: log.hashes.slice(from - 1, to),
    });
    for (const [from, to] of [
      [1, 2],
      [1, 3],
      [2, 2],
      [3, 5],
      [1, 5],
      [1, 1],
    ] as const)
      expect(await codeOf(await send(office, device, await bodyOf(device, part(from, to), { from })))).toBe(
        'ok',
      );
    expect((await heldOf(office, device)).map(({ text }) => text)).toEqual(log.texts);
    expect(await forksOf(office, device)).toEqual([]);
  });

  test('[LOG-5] a chain that breaks is set aside whole, from the number where it breaks', async () => {
    const log = await aLog(device, [opened, checkedIn(amina), checkedIn(olof)]);
    const texts = [log.texts[0] ?? '', (log.texts[1] ?? '').replace('amina', 'elif'), log.texts[2] ?? ''];
    const reply = await send(office, device, await bodyOf(device, { ...log, texts }));
    expect(await reply.json()).toMatchObject({ setAside: 'broken-chain', receipt: { seq: 0 } });
    const [fork] = await forksOf(office, device);
    expect(fork).toMatchObject({ seq: 3, reason: 'broken-chain' });
    expect(JSON.parse(fork?.texts ?? '')).toEqual(texts);
    expect(await codeOf(await send(office, device, await bodyOf(device, log)))).toBe('ok');
    expect(await heldOf(office, device)).toHaveLength(3);
  });

  test('[LOG-5] another tablet’s events are not taken under this one’s name', async () => {
    const other = await addDevice(office, 'b');
    const theirs = await aLog(other, [opened, checkedIn(amina)]);
    const reply = await send(office, device, await bodyOf(device, theirs));
    expect(await reply.json()).toMatchObject({ setAside: 'broken-chain' });
    expect(await heldOf(office, device)).toEqual([]);
    expect(await heldOf(office, other)).toEqual([]);
    expect(await office.stores(({ attendance }) => attendance.ofSession('s1'))).toEqual([]);
  });

  test('[LOG-5] an event that was changed after it was sent is a fork, and the first stays', async () => {
    const log = await aLog(device, [opened, checkedIn(amina)]);
    await send(office, device, await bodyOf(device, log));
    const changed = await aLog(device, [opened, checkedIn(elif), checkedIn(olof)]);
    const reply = await send(office, device, await bodyOf(device, changed));
    expect(await reply.json()).toMatchObject({ setAside: 'fork', receipt: { seq: 2, hash: log.hashes[1] } });
    expect((await heldOf(office, device)).map(({ text }) => text)).toEqual(log.texts);
    expect((await forksOf(office, device))[0]).toMatchObject({ seq: 2, reason: 'fork' });
  });

  test('[WIRE-2] what is no push at all is refused in words, never with a defect', async () => {
    const log = await aLog(device, [opened]);
    const good = (await bodyOf(device, log)) as Record<string, unknown>;
    const wrong: readonly unknown[] = [
      '',
      'null',
      '[]',
      '{"__proto__":{"from":1}}',
      '{"from":1',
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      { ...good, from: 0 },
      { ...good, from: -1 },
      { ...good, from: 1.5 },
      { ...good, from: '1' },
      { ...good, events: 'x' },
      { ...good, events: [1] },
      { ...good, events: ['x'.repeat(4001)] },
      { ...good, events: Array(501).fill('x') },
      { ...good, extra: true },
      { ...good, head: { ...(good['head'] as object), seq: -1 } },
      { ...good, health: { ...health, unsent: -1 } },
      { ...good, head: null },
    ];
    for (const body of wrong) {
      const response = await send(office, device, body);
      expect([400, 422]).toContain(response.status);
    }
    expect((await send(office, device, good, { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await send(office, device, good, { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await send(office, device, `"${'x'.repeat(3_000_000)}"`)).status).toBe(413);
    expect(await heldOf(office, device)).toEqual([]);
    expect(await codeOf(await send(office, device, good))).toBe('ok');
  });

  test('[DEV-4] a device revoked between sign-in and push has its events set aside', async () => {
    const log = await aLog(device, [opened, checkedIn(amina)]);
    await office.stores(({ devices }) => devices.revoke(device.id, morning));
    expect(await (await send(office, device, await bodyOf(device, log))).json()).toMatchObject({
      setAside: 'revoked',
      receipt: { seq: 2 },
    });
    expect(await office.stores(({ attendance }) => attendance.ofSession('s1'))).toEqual([]);
  });
});

describe('two server processes on one PostgreSQL', () => {
  let one: Office;
  let two: Office;
  beforeEach(async () => {
    postgres ??= await startPostgres();
    const open: () => Database = await postgres.createDatabase();
    one = await openOffice(server, morning, open());
    two = await openOffice(server, morning, open());
    await plant({ ...server, stores: one.stores });
  });
  afterEach(async () => {
    await one.close();
    await two.close();
  });

  test('[SYNC-1] the same push to both at once, many times, is stored once', async () => {
    const device = await addDevice(one, 'a');
    const log = await aLog(device, [opened, checkedIn(amina), checkedIn(olof), checkedOut(amina), closed]);
    const body = await bodyOf(device, log);
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, i) => send(i % 2 === 0 ? one : two, device, body)),
    );
    for (const answer of answers)
      expect(await answer.json()).toMatchObject({ receipt: { seq: 5 }, setAside: null });
    expect((await heldOf(one, device)).map(({ text }) => text)).toEqual(log.texts);
    expect(await forksOf(two, device)).toEqual([]);
  });

  test('[LOG-5] two logs under one name at once: one is kept as the log, the other beside it, whole', async () => {
    const device = await addDevice(one, 'a');
    const logs = [
      await aLog(device, [opened, checkedIn(amina)]),
      await aLog(device, [opened, checkedIn(olof)]),
    ];
    const answers = await Promise.all(
      logs.map(async (log, i) => send(i === 0 ? one : two, device, await bodyOf(device, log))),
    );
    const told = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as { setAside: unknown }).setAside),
    );
    expect(told.filter((word) => word === null)).toHaveLength(1);
    expect(told).toContain('fork');
    const texts = (await heldOf(one, device)).map(({ text }) => text);
    const beside = (await forksOf(one, device)).flatMap((fork) => JSON.parse(fork.texts) as string[]);
    expect(new Set([...texts, ...beside])).toEqual(new Set(logs.flatMap((log) => log.texts)));
  });

  test('[ATT-1] many tablets at one door through both processes at once: everybody is counted, and arrival has an order', async () => {
    const devices = await Promise.all(
      Array.from({ length: 8 }, (_, i) => addDevice(i % 2 === 0 ? one : two, `d${i}`)),
    );
    await Promise.all(
      devices.map(async (device, i) => {
        const who = [amina, olof, elif][i % 3] ?? amina;
        const log = await aLog(device, [opened, checkedIn(who), checkedOut(who)]);
        for (let to = 1; to <= 3; to += 1) {
          const part = { texts: log.texts.slice(0, to), hashes: log.hashes.slice(0, to) };
          expect(
            await codeOf(await send(to % 2 === i % 2 ? one : two, device, await bodyOf(device, part))),
          ).toBe('ok');
        }
      }),
    );
    const attendance = await one.stores((stores) => stores.attendance.ofSession('s1'));
    expect(attendance.map(({ participant }) => participant).sort()).toEqual(['amina', 'elif', 'olof']);
    for (const device of devices) expect(await heldOf(two, device)).toHaveLength(3);
  });
});
