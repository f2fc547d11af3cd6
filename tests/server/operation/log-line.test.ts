/** One event is one line that a machine can read, whatever is in it; and a person can read out which request it was. */
import { afterEach, describe, expect, test } from 'vitest';
import { createLog, lineOf } from '../../../src/server/operation/log-line.ts';
import { codeAt, cookieOf } from '../../support/second-factor.ts';
import { aTablet, morning, opened, plant } from '../../support/session-world.ts';
import { createWatchedServer, type WatchedServer } from '../../support/watched-server.ts';

describe('the log', () => {
  test('[OPS-2] whatever somebody puts in a field, the line is one line, moves no cursor and can be read back', () => {
    const tricks = [
      'a\r\n{"level":"error","event":"forged"}',
      '\u001b[2J\u001b]0;owned\u0007',
      '\u009b31m\u0085\u2028\u2029next',
      '\u202egnp.exe\u2066',
      '\u0000"\\',
    ];
    for (const trick of tricks) {
      const line = lineOf({ event: trick });
      expect(line.endsWith('\n')).toBe(true);
      expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(JSON.parse(line)).toEqual({ event: trick });
    }
  });

  test('[OPS-2] somebody who wants only what matters gets no more, and errors go apart', () => {
    const out: string[] = [];
    const err: string[] = [];
    const sink = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
    const log = createLog('info', { clock: () => morning, sink });
    log('debug', 'request');
    log('info', 'started', { version: '1' });
    log('warn', 'sign-in-failed');
    log('error', 'defect', { frames: ['at x'] });
    expect(out).toEqual([
      '{"level":"info","at":"2026-11-23T07:00:00.000Z","event":"started","version":"1"}\n',
    ]);
    expect(err.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      'sign-in-failed',
      'defect',
    ]);
  });
});

describe('what a server logs', () => {
  let server: WatchedServer;
  afterEach(async () => {
    await server.close();
  });

  test('[OPS-2] a request stands in the log by its pattern, and its id is in every reply', async () => {
    server = await createWatchedServer();
    const refused = await server.get('/api/admin/sessions/canary-id?q=canary');
    const id = refused.headers.get('x-request-id');
    expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    const page = await server.get('/B/CANARY');
    expect(page.headers.get('x-request-id')).not.toBe(id);
    const [first] = server.parsed();
    expect(first).toEqual({
      level: 'debug',
      at: '2026-11-23T07:00:00.000Z',
      event: 'request',
      request: id,
      method: 'GET',
      route: '/api/admin/sessions/:id',
      status: 401,
      ms: expect.any(Number) as number,
    });
    expect(server.lines().join('').toLowerCase()).not.toContain('canary');
  });

  test('[OPS-2] tablets enrolled and revoked, failed sign-ins and broken requests are told without names', async () => {
    server = await createWatchedServer({ level: 'info' });
    await plant(server);
    const tablet = await aTablet(server);
    await tablet.record([morning, opened]);
    await tablet.deliver();
    const sol = await server.administrator('Sol Granhimmel');
    await server.post(`/api/admin/devices/${tablet.id}/revoke`, { reason: 'lost' }, sol);
    await server.post('/api/admin/sign-in', { login: 'sol.granhimmel', password: 'not the password' });
    const begun = await server.post('/api/admin/factors/totp/begin', {}, sol);
    const { ticket, secret } = (await begun.json()) as { ticket: string; secret: string };
    const code = codeAt(secret, server.services.clock());
    const added = await server.post('/api/admin/factors/totp', { ticket, name: 'Kodapp', code }, sol);
    const me = { cookie: cookieOf(added) === '' ? sol.cookie : cookieOf(added) };
    const account = await server.get('/api/admin/account', me);
    const { factors } = (await account.json()) as { factors: { id: string }[] };
    const kept = await server.post(`/api/admin/factors/${factors[0]?.id}/remove`, {}, me);
    expect(await kept.json()).toMatchObject({ code: 'sign-in/last-factor' });
    expect(server.parsed().map(({ event }) => event)).toEqual(['device-revoked', 'sign-in-failed']);
    expect(server.parsed()[0]).toMatchObject({ level: 'info', device: tablet.id });
    expect(server.lines().join('')).not.toMatch(/granhimmel|lost|password"/i);
  });

  test('[OPS-2] somebody who meets an error reads out a reference that is found in the log with its request', async () => {
    server = await createWatchedServer({ level: 'info' });
    await server.database.db.schema.dropTable('device_challenges').execute();
    const broken = await server.post('/api/device/challenge', { device: 'canary' });
    expect(broken.status).toBe(500);
    const { reference } = (await broken.json()) as { reference: string };
    const id = broken.headers.get('x-request-id');
    const defect = server.parsed().find(({ event }) => event === 'defect');
    expect(defect).toMatchObject({ level: 'error', reference, request: id, route: '/api/device/challenge' });
    expect(server.parsed().find(({ event }) => event === 'request')).toMatchObject({
      level: 'error',
      request: id,
      status: 500,
    });
    expect(server.lines().join('')).not.toContain('canary');
  });
});
