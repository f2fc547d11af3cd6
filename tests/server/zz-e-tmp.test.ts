import { test } from 'vitest';
import { seedDemo } from '../../src/server/demo/seed-demo.ts';
import { createTestServer } from '../support/test-server.ts';
test('tmp', async () => {
  const server = await createTestServer();
  await seedDemo(server.database, server.services, () => undefined);
  const a = await server.administrator();
  for (const p of ['overview','followup','followup/steering/2026-10','followup/units?unit=farsta']) {
    const t0 = performance.now();
    const r = await server.get('/api/admin/' + p, a);
    const text = await r.text();
    process.stdout.write(p + ' ' + r.status + ' ' + Math.round(performance.now()-t0) + ' ms\n' + text.slice(0, 4200) + '\n\n');
  }
  const r = await server.post('/api/admin/followup/export', {format:'csv'}, await server.administrator());
  const csv = await r.text();
  process.stdout.write(r.status + '\n' + csv.split('\r\n').slice(0,12).join('\n') + '\n' + csv.split('\r\n').length);
  await server.close();
}, 120000);
