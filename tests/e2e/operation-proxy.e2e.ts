/** Närvaro behind a real nginx, set up as the project's example says: what reaches people, and what cannot be forged. */
import { connect as connectHttp2 } from 'node:http2';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort } from '../support/free-port.ts';
import { httpsClient, type HttpsCall, type HttpsReply } from '../support/https-client.ts';
import { startNginx, type Nginx } from '../support/nginx.ts';
import {
  addAdministrator,
  addTablets,
  heldSeqs,
  startOfficeProcess,
  type OfficeProcess,
} from '../support/office-process.ts';

const json = { 'Content-Type': 'application/json' };
const codeOf = ({ body }: HttpsReply): unknown => (JSON.parse(body.toString()) as { code?: string }).code;

test.describe('behind nginx', () => {
  let office: OfficeProcess;
  let nginx: Nginx;
  let port: number;
  let origin: string;
  let call: (path: string, call?: HttpsCall) => Promise<HttpsReply>;
  test.beforeEach(async () => {
    port = await freePort();
    origin = `https://localhost:${port}`;
    office = await startOfficeProcess({ NARVARO_URL: origin, NARVARO_TRUST_PROXY: '1' });
    nginx = await startNginx({ own: port, behind: [office.port] });
    call = httpsClient(port, () => nginx.certificate);
  });
  test.afterEach(async () => {
    await nginx.end();
    await office.end();
  });

  const signIn = (call_: HttpsCall): Promise<HttpsReply> =>
    call('/api/admin/set-up-link', {
      method: 'POST',
      body: JSON.stringify({ token: 'no-such-link' }),
      ...call_,
      headers: { ...json, ...call_.headers },
    });

  test('[OPS-6] somebody who comes through the proxy gets the page, HTTPS for good, a cookie that only this address has, and no figures', async () => {
    const page = await call('/admin');
    expect(page.status).toBe(200);
    expect(page.headers['strict-transport-security']).toMatch(/^max-age=\d{8}(;|$)/);
    expect(page.headers['server']).toBe('nginx');
    expect((await call('/metrics')).status).toBe(404);
    expect((await call('/readyz')).body.toString()).toBe('{"status":"ready"}');

    const link = /\/admin\/start#(\S+)/.exec(office.said().out)?.[1] ?? '';
    const body = {
      token: link,
      name: 'Sol',
      login: 'sol.granhimmel',
      password: 'elva tranor över sjön i maj',
    };
    const post = { method: 'POST', body: JSON.stringify(body) };
    const foreign = await call('/api/admin/set-up', {
      ...post,
      headers: { ...json, Origin: 'https://evil.example' },
    });
    expect([foreign.status, codeOf(foreign)]).toEqual([403, 'request/cross-site']);
    const signedIn = await call('/api/admin/set-up', { ...post, headers: { ...json, Origin: origin } });
    expect(signedIn.status).toBe(200);
    const cookies = signedIn.headers['set-cookie'] ?? [];
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies)
      expect(cookie).toMatch(/^__Host-[a-z-]+=[^;]+; Path=\/; HttpOnly; SameSite=(Strict|Lax); Secure/);
  });

  test('[OPS-6] a tablet pushes through the proxy, over HTTP/2 as browsers do, and gets its receipt', async () => {
    const [tablet] = await addTablets(office, 1, Date.now());
    if (tablet === undefined) throw new Error('no tablet');
    const headers = { ...json, Authorization: `Bearer ${tablet.token}` };
    for (const seq of [1, 2]) {
      const { body } = await tablet.next();
      const pushed = await call('/api/log', { method: 'POST', headers, body });
      expect(pushed.status).toBe(200);
      expect(JSON.parse(pushed.body.toString())).toMatchObject({ receipt: { seq } });
    }
    const session = connectHttp2(origin, { ca: readFileSync(nginx.certificate) });
    const { body } = await tablet.next();
    const reply = await new Promise<string>((answer, failed) => {
      let text = '';
      const stream = session.request({
        ':method': 'POST',
        ':path': '/api/log',
        'content-type': 'application/json',
        authorization: headers.Authorization,
        origin,
        'sec-fetch-site': 'same-origin',
      });
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.once('end', () => answer(text));
      stream.once('error', failed);
      stream.end(body);
    });
    session.close();
    expect(JSON.parse(reply)).toMatchObject({ receipt: { seq: 3 } });
    expect((await heldSeqs(office)).get(tablet.id)).toBe(3);
  });

  test('[OPS-6] large files come through whole both ways, and one too large is refused in our words', async () => {
    const dist = resolve(import.meta.dirname, '../../dist/assets');
    const wasm = readdirSync(dist).find((name) => name.endsWith('.wasm')) ?? '';
    const fetched = await call(`/assets/${wasm}`);
    expect(fetched.body.equals(readFileSync(join(dist, wasm)))).toBe(true);

    const cookie = `__Host-narvaro=${await addAdministrator(office, Date.now())}`;
    const send = (bytes: number) =>
      call('/api/admin/imports?kind=participants&name=lista.csv', {
        method: 'POST',
        headers: { Cookie: cookie, Origin: origin, 'Content-Type': 'application/octet-stream' },
        body: Buffer.from('Förnamn;Efternamn\n'.padEnd(bytes, 'Amina;Björkljus\n')),
      });
    const taken = await send(15 * 1024 * 1024);
    expect([taken.status, Object.keys(JSON.parse(taken.body.toString()) as object)]).toEqual([200, ['id']]);
    const refused = await send(21 * 1024 * 1024);
    expect([refused.status, codeOf(refused)]).toEqual([413, 'request/too-large']);
  });

  test('[OPS-6] somebody who makes up where they come from is counted by where they really come from', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 70; i += 1) {
      const { status } = await signIn({
        headers: {
          'X-Forwarded-For': `203.0.113.${i}`,
          Forwarded: `for=203.0.113.${i}`,
          'X-Real-IP': `203.0.113.${i}`,
        },
      });
      statuses.push(status);
    }
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(429);
    // Somebody else, who claims to be the one who is stopped, is not; and the first is stopped whatever is claimed.
    const other = await signIn({ from: '127.0.0.2', headers: { 'X-Forwarded-For': '127.0.0.1' } });
    expect(other.status).toBe(200);
    expect((await signIn({ headers: { 'X-Forwarded-For': '127.0.0.2' } })).status).toBe(429);
  });

  test('[OPS-6] the proxy’s own log says when, what and how long, and names nobody and no address', async () => {
    const reply = await call('/B/CANARYBADGE?q=canary', {
      headers: { 'User-Agent': 'canary', Referer: 'https://canary' },
    });
    const id = reply.headers['x-request-id'];
    expect(id).toMatch(/^\w{4}-\w{4}$/);
    await expect.poll(nginx.accessLog).toContain(String(id));
    expect(nginx.accessLog()).toMatch(/^\S+T\S+ GET 200 \d+\.\d+ \w{4}-\w{4}$/m);
    expect(nginx.accessLog().toLowerCase()).not.toMatch(/canary|127\.0\.0/);
  });
});
