/** Starting, as somebody at a terminal does it; and what any page must do for somebody who listens to it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { startRealServer } from '../support/real-server.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';
import { signInToOffice } from '../support/office-client.ts';

const main = resolve(import.meta.dirname, '../../src/server/main.ts');

/** Starts the server and answers what it said, when it has ended or has said `until`. */
const said = (flags: readonly string[], environment: Record<string, string>, until = 'Ctrl+C') =>
  new Promise<{ words: string; code: number | null }>((answer) => {
    const server = spawn(process.execPath, [main, ...flags], {
      env: { ...process.env, DATABASE_URL: '', NARVARO_URL: '', ...environment },
    });
    let words = '';
    const listen = (chunk: Buffer): void => {
      words += chunk.toString();
      if (words.includes(until)) server.kill('SIGTERM');
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.once('exit', (code) => answer({ words, code }));
  });

const takenPort = (): Promise<{ port: number; free: () => Promise<void> }> =>
  new Promise((ready) => {
    const holder = createServer();
    holder.listen(0, '127.0.0.1', () => {
      const address = holder.address();
      ready({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        free: () => new Promise((freed) => holder.close(() => freed())),
      });
    });
  });

test.describe('starting', () => {
  let folder: string;
  test.beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'narvaro-start-'));
  });
  test.afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('[DEMO-9] somebody who starts the demo in an office’s folder, or an office in the demo’s, is told no in words', async () => {
    const { port, free } = await takenPort();
    await free();
    const office = { PORT: String(port), NARVARO_DATA_DIR: join(folder, 'office') };
    const demo = { PORT: String(port), NARVARO_DATA_DIR: join(folder, 'demo') };
    const first = await said([], office);
    expect(first.words).toContain('/admin/start#');
    expect(first.words).not.toContain('DEMO');
    expect((await said(['--demo'], demo)).words).toContain('DEMO');

    const demoInOffice = await said(['--demo'], office);
    expect(demoInOffice.code).toBe(1);
    expect(demoInOffice.words).toContain('hör till ett riktigt kontor');
    const officeInDemo = await said([], demo);
    expect(officeInDemo.code).toBe(1);
    expect(officeInDemo.words).toContain('påhittade personer');
  });

  test('[DEMO-9] somebody whose port is taken, or whose setting is wrong, is told which and what to do', async () => {
    const { port, free } = await takenPort();
    const taken = await said([], { PORT: String(port), NARVARO_DATA_DIR: folder });
    await free();
    expect(taken.code).toBe(1);
    expect(taken.words).toContain(`Port ${port} används redan`);
    const wrong = await said([], { PORT: 'åtta', NARVARO_DATA_DIR: folder });
    expect(wrong.code).toBe(1);
    expect(wrong.words).toContain('PORT');
    expect(wrong.words).not.toContain('åtta');
  });
});

test.describe('any page', () => {
  test('[PRIV-4, UI-2, UI-7, UI-9] somebody who listens is told what the page is, in its language, and the browser keeps no answer of the server', async ({
    page,
  }) => {
    const server = await startRealServer();
    try {
      const office = await signInToOffice(server.origin, server.links().admin);
      const cards = await office.badges(new URL(server.links().badges).searchParams.get('cohort') ?? '');
      await enrolTablet(page, server.links().tablet);
      await waitUntilInstalled(page);
      await expect(page).toHaveTitle(/ – Närvaro$/);
      await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
      await page.getByRole('navigation').getByRole('link', { name: 'Plattan' }).click();
      const heading = page.getByRole('heading', { level: 1 });
      await expect(heading).toHaveText('Plattan');
      await expect(heading).toBeFocused();
      await expect(page).toHaveTitle('Plattan – Närvaro');
      await page.getByRole('button', { name: 'English' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await page.getByRole('button', { name: 'Svenska' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'sv');

      await page.getByRole('navigation').getByRole('link', { name: 'I dag' }).click();
      await page
        .getByRole('link', { name: /checka in/ })
        .first()
        .click();
      await server.stop();
      const heard = page.locator('a[href="/plattan"] + output');
      await scanByReader(page, cards[0]?.text ?? '');
      await expect(
        page.getByRole('link', { name: /1 (incheckning sparad|sparad) på plattan/ }),
      ).toBeVisible();
      await expect(page.getByRole('link', { name: /Tjänsten svarar inte/ })).toBeVisible();
      const first = await heard.textContent();
      for (const { text } of cards.slice(1, 4)) await scanByReader(page, text);
      await expect(
        page.getByRole('link', { name: /4 sparade på plattan|5 sparade på plattan/ }),
      ).toBeVisible();
      expect(await heard.textContent()).toBe(first);

      const kept = await page.evaluate(async () => {
        const urls: string[] = [];
        for (const name of await caches.keys())
          for (const request of await (await caches.open(name)).keys())
            urls.push(new URL(request.url).pathname);
        return urls;
      });
      expect(kept.length).toBeGreaterThan(10);
      expect(kept.filter((url) => url.startsWith('/api') || url.startsWith('/B/'))).toEqual([]);
    } finally {
      await server.end();
    }
  });
});
