/** A12 and A13: bodies that are too large, too deep or too slow, and many at once, over real sockets to the real listener. */
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/server/http/app.ts';
import { usualCrowd } from '../../src/server/http/crowd.ts';
import type { StaticFiles } from '../../src/server/http/static-files.ts';
import { listen } from '../../src/server/operation/serve.ts';
import { aRogue, pushOf, textsOf, type Rogue } from '../support/attacker.ts';
import { amina, checkedIn, opened, plant } from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let tablet: Rogue;
let stop: () => Promise<void>;
let connections: () => Promise<number>;
let port: number;
const sockets = new Set<Socket>();

const large = new Uint8Array(64 * 1024 * 1024);
const files: StaticFiles = new Map([
  [
    '/large.bin',
    { bytes: large, type: 'application/octet-stream', etag: '"x"', isHashed: false, encoded: new Map() },
  ],
]);

beforeAll(async () => {
  server = await createTestServer();
  await plant(server);
  tablet = await aRogue(server, 'tablet');
  const { database, services } = server;
  const app = createApp({ database, services, trustsProxy: false }, files);
  const { server: listening } = await listen(app.fetch, {
    port: 0,
    host: '127.0.0.1',
    crowd: { ...usualCrowd, perNetwork: 1200 },
  });
  port = (listening.address() as AddressInfo).port;
  connections = () => new Promise((told) => listening.getConnections((_error, count) => told(count)));
  stop = async () => {
    listening.closeAllConnections();
    await new Promise<void>((closed) => listening.close(() => closed()));
  };
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await stop();
  await server.close();
});

const dial = (): Promise<Socket> =>
  new Promise((connected, failed) => {
    const socket = connect(port, '127.0.0.1', () => connected(socket));
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', failed);
  });

/** What came back until the other side closed, its first line alone, and how long that took. */
const untilClosed = async (socket: Socket): Promise<{ readonly status: string; readonly ms: number }> => {
  const began = performance.now();
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    if (text.length < 100) text += chunk.toString('latin1');
  });
  await new Promise<void>((closed) => {
    if (socket.destroyed) closed();
    socket.once('close', () => closed());
  });
  return { status: /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 'closed', ms: performance.now() - began };
};

const head = (path: string, more: readonly string[]): string =>
  [`POST ${path} HTTP/1.1`, 'Host: localhost', 'Content-Type: application/json', ...more, '', ''].join(
    '\r\n',
  );
const own = (): string => `Authorization: Bearer ${tablet.token}`;

/** Sends chunks until the other side closes or says stop, and no more than `most`. */
const pour = async (socket: Socket, chunk: Buffer, most: number): Promise<number> => {
  let sent = 0;
  const closed = once(socket, 'close').catch(() => undefined);
  while (sent < most && !socket.destroyed && socket.writable) {
    const isTaken = socket.write(chunk);
    sent += chunk.length;
    if (!isTaken) await Promise.race([once(socket, 'drain'), closed]).catch(() => undefined);
  }
  return sent;
};

const healthy = async (): Promise<number> => (await fetch(`http://127.0.0.1:${port}/healthz`)).status;

describe('a body that is too much', () => {
  test('[ATK-4] A12: of a thousand million bytes is refused by its own word, before any of it is read', async () => {
    const socket = await dial();
    socket.write(head('/api/log', [own(), 'Content-Length: 1000000000']));
    expect((await untilClosed(socket)).status).toBe('413');
  });

  test('[ATK-4] A12: without end, in pieces, is cut where it is too long, and none of it stays in memory', async () => {
    const before = process.memoryUsage().rss;
    const socket = await dial();
    const answer = untilClosed(socket);
    socket.write(head('/api/log', [own(), 'Transfer-Encoding: chunked']));
    const piece = Buffer.from(`10000\r\n${' '.repeat(65_536)}\r\n`);
    const sent = await pour(socket, piece, 1_000_000_000);
    expect((await answer).status).toMatch(/413|closed/);
    expect(sent).toBeLessThan(200_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
    expect(await healthy()).toBe(200);
  });

  test('[ATK-4] A12: of nobody known is not read at all', async () => {
    const socket = await dial();
    const answer = untilClosed(socket);
    socket.write(head('/api/log', ['Transfer-Encoding: chunked']));
    await pour(socket, Buffer.from(`10000\r\n${' '.repeat(65_536)}\r\n`), 100_000_000);
    expect((await answer).status).toMatch(/401|closed/);
  });

  const post = async (body: Buffer | string, headers: Record<string, string> = {}): Promise<string> => {
    const reply = await fetch(`http://127.0.0.1:${port}/api/log`, {
      method: 'POST',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${tablet.token}`, ...headers },
    });
    return ((await reply.json()) as { code?: string }).code ?? 'ok';
  };

  test('[ATK-4] A12: packed, that would be a thousand million bytes, is given up while it unpacks', async () => {
    const bomb = gzipSync(Buffer.alloc(300_000_000, 32), { level: 9 });
    const before = process.memoryUsage().rss;
    expect(bomb.length).toBeLessThan(400_000);
    expect(await post(bomb, { 'Content-Encoding': 'gzip' })).toBe('request/too-large');
    expect(await post(gzipSync(bomb), { 'Content-Encoding': 'gzip' })).toBe('request/malformed');
    for (const encoding of ['br', 'deflate', 'gzip, gzip', 'zstd', 'x'])
      expect(await post(bomb, { 'Content-Encoding': encoding })).toBe('request/malformed');
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test('[ATK-4] A12: of a million events, or more than a delivery holds, is refused whole', async () => {
    const body = JSON.stringify(await pushOf(tablet, ['x']));
    const many = (count: number): string =>
      body.replace('"events":["x"]', `"events":[${'"x",'.repeat(count)}"x"]`);
    expect(await post(many(1_000_000))).toBe('request/too-large');
    expect(await post(many(500))).toBe('request/malformed');
    expect(await post(`[${'[],'.repeat(400_000)}[]]`)).toBe('request/malformed');
    expect(await post('['.repeat(1_000_000))).toBe('request/malformed');
  });

  test.each([
    [
      'a hundred thousand headers',
      (): string => Array.from({ length: 100_000 }, (_, i) => `X-${i}: 1`).join('\r\n'),
    ],
    ['one header of a million letters', (): string => `X-A: ${'a'.repeat(1_000_000)}`],
    ['two lengths', (): string => 'Content-Length: 1\r\nContent-Length: 2'],
    ['a length and pieces', (): string => 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
    ['a length below nothing', (): string => 'Content-Length: -1'],
    ['a header that is folded', (): string => 'X-A: b\r\n c: d'],
    ['a header with a zero', (): string => 'X-A: b\0c'],
  ])('[ATK-4] A12: a request with %s is refused, and the next caller is served', async (_what, headers) => {
    const socket = await dial();
    const answer = untilClosed(socket);
    socket.write(head('/api/log', [headers()]));
    expect((await answer).status).toMatch(/400|431|closed/);
    expect(await healthy()).toBe(200);
  });

  test('[ATK-4] A12: an address of a million letters is refused', async () => {
    const socket = await dial();
    const answer = untilClosed(socket);
    socket.write(`GET /${'a'.repeat(1_000_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect((await answer).status).toMatch(/414|431|closed/);
  });
});

describe('many that are slow', () => {
  test('[ATK-4] A13: a thousand sockets a byte at a time, and readers that do not read, are closed, and a tablet delivers meanwhile', async () => {
    const slow = await Promise.all(Array.from({ length: 1000 }, () => dial().catch(() => undefined)));
    const held = slow.filter((socket) => socket !== undefined);
    expect(held.length).toBeGreaterThan(900);
    for (const socket of held) {
      socket.removeAllListeners('error');
      socket.on('error', () => undefined);
    }
    const bodies = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const socket = await dial();
        socket.on('error', () => undefined);
        socket.write(head('/api/log', [own(), 'Content-Length: 100000']));
        return socket;
      }),
    );
    const readers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const socket = await dial();
        socket.on('error', () => undefined);
        socket.write('GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
        socket.pause();
        return socket;
      }),
    );
    const dripping = setInterval(() => {
      for (const socket of [...held, ...bodies]) if (!socket.destroyed && socket.writable) socket.write('a');
      for (const socket of readers) socket.read(1);
    }, 1000);

    const { texts } = await textsOf(tablet.id, [opened, checkedIn(amina)]);
    let delivered = 0;
    for (const socket of [...held, ...bodies]) socket.resume();
    for (let tries = 0; tries < 100 && (await connections()) < 900; tries += 1)
      await new Promise((wait) => setTimeout(wait, 50));
    expect(await connections()).toBeGreaterThanOrEqual(900);
    while ((await connections()) > 10) {
      const reply = await fetch(`http://127.0.0.1:${port}/api/log`, {
        method: 'POST',
        body: JSON.stringify(await pushOf(tablet, texts)),
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${tablet.token}` },
      });
      expect(reply.status).toBe(200);
      await reply.arrayBuffer();
      delivered += 1;
      await new Promise((wait) => setTimeout(wait, 100));
    }
    clearInterval(dripping);
    expect(delivered).toBeGreaterThan(0);
    expect(await healthy()).toBe(200);
  });

  test('[ATK-4] A13: from one network there are never more than so many at once', async () => {
    const most = await Promise.allSettled(
      Array.from({ length: 1500 }, async () => {
        const socket = await dial();
        socket.on('error', () => undefined);
        return socket;
      }),
    );
    expect(most.length).toBe(1500);
    expect(await connections()).toBeLessThanOrEqual(1200);
    for (const socket of sockets) socket.destroy();
    while ((await connections()) > 10) await new Promise((wait) => setTimeout(wait, 20));
    expect(await healthy()).toBe(200);
  });
});
