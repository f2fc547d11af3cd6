/** A13 over the server's own TLS, against a real process: whoever is slow at any step is cut, and everybody else is served. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect as dialTcp, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { expect, test } from '@playwright/test';
import { makeCertificate, type Certificate } from '../support/certificate.ts';
import { freePort } from '../support/free-port.ts';
import { httpsClient } from '../support/https-client.ts';
import { addTablets, startOfficeProcess, type OfficeProcess } from '../support/office-process.ts';

/** When the test gives up: how long is waited for each is held by its arguments, in tests/attacks/slow-limits.test.ts. */
const longestMs = 60_000;
const each = 40;

test.describe('a server that ends TLS itself', () => {
  let folder: string;
  let certificate: Certificate;
  let office: OfficeProcess | undefined;
  let port: number;
  const sockets: Socket[] = [];

  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'narvaro-slow-'));
    certificate = makeCertificate(folder, 'slow');
    port = await freePort();
    office = await startOfficeProcess({
      PORT: String(port),
      NARVARO_URL: `https://localhost:${port}`,
      NARVARO_TLS_CERT: certificate.certificate,
      NARVARO_TLS_KEY: certificate.key,
    });
  });
  test.afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await office?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const kept = <T extends Socket>(socket: T): T => {
    socket.on('error', () => undefined);
    sockets.push(socket);
    return socket;
  };
  const dial = (): Promise<TLSSocket> =>
    new Promise((open, failed) => {
      const socket = kept(
        connect({ port, host: '127.0.0.1', servername: 'localhost', rejectUnauthorized: false }, () =>
          open(socket),
        ),
      );
      socket.once('error', failed);
    });
  const many = <T>(make: () => Promise<T>): Promise<readonly T[]> =>
    Promise.all(Array.from({ length: each }, make));
  const open = (of: readonly Socket[]): number => of.filter((socket) => !socket.destroyed).length;

  /** What the process holds in memory, as it says itself. */
  const memory = async (): Promise<number> => {
    const figures = await (await fetch(`http://127.0.0.1:${office?.metricsPort}/metrics`)).text();
    return Number(/^process_resident_memory_bytes ([\d.e+]+)$/m.exec(figures)?.[1]);
  };

  test('[ATK-4] A13: slow handshakes, heads, bodies and readers are all cut, a tablet delivers meanwhile, and memory stays flat', async () => {
    test.setTimeout(120_000);
    if (office === undefined) throw new Error('no office');
    const [tablet] = await addTablets(office, 1, Date.now());
    const call = httpsClient(port, () => certificate.certificate);
    /* The largest of the app's files: a reader that does not read is to hold much. */
    const worker = (await call('/service-worker.js')).body.toString();
    const names = new Set([...worker.matchAll(/assets\/[\w.-]+\.js/g)].map(([name]) => `/${name}`));
    let script = '';
    let longest = 0;
    for (const name of names) {
      const length = Number((await call(name)).headers['content-length']);
      if (length > longest) [script, longest] = [name, length];
    }
    const before = await memory();
    expect(before).toBeGreaterThan(10_000_000);

    const hello = readFileSync(certificate.certificate).subarray(0, 3);
    const shakers = await many(
      () =>
        new Promise<Socket>((connected) => {
          const socket = kept(dialTcp(port, '127.0.0.1', () => connected(socket)));
          socket.write(Buffer.concat([Buffer.from([0x16, 3, 1, 2, 0]), hello]));
        }),
    );
    const heads = await many(async () => {
      const socket = await dial();
      socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n');
      return socket;
    });
    const bodies = await many(async () => {
      const socket = await dial();
      const lines = ['POST /api/enrol HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
      socket.write(`${[...lines, 'Content-Length: 5000'].join('\r\n')}\r\n\r\n{`);
      return socket;
    });
    const readers = await many(async () => {
      const socket = await dial();
      socket.pause();
      socket.write(`GET ${script} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(60));
      return socket;
    });
    for (const socket of [...shakers, ...heads, ...bodies]) socket.resume();
    expect(open([...shakers, ...heads, ...bodies, ...readers])).toBeGreaterThan(3.5 * each);
    const isGone = (): boolean => open([...shakers, ...heads, ...bodies]) === 0;
    /* One that does not read learns that it was cut when it reads again. */
    const dripping = setInterval(() => {
      for (const socket of [...shakers, ...heads, ...bodies])
        if (!socket.destroyed && socket.writable) socket.write('a');
    }, 1000);

    const began = performance.now();
    let delivered = 0;
    let highest = before;
    while (!isGone() && performance.now() - began < longestMs) {
      const { body } = (await tablet?.next()) ?? {};
      const reply = await call('/api/log', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${tablet?.token}` },
        ...(body === undefined ? {} : { body }),
      });
      expect(reply.status).toBe(200);
      delivered += 1;
      highest = Math.max(highest, await memory());
      await new Promise((wait) => setTimeout(wait, 250));
    }
    clearInterval(dripping);
    expect([open(shakers), open(heads), open(bodies)]).toEqual([0, 0, 0]);
    while (performance.now() - began < 16_000) await new Promise((wait) => setTimeout(wait, 100));
    const read = await Promise.all(
      readers.map(async (socket) => {
        let bytes = 0;
        socket.on('data', (chunk: Buffer) => (bytes += chunk.length));
        socket.resume();
        if (!socket.destroyed) await new Promise<void>((closed) => socket.once('close', () => closed()));
        return bytes;
      }),
    );
    const whole = 60 * Number((await call(script)).headers['content-length']);
    expect(whole).toBeGreaterThan(5_000_000);
    for (const bytes of read) expect(bytes).toBeLessThan(whole);
    expect(delivered).toBeGreaterThan(2);
    /* The pages are compressed meanwhile too, once after a start; the replies would be three times this. */
    expect(highest - before).toBeLessThan((whole * each) / 3);
    expect((await call('/healthz')).status).toBe(200);
  });
});
