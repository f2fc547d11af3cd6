/** What the proxies of the examples write of those who ask while Närvaro is stopped: nginx for real, Caddy as it reads. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { httpsClient } from '../../support/https-client.ts';
import { startNginx, type Nginx } from '../../support/nginx.ts';

const secret = 'MH4XQ2Z7K9T3WPDC';
let nginx: Nginx;
let ask: ReturnType<typeof httpsClient>;
beforeAll(async () => {
  const own = await freePort();
  nginx = await startNginx({ own, behind: [await freePort()] });
  ask = httpsClient(own, () => nginx.certificate);
});
afterAll(() => nginx.end());

describe('with Närvaro stopped', () => {
  test('[PG-5] nginx answers 502, and writes neither the secret of a badge nor whose address asked', async () => {
    const from = '127.0.0.77';
    expect((await ask(`/B/${secret}`, { from })).status).toBe(502);
    const push = { method: 'POST', body: `{"x":"${secret}"}`, from };
    expect((await ask(`/api/check-in?code=${secret}`, push)).status).toBe(502);
    /* It writes after it has answered. */
    await expect.poll(() => nginx.accessLog().match(/ 502 /gu)).toHaveLength(2);
    const written = nginx.accessLog() + nginx.errorLog();
    expect(written).not.toContain(secret);
    expect(written).not.toContain(from);
  });

  test('[PG-5] Caddy is told to leave the request out of each of its logs', () => {
    const file = resolve(import.meta.dirname, '../../../src/server/operation/Caddyfile');
    const logs = readFileSync(file, 'utf8')
      .split(/^\s*log\b/mu)
      .slice(1);
    expect(logs).toHaveLength(2);
    expect(logs[0]).toMatch(/^ default \{/u);
    for (const log of logs) expect(log).toMatch(/fields \{\s+request delete\s/u);
  });
});
