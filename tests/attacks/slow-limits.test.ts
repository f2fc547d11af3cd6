/** A13 by the arguments: how long each kind of slowness lasts at most, that the listener has just these limits, and that each bites. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { slowestPace, readJson } from '../../src/server/http/body.ts';
import { usualCrowd } from '../../src/server/http/crowd.ts';
import { inPieces } from '../../src/server/http/reply.ts';
import { handshakeTimeout, listen, patience } from '../../src/server/operation/serve.ts';

const longestMs = 15_000;
const open: (Server | Socket)[] = [];
afterEach(() => {
  for (const one of open.splice(0))
    if ('destroy' in one) one.destroy();
    else {
      one.closeAllConnections();
      one.close();
    }
});

const served = async (fetch: () => Response, crowd = usualCrowd): Promise<Server> => {
  const { server } = await listen(fetch, { port: 0, host: '127.0.0.1', crowd });
  open.push(server);
  return server;
};
const dial = async (server: Server): Promise<Socket> => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  open.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
};

describe('how long somebody slow is waited for', () => {
  test('[ATK-4] A13: a head, a handshake, a body a byte a second and a reader that takes nothing: fifteen seconds at most', () => {
    expect(patience.headersTimeout + patience.connectionsCheckingInterval).toBeLessThanOrEqual(longestMs);
    expect(handshakeTimeout).toBeLessThanOrEqual(longestMs);
    expect(usualCrowd.stalledMs + usualCrowd.lookMs).toBeLessThanOrEqual(longestMs);
    const bytesAt = (ms: number): number => ms / 1000;
    const allowedMs = (bytes: number): number => slowestPace.graceMs + bytes / slowestPace.minBytesPerMs;
    expect(allowedMs(bytesAt(longestMs))).toBeLessThan(longestMs);
  });

  test('[ATK-4] A13: is what the listener has', async () => {
    const server = await served(() => new Response('x'));
    const { headersTimeout, requestTimeout, keepAliveTimeout } = server;
    expect({ headersTimeout, requestTimeout, keepAliveTimeout }).toEqual({
      headersTimeout: patience.headersTimeout,
      requestTimeout: patience.requestTimeout,
      keepAliveTimeout: patience.keepAliveTimeout,
    });
    expect(Reflect.get(server, 'connectionsCheckingInterval')).toBe(patience.connectionsCheckingInterval);
    expect(server.maxConnections).toBe(usualCrowd.total);
  });
});

describe('a limit', () => {
  test('[ATK-4] A13: on a reader cuts who takes nothing, and not who takes a little all the time', async () => {
    const large = new Uint8Array(64 * 1024 * 1024);
    const server = await served(() => new Response(inPieces(large)), {
      ...usualCrowd,
      stalledMs: 1500,
      lookMs: 20,
    });
    const [stalled, steady] = [await dial(server), await dial(server)];
    for (const socket of [stalled, steady]) socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    stalled.pause();
    steady.pause();
    const count = (): Promise<number> => new Promise((told) => server.getConnections((_, n) => told(n)));
    const read = async (): Promise<number> => {
      const piece = steady.read() as Buffer | null;
      await new Promise((wait) => setTimeout(wait, 5));
      return piece?.length ?? 0;
    };
    let taken = 0;
    while ((await count()) > 1) taken += await read();
    const atCut = taken;
    while (taken < atCut + 1_000_000) taken += await read();
    expect(taken).toBeLessThan(large.length);
    expect(await count()).toBe(1);
  });

  test('[ATK-4] A13: on a body refuses what comes a byte at a time, however long that goes on, and takes what keeps the pace', async () => {
    const request = (everyMs: number, piece: string): Request => {
      let sent = '';
      const stream = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          await new Promise((wait) => setTimeout(wait, everyMs));
          const next = sent.length < 2000 ? piece : '';
          sent += next;
          if (next === '') controller.close();
          else controller.enqueue(new TextEncoder().encode(next));
        },
      });
      return new Request('http://localhost/', {
        method: 'POST',
        body: stream,
        duplex: 'half',
        headers: { 'Content-Type': 'application/json' },
      } as RequestInit);
    };
    const pace = { graceMs: 1000, minBytesPerMs: 1 };
    expect(await readJson(request(10, ' '), 4000, pace)).toEqual({ ok: false, error: 'request/too-slow' });
    const taken = await readJson(request(1, `"${'a'.repeat(1998)}"`), 4000, pace);
    expect(taken.ok).toBe(true);
  });
});
