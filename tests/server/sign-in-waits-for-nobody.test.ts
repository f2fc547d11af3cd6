import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStaticFiles } from '../../src/server/http/static-files.ts';
import { createTestServer } from '../support/test-server.ts';

test('[SIGN-2] nobody at a door waits while a password is checked', async () => {
  const server = await createTestServer();
  try {
    const asked = { isAnswered: false };
    const signIn = server
      .post('/api/admin/sign-in', { login: 'ingen.alls', password: 'fel ord på fel plats' })
      .then(({ status }) => {
        asked.isAnswered = true;
        return status;
      });
    let others = 0;
    while (!asked.isAnswered) {
      await server.stores(({ settings }) => settings.get('kind'));
      others += 1;
      await new Promise((go) => setImmediate(go));
    }
    expect(await signIn).toBe(401);
    expect(others).toBeGreaterThan(10);
  } finally {
    await server.close();
  }
});

test('[DEMO-9] somebody who is neither enrolled nor signed in is told by the page itself that it is a demo’s', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'narvaro-page-'));
  try {
    await writeFile(
      join(folder, 'index.html'),
      '<!doctype html><html lang="sv"><title>Närvaro</title></html>',
    );
    const pageFor = async (isDemo: boolean): Promise<string> =>
      new TextDecoder().decode((await readStaticFiles(folder, isDemo)).get('/index.html')?.bytes);
    expect(await pageFor(true)).toContain('<html data-demo="true" lang="sv">');
    expect(await pageFor(false)).toContain('<html lang="sv">');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
