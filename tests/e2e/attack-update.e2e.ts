/** A22 in a browser: an update that came half, and files on the tablet that somebody has changed or cleared. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import type { StaticFiles } from '../../src/server/http/static-files.ts';
import { startChangingOffice, type ChangingOffice } from '../support/app-versions.ts';
import { waitUntilInstalled } from '../support/tablet-page.ts';

type Running = Window & { readonly parts?: readonly string[]; readonly tampered?: unknown };

test.describe('the app on a tablet', () => {
  let office: ChangingOffice;
  let context: BrowserContext;
  let page: Page;

  test.beforeAll(async () => {
    office = await startChangingOffice();
  });
  test.afterAll(() => office.end());
  test.beforeEach(async ({ browser }) => {
    office.put(office.versions.A);
    context = await browser.newContext({ viewport: { width: 1180, height: 820 } });
    page = await context.newPage();
    await page.goto(`${office.origin}/hjalp`);
    await waitUntilInstalled(page);
    await page.reload();
    expect(await running()).toEqual({ page: 'A', scripts: ['A'], tampered: false });
  });
  test.afterEach(() => context.close());

  /** Which version the page is of, of which those scripts are that have run, and whether a foreign one has. */
  const running = async (): Promise<{ page: string; scripts: readonly string[]; tampered: boolean }> => {
    await expect(page.getByRole('heading', { level: 1, name: 'Hjälp' })).toBeVisible();
    return page.evaluate(() => ({
      page: document.documentElement.dataset['version'] ?? 'none',
      scripts: [...new Set((window as Running).parts)],
      tampered: 'tampered' in window,
    }));
  };
  const whole = (version: string) => ({ page: version, scripts: [version], tampered: false });

  /** Asks for a new version and waits until it is there or has failed. */
  const update = (): Promise<string> =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update().catch(() => undefined);
      const coming = registration?.installing;
      if (coming === null || coming === undefined)
        return registration?.waiting === null ? 'nothing' : 'waiting';
      return new Promise<string>((told) => {
        const tell = (): void => {
          if (coming.state !== 'installing') told(coming.state === 'installed' ? 'waiting' : coming.state);
        };
        coming.addEventListener('statechange', tell);
        tell();
      });
    });

  const withFiles = (files: StaticFiles, change: (path: string) => string | undefined): StaticFiles =>
    new Map(
      [...files].flatMap(([path, file]) => {
        const to = change(path);
        if (to === '') return [];
        const changed = (words: string) => ({
          ...file,
          bytes: new TextEncoder().encode(words),
          etag: '"other"',
          encoded: new Map(),
        });
        return [[path, to === undefined ? file : changed(to)] as const];
      }),
    );

  /* What has come whole is kept for the next try, so each of these lacks something that those before it lacked too. */
  const halfUpdates: readonly (readonly [string, () => StaticFiles])[] = [
    [
      'whose page is still the old one',
      () =>
        new Map([...office.versions.A, ...[...office.versions.B].filter(([path]) => path !== '/index.html')]),
    ],
    [
      'whose scripts are not there yet',
      () => withFiles(office.versions.B, (path) => (path.endsWith('B.js') ? '' : undefined)),
    ],
    [
      'one of whose scripts is a network’s own page',
      () =>
        withFiles(office.versions.B, (path) =>
          /decoder-worker.*\.js$/.test(path) ? '<!doctype html><p>Logga in på nätet' : undefined,
        ),
    ],
    [
      'one of whose scripts was cut',
      () =>
        withFiles(office.versions.B, (path) =>
          /\/boot[^/]*\.js$/.test(path) ? 'globalThis.tampered = 1;' : undefined,
        ),
    ],
  ];
  test('[ATK-8] A22: goes on whole in the old version while the server has half of a new one, and takes the new one when it is whole', async () => {
    for (const [what, files] of halfUpdates) {
      office.put(files());
      expect([what, await update()]).toEqual([what, 'redundant']);
      await page.reload();
      expect([what, await running()]).toEqual([what, whole('A')]);
    }
    await context.setOffline(true);
    await page.reload();
    expect(await running()).toEqual(whole('A'));
    await context.setOffline(false);

    office.put(office.versions.B);
    expect(await update()).toBe('waiting');
    await page.reload();
    expect(await running()).toEqual(whole('A'));
    await page.evaluate(async () => {
      const changed = new Promise((taken) => {
        navigator.serviceWorker.addEventListener('controllerchange', taken);
      });
      (await navigator.serviceWorker.getRegistration())?.waiting?.postMessage({ type: 'SKIP_WAITING' });
      await changed;
    });
    await page.reload();
    expect(await running()).toEqual(whole('B'));
    await context.setOffline(true);
    await page.reload();
    expect(await running()).toEqual(whole('B'));
  });

  /** Changes what is kept for a start without a network, as whoever has the tablet's disk could. */
  const tamper = (which: string, content: string | null): Promise<number> =>
    page.evaluate(
      async ([pattern, text]) => {
        let changed = 0;
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          for (const request of await cache.keys())
            if (new RegExp(pattern ?? '').test(request.url)) {
              changed += 1;
              if (text === null) await cache.delete(request);
              else
                await cache.put(
                  request,
                  new Response(text, { headers: { 'Content-Type': 'text/javascript' } }),
                );
            }
        }
        return changed;
      },
      [which, content] as const,
    );

  /** The words that a page has when none of its scripts came; they wait ten seconds, here a moment. */
  const helpWords = async (act: () => Promise<unknown>): Promise<void> => {
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.clearBrowserCache');
    await cdp.send('Animation.enable');
    await cdp.send('Animation.setPlaybackRate', { playbackRate: 50 });
    await act();
    await expect(page.getByRole('heading', { name: 'Närvaro har inte startat' })).toBeVisible();
    await expect(page.getByText('ladda om').first()).toBeVisible();
    expect(await page.evaluate(() => 'tampered' in window)).toBe(false);
    await cdp.send('Animation.setPlaybackRate', { playbackRate: 1 });
  };

  const keptCount = (): Promise<number> =>
    page.evaluate(async () => {
      const [name] = await caches.keys();
      return name === undefined ? 0 : (await (await caches.open(name)).keys()).length;
    });

  test('[ATK-8] A22: never runs a script that was changed where it is kept, and with files cleared it says what to do or works, and mends itself', async () => {
    const all = await keptCount();
    expect(await tamper(String.raw`\.js`, 'globalThis.tampered = 1;')).toBeGreaterThan(8);
    await page.reload();
    expect(await running()).toEqual(whole('A'));

    await tamper(String.raw`\.js`, 'globalThis.tampered = 1;');
    await context.setOffline(true);
    await helpWords(() => page.reload());
    await context.setOffline(false);
    await page.reload();
    expect(await running()).toEqual(whole('A'));

    for (const cleared of [String.raw`[a-mA-M0-4]A\.js`, '.']) {
      expect(await tamper(cleared, null)).toBeGreaterThan(0);
      await context.setOffline(true);
      await page.reload();
      const isUp = page.getByRole('heading', { level: 1, name: 'Hjälp' });
      const isTold = page.getByRole('heading', { name: 'Närvaro har inte startat' });
      await expect(isUp.or(isTold)).toBeVisible();
      await context.setOffline(false);
      await page.reload();
      expect(await running()).toEqual(whole('A'));
      await expect.poll(keptCount).toBe(all);
      await context.setOffline(true);
      await page.reload();
      expect(await running()).toEqual(whole('A'));
      await context.setOffline(false);
    }

    await tamper(String.raw`/assets/boot.*\.js`, 'globalThis.tampered = 1;');
    office.put(office.versions.B);
    await helpWords(() => page.reload());
    await page.reload();
    expect(await running()).toEqual(whole('B'));
  });
});
