/** What somebody hears whose large file is refused before it is read: over a real socket, to the real listener. */
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/server/http/app.ts';
import { letFinish } from '../../src/server/http/body.ts';
import { listen } from '../../src/server/operation/serve.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let port: number;
let stop: () => void;

beforeAll(async () => {
  server = await createTestServer();
  const { database, services } = server;
  const app = createApp({ database, services, trustsProxy: false }, new Map());
  const { server: listening } = await listen(app.fetch, { port: 0, host: '127.0.0.1' });
  port = (listening.address() as AddressInfo).port;
  stop = () => {
    listening.closeAllConnections();
    listening.close();
  };
});
afterAll(async () => {
  stop();
  await server.close();
});

const pieceBytes = 1024 * 1024;

describe('a large file that is refused unread', () => {
  test('[OPS-6, ATK-4] somebody who is slow to send it hears why, over a connection that can be used again', async () => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    let isClosed = false;
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    socket.on('close', () => (isClosed = true));
    socket.on('error', () => (isClosed = true));
    const ask = (length: number): string =>
      `POST /api/log HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
    socket.write(ask(5 * pieceBytes));
    for (let i = 0; i < 5; i += 1) {
      socket.write(Buffer.alloc(pieceBytes, 32));
      await wait(200);
    }
    await expect.poll(() => heard, { timeout: 30_000 }).toContain('"code"');
    expect(heard).toMatch(/^HTTP\/1\.1 401 /);
    expect(isClosed).toBe(false);
    heard = '';
    socket.write(`${ask(2)}{}`);
    await expect.poll(() => heard, { timeout: 30_000 }).toMatch(/^HTTP\/1\.1 401 /);
    socket.destroy();
  });

  test('[ATK-4] somebody who promises more than a proxy lets through, or never comes to an end, is not waited for', async () => {
    let read = 0;
    const endless = (length: number): Request =>
      new Request('http://localhost/', {
        method: 'POST',
        headers: { 'Content-Length': String(length) },
        body: new ReadableStream({
          pull: async (controller) => {
            read += 1;
            await wait(5);
            controller.enqueue(new Uint8Array(10));
          },
        }),
        duplex: 'half',
      } as RequestInit);
    const patience = { fromBytes: 100, maxBytes: 1000, ms: 100 };
    await letFinish(endless(1001), patience);
    await letFinish(endless(100), patience);
    expect(read).toBeLessThan(4);
    await letFinish(endless(1000), patience);
    expect(read).toBeGreaterThan(4);
    const after = read;
    await wait(50);
    expect(read).toBeLessThanOrEqual(after + 1);
  });
});
