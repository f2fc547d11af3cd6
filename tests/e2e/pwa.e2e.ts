/** The app as something installed: what it says about itself, that it starts without a network, and how it is renewed. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startChangingProxy } from '../support/changing-proxy.ts';
import { signInBrowser, startDoorWorld, watchPage, type DoorWorld } from '../support/door-world.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';

type Icon = {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
};

/** Width and height as they stand in a PNG's first chunk. */
const sizeOfPng = (bytes: Buffer): string => `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;

const trainerRoutes = ({ session }: DoorWorld): readonly (readonly [path: string, heading: RegExp])[] => {
  const title = new RegExp(session.title.slice(0, 12));
  return [
    ['/', /\d/],
    ['/idag', /\d/],
    [`/tillfalle/${session.id}/skanna`, title],
    [`/tillfalle/${session.id}/lista`, title],
    [`/tillfalle/${session.id}/avsluta`, /Avsluta|personer? saknas/],
    ['/plattan', /Plattan/],
    ['/hjalp', /Hjälp/],
    ['/anslut', /Anslut|ansluten/],
    ['/finns-inte', /Sidan finns inte/],
  ];
};

const adminRoutes = ({ session }: DoorWorld): readonly string[] => [
  '/admin',
  '/admin/tillfallen',
  `/admin/tillfallen/${session.id}`,
  '/admin/tillfallen/import',
  '/admin/granska',
  `/admin/granska/${session.id}`,
  '/admin/manad',
  '/admin/planering',
  '/admin/uppfoljning',
  '/admin/grupper',
  '/admin/utskick',
  '/admin/behorigheter',
  '/admin/deltagare',
  '/admin/deltagare/import',
  '/admin/kort',
  '/admin/plattor',
  '/admin/logg',
  '/admin/revision',
  '/admin/vad-gora-nar',
  '/admin/finns-inte',
];

/** Notes on the page itself every violation of the security policy, from its first script on. */
const noteViolations = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { violations: seen });
    document.addEventListener('securitypolicyviolation', (violation) =>
      seen.push(`${violation.violatedDirective} ${violation.blockedURI}`),
    );
  });
};
const violationsOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { violations: string[] }).violations);

/** From Today to the scan view, until it listens. */
const goToDoor = async (page: Page): Promise<void> => {
  await page
    .getByRole('link', { name: /checka in/i })
    .first()
    .click();
  await expect(page.getByRole('complementary', { name: 'Läget' })).toBeVisible();
};

test.describe('the installed app', () => {
  let world: DoorWorld;

  test.beforeAll(async () => {
    world = await startDoorWorld();
  });
  test.afterAll(async () => {
    await world.end();
  });

  test('[PWA-1] a tablet that is asked to put the app on its home screen is told name, start and icons that are there, in the size they claim', async ({
    request,
  }) => {
    const page = await (await request.get(world.server.origin)).text();
    const link = /<link rel="manifest" href="([^"]+)"/.exec(page)?.[1] ?? '';
    const reply = await request.get(`${world.server.origin}${link}`);
    expect(reply.headers()['content-type']).toContain('application/manifest+json');
    const manifest = (await reply.json()) as Record<string, unknown> & { readonly icons: readonly Icon[] };
    expect(manifest).toMatchObject({
      name: 'Närvaro',
      short_name: 'Närvaro',
      lang: 'sv',
      start_url: '/',
      scope: '/',
      id: '/',
      display: 'standalone',
    });
    expect(manifest['background_color']).toMatch(/^#[0-9A-F]{6}$/i);
    expect(manifest['theme_color']).toMatch(/^#[0-9A-F]{6}$/i);
    expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
    expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
    for (const { src, sizes, type } of manifest.icons) {
      const icon = await request.get(`${world.server.origin}${src}`);
      expect(icon.headers()['content-type']).toBe(type);
      expect(sizeOfPng(await icon.body())).toBe(sizes);
    }
    const touchIcon = /<link rel="apple-touch-icon"[^>]*href="([^"]+)"/.exec(page)?.[1] ?? '';
    expect((await request.get(`${world.server.origin}${touchIcon}`)).ok()).toBe(true);
  });

  test('[PWA-2] everything the tablet’s views are made of is kept for a start without a network, the decoder too', async ({
    request,
  }) => {
    const worker = await (await request.get(`${world.server.origin}/service-worker.js`)).text();
    const kept = [...worker.matchAll(/["']?url["']?:\s*["'`]([^"'`]+)["'`]/g)].map(([, url]) => url ?? '');
    expect(kept.some((url) => url.endsWith('.wasm'))).toBe(true);
    for (const url of kept)
      expect((await request.head(`${world.server.origin}/${url}`)).ok(), url).toBe(true);
    const folder = resolve(import.meta.dirname, '../../dist');
    const shell = readFileSync(join(folder, 'index.html'), 'utf8');
    const needed = [...shell.matchAll(/(?:src|href)="\/(assets\/[^"]+|fonts\/[^"]+)"/g)].map(
      ([, url]) => url ?? '',
    );
    expect(needed.length).toBeGreaterThan(0);
    for (const url of needed) {
      expect(existsSync(join(folder, url))).toBe(true);
      expect(kept).toContain(url);
    }
  });

  test('[PWA-2] after one visit a trainer starts every view from cold without a network, and no request ever leaves the office’s address', async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width: 1180, height: 820 } });
    const elsewhere: string[] = [];
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== world.server.origin) elsewhere.push(request.url());
    });
    const first = await context.newPage();
    await enrolTablet(first, await world.tabletLink('Kallstart'));
    await waitUntilInstalled(first);
    await expect(first.getByText('Närvaro startar utan internet')).toBeVisible();
    await first.close();

    await context.setOffline(true);
    for (const [path, heading] of trainerRoutes(world)) {
      const page = await context.newPage();
      const seen = watchPage(page);
      await page.goto(`${world.server.origin}${path}`);
      await expect(page.getByRole('heading', { level: 1 }), path).toHaveText(heading);
      expect(seen, path).toEqual([]);
      await page.close();
    }
    const page = await context.newPage();
    await page.goto(`${world.server.origin}/idag`);
    await expect(page.getByText('Närvaro startar utan internet')).toBeVisible();
    await goToDoor(page);
    await scanByReader(page, world.cards[0]?.text ?? '');
    await expect(page.getByRole('region', { name: 'Kamera' })).toContainText(/Incheckad kl\./);
    expect(elsewhere).toEqual([]);
    await context.close();
  });

  test('[PWA-3] the security policy is kept on every page: nothing is refused, nothing comes from elsewhere', async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const elsewhere: string[] = [];
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== world.server.origin) elsewhere.push(request.url());
    });
    await signInBrowser(context, world);
    const page = await context.newPage();
    await noteViolations(page);
    const seen = watchPage(page);
    await enrolTablet(page, await world.tabletLink('Policy'));
    const paths = [
      ...trainerRoutes(world).map(([path]) => path),
      ...adminRoutes(world),
      `/B/${'0'.repeat(26)}`,
    ];
    for (const path of paths) {
      const reply = await page.goto(`${world.server.origin}${path}`);
      expect(reply?.headers()['content-security-policy'] ?? '', path).toContain("default-src 'none'");
      await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      expect(await violationsOn(page), path).toEqual([]);
    }
    expect(seen).toEqual([]);
    expect(elsewhere).toEqual([]);
    await context.close();
  });

  test('[UPD-1] a new version never interrupts a trainer in the middle of a session; it is offered when the session is closed, and put on when pressed; one that does not come is not waited for', async ({
    browser,
  }) => {
    const { server, cards, tabletLink, end } = await startDoorWorld();
    const proxy = await startChangingProxy(server.origin, '/service-worker.js');
    const context = await browser.newContext({ viewport: { width: 1180, height: 820 } });
    try {
      const page = await context.newPage();
      await enrolTablet(page, (await tabletLink('Ny version')).replace(server.origin, proxy.origin));
      await waitUntilInstalled(page);
      await page.reload();
      const isSamePage = (): Promise<boolean> => page.evaluate(() => 'isSamePage' in window);
      const mark = (): Promise<unknown> => page.evaluate(() => Object.assign(window, { isSamePage: true }));
      const isWaiting = (): Promise<boolean> =>
        page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
      const look = (): Promise<unknown> =>
        page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

      await mark();
      await goToDoor(page);
      const result = page.getByRole('region', { name: 'Kamera' });
      await scanByReader(page, cards[0]?.text ?? '');
      await expect(result).toContainText(/Incheckad kl\./);

      /* Deaf to what the page asks of it, as Chromium now and then makes one that is asked in a busy moment. */
      proxy.change('SKIP_WAITING', 'HEARS_NOTHING');
      await look();
      await expect.poll(isWaiting).toBe(true);
      await scanByReader(page, cards[1]?.text ?? '');
      await expect(result).toContainText(/Incheckad kl\./);
      await page.getByRole('link', { name: 'Tillbaka' }).click();
      await expect(page.getByText('Pågår').first()).toBeVisible();
      await expect(page.getByText('Ny version är hämtad')).toHaveCount(0);
      expect(await isSamePage()).toBe(true);
      expect(await isWaiting()).toBe(true);

      /* At some times of day the demo has two sessions going on here. */
      for (let sessions = 0; sessions < 3; sessions += 1) {
        await goToDoor(page);
        await page.getByRole('link', { name: 'Avsluta' }).click();
        await page.getByRole('button', { name: 'Avsluta utan att intyga' }).click();
        await page.getByRole('link', { name: 'Till I dag' }).click();
        await expect(page.getByText('Avslutade i dag')).toBeVisible();
        if ((await page.getByText('Pågår').count()) === 0) break;
      }
      await expect(page.getByText('Ny version är hämtad')).toBeVisible();
      expect(await isSamePage()).toBe(true);
      const put = page.getByRole('button', { name: 'Byt nu' });
      await put.click();
      await expect.poll(() => isSamePage().catch(() => true)).toBe(false);
      await expect(page.getByText('Avslutade i dag')).toBeVisible();
      await expect(put).toBeVisible();
      expect(await isWaiting()).toBe(true);

      await mark();
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        Object.assign(window, { registration, deaf: registration?.waiting });
      });
      proxy.change();
      await look();
      const isNext = (): Promise<boolean> =>
        page.evaluate(() => {
          const { registration, deaf } = window as unknown as Record<string, ServiceWorkerRegistration>;
          return registration?.waiting !== null && registration?.waiting !== (deaf as unknown);
        });
      await expect.poll(isNext).toBe(true);
      await put.click();
      await expect.poll(() => isSamePage().catch(() => true)).toBe(false);
      await expect.poll(() => isWaiting().catch(() => true)).toBe(false);
      await expect(page.getByText('Avslutade i dag')).toBeVisible();
      await expect(page.getByText('Ny version är hämtad')).toHaveCount(0);
    } finally {
      await context.close();
      await proxy.end();
      await end();
    }
  });

  test('[READY-7] a browser that will not protect the memory is told of in words; one that will is said to', async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width: 1180, height: 820 } });
    const page = await context.newPage();
    await page.goto(await world.tabletLink('Minne'));
    await page.getByRole('button', { name: 'Fortsätt utan hemskärm' }).click();
    await page.getByRole('button', { name: 'Anslut plattan' }).click();
    await page.getByRole('button', { name: 'Hoppa över tills vidare' }).click();
    await page.getByRole('button', { name: 'Skydda minnet' }).click();
    await expect(
      page.getByRole('status').getByText('Webbläsaren lovade inte att skydda minnet'),
    ).toBeVisible();
    await page.goto(`${world.server.origin}/idag`);
    await expect(page.getByText('Plattan kan rensa appens minne')).toBeVisible();
    await page.getByRole('button', { name: 'Skydda minnet' }).click();
    await expect(page.getByText('Webbläsaren lovade inte att skydda minnet').first()).toBeVisible();

    const cdp = await context.newCDPSession(page);
    const { browserContextId } = (await cdp.send('Target.getTargetInfo')).targetInfo;
    await cdp.send('Browser.grantPermissions', {
      ...(browserContextId === undefined ? {} : { browserContextId }),
      origin: world.server.origin,
      permissions: ['durableStorage'],
    });
    await page.reload();
    const isProtected = page.getByText('Webbläsaren rensar inte det som sparas');
    const ask = page.getByRole('button', { name: 'Skydda minnet' });
    await expect(isProtected.or(ask)).toBeVisible();
    if (await ask.isVisible()) await ask.click();
    await expect(isProtected).toBeVisible();
    await page.goto(`${world.server.origin}/plattan`);
    await expect(page.getByText('Skyddat minne').locator('xpath=following-sibling::*[1]')).toHaveText(/Ja/);
    await context.close();
  });
});
