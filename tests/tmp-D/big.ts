import { performance } from 'node:perf_hooks';
import { writeFileSync } from 'node:fs';
import { createApp } from '../../src/server/http/app.ts';
import { createTestServer } from '../support/test-server.ts';
import { aSession, plant } from '../support/session-world.ts';
import { createKeyPair } from '../../src/signing/keys.ts';
import { signHead } from '../../src/signing/heads.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { canonical, emptyHead, placeAfter } from '../../src/domain/log.ts';
import { openZip } from '../support/open-zip.ts';
import { verifyBundle } from '../../src/verifier/verify-bundle.ts';
const server = await createTestServer();
await plant(server, [aSession('s1')]);
for (let d = 0; d < 20; d += 1) {
  const keys = await createKeyPair(); const id = `device-${d}` as never;
  let head = emptyHead; const rows = [];
  for (let i = 0; i < 5000; i += 1) {
    const text = canonical(placeAfter(head, id, (1_790_000_000_000 + i * 1000) as never, { kind: 'checked-in', session: `x${i % 50}` as never, participant: `person-${i % 900}-abcdefgh` as never, via: 'badge', token: 'A'.repeat(43) as never }));
    head = { seq: head.seq + 1, hash: await sha256(text) };
    rows.push({ device: id, ...head, text, kind: 'checked-in', session: `x${i % 50}`, participant: null, at: 1, received_at: 1_790_000_000_000, clock_offset_ms: 10, set_aside: null });
  }
  await server.stores(async ({ logs, devices }) => {
    await devices.add({ id, name: 'x', unit: null, publicKey: keys.publicKey }, 1);
    await logs.append(rows as never);
    await devices.update(id, { head_seq: head.seq, head_hash: head.hash, signed_head: JSON.stringify(await signHead(keys.privateKey, { device: id, ...head, at: 1 as never })) });
  });
}
const services = { ...server.services, verifierFolder: '/tmp/narvaro-D-ver' };
const app = createApp({ database: server.database, services, trustsProxy: false }, new Map());
const { cookie } = await server.administrator();
for (const round of [1, 2]) {
let worst = 0, last = performance.now();
const timer = setInterval(() => { const now = performance.now(); worst = Math.max(worst, now - last); last = now; }, 1);
const t0 = performance.now();
const reply = await app.request('/api/admin/bundle', { method: 'POST', body: '{"month":null}', headers: { 'Content-Type': 'application/json', Cookie: cookie } });
const bytes = new Uint8Array(await reply.arrayBuffer());
clearInterval(timer);
console.log(reply.status, bytes.length, 'ms', performance.now() - t0, 'longest stop', worst, 'rss', process.memoryUsage().rss / 1e6);
if (round === 2) { writeFileSync('/tmp/narvaro-D-big.zip', bytes);
const t1 = performance.now();
const v = await verifyBundle(openZip(bytes));
console.log('verify ms', performance.now() - t1, v.holds, v.counted?.events); }
}
await server.close();
