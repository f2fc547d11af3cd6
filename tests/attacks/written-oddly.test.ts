/** A tablet that writes what no app writes must not make the office look tampered with, nor count by a detour (A1, A6, A23). */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DeviceId } from '../../src/domain/ids.ts';
import { canonical, placeAfter } from '../../src/domain/log.ts';
import { instant } from '../../src/domain/time.ts';
import { SetAsideReply } from '../../src/protocol/review.ts';
import { createApp } from '../../src/server/http/app.ts';
import { verify } from '../../src/server/backup/verify.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { signHead } from '../../src/signing/heads.ts';
import { filesOfZip, mostPacked } from '../../src/verifier/unzip.ts';
import { aRogue, presentAt, push, pushOf, textsOf, type Rogue } from '../support/attacker.ts';
import { checkedIn, elif, morning, opened, plant } from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let folder: string;
let server: TestServer;
let tablet: Rogue;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'narvaro-oddly-'));
  for (const name of ['verify.html', 'verify.mjs']) await writeFile(join(folder, name), name);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  server = await createTestServer();
  await plant(server);
  tablet = await aRogue(server, 'odd-1');
});
afterEach(() => server.close());

const findings = async () => (await verify(server.database, server.services, folder)).findings;

/** The first event of the tablet's log as its app would write it, to be written otherwise. */
const written = async (): Promise<string> => (await textsOf(tablet.id, [checkedIn(elif)])).texts[0] ?? '';

describe('what no app writes', () => {
  test.each([
    ['a kind with a zero in it', (text: string) => text.replace('"checked-in"', '"x\\u0000y"')],
    [
      'a kind whose fortieth sign is half a sign',
      (text: string) => text.replace('"checked-in"', `"${'k'.repeat(39)}😀"`),
    ],
    [
      'its keys in another order',
      (text: string) => {
        const { kind, ...rest } = JSON.parse(text) as { kind: string };
        return JSON.stringify({ kind, ...rest });
      },
    ],
    [
      'a key that stands there twice',
      (text: string) => text.replace('"participant":"elif"', '"participant":"amina","participant":"elif"'),
    ],
  ])(
    '[ATK-1] A23: %s is kept, counts nothing, and the walk through everything holds',
    async (_what, write) => {
      const text = write(await written());
      expect(text).not.toBe(await written());
      expect(await push(server, tablet, await pushOf(tablet, [text]))).toBe('unreadable');
      expect(await presentAt(server, 's1')).toEqual([]);
      expect(await findings()).toEqual([]);
    },
  );

  test('[ATK-1] A23: a head that promises more than was ever given is not kept as the end of the log', async () => {
    const { texts } = await textsOf(tablet.id, [opened]);
    expect(await push(server, tablet, await pushOf(tablet, texts))).toBe('ok');
    const ahead = await signHead(tablet.keys.privateKey, {
      device: DeviceId.parse(tablet.id),
      seq: Number.MAX_SAFE_INTEGER,
      hash: await sha256('nothing'),
      at: instant(morning),
    });
    const empty = await pushOf(tablet, []);
    expect(await push(server, tablet, { ...empty, from: 2, head: ahead })).toBe('ok');
    const more = placeAfter(
      { seq: 1, hash: await sha256(texts[0] ?? '') },
      tablet.id,
      instant(morning),
      opened,
    );
    const next = { ...empty, from: 2, events: [canonical(more)], head: ahead };
    expect(await push(server, tablet, next)).toBe('sync/head-not-signed');
    expect(await findings()).toEqual([]);
  });

  test('[LOG-3] what two readers could read as different things cannot be let in by a person either', async () => {
    const text = (await written()).replace(
      '"participant":"elif"',
      '"participant":"amina","participant":"guest"',
    );
    await push(server, tablet, await pushOf(tablet, [text]));
    const reviewer = await server.administrator('Gran Skare', ['reviewer']);
    const reply = await server.get('/api/admin/set-aside', reviewer);
    const { events } = SetAsideReply.parse(await reply.json());
    expect(events).toMatchObject([{ reason: 'unreadable', canAccept: false }]);
    const decided = await server.post(
      '/api/admin/set-aside/decide',
      { device: tablet.id, reason: 'unreadable', session: 's1', isAccepted: true, text: 'Den var med' },
      reviewer,
    );
    expect(((await decided.json()) as { code: string }).code).toBe('review/not-ready');
    expect(await presentAt(server, 's1')).toEqual([]);
  });

  test('[BUNDLE-1] four thousand times the same letter, five hundred times over, leaves a bundle that opens', async () => {
    const texts = Array.from({ length: 500 }, () => 'x'.repeat(4000));
    expect(await push(server, tablet, await pushOf(tablet, texts))).toBe('broken-chain');
    const auditor = await server.administrator('Ek Skare', ['reader']);
    const services = { ...server.services, verifierFolder: folder };
    const app = createApp({ database: server.database, services, trustsProxy: false }, new Map());
    const reply = await app.request('/api/admin/bundle', {
      method: 'POST',
      body: JSON.stringify({ month: null }),
      headers: { 'Content-Type': 'application/json', Cookie: auditor.cookie },
    });
    expect(reply.status).toBe(200);
    const zip = new Uint8Array(await reply.arrayBuffer());
    const files = filesOfZip(zip);
    expect(files?.get('forks/1.json')?.length ?? 0).toBeGreaterThan(mostPacked * 1000);
  });
});
