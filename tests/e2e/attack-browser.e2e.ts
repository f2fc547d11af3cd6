/**
 * A17, A21 and trusted types in a browser that goes back, keeps what browsers keep, and has hostile pages open beside
 * ours.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test';
import { signInBrowser, startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { enrolTablet, waitUntilInstalled } from '../support/tablet-page.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** A browser on a profile of its own, which keeps pages one has left as people's browsers do. */
const personsBrowser = (profile: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, {
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    viewport: { width: 1440, height: 900 },
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
  });

/** Which of some texts stand in which files of a folder, in whatever way browsers write letters. */
const foundIn = (folder: string, texts: readonly string[]): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
    const file = join(folder, path);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return [];
    const bytes = readFileSync(file);
    const holds = (text: string): boolean =>
      (['utf8', 'utf16le', 'latin1'] as const).some((form) => bytes.includes(Buffer.from(text, form)));
    return texts.filter(holds).map((text) => `${text} in ${path}`);
  });

const textOf = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText);

/** Another site that has our pages open in every way there is, and talks to all of them. */
const startHostileSite = async (target: string): Promise<{ origin: string; end: () => Promise<void> }> => {
  const script = `
    const orders = [{ type: 'SKIP_WAITING' }, { type: 'CACHE_URLS', payload: { urlsToCache: ['/api/admin/me'] } }, 'x'];
    const seen = [];
    onmessage = (message) => seen.push(String(message.origin));
    const frame = document.createElement('iframe');
    frame.src = '${target}/admin';
    document.body.append(frame);
    const opened = open('${target}/admin', 'victim');
    const named = open('${target}/', 'victim2');
    const talk = () => {
      for (const order of orders)
        for (const to of [opened, named, frame.contentWindow])
          try { to.postMessage(order, '*'); } catch { }
    };
    setInterval(talk, 50);
    globalThis.found = async () => {
      const reads = await Promise.all(['/api/admin/me', '/service-worker.js', '/'].map((path) =>
        fetch('${target}' + path, { credentials: 'include' }).then(() => 'read').catch(() => 'refused')));
      const script = await new Promise((told) => {
        const tag = document.createElement('script');
        tag.src = '${target}/service-worker.js';
        tag.onload = () => told('ran');
        tag.onerror = () => told('refused');
        document.body.append(tag);
      });
      const worker = await navigator.serviceWorker.register('${target}/service-worker.js')
        .then(() => 'taken').catch(() => 'refused');
      let inside = 'refused';
      try { inside = frame.contentDocument?.body?.innerText || 'refused'; } catch { }
      return { reads, script, worker, inside, opened: opened.closed, named: named.closed, seen };
    };`;
  const server: Server = createServer((request, response) => {
    const isScript = request.url === '/hostile.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><body><script src="/hostile.js"></script>');
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', () => listening());
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    end: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
};

test.describe('a browser with hostile company', () => {
  let world: DoorWorld;
  test.beforeAll(async () => {
    world = await startDoorWorld();
  });
  test.afterAll(() => world.end());

  const cachedAddresses = (page: Page): Promise<readonly string[]> =>
    page.evaluate(async () => {
      const held: string[] = [];
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) held.push(new URL(url).pathname);
      return held;
    });

  test('[ATK-5] A21: shows nobody after the sign-out by going back, and keeps nobody’s name: not in its caches, its history, or anywhere in its profile', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'narvaro-shared-'));
    const people = (await world.held()).people;
    const [somebody] = people;
    const names = people.slice(0, 12).map(({ given, family }) => `${given} ${family}`);
    const { origin } = world.server;
    const context = await personsBrowser(profile);
    try {
      await signInBrowser(context, world);
      const page = context.pages()[0] ?? (await context.newPage());
      const left = [`/admin/tillfallen/${world.session.id}`, `/admin/deltagare/${somebody?.participant}`];
      for (const path of left) {
        await page.goto(`${origin}${path}`);
        await expect(page.getByText(somebody?.family ?? '').first(), path).toBeVisible();
      }
      await waitUntilInstalled(page);
      await page.goto(`${origin}/admin/plattor`);
      await page.getByRole('button', { name: 'Logga ut' }).click();
      await expect(page.getByRole('button', { name: 'Logga in' }).first()).toBeVisible();
      for (const path of left.toReversed()) {
        await page.goBack({ waitUntil: 'commit' });
        for (const name of names) expect(await textOf(page), path).not.toContain(name);
        await expect(page.getByRole('button', { name: 'Logga in' }).first()).toBeVisible();
      }
      const kept = await cachedAddresses(page);
      /* The office's pages keep the page itself and what starts it, and none of what they are (OPEN-1). */
      expect(kept.length).toBeGreaterThan(5);
      expect(kept.filter((path) => path.startsWith('/api/'))).toEqual([]);
      expect(await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }))).toEqual(
        expect.not.arrayContaining([expect.stringMatching(/people|name|person/)]),
      );

      const tablet = await context.newPage();
      await enrolTablet(tablet, await world.tabletLink('Delad dator'));
      await tablet.goto(`${origin}/tillfalle/${world.session.id}/lista`);
      await expect(tablet.getByText(somebody?.given ?? '').first()).toBeVisible();
      await tablet.evaluate(() => localStorage.setItem('control', 'Kontroll Kanariefågel'));
      await context.close();
      expect(foundIn(profile, names)).toEqual([]);
      expect(foundIn(profile, ['Kontroll Kanariefågel']).length).toBeGreaterThan(0);
    } finally {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  test('[ATK-5] A17: is neither framed, nor held by whoever opened it, nor moved by what other windows say', async ({
    browser,
  }) => {
    const context = await browser.newContext();
    await signInBrowser(context, world);
    const own = await context.newPage();
    await own.goto(`${world.server.origin}/admin`);
    await waitUntilInstalled(own);
    const before = await cachedAddresses(own);
    const hostile = await startHostileSite(world.server.origin);
    try {
      const page = await context.newPage();
      const opened: Page[] = [];
      context.on('page', (one) => opened.push(one));
      await page.goto(hostile.origin);
      await expect.poll(() => opened.length).toBe(2);
      for (const one of opened) {
        await expect(one.locator('h1').first()).toBeVisible();
        expect(await one.evaluate(() => [window.opener, window.name])).toEqual([null, '']);
      }
      await page.waitForTimeout(500);
      const found = await page.evaluate(() =>
        (window as unknown as { found: () => Promise<object> }).found(),
      );
      expect(found).toEqual({
        reads: ['refused', 'refused', 'refused'],
        script: 'refused',
        worker: 'refused',
        inside: 'refused',
        opened: true,
        named: true,
        seen: [],
      });
      expect(page.frames().filter((frame) => frame.url().startsWith(world.server.origin))).toEqual([]);
      /* What was opened are pages of ours: what they are made of is kept, and nothing else. */
      const after = await cachedAddresses(own);
      expect(after.filter((path) => !path.startsWith('/assets/'))).toEqual(
        before.filter((path) => !path.startsWith('/assets/')),
      );
      expect(before.filter((path) => !after.includes(path))).toEqual([]);
      expect(await own.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(
        1,
      );
    } finally {
      await context.close();
      await hostile.end();
    }
  });

  test('[ATK-5] A17: whose worker is sent messages that are no order of ours keeps what it keeps and stays as it is', async ({
    browser,
  }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${world.server.origin}/integritet`);
    await waitUntilInstalled(page);
    /* What a page is made of is kept when it has been opened with the worker in place. */
    await page.reload();
    const before = await cachedAddresses(page);
    await page.evaluate(async () => {
      const orders = [
        {
          type: 'CACHE_URLS',
          payload: { urlsToCache: ['/api/admin/me', '/healthz', 'https://example.org/'] },
        },
        { type: 'eval', code: 'self.hit = 1' },
        { type: '__proto__' },
        'SKIP_WAITING',
        null,
        [1],
      ];
      for (const order of orders) navigator.serviceWorker.controller?.postMessage(order);
      await fetch('/healthz');
    });
    await page.reload();
    expect(await cachedAddresses(page)).toEqual(before);
    const [worker] = context.serviceWorkers();
    expect(await worker?.evaluate(() => 'hit' in globalThis)).toBe(false);
    await context.close();
  });

  /** What became of every way to make a script out of a text. */
  const attempts = async (page: Page): Promise<Readonly<Record<string, string>>> => {
    const answers = await page.evaluate(async () => {
      /* What the debugger itself has begun may evaluate, whatever a page's policy says; what comes later may not. */
      await new Promise((wait) => setTimeout(wait, 0));
      const ways: Record<string, () => unknown> = {
        innerHTML: () => {
          document.createElement('div').innerHTML = '<img src=x onerror="window.hit=1">';
        },
        outerHTML: () => {
          document.body.appendChild(document.createElement('p')).outerHTML = '<b>';
        },
        insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b>'),
        write: () => document.write('<script>window.hit=1</script>'),
        parse: () => new DOMParser().parseFromString('<b>', 'text/html'),
        srcdoc: () => {
          document.createElement('iframe').srcdoc = '<b>';
        },
        eval: () => (Reflect.get(globalThis, 'eval') as (text: string) => unknown)('window.hit=1'),
        function: () => Reflect.construct(Function, ['window.hit=1'])(),
        timer: () => setTimeout('window.hit=1' as unknown as () => void, 0),
        scriptSource: () => {
          document.createElement('script').src = '/x.js';
        },
        scriptText: () => {
          document.createElement('script').text = 'window.hit=1';
        },
        dataScript: () => {
          document.createElement('script').src = 'data:text/javascript,window.hit=1';
        },
        handler: () => document.body.setAttribute('onclick', 'window.hit=1'),
        worker: () => new Worker('data:text/javascript,1'),
      };
      const told: Record<string, string> = {};
      for (const [name, way] of Object.entries(ways))
        try {
          way();
          told[name] = 'went through';
        } catch {
          told[name] = 'refused';
        }
      const link = document.createElement('a');
      link.href = 'javascript:window.hit=1';
      document.body.append(link);
      link.click();
      link.remove();
      const script = 'data:text/javascript,window.hit=1';
      await import(script).catch(() => undefined);
      await new Promise((wait) => setTimeout(wait, 50));
      return { ...told, hit: 'hit' in window ? 'went through' : 'refused' };
    });
    return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== 'refused'));
  };

  test('[ATK-5] A11: refuses on every kind of page to make a script, or a page, out of a text', async ({
    browser,
  }) => {
    const office = await browser.newContext();
    await signInBrowser(office, world);
    const tablet = await browser.newContext();
    const phone = await browser.newContext();
    const tabletPage = await tablet.newPage();
    await enrolTablet(tabletPage, await world.tabletLink('Typer'));
    const card = world.cards[0]?.text.slice(-26) ?? '';
    const verifier = resolve(import.meta.dirname, '../../dist/verifier/verify.html');
    const pages: readonly (readonly [BrowserContext, string, string])[] = [
      [office, world.server.origin, '/admin'],
      [office, world.server.origin, `/admin/tillfallen/${world.session.id}`],
      [tablet, world.server.origin, '/idag'],
      [tablet, world.server.origin, `/tillfalle/${world.session.id}/skanna`],
      [phone, world.server.origin, `/B/${card}`],
      [phone, world.server.origin, '/in'],
      [phone, world.server.origin, '/integritet'],
      [phone, world.server.origin, '/finns-inte'],
      [phone, `file://${verifier}`, ''],
    ];
    for (const [context, origin, path] of pages) {
      const page = await context.newPage();
      await page.goto(`${origin}${path}`);
      await expect(page.locator('h1').first(), `${origin}${path}`).toBeVisible();
      expect([path, await attempts(page)]).toEqual([path, {}]);
      await page.close();
    }
    for (const context of [office, tablet, phone]) await context.close();
  });
});
