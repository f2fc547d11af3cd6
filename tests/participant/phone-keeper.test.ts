/** A participant's own phone: what it keeps, and what it says to the office, against the real server. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isTrainersTablet } from '../../src/app/device/browser-phone.ts';
import { openDeviceDatabase } from '../../src/app/device/database.ts';
import { openPhoneDatabase } from '../../src/app/device/phone-database.ts';
import {
  insist,
  keepClaim,
  sendClaims,
  type PhoneDeps,
  type PhoneStore,
} from '../../src/app/device/phone-keeper.ts';
import { callServer } from '../../src/app/device/server-call.ts';
import { Hash } from '../../src/domain/ids.ts';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.ts';
import { createKeyPair } from '../../src/signing/keys.ts';
import { tablet } from '../support/factories.ts';
import { cardOf, codeShownAt, issueBadges } from '../support/phone-world.ts';
import { amina, guest, plant } from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

type Network = 'there' | 'gone' | 'hotel' | 'reply-lost';

let server: TestServer;
let network: Network;
let cookie: string | undefined;
let requests: number;
let databases = 0;
let name = '';
let store: PhoneStore;

/** What a browser does with a request, over a network that may be gone, a hotel's, or lose the reply. */
const fetching: typeof fetch = async (input, init) => {
  requests += 1;
  if (network === 'gone') throw new TypeError('Failed to fetch');
  if (network === 'hotel') return new Response('<h1>Välkommen till hotellet</h1>', { status: 200 });
  const headers = new Headers(init?.headers);
  if (cookie !== undefined) headers.set('Cookie', cookie);
  if (typeof input !== 'string') throw new TypeError('the app asks by path');
  const reply = await server.app.request(input, { ...init, headers });
  const line = reply.headers.getSetCookie()[0];
  if (line !== undefined) cookie = line.split(';')[0];
  if (network === 'reply-lost') throw new TypeError('Failed to fetch');
  return reply;
};

const phoneWith = (fastMs = 0): PhoneDeps => ({
  store,
  asking: (call) => callServer(call, fetching),
  clock: () => server.services.clock() + fastMs,
  lock: (work) => work(),
  createPhone: () => Hash.parse('p'.repeat(43)),
});
const knowAs = async (participant: string): Promise<void> => {
  const { code } = await cardOf(server, participant);
  await fetching('/api/me/identify', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code }),
  });
};
const shown = async (): Promise<string> => (await codeShownAt(server, 's1', server.services.clock())).scanned;
const attendanceOf = async (participant: string) =>
  (await server.stores(({ attendance }) => attendance.ofSession('s1'))).find(
    (one) => one.participant === participant,
  );
const states = async () => (await store.claims()).map(({ state }) => state);

beforeEach(async () => {
  server = await createTestServer();
  await plant(server);
  await issueBadges(server, [amina.id, guest.id]);
  network = 'there';
  cookie = undefined;
  requests = 0;
  databases += 1;
  name = `phone-${databases}`;
  store = openPhoneDatabase(name);
});
afterEach(async () => {
  store.close();
  await server.close();
});

describe('a code seen by a phone', () => {
  test('[CODE-4] with a network, the office answers at once and the phone says so', async () => {
    await knowAs(amina.id);
    await keepClaim(phoneWith(), await shown());
    expect(await sendClaims(phoneWith())).toEqual({ kind: 'done' });
    expect(await states()).toEqual(['answered']);
    expect((await store.claims())[0]?.reply).toMatchObject({ outcome: 'checked-in', given: amina.given });
    expect((await attendanceOf(amina.id))?.remarks).not.toContain('sent-later');
  });

  test('[CODE-4] without a network nothing is said but that it is kept, also after the phone was turned off', async () => {
    await knowAs(amina.id);
    network = 'gone';
    await keepClaim(phoneWith(), await shown());
    expect(await sendClaims(phoneWith())).toEqual({ kind: 'offline' });
    store.close();
    store = openPhoneDatabase(name);
    expect(await states()).toEqual(['waiting']);
    expect(await attendanceOf(amina.id)).toBeUndefined();
  });

  test('[CODE-4] what was kept is sent when the network is back, and counts from when it was seen', async () => {
    await knowAs(amina.id);
    network = 'gone';
    const seen = server.services.clock();
    await keepClaim(phoneWith(), await shown());
    await sendClaims(phoneWith());
    server.advance(3 * hourMs);
    network = 'there';
    expect(await sendClaims(phoneWith())).toEqual({ kind: 'done' });
    const attendance = await attendanceOf(amina.id);
    expect(attendance?.checkedInAt).toBe(seen);
    expect(attendance?.remarks).toContain('sent-later');
  });

  test('[SYNC-6] a hotel’s log-in page is no answer: the code is kept', async () => {
    await knowAs(amina.id);
    network = 'hotel';
    await keepClaim(phoneWith(), await shown());
    expect(await sendClaims(phoneWith())).toEqual({ kind: 'offline' });
    expect(await states()).toEqual(['waiting']);
  });

  test('[ATT-2] a lost reply is asked for again and counts once', async () => {
    await knowAs(amina.id);
    await keepClaim(phoneWith(), await shown());
    network = 'reply-lost';
    expect(await sendClaims(phoneWith())).toEqual({ kind: 'offline' });
    network = 'there';
    await sendClaims(phoneWith());
    expect((await store.claims())[0]?.reply?.outcome).toBe('already');
    expect((await attendanceOf(amina.id))?.presence.length).toBe(1);
  });

  test.each([-30 * dayMs, -2 * hourMs, 5 * minuteMs, 10 * hourMs])(
    '[CODE-3] a phone whose clock is %i ms wrong is checked in like any other',
    async (fastMs) => {
      await knowAs(amina.id);
      await keepClaim(phoneWith(fastMs), await shown());
      await sendClaims(phoneWith(fastMs));
      expect((await store.claims())[0]?.reply?.outcome).toBe('checked-in');
      expect((await attendanceOf(amina.id))?.checkedInAt).toBe(server.services.clock());
    },
  );

  test('[ME-2] a phone nobody knows asks who it is, and what it saw meanwhile still counts from then', async () => {
    const seen = server.services.clock();
    await keepClaim(phoneWith(), await shown());
    expect(await sendClaims(phoneWith())).toEqual({ kind: 'stranger' });
    expect(await states()).toEqual(['waiting']);
    server.advance(90_000);
    await knowAs(amina.id);
    await sendClaims(phoneWith());
    expect((await attendanceOf(amina.id))?.checkedInAt).toBeGreaterThanOrEqual(seen);
    expect(await states()).toEqual(['answered']);
  });

  test('[CODE-6] somebody expected elsewhere is asked, and is in only when they say so', async () => {
    await knowAs(guest.id);
    await keepClaim(phoneWith(), await shown());
    await sendClaims(phoneWith());
    expect(await states()).toEqual(['asked']);
    expect(await attendanceOf(guest.id)).toBeUndefined();
    const [claim] = await store.claims();
    if (claim === undefined) throw new Error('the claim is gone');
    await insist(phoneWith(), claim);
    await sendClaims(phoneWith());
    expect(await states()).toEqual(['answered']);
    expect((await attendanceOf(guest.id))?.remarks).toContain('guest');
  });

  test('[CODE-2] a code that was already old is refused for good, in words, and the next one is still sent', async () => {
    await knowAs(amina.id);
    const old = await shown();
    server.advance(5 * minuteMs);
    await keepClaim(phoneWith(), old);
    await keepClaim(phoneWith(), await shown());
    expect(await sendClaims(phoneWith())).toEqual({ kind: 'done' });
    expect((await store.claims()).map(({ state, problem }) => [state, problem])).toEqual([
      ['refused', 'code/old'],
      ['answered', undefined],
    ]);
  });

  test('[CODE-4] an office that asks for patience loses nothing', async () => {
    await knowAs(amina.id);
    const id = await keepClaim(phoneWith(), await shown());
    for (let i = 0; i < 60; i += 1) {
      const [claim] = await store.claims();
      if (claim === undefined) throw new Error('the claim is gone');
      await store.putClaim({ id, code: claim.code, seenAt: claim.seenAt, anyway: false, state: 'waiting' });
      const sent = await sendClaims(phoneWith());
      if (sent.kind !== 'later') continue;
      expect(sent.retryAfter).toBeGreaterThan(0);
      expect(await states()).toEqual(['waiting']);
      return;
    }
    throw new Error('the office never asked for patience');
  });

  test('[CODE-5] a phone calls itself the same from day to day', async () => {
    const first = await store.phone(() => Hash.parse('a'.repeat(43)));
    store.close();
    store = openPhoneDatabase(name);
    expect(await store.phone(() => Hash.parse('b'.repeat(43)))).toBe(first);
  });
});

describe('my card', () => {
  const card = {
    given: 'Amina',
    family: 'Berg',
    cohort: 'Grupp 1',
    code: '7Q2MK4TX',
    text: 'HTTPS://NARVARO.EXAMPLE/B/0123456789ABCDEFGHJKMNPQRS',
  };

  test('[ME-5] is on the phone without asking anybody, also after the phone was turned off', async () => {
    await store.putCard(card);
    store.close();
    store = openPhoneDatabase(name);
    network = 'gone';
    expect(await store.card()).toEqual(card);
    expect(requests).toBe(0);
  });

  test('[ME-5] taken away from the phone is gone, with everything that waited', async () => {
    await store.putCard(card);
    await keepClaim(phoneWith(), await shown());
    await store.forget();
    expect(await store.card()).toBeUndefined();
    expect(await store.claims()).toEqual([]);
  });

  test('[ME-5] one that cannot be read is no card', async () => {
    await store.putCard({ ...card, text: 7 } as never);
    expect(await store.card()).toBeUndefined();
  });
});

test('[ME-6] a browser is a trainer’s tablet from when it has been enrolled, and nobody’s phone', async () => {
  expect(await isTrainersTablet()).toBe(false);
  const database = openDeviceDatabase();
  const { privateKey, publicKey } = await createKeyPair();
  await database.identity.put({
    device: tablet('farsta-07'),
    name: 'Farsta 07',
    demo: false,
    privateKey,
    publicKey,
    receiptKey: publicKey,
    enrolledAt: 0,
  });
  database.close();
  expect(await isTrainersTablet()).toBe(true);
});
