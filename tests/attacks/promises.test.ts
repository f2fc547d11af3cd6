/** What src/SECURITY.md says of the whole: each sentence that would otherwise only be read is held here. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dayMs } from '../../src/domain/time.ts';
import { passwordOf } from '../../src/server/accounts/password-rules.ts';
import { hashPassword } from '../../src/server/accounts/passwords.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { settingForms } from '../../src/server/operation/settings.ts';
import { endpoints } from '../../src/server/routes/index.ts';
import { loadSecrets } from '../../src/server/secrets.ts';
import { everyTable } from '../support/behind-the-server.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const root = resolve(import.meta.dirname, '../..');
const written = readFileSync(join(root, 'src/SECURITY.md'), 'utf8');
const sources = ['src', 'sw'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|tsx)$/.test(path))
    .map((path) => join(root, folder, path)),
);
const texts = sources.map(
  (path) => [relative(root, path), readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')] as const,
);
const whoSays = (pattern: RegExp, within = ''): readonly string[] =>
  texts.flatMap(([path, text]) => (path.startsWith(within) && pattern.test(text) ? [path] : [])).toSorted();
const partOf = (heading: string): string =>
  new RegExp(`\n## ${heading}\n([\\s\\S]*?)\n## `).exec(written)?.[1] ?? '';

describe('the browser', () => {
  test('[SEC-5] runs WebAssembly in the decoder’s own worker and nowhere else', () => {
    expect(whoSays(/zxing-wasm|\bWebAssembly\b/)).toEqual(['src/app/device/decoder-worker.ts']);
    expect(whoSays(/from '[^']*decoder-worker\.ts'/)).toEqual([]);
  });

  test('[SEC-5] uses nothing that browsers are about to leave behind', () => {
    expect(
      whoSays(
        /<(?:object|embed|applet|frame)\b|createElement\('(?:object|embed|applet|frame)'|\bdocument\.domain\b|addEventListener\('(?:before)?unload'|ActiveXObject|\bapplicationCache\b|XMLHttpRequest|execCommand/,
      ),
    ).toEqual([]);
  });

  test('[SEC-5] meets the one application under the office’s name', () => {
    const nginx = readFileSync(join(root, 'src/server/operation/nginx.conf'), 'utf8');
    expect([...nginx.matchAll(/^\s*proxy_pass (\S+);/gm)].map(([, to]) => to)).toEqual(['http://narvaro']);
    expect([...nginx.matchAll(/^\s*server (\S+?:\d+);/gm)]).toHaveLength(1);
    expect(nginx).not.toMatch(/^\s*(?:root|alias|fastcgi_pass)\b/m);
  });
});

describe('the server', () => {
  test('[SEC-5] has no setting for debugging, and asks nobody but its settings what it should be like', () => {
    expect(Object.keys(settingForms).filter((name) => /debug|dev|test|trace|verbose/i.test(name))).toEqual(
      [],
    );
    expect(whoSays(/\bprocess\.env\b/)).toEqual(['src/server/main.ts']);
    expect(whoSays(/NODE_ENV/)).toEqual([]);
    expect(whoSays(/\bimport\.meta\.env\.DEV\b/)).toEqual(['src/app/device/update.ts']);
    expect(whoSays(/\binspector\b|\bdebugger\b|--inspect|\brepl\b/, 'src/server/')).toEqual([]);
  });

  test('[SEC-5] reads and writes files in the places that are written down, and in no other', () => {
    const places = [
      'src/server/main.ts',
      'src/server/secrets.ts',
      'src/server/start-data.ts',
      'src/server/accounts/common-passwords.ts',
      'src/server/accounts/leaked-passwords.ts',
      'src/server/bundle/verifier-files.ts',
      'src/server/http/static-files.ts',
      'src/server/operation/readiness.ts',
      'src/server/operation/tls.ts',
      'src/server/store/sqlite.ts',
    ];
    const who = whoSays(/from 'node:fs(?:\/promises)?'/, 'src/');
    const inside = /^src\/(?:server\/backup|verifier)\//;
    expect(who.filter((path) => !places.includes(path) && !inside.test(path))).toEqual([]);
    expect(whoSays(/from 'node:fs|node:child_process/, 'src/server/routes')).toEqual([]);
    expect(whoSays(/node:child_process|node:vm|node:dgram|node:cluster/, 'src/server/')).toEqual([]);
  });

  test('[SEC-5] talks to what is written down: every setting that names another machine stands there', () => {
    const talks = partOf('What the server talks to');
    const addresses = Object.entries(settingForms)
      .filter(([name, { en }]) => /_URL$|ISSUER$/.test(name) || /address of|database/i.test(en))
      .map(([name]) => name)
      .filter((name) => name !== 'NARVARO_URL');
    expect(addresses.toSorted()).toEqual(['DATABASE_URL', 'NARVARO_OIDC_ISSUER', 'SMTP_URL']);
    for (const name of addresses) expect(talks).toContain(name);
  });

  test('[SEC-5] logs the events that are written down, and no other', () => {
    const operation = /^\| operation \|([^|]*)\|/m.exec(partOf('What is written down'))?.[1] ?? '';
    const listed = [...operation.matchAll(/`([a-z-]+)`/g)].map(([, event]) => event ?? '');
    const all = (text: string, pattern: RegExp): readonly string[] =>
      [...text.matchAll(pattern)].flatMap(([, ...events]) => events.filter((event) => event !== undefined));
    const called = texts
      .filter(([path]) => path.startsWith('src/server/') && !path.includes('/migrations'))
      .flatMap(([path, text]) => [
        ...all(
          text,
          /\(\s*(?:\w+ \? '\w+' : )?'(?:error|warn|info|debug)',\s*(?:\w+ \? )?'([a-z-]+)'(?: : '([a-z-]+)')?/g,
        ),
        ...(/\/(?:watch|stop)\.ts$/.test(path)
          ? all(text, /(?:event: |\bsay\(|\bend\(|levelOf\(request\), |: 'error', )'([a-z-]+)'/g)
          : []),
      ]);
    expect([...new Set(called)].toSorted()).toEqual(listed.toSorted());
  });
});

describe('the data', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await createTestServer();
  });
  afterAll(() => server.close());

  test('[SEC-5] is classed table by table, each once', async () => {
    const tables = (await everyTable(server.database)).map(({ name }) => name);
    const classed = [...partOf('Data').matchAll(/^- \*\*[A-D]\*\* (.+)$/gm)].flatMap(([, names = '']) =>
      names.split(', '),
    );
    expect(classed.toSorted()).toEqual(tables.toSorted());
  });

  test('[SEC-5] of class A has tables of its own, which its own folder alone reads', () => {
    const [, names = ''] = /^- \*\*A\*\* (.+)$/m.exec(partOf('Data')) ?? [];
    const tables = names.split(', ');
    expect(tables).toContain('identities');
    const readers = whoSays(/(?:from|From|Into|Table|update)\w*\('identities'/, 'src/server/');
    expect(readers.filter((path) => !/^src\/server\/(?:identity|store|backup)\//.test(path))).toEqual([]);
    expect(readers.length).toBeGreaterThan(0);
  });
});

describe('the keys', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'narvaro-keys-'));
    await loadSecrets(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Each file, and the row that tells of it. */
  const rowOf: Readonly<Record<string, RegExp>> = {
    'badge.key': /^\| badge secrets \|/m,
    'codes.key': /^\| session codes \|/m,
    'evaluation.key': /^\| evaluator's pseudonyms \|/m,
    'identity.key': /^\| identity numbers \|/m,
    'lookup.key': /^\| identity numbers \|.*look-up/m,
    'office.key': /^\| office's envelope/m,
    'receipt.key': /^\| receipts of the office \|/m,
  };

  test('[SEC-5] that a server makes are those that are written down, readable by nobody else, of 256 bits each', async () => {
    const files = await readdir(folder);
    expect(files.toSorted()).toEqual(Object.keys(rowOf));
    for (const file of files) {
      const { mode, size } = await stat(join(folder, file));
      expect([file, (mode & 0o777).toString(8)]).toEqual([file, '600']);
      expect(size).toBeGreaterThanOrEqual(32);
      expect(partOf('Keys')).toMatch(rowOf[file] ?? /nothing/);
    }
  });

  test('[SEC-5] and hashes are of the algorithms that are written down, none weaker than 128 bits', () => {
    const named = (pattern: RegExp): readonly string[] =>
      [
        ...new Set(texts.flatMap(([, text]) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''))),
      ].toSorted();
    const algorithms = named(/\bname: '([A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*)'/g);
    expect(algorithms).toEqual(['AES-GCM', 'ECDH', 'ECDSA', 'HKDF', 'HMAC', 'PBKDF2']);
    for (const name of algorithms)
      expect(partOf('Keys')).toMatch(new RegExp(name.replace('AES-GCM', 'AES-256-GCM')));
    expect(named(/namedCurve: '([^']+)'/g)).toEqual(['P-256']);
    expect(named(/createCipheriv\(\s*'([^']+)'/g)).toEqual(['aes-256-gcm']);
    expect(named(/createHmac\(\s*'([^']+)'/g)).toEqual(['sha256']);
    expect(named(/\bhash: '([^']+)'/g)).toEqual(['SHA-256']);
    /* SHA-1 is the form that the list of leaked passwords comes in: it hides nothing there. */
    const hashes = texts.filter(([path]) => !path.endsWith('/leaked-passwords.ts'));
    expect(
      hashes
        .flatMap(([, text]) => [...text.matchAll(/createHash\(\s*'(\w+)'/g)].map(([, n]) => n))
        .filter((n) => n !== 'sha256'),
    ).toEqual([]);
  });
});

describe('an administrator', () => {
  const servers: TestServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });
  const password = 'en lugn kväll vid sjön';
  const anOffice = async (): Promise<TestServer> => {
    const server = await createTestServer();
    servers.push(server);
    const held = await hashPassword(server.services, passwordOf(password));
    await server.stores(async ({ accounts }) => {
      await accounts.add(
        { id: 'sol', name: 'Sol Granhimmel', login: 'sol', password: held },
        server.services.clock(),
      );
      await accounts.setRoles('sol', ['system']);
    });
    return server;
  };
  const signIn = (server: TestServer): Promise<Response> =>
    server.post('/api/admin/sign-in', { login: 'sol', password });

  test('[SEC-5] signs in with the same password years later, and is never told to change it', async () => {
    const server = await anOffice();
    const first = await signIn(server);
    const told = await first.text();
    expect(first.status).toBe(200);
    for (let years = 0; years < 3; years += 1) {
      server.advance(400 * dayMs);
      const reply = await signIn(server);
      expect([reply.status, await reply.text()]).toEqual([200, told]);
    }
  });

  test('[SEC-5] is asked no secret question, and has no hint, anywhere', async () => {
    const server = await anOffice();
    const columns = (await everyTable(server.database)).flatMap((table) => table.columns);
    expect(columns.length).toBeGreaterThan(200);
    expect(
      columns.filter((name) => /hint|secret_?question|mother|birth|security_?answer/.test(name)),
    ).toEqual([]);
    const asked = endpoints
      .filter(({ path }) => /sign-in|set-up|password|factor/.test(path))
      .map(({ path, body }) => [
        path,
        JSON.stringify(
          body === undefined || body === 'bytes' ? {} : Object.keys(Reflect.get(body, 'shape') ?? {}),
        ),
      ]);
    expect(asked.length).toBeGreaterThan(8);
    expect(asked.filter(([, keys]) => /hint|question|answer|mother|birth/i.test(keys ?? ''))).toEqual([]);
  });

  test('[SEC-5] may be signed in any number of times at once, sees each of them and ends any', async () => {
    const server = await anOffice();
    const cookies: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const token = `sol-${n}-${'t'.repeat(40)}`;
      await server.stores(({ accounts }) =>
        accounts.addSignIn(hashOf(token), 'sol', server.services.clock()),
      );
      cookies.push(`narvaro-sign-in=${token}`);
    }
    const shown = async (cookie: string): Promise<number> => {
      const reply = await server.get('/api/admin/account', { cookie });
      return ((await reply.json()) as { signIns: unknown[] }).signIns.length;
    };
    for (const cookie of cookies) expect(await shown(cookie)).toBe(5);
    const [mine = ''] = cookies;
    const { signIns } = (await (await server.get('/api/admin/account', { cookie: mine })).json()) as {
      signIns: readonly { readonly id: string; readonly isThis: boolean }[];
    };
    const other = signIns.find(({ isThis }) => !isThis)?.id ?? '';
    expect((await server.post(`/api/admin/sign-ins/${other}/end`, {}, { cookie: mine })).status).toBe(200);
    expect(await shown(mine)).toBe(4);
  });
});
