/** Starting, as somebody at a terminal does it; and what any page must do for somebody who listens to it. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { startRealServer } from '../support/real-server.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';
import { signInToOffice } from '../support/office-client.ts';

const main = resolve(import.meta.dirname, '../../src/server/main.ts');
const launch = resolve(import.meta.dirname, '../../src/server/launch.mjs');

/** Starts the server and answers what it said, when it has ended or has said `until`. */
const said = (
  flags: readonly string[],
  environment: Record<string, string>,
  { until = 'Ctrl+C', program = [main] }: { until?: string; program?: readonly string[] } = {},
) =>
  new Promise<{ words: string; code: number | null }>((answer) => {
    const server = spawn(process.execPath, [...program, ...flags], {
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

  test('[START-1] somebody who starts with the keys missing, or with another’s, is told to put them back, and no key is made', async () => {
    const { port, free } = await takenPort();
    await free();
    const mine = { PORT: String(port), NARVARO_DATA_DIR: join(folder, 'mine') };
    const other = { PORT: String(port), NARVARO_DATA_DIR: join(folder, 'other') };
    expect((await said([], mine)).words).toContain('/admin/start#');
    expect((await said([], other)).words).toContain('/admin/start#');
    const keys = join(folder, 'mine', 'secrets');
    const refused = 'Nycklarna i secrets/ hör inte till den här databasen. Lägg tillbaka mappen secrets';

    renameSync(keys, join(folder, 'kept'));
    const missing = await said([], mine);
    expect(missing.code).toBe(1);
    expect(missing.words).toContain(refused);
    expect(missing.words).toContain('do not belong to this database');
    expect(existsSync(keys)).toBe(false);

    cpSync(join(folder, 'other', 'secrets'), keys, { recursive: true });
    const others = await said([], mine);
    expect(others.code).toBe(1);
    expect(others.words).toContain(refused);

    rmSync(join(keys, 'badge.key'));
    const lacking = await said(['--admin-link'], mine);
    expect(lacking.code).toBe(1);
    expect(lacking.words).toContain(refused);
    expect(existsSync(join(keys, 'badge.key'))).toBe(false);

    cpSync(join(folder, 'kept'), keys, { recursive: true });
    expect((await said([], mine)).code).toBe(0);
  });

  test('[START-1] somebody whose data folder or database is something else, or who misspells a flag, is told so in words', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'no folder');
    const noFolder = await said([], { NARVARO_DATA_DIR: file });
    expect(noFolder.code).toBe(1);
    expect(noFolder.words).toContain(`Mappen ${file} går inte att använda`);
    expect(noFolder.words).not.toContain('    at ');

    const database = join(folder, 'narvaro.sqlite');
    const text = 'this is a letter to somebody and not a database at all. '.repeat(100);
    writeFileSync(database, text);
    const noDatabase = await said([], { NARVARO_DATA_DIR: folder });
    expect(noDatabase.code).toBe(1);
    expect(noDatabase.words).toContain(`Filen ${database} är ingen databas`);
    expect(noDatabase.words).not.toContain('    at ');
    expect(readFileSync(database, 'utf8')).toBe(text);
    expect(existsSync(join(folder, 'secrets'))).toBe(false);

    const flag = await said(['--foo'], { NARVARO_DATA_DIR: folder });
    expect(flag.code).toBe(1);
    expect(flag.words).toContain('Flaggan --foo finns inte');
    expect(flag.words).toContain('There is no flag --foo');
  });

  test('[SIGN-1, START-1] somebody who has forgotten the password gets a new link while the server runs', async () => {
    const { port, free } = await takenPort();
    await free();
    const environment = { PORT: String(port), NARVARO_DATA_DIR: join(folder, 'office') };
    const nothing = await said(['--admin-link'], environment);
    expect(nothing.code).toBe(1);
    expect(nothing.words).toContain('aldrig startats');
    expect(existsSync(join(folder, 'office'))).toBe(false);

    const server = spawn(process.execPath, [main], {
      env: { ...process.env, DATABASE_URL: '', NARVARO_URL: '', ...environment },
    });
    const ended = new Promise((done) => server.once('exit', done));
    try {
      await new Promise<void>((isUp) => {
        server.stdout.on('data', (chunk: Buffer) => {
          if (chunk.toString().includes('Ctrl+C')) isUp();
        });
      });
      const asked = await said(['start', '--admin-link'], environment, { program: [launch] });
      expect(asked.code).toBe(0);
      expect(asked.words).not.toContain('Bygger appen');
      const token = /\/admin\/start#(\S+)/.exec(asked.words)?.[1] ?? '';
      const check = await fetch(`http://127.0.0.1:${port}/api/admin/set-up-link`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Host: `localhost:${port}` },
        body: JSON.stringify({ token }),
      });
      expect(await check.json()).toEqual({ isGood: true, demo: false, signOn: null });
    } finally {
      server.kill('SIGTERM');
      await ended;
    }
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
