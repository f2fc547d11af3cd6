/** A14, A16, A17, A21 and A22 without a browser: other sites, other addresses, and what browsers and caches are told. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/server/http/app.ts';
import type { Endpoint } from '../../src/server/http/endpoint.ts';
import type { StaticFiles } from '../../src/server/http/static-files.ts';
import { endpoints } from '../../src/server/routes/index.ts';
import { everyTable } from '../support/behind-the-server.ts';
import { everyCaller, type EveryCaller } from '../support/every-caller.ts';
import { createTestServer, type TestCaller, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let callers: EveryCaller;
beforeAll(async () => {
  server = await createTestServer();
  callers = await everyCaller(server);
});
afterAll(() => server.close());

const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;
const addressOf = ({ path }: Endpoint): string => path.replaceAll(/:\w+/g, 's1');
const ask = async (endpoint: Endpoint, headers: Record<string, string>, body?: string): Promise<Response> => {
  const ends = endpoint.path.endsWith('/sign-out');
  const { cookie, token }: TestCaller = ends ? await server.administrator() : callers[endpoint.caller];
  return Promise.resolve(
    server.app.request(addressOf(endpoint), {
      method: endpoint.method.toUpperCase(),
      ...(endpoint.method === 'post' ? { body: body ?? '{}' } : {}),
      headers: {
        'Content-Type': 'application/json',
        ...(cookie === undefined ? {} : { Cookie: cookie }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
    }),
  );
};
const codeOf = async (reply: Response): Promise<string> =>
  (reply.headers.get('content-type') ?? '').includes('problem')
    ? ((await reply.json()) as { code: string }).code
    : String(reply.status);

const foreign: readonly (readonly [string, Record<string, string>])[] = [
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a neighbour under the same name', { 'Sec-Fetch-Site': 'same-site' }],
  ['a site that lies about where it is', { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://localhost:8080' }],
  ['no origin that can be named', { Origin: 'null' }],
  ['an address that begins like ours', { Origin: 'http://localhost:8080.example.org' }],
  ['an address that ends like ours', { Origin: 'http://example-localhost:8080' }],
  ['ours as a user name', { Origin: 'http://localhost:8080@example.org' }],
  ['another port', { Origin: 'http://localhost:8081' }],
  ['another scheme', { Origin: 'https://localhost:8080' }],
  ['a file', { Origin: 'file://' }],
  ['nonsense', { Origin: 'http://' }],
];

describe('another site', () => {
  test.each(foreign)(
    '[ATK-5] A16: asking as %s is refused at every address, reading and writing, signed in or not',
    async (_what, headers) => {
      for (const endpoint of endpoints)
        expect([nameOf(endpoint), await codeOf(await ask(endpoint, headers))]).toEqual([
          nameOf(endpoint),
          'request/cross-site',
        ]);
    },
  );

  test('[ATK-5] A16: is never told that it may read, and nothing answers a question beforehand', async () => {
    for (const endpoint of endpoints) {
      const reply = await server.app.request(addressOf(endpoint), {
        method: 'OPTIONS',
        headers: { Origin: 'https://example.org', 'Access-Control-Request-Method': 'POST' },
      });
      expect([nameOf(endpoint), reply.status]).toEqual([nameOf(endpoint), 404]);
      const own = await ask(endpoint, { Origin: 'http://localhost:8080', 'Sec-Fetch-Site': 'same-origin' });
      for (const answer of [reply, own])
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  const forms = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonx',
    'text/json',
    '',
  ];
  test.each(forms)('[ATK-5] A16: nothing that a form can send is taken: %s', async (type) => {
    const body = '{"login":"prov","password":"x","token":"x"}';
    const takesNothing = ({ body: form }: Endpoint): boolean => type === '' && form === undefined;
    for (const endpoint of endpoints.filter((one) => one.method === 'post' && !takesNothing(one))) {
      const code = await codeOf(await ask(endpoint, { 'Content-Type': type }, body));
      if (endpoint.body === 'bytes') expect(['request/malformed', 'import/refused']).toContain(code);
      else expect([nameOf(endpoint), code]).toEqual([nameOf(endpoint), 'request/not-json']);
    }
  });

  /** Every table as text, but for what says when somebody was heard of and who has looked. */
  const contents = async (): Promise<Readonly<Record<string, string>>> => {
    const tables = await everyTable(server.database);
    const all: Record<string, string> = {};
    for (const { name } of tables.filter((table) => !['access_log', 'rate_limits'].includes(table.name))) {
      const held = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(
        server.database.db,
      );
      all[name] = JSON.stringify(
        held.rows.map((row) => ({ ...row, last_contact_at: 0, plan_fetched_at: 0, used_at: 0 })),
      );
    }
    return all;
  };

  test('[ATK-5] A16: a link that is only read changes nothing, however often', async () => {
    for (const endpoint of endpoints.filter(({ method }) => method === 'get')) {
      await ask(endpoint, {});
      const before = await contents();
      for (const method of ['GET', 'HEAD', 'GET']) {
        const { cookie, token } = callers[endpoint.caller];
        await server.app.request(addressOf(endpoint), {
          method,
          headers: {
            ...(cookie === undefined ? {} : { Cookie: cookie }),
            ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          },
        });
      }
      expect([nameOf(endpoint), await contents()]).toEqual([nameOf(endpoint), before]);
    }
  });

  test('[ATK-5] A16: an address that takes a POST does nothing for any other way of asking', async () => {
    for (const endpoint of endpoints.filter(({ method }) => method === 'post'))
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        const twin = endpoints.some((other) => other.path === endpoint.path && other.method === 'get');
        const byId = /\/(planning\/sessions|people|review|reports?|months|imports|sessions)\//.test(
          endpoint.path,
        );
        if (method === 'GET' && (twin || byId)) continue;
        const reply = await server.app.request(addressOf(endpoint), {
          method,
          headers: {
            ...(callers[endpoint.caller].cookie === undefined
              ? {}
              : { Cookie: callers[endpoint.caller].cookie ?? '' }),
            'X-HTTP-Method-Override': 'POST',
          },
        });
        expect([method, nameOf(endpoint), reply.status]).toEqual([method, nameOf(endpoint), 404]);
      }
  });
});

const text = (words: string, type: string) => ({
  bytes: new TextEncoder().encode(words),
  type,
  etag: `"${words}"`,
  isHashed: false,
  encoded: new Map<string, never>(),
});
const files: StaticFiles = new Map([
  ['/index.html', text('the shell', 'text/html; charset=utf-8')],
  ['/service-worker.js', text('the worker', 'text/javascript; charset=utf-8')],
  ['/assets/app-1.js', text('the app', 'text/javascript; charset=utf-8')],
]);
/** What a server that has pages answers. */
const shellOf = (path: string, headers: Record<string, string> = {}): Promise<Response> => {
  const { database, services } = server;
  return Promise.resolve(
    createApp({ database, services, trustsProxy: false }, files).request(path, { headers }),
  );
};

describe('what a browser and a cache are told', () => {
  const say =
    (reply: Response) =>
    (name: string): string =>
      reply.headers.get(name) ?? '';

  test('[ATK-5] A17: every answer forbids frames, foreign openers, guessing of types and everything unused', async () => {
    const paths = ['/', '/api/nowhere', '/healthz', '/finns-inte', ...endpoints.map(addressOf)];
    for (const path of paths) {
      const header = say(await server.app.request(path));
      const policy = header('content-security-policy').split('; ');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(header('cross-origin-resource-policy')).toBe('same-origin');
      expect(header('x-content-type-options')).toBe('nosniff');
      expect(header('referrer-policy')).toBe('no-referrer');
      expect(header('service-worker-allowed')).toBe('');
      expect(header('server')).toBe('');
      expect(header('x-powered-by')).toBe('');
    }
  });

  const allowsNothing = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

  test('[ATK-5] A17: whatever can be a page, or run, is told which of a browser’s powers it has', async () => {
    for (const path of ['/', '/admin/deltagare', '/service-worker.js', '/assets/app-1.js']) {
      const header = say(await shellOf(path));
      expect(header('content-type')).toMatch(/^text\//);
      const policy = header('content-security-policy');
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*|http:/);
      expect(header('x-frame-options')).toBe('DENY');
      expect(header('cross-origin-opener-policy')).toBe('same-origin');
      expect(header('cross-origin-embedder-policy')).toBe('require-corp');
      for (const off of ['microphone', 'geolocation', 'payment', 'usb', 'display-capture'])
        expect(header('permissions-policy')).toContain(`${off}=()`);
    }
  });

  test('[ATK-5] A17: a page that is unchanged keeps a page’s powers in the cache, and a list that is unchanged needs none', async () => {
    const page = await shellOf('/');
    const same = await shellOf('/', { 'If-None-Match': say(page)('etag') });
    expect(same.status).toBe(304);
    expect(say(same)('content-security-policy')).toBe(say(page)('content-security-policy'));
    expect(say(same)('permissions-policy')).toBe(say(page)('permissions-policy'));

    const { cookie } = await server.administrator();
    const list = '/api/admin/sessions';
    const first = await server.app.request(list, { headers: { Cookie: cookie } });
    const again = await server.app.request(list, {
      headers: { Cookie: cookie, 'If-None-Match': say(first)('etag') },
    });
    expect(again.status).toBe(304);
    expect(say(again)('content-security-policy')).toBe(allowsNothing);
    expect(say(again)('permissions-policy')).toBe('');
  });

  test('[ATK-5] A17: what only holds facts may do nothing at all, and says so in few words', async () => {
    for (const endpoint of endpoints) {
      const header = say(await ask(endpoint, {}));
      if (!header('content-type').includes('json')) continue;
      expect([nameOf(endpoint), header('content-security-policy')]).toEqual([
        nameOf(endpoint),
        allowsNothing,
      ]);
      expect(header('permissions-policy')).toBe('');
    }
    expect(say(await server.app.request('/api/nowhere'))('content-security-policy')).toBe(allowsNothing);
  });

  test('[ATK-5] A21: no answer of the interface may be kept by anybody, whatever it says', async () => {
    for (const endpoint of endpoints) {
      const reply = await ask(endpoint, {});
      expect([nameOf(endpoint), reply.headers.get('cache-control')]).toEqual([nameOf(endpoint), 'no-store']);
    }
  });
});

describe('addresses', () => {
  const get = async (path: string, headers: Record<string, string> = {}): Promise<string> => {
    const reply = await shellOf(path, headers);
    return reply.ok ? await reply.text() : String(reply.status);
  };

  test.each([
    '/..%2f..%2fetc/passwd',
    '/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/..%5c..%5cwindows',
    '/%00',
    '/index.html%00.png',
    '/a%00',
    '//etc/passwd',
    '/a//b',
    '/%0d%0aSet-Cookie:x=1',
    '/a%0ab',
    '/assets/..%2f..%2fpackage.json',
    '/assets/nothing',
    '/.env',
    '/.git/config',
    '/package.json',
    '/src/server/main.ts',
    '/narvaro.sqlite',
    '/secrets/identity.key',
    '/%c0%ae%c0%ae/etc',
    '/%',
    '/%zz',
    `/${'a'.repeat(5000)}`,
    '/assets/app-1.js.map',
    '/constructor/__proto__;',
    "/';alert(1)//",
    '/<script>',
  ])('[ATK-3] A14: %s is not there', async (path) => {
    expect(await get(path)).toBe('404');
  });

  test('[ATK-3] A14: a page’s own address is the shell, with letters of any alphabet too', async () => {
    for (const path of [
      '/',
      '/idag',
      '/admin/deltagare',
      '/B/ABC123',
      '/tillfalle/a_b-c/skanna',
      '/hj%C3%A4lp',
      '/__proto__',
    ])
      expect([path, await get(path)]).toEqual([path, 'the shell']);
  });

  test('[ATK-5] A17: nothing but the app’s own worker is handed out as one, so that no other can stand before the app', async () => {
    const asWorker = { 'Service-Worker': 'script', 'Sec-Fetch-Dest': 'serviceworker' };
    expect(await get('/service-worker.js', asWorker)).toBe('the worker');
    for (const path of [
      '/assets/app-1.js',
      '/index.html',
      '/',
      '/idag',
      '/service-worker.js/x',
      '/sub/service-worker.js',
      '/service-worker.js%3f',
    ])
      expect([path, await get(path, asWorker)]).toEqual([path, '404']);
  });

  test('[ATK-3] A14: no name that comes from outside reaches a header of a file that is saved', async () => {
    const { fileReply } = await import('../../src/server/http/reply.ts');
    const hostile = 'a\r\nSet-Cookie: x=1\r\n\r\n<script>"; filename="b.exe';
    const reply = fileReply({ bytes: new Uint8Array(1), name: hostile, type: 'text/csv' });
    const disposition = reply.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename\*=UTF-8''[^\s";<>\r\n]+$/);
    expect(reply.headers.get('set-cookie')).toBeNull();
  });
});
