/** The figures: right, readable for a strict reader, without anything that names a person or a tablet, and not for all. */
import { afterEach, describe, expect, test } from 'vitest';
import { createOperationApp } from '../../../src/server/operation/operation-routes.ts';
import { endpoints } from '../../../src/server/routes/index.ts';
import { readExposition, type Family } from '../../support/exposition.ts';
import { amina, aTablet, checkedIn, morning, opened, plant } from '../../support/session-world.ts';
import { createWatchedServer, type WatchedServer } from '../../support/watched-server.ts';

let server: WatchedServer;

const valueOf = (
  families: ReadonlyMap<string, Family>,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined =>
  families
    .get(name)
    ?.samples.find((sample) =>
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
    )?.value;

/** A morning: two tablets, one of them with a stranger's session; somebody tries doors. */
const aMorning = async (): Promise<void> => {
  await plant(server);
  const tablet = await aTablet(server);
  await tablet.record([morning, opened], [morning + 1, checkedIn(amina)]);
  await tablet.deliver();
  const other = await aTablet(server, 'Bromma 02');
  await other.record([morning, { kind: 'session-opened', session: 'nobodys' as never }]);
  await other.deliver();
  await server.post('/api/admin/sign-in', { login: 'canary-login', password: 'canary-password' });
  await server.get('/api/admin/devices/canary-device/revoke');
  await server.post('/api/admin/devices/canary-device/revoke', { reason: 'lost' });
  await server.get('/B/CANARY-BADGE');
  await server.get('/api/no/such/canary');
  await server.app.request('/api/canary', { method: 'BREW' });
  const code = { code: 'CANARY99', publicKey: 'canary' };
  for (let i = 0; i < 121; i += 1) await server.post('/api/enrol', code);
};

describe('a strict reader', () => {
  test.each([
    ['a sample before its family', 'narvaro_up 1\n'],
    ['a family in two places', '# HELP a x\n# TYPE a gauge\na 1\n# HELP a x\n# TYPE a gauge\n'],
    ['a series given twice', '# HELP a x\n# TYPE a gauge\na{b="c"} 1\na{b="c"} 2\n'],
    ['a label that ends the line', '# HELP a x\n# TYPE a gauge\na{b="c\nd"} 1\n'],
    ['no number', '# HELP a x\n# TYPE a gauge\na undefined\n'],
    ['no end of line', '# HELP a x\n# TYPE a gauge\na 1'],
    [
      'buckets that shrink',
      '# HELP a x\n# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n',
    ],
  ])('[OPS-3] whoever reads them strictly refuses %s', (_, text) => {
    expect(() => readExposition(text)).toThrow();
  });
});

describe('the figures', () => {
  afterEach(async () => {
    await server.close();
  });

  test('[OPS-3] a strict reader takes every line, and finds what happened this morning', async () => {
    server = await createWatchedServer();
    await aMorning();
    const families = readExposition(await server.metrics.text());
    expect(valueOf(families, 'narvaro_requests_total', { route: '/api/log', status: '200' })).toBe(2);
    expect(families.get('narvaro_request_seconds')?.samples.length).toBeGreaterThan(10);
    expect(valueOf(families, 'narvaro_pushes_total', { set_aside: 'nothing' })).toBe(1);
    expect(valueOf(families, 'narvaro_pushes_total', { set_aside: 'unreadable' })).toBe(1);
    expect(valueOf(families, 'narvaro_receipts_total')).toBe(2);
    expect(valueOf(families, 'narvaro_events_taken_total', { outcome: 'counts' })).toBe(2);
    expect(valueOf(families, 'narvaro_events_taken_total', { outcome: 'set-aside' })).toBe(1);
    expect(valueOf(families, 'narvaro_log_events', { set_aside: 'nothing' })).toBe(2);
    expect(valueOf(families, 'narvaro_log_events', { set_aside: 'unknown-session' })).toBe(1);
    expect(valueOf(families, 'narvaro_unsent_events')).toBe(0);
    expect(valueOf(families, 'narvaro_tablets', { seen: 'hour' })).toBe(2);
    expect(valueOf(families, 'narvaro_tablets', { seen: 'never' })).toBe(0);
    expect(valueOf(families, 'narvaro_rate_limited_total', { route: '/api/enrol' })).toBe(1);
    expect(valueOf(families, 'narvaro_database_bytes')).toBeGreaterThan(10_000);
    expect(valueOf(families, 'narvaro_disk_free_bytes')).toBe(12_345);
    expect(valueOf(families, 'narvaro_backup_age_seconds')).toBe(3600);
    expect(valueOf(families, 'narvaro_certificate_seconds_left')).toBe(86_400);
    expect(valueOf(families, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    server.advance(3 * 86_400_000);
    const later = readExposition(await server.metrics.text());
    expect(valueOf(later, 'narvaro_tablets', { seen: 'week' })).toBe(2);
    expect(valueOf(later, 'narvaro_tablet_longest_silence_seconds')).toBe(3 * 86_400);
  });

  test('[OPS-3] no label holds an id, a name or what somebody typed: routes are patterns, and their number is bounded', async () => {
    server = await createWatchedServer();
    await aMorning();
    const text = await server.metrics.text();
    expect(text.toLowerCase()).not.toContain('canary');
    expect(text).not.toContain(amina.family);
    const known = new Set([
      ...endpoints.map(({ path }) => path),
      'page',
      '/api/*',
      '/healthz',
      '/readyz',
      '/metrics',
    ]);
    const families = readExposition(text);
    const labels = [...families.values()].flatMap(({ samples }) => samples.map((sample) => sample.labels));
    expect(labels.flatMap(({ route }) => (route === undefined || known.has(route) ? [] : [route]))).toEqual(
      [],
    );
    expect(new Set(labels.flatMap(({ method }) => method ?? []))).toEqual(new Set(['GET', 'POST', 'other']));
  });

  test('[OPS-3] nobody sees them without the token, or on the port of the app where they have one of their own', async () => {
    const token = 'metrics-token-of-the-test-0001';
    server = await createWatchedServer();
    expect((await server.get('/metrics')).status).toBe(404);
    await server.close();

    server = await createWatchedServer({ metricsToken: token });
    expect((await server.get('/metrics')).status).toBe(401);
    expect((await server.get('/metrics', { token: `${token}x` })).status).toBe(401);
    expect((await server.get('/metrics', await server.administrator())).status).toBe(401);
    const shown = await server.get('/metrics', { token });
    expect(shown.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(readExposition(await shown.text()).size).toBeGreaterThan(20);
    await server.close();

    server = await createWatchedServer({ metricsToken: token, hasOwnPort: true });
    expect((await server.get('/metrics', { token })).status).toBe(404);
    const own = createOperationApp({
      isStopping: () => false,
      readiness: async () => ({ failing: ['disk'], checked: ['disk'] }),
      metrics: server.metrics,
      metricsToken: token,
      hasOwnPort: true,
    });
    expect((await own.request('/metrics')).status).toBe(401);
    expect((await own.request('/metrics', { headers: { Authorization: `Bearer ${token}` } })).status).toBe(
      200,
    );
    expect((await own.request('/healthz')).status).toBe(200);
    expect((await own.request('/readyz')).status).toBe(503);
    expect((await own.request('/api/admin/me')).status).toBe(404);
  });
});
