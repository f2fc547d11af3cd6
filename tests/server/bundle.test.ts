import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../src/server/http/app.ts';
import { AuditBundleReply } from '../../src/protocol/audit-bundle.ts';
import { minuteMs } from '../../src/domain/time.ts';
import { fileNames, logFileOf, textsOf } from '../../src/verifier/bundle-format.ts';
import { verifyBundle } from '../../src/verifier/verify-bundle.ts';
import { anAuditedAutumn, type Autumn } from '../support/audited-autumn.ts';
import { openZip } from '../support/open-zip.ts';
import {
  aTablet,
  amina,
  at,
  checkedIn,
  checkedOut,
  closed,
  opened,
  plant,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const decoder = new TextDecoder();

/** The two files every bundle brings along; what is in them does not matter to how it is made. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'narvaro-verifier-'));
  await writeFile(join(folder, 'verify.html'), 'the page');
  await writeFile(join(folder, 'verify.mjs'), 'the command');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the bundle of a lived-through autumn', () => {
  let autumn: Autumn;
  let files: Map<string, Uint8Array<ArrayBuffer>>;
  let headers: Headers;
  beforeAll(async () => {
    autumn = await anAuditedAutumn(folder);
    const reply = await autumn.bundle();
    ({ headers } = reply);
    files = openZip(new Uint8Array(await reply.arrayBuffer()));
  });
  afterAll(() => autumn.world.close());

  test('[BUNDLE-1] an auditor opens the zip with another program and finds every part of it', () => {
    expect(headers.get('content-type')).toBe('application/zip');
    expect(headers.get('content-disposition')).toContain('narvaro-revision-2026-12-05.zip');
    expect([...files.keys()].sort()).toEqual(
      [
        'README.txt',
        'arrivals.jsonl',
        'devices.json',
        'forks/1.json',
        logFileOf(autumn.world.tablet.id),
        logFileOf(autumn.spare),
        'manifest.json',
        'months/2026-09-v1.json',
        'months/2026-09-v2.json',
        'months/2026-10-v1.json',
        'office-log.jsonl',
        'plan/members.json',
        'plan/session-versions.jsonl',
        'verify.html',
        'verify.mjs',
      ].sort(),
    );
  });

  test('[BUNDLE-1] every event and every decision is there byte for byte', async () => {
    const { tablet } = autumn.world;
    const rows = await autumn.server.stores(({ logs }) => logs.ofDevice(tablet.id, 1, 1000));
    expect(decoder.decode(files.get(logFileOf(tablet.id)))).toBe(
      rows.map(({ text }) => `${text}\n`).join(''),
    );
    const entries = await autumn.server.stores(({ reports }) => reports.officeLogFrom(1, 1000));
    const kept = textsOf(decoder.decode(files.get(fileNames.officeLog)));
    expect(kept).toEqual(entries.slice(0, kept.length).map(({ text }) => text));
    expect(kept.length).toBeGreaterThan(15);
  });

  test('[BUNDLE-1] nobody’s name is in it, and nothing that somebody has written about anybody', () => {
    const everything = [...files.values()].map((bytes) => decoder.decode(bytes)).join('\n');
    for (const name of ['Björkljus', 'Granmoln', 'Klippvind', 'Deltagare 07', 'Granhimmel', 'Gran Skare'])
      expect(everything).not.toContain(name);
    expect(everything).not.toMatch(/\b(Amina|Olof|Elif)\b/);
    expect(everything).not.toContain('Kön vid dörren');
    expect(everything).not.toContain('Listan på papper');
  });

  test('[BUNDLE-7] the office’s log names the bundle by its hash, and the access log says who has it', async () => {
    const manifest = createHash('sha256').update(files.get(fileNames.manifest)!).digest('base64url');
    const entries = await autumn.server.stores(({ officeLog }) => officeLog.latest(10));
    const made = entries.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
    expect(made.find((entry) => entry['manifest'] === manifest)).toMatchObject({
      kind: 'bundle-made',
      month: null,
      events: 34,
    });
    const seen = await autumn.server.database.db.selectFrom('access_log').selectAll().execute();
    expect(seen).toContainEqual(expect.objectContaining({ kind: 'audit-bundle', about: 'everything' }));
  });

  test('[BUNDLE-1] an auditor of September gets the whole logs, and no later month', async () => {
    const other = openZip(new Uint8Array(await (await autumn.bundle('2026-09')).arrayBuffer()));
    const months = [...other.keys()].filter((name) => name.startsWith('months/'));
    expect(months.sort()).toEqual(['months/2026-09-v1.json', 'months/2026-09-v2.json']);
    const verdict = await verifyBundle(other);
    expect(verdict.findings.filter(({ level }) => level === 'broken')).toEqual([]);
    expect(verdict.counted).toMatchObject({ month: '2026-09', events: 34 });
  });

  test('[BUNDLE-4] a reviewer lets count what a revoked tablet sent after the lock; the locked month still comes out', async () => {
    const own = await anAuditedAutumn(folder);
    const { reviewer, close } = own.world;
    const decided = await reviewer.post('/api/admin/set-aside/decide', {
      device: own.spare,
      reason: 'revoked',
      session: 'oct2',
      isAccepted: true,
      text: 'Plattan hittades i ett skåp.',
    });
    expect(decided.status).toBe(200);
    const verdict = await verifyBundle(openZip(new Uint8Array(await (await own.bundle()).arrayBuffer())));
    expect(verdict.findings.filter(({ level }) => level === 'broken')).toEqual([]);
    await close();
  });
});

describe('making a bundle', () => {
  let server: TestServer;
  let cookie: string;
  beforeEach(async () => {
    server = await createTestServer();
    ({ cookie } = await server.administrator());
  });
  afterEach(() => server.close());

  const appOf = ({ database, services }: TestServer, verifierFolder: string) =>
    createApp({ database, services: { ...services, verifierFolder }, trustsProxy: false }, new Map());
  const ask = async (app: ReturnType<typeof appOf>, caller = cookie): Promise<Response> =>
    app.request('/api/admin/bundle', {
      method: 'POST',
      body: '{"month":null}',
      headers: { 'Content-Type': 'application/json', Cookie: caller },
    });

  test('[BUNDLE-1] an office where nothing has happened yet gets a bundle that holds', async () => {
    const zip = openZip(new Uint8Array(await (await ask(appOf(server, folder))).arrayBuffer()));
    const { holds, counted } = await verifyBundle(zip);
    expect(holds).toBe(true);
    expect(counted).toMatchObject({ events: 0, devices: 0, entries: 0, months: [] });
  });

  test('[BUNDLE-7] somebody who gave the password long ago is asked for it first', async () => {
    server.advance(6 * minuteMs);
    const refused = await ask(appOf(server, folder));
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'sign-in/stale' });
  });

  test('[BUNDLE-5] while the verifier is not built no bundle is made, and the page says so', async () => {
    const app = appOf(server, join(folder, 'nothing-here'));
    const refused = await ask(app);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'bundle/no-verifier' });
    const about = await app.request('/api/admin/bundle', { headers: { Cookie: cookie } });
    expect(AuditBundleReply.parse(await about.json()).verifier).toBeNull();
  });

  test('[BUNDLE-5] the page shows the verifier’s checksums as every computer’s own tool prints them', async () => {
    const about = await appOf(server, folder).request('/api/admin/bundle', { headers: { Cookie: cookie } });
    const sum = (text: string): string => createHash('sha256').update(text).digest('hex');
    expect(AuditBundleReply.parse(await about.json())).toMatchObject({
      verifier: { page: sum('the page'), command: sum('the command') },
      officeKey: server.services.secrets.receiptPublicKey,
      officeHead: null,
    });
  });

  test('[BUNDLE-7] others are answered while the bundle is being made', async () => {
    const app = appOf(server, folder);
    const done: string[] = [];
    const bundle = ask(app).then(() => done.push('bundle'));
    const other = Promise.resolve(app.request('/api/admin/me', { headers: { Cookie: cookie } })).then(() =>
      done.push('me'),
    );
    await Promise.all([bundle, other]);
    expect(done).toEqual(['me', 'bundle']);
  });
});

test.each(['sqlite', 'postgres'] as const)(
  '[BUNDLE-1] the bundle holds whichever database keeps the logs (%s)',
  async (database) => {
    const server = await createTestServer({ database });
    await plant(server);
    const tablet = await aTablet(server);
    await tablet.record(
      [at(20), opened],
      [at(25), checkedIn(amina)],
      [at(270), checkedOut(amina)],
      [at(275), closed],
    );
    await tablet.deliver();
    const { cookie } = await server.administrator();
    const services = { ...server.services, verifierFolder: folder };
    const app = createApp({ database: server.database, services, trustsProxy: false }, new Map());
    const reply = await app.request('/api/admin/bundle', {
      method: 'POST',
      body: '{"month":null}',
      headers: { 'Content-Type': 'application/json', Cookie: cookie },
    });
    const { holds, counted } = await verifyBundle(openZip(new Uint8Array(await reply.arrayBuffer())));
    expect(holds).toBe(true);
    expect(counted).toMatchObject({ events: 4, devices: 1 });
    await server.close();
  },
);
