/** The server is asked to stop while tablets push: nobody's receipt is worth less, and nobody is cut who could be answered. */
import { connect, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import {
  addTablets,
  heldSeqs,
  startOfficeProcess,
  type OfficeProcess,
  type PushingTablet,
} from '../support/office-process.ts';

const pathOf = (port: number): string => `http://127.0.0.1:${port}`;

type Pushed = { readonly device: string; receipts: number; answeredOtherwise: number[] };

/** Pushes one event after the other until the server is gone. */
const pushUntilGone = async (port: number, { id, token, next }: PushingTablet): Promise<Pushed> => {
  const pushed: Pushed = { device: id, receipts: 0, answeredOtherwise: [] };
  for (;;) {
    const { seq, body } = await next();
    try {
      const response = await fetch(`${pathOf(port)}/api/log`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body,
      });
      const reply = (await response.json()) as { receipt?: { seq: number } };
      if (response.status !== 200) {
        pushed.answeredOtherwise.push(response.status);
        return pushed;
      }
      if (reply.receipt?.seq !== seq) throw new Error(`a receipt for ${reply.receipt?.seq}, not ${seq}`);
      pushed.receipts = seq;
    } catch (error) {
      if (error instanceof TypeError) return pushed;
      throw error;
    }
  }
};

type Wire = { readonly socket: Socket; readonly heard: () => string; readonly closed: Promise<void> };

const wire = (port: number): Promise<Wire> =>
  new Promise((ready, failed) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => ready({ socket, heard: () => heard, closed }));
    socket.on('data', (chunk) => (heard += chunk.toString()));
    const closed = new Promise<void>((gone) => socket.once('close', () => gone()));
    socket.on('error', failed);
  });

const heardOf = async ({ heard }: Wire, words: string): Promise<void> => {
  await expect.poll(heard).toContain(words);
};

/** A push of which the server has the head and half the body. */
const halfAPush = async (port: number, { token, next }: PushingTablet) => {
  const { seq, body } = await next();
  const line = await wire(port);
  const half = Math.floor(body.length / 2);
  line.socket.write(
    `POST /api/log HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, half)}`,
  );
  return { ...line, seq, rest: body.slice(half) };
};

const openRequests = async ({ metricsPort }: OfficeProcess): Promise<number> => {
  const text = await (await fetch(`${pathOf(metricsPort)}/metrics`)).text();
  return Number(/^narvaro_requests_open (\d+)$/m.exec(text)?.[1]);
};

const readiness = async (port: number) => {
  const response = await fetch(`${pathOf(port)}/readyz`);
  return { status: response.status, body: (await response.json()) as unknown };
};

test.describe('stopping', () => {
  let office: OfficeProcess;
  let tablets: PushingTablet[];
  const start = async (settings: Readonly<Record<string, string>> = {}): Promise<void> => {
    office = await startOfficeProcess(settings);
    tablets = await addTablets(office, 9, Date.now());
  };
  test.afterEach(async () => {
    await office.end();
  });

  test('[OPS-1] tablets that push while the server stops keep every receipt, and a push that has begun is answered', async () => {
    await start();
    const [slow, ...busy] = tablets;
    if (slow === undefined) throw new Error('no tablet');
    const kept = await wire(office.port);
    kept.socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await heardOf(kept, '"status":"ok"');
    const silent = await wire(office.port);
    const halfHead = await wire(office.port);
    halfHead.socket.write('POST /api/log HTTP/1.1\r\nHost:');
    const push = await halfAPush(office.port, slow);
    expect(await readiness(office.port)).toEqual({ status: 200, body: { status: 'ready' } });

    const pushing = busy.map((tablet) => pushUntilGone(office.port, tablet));
    await expect.poll(() => openRequests(office)).toBeGreaterThan(1);
    await new Promise((wait) => setTimeout(wait, 1500));
    office.signal('SIGTERM');
    await office.until('"event":"stopping"');

    expect(await readiness(office.metricsPort)).toEqual({
      status: 503,
      body: { status: 'not-ready', failing: ['stopping'] },
    });
    await Promise.all([kept.closed, silent.closed, halfHead.closed]);
    const all = await Promise.all(pushing);
    await expect(fetch(`${pathOf(office.port)}/healthz`)).rejects.toThrow();
    expect(office.said().out).not.toContain('"event":"stopped"');

    push.socket.write(push.rest);
    await push.closed;
    expect(push.heard()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(push.heard().toLowerCase()).toContain('connection: close');
    expect(push.heard()).toContain(`"seq":${push.seq}`);
    expect(await office.ended).toBe(0);
    expect(office.said().out).toContain('"event":"stopped","why":"SIGTERM","requests":0');

    const held = await heldSeqs(office);
    expect(held.get(slow.id)).toBe(push.seq);
    for (const { device, receipts, answeredOtherwise } of all) {
      expect(receipts).toBeGreaterThan(0);
      // What was not answered was not taken either: held is exactly what there are receipts for.
      expect({ device, held: held.get(device) ?? 0 }).toEqual({ device, held: receipts });
      expect(answeredOtherwise.filter((status) => status !== 503)).toEqual([]);
    }
  });

  test('[OPS-1] a request that never ends is cut at the limit, and that the stop was not clean is told', async () => {
    await start({ NARVARO_STOP_SECONDS: '1' });
    const [slow] = tablets;
    if (slow === undefined) throw new Error('no tablet');
    const push = await halfAPush(office.port, slow);
    await expect.poll(() => openRequests(office)).toBe(1);
    office.signal('SIGTERM');
    expect(await office.ended).toBe(1);
    expect(office.said().err).toContain('"event":"stop-cut","why":"limit","requests":1');
    await push.closed.catch(() => undefined);
    expect(await heldSeqs(office)).toEqual(new Map());
  });

  test('[OPS-1] somebody who cannot wait stops it at once with a second signal, and one press that comes twice is one', async () => {
    await start({ NARVARO_STOP_SECONDS: '60' });
    const [slow] = tablets;
    if (slow === undefined) throw new Error('no tablet');
    await halfAPush(office.port, slow);
    await expect.poll(() => openRequests(office)).toBe(1);
    office.signal('SIGINT');
    office.signal('SIGTERM');
    await office.until('"event":"stopping"');
    await new Promise((wait) => setTimeout(wait, 1200));
    expect(office.said().err).not.toContain('stop-cut');
    office.signal('SIGINT');
    expect(await office.ended).toBe(1);
    expect(office.said().err).toContain('"event":"stop-cut","why":"second-signal","requests":1');
  });
});
