/** An app that is older than the office's plans, in a real browser: told so in words, and in nobody's way. */
import { expect, test } from '@playwright/test';
import { oldestPlanVersion, versionHeader } from '../../src/protocol/version.ts';
import { startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { axeProblems } from '../support/page-rules.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';

let world: DoorWorld;
test.beforeAll(async () => {
  world = await startDoorWorld();
});
test.afterAll(() => world.end());

test('[OLD-2] a trainer reads that the app needs an update, and checks people in as before', async ({
  browser,
}) => {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  await enrolTablet(page, await world.tabletLink('Gammal app'));
  await expect(page.getByRole('link', { name: /checka in/ }).first()).toBeVisible();
  await expect(page.getByText('Appen behöver uppdateras')).toHaveCount(0);
  await page.route('**/api/plan*', async (route) =>
    route.continue({
      headers: { ...route.request().headers(), [versionHeader.toLowerCase()]: String(oldestPlanVersion - 1) },
    }),
  );
  await page.goto(`${world.server.origin}/idag`);
  await expect(page.getByText('Appen behöver uppdateras')).toBeVisible();
  for (const width of [320, 768]) {
    await page.setViewportSize({ width, height: 800 });
    const isWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(isWide).toBe(false);
  }
  expect(await axeProblems(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.screenshot({ path: test.info().outputPath('too-old.png') });

  const absent = (await world.held()).people.find(({ attendance }) => attendance === null);
  const card = world.cards.find(({ participant }) => participant === absent?.participant);
  await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/skanna`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await scanByReader(page, card?.text ?? '');
  await expect
    .poll(
      async () =>
        (await world.held()).people.find(({ participant }) => participant === absent?.participant)?.attendance
          ?.via,
      {
        timeout: 60_000,
      },
    )
    .toBe('badge');
  await context.close();
});

test('[SEC-2] a tablet that has the app shows the licences of what is in it, not the app’s own shell', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await enrolTablet(page, await world.tabletLink('Licenser'));
  await waitUntilInstalled(page);
  await page.goto(`${world.server.origin}/tillganglighet`);
  await page.getByRole('link', { name: 'Licenser för program av andra' }).click();
  await expect(page).toHaveURL(/licenser\.txt$/);
  await expect(page.locator('body')).toContainText('Copyright (c) Meta Platforms');
  await context.close();
});
