import { createServer, type RequestListener, type Server } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { callServer, type Call } from '../../src/app/device/server-call.ts';

const Reply = z.strictObject({ fine: z.literal(true) });
const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A real server on this machine that answers as told. */
const answering = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
};
const call = (path: string, more: Partial<Call<{ fine: true }>> = {}) =>
  callServer({ path, reply: Reply, timeoutMs: 300, ...more });
const noAnswer = { ok: false, error: { kind: 'no-answer' } };
const notOurs = { ok: false, error: { kind: 'not-ours' } };

describe('asking the server', () => {
  test('[SYNC-6] our own answer counts', async () => {
    const at = await answering((_, response) => response.setHeader('ETag', '"1"').end('{"fine":true}'));
    expect(await call(at)).toEqual({ ok: true, value: { value: { fine: true }, etag: '"1"' } });
  });

  test('[SYNC-6] an answer that never comes ends in time', async () => {
    expect(await call(await answering(() => undefined))).toEqual(noAnswer);
  });

  test('[SYNC-6] an answer that begins and never ends ends in time', async () => {
    const at = await answering((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.write('{"fine":');
    });
    expect((await call(at)).ok).toBe(false);
  });

  test('[SYNC-6] an answer that drips for ever ends in time', async () => {
    const at = await answering((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect((await call(at)).ok).toBe(false);
  });

  test('[SYNC-6] an answer that is cut is no answer of ours', async () => {
    const at = await answering((request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('{"fine":true}');
      setTimeout(() => request.socket.destroy(), 20);
    });
    expect((await call(at)).ok).toBe(false);
  });

  test('[SYNC-6] a hotel’s log-in page, with or without a redirect, is not our server', async () => {
    const page = await answering((_, response) =>
      response.setHeader('Content-Type', 'text/html').end('<html>'),
    );
    expect(await call(page)).toEqual(notOurs);
    const redirect = await answering((_, response) => response.writeHead(302, { Location: page }).end());
    expect(await call(redirect)).toEqual(noAnswer);
    const empty = await answering((_, response) => response.writeHead(204).end());
    expect(await call(empty)).toEqual(notOurs);
  });

  test('[SYNC-6] an answer with something missing or something extra is not ours', async () => {
    for (const text of ['{}', '{"fine":false}', '{"fine":true,"more":1}', 'null', '[]']) {
      const at = await answering((_, response) => response.end(text));
      expect(await call(at)).toEqual(notOurs);
    }
  });

  test('[SYNC-6] nobody at home is no answer', async () => {
    expect(await call('http://127.0.0.1:9')).toEqual(noAnswer);
  });

  test('[WIRE-2] a refusal of ours comes with its code; any other is somebody else’s', async () => {
    const problem = { type: 't', title: 't', status: 409, code: 'sync/gap', expected: 4 };
    const ours = await answering((_, response) => response.writeHead(409).end(JSON.stringify(problem)));
    expect(await call(ours)).toEqual({ ok: false, error: { kind: 'problem', problem } });
    const unknown = await answering((_, response) => response.writeHead(409).end('{"code":"new/code"}'));
    expect(await call(unknown)).toEqual(notOurs);
    const gateway = await answering((_, response) => response.writeHead(502).end('Bad gateway'));
    expect(await call(gateway)).toEqual(notOurs);
  });

  test('[PLAN-5] what has not changed is told by its ETag', async () => {
    const at = await answering((request, response) =>
      response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 500).end(),
    );
    expect(await call(at, { etag: '"1"' })).toEqual({ ok: true, value: 'not-modified' });
  });

  test('[SYNC-6] a long body goes packed, a short one as it is, and both arrive whole', async () => {
    const seen: unknown[] = [];
    const at = await answering((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const isPacked = request.headers['content-encoding'] === 'gzip';
        seen.push([isPacked, JSON.parse((isPacked ? gunzipSync(bytes) : bytes).toString('utf8'))]);
        response.end('{"fine":true}');
      });
    });
    const long = { text: 'å'.repeat(2000) };
    expect((await call(at, { body: { short: 1 } })).ok).toBe(true);
    expect((await call(at, { body: long })).ok).toBe(true);
    expect(seen).toEqual([
      [false, { short: 1 }],
      [true, long],
    ]);
  });
});
