/** From the office's page to an auditor's computer without a network: the bundle is made, saved, and checked from a disk. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { signInBrowser, startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { openZip } from '../support/open-zip.ts';
import { axeProblems } from '../support/page-rules.ts';

test.describe('an audit', () => {
  let world: DoorWorld;
  let office: BrowserContext;
  test.beforeEach(async ({ browser }) => {
    world = await startDoorWorld();
    office = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await signInBrowser(office, world);
  });
  test.afterEach(async () => {
    await office.close();
    await world.end();
  });

  /** Presses the button, gives the password if it is asked for, and answers the file that was saved. */
  const savedBundle = async (page: Page): Promise<string> => {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Gör paketet' }).click();
    const download = await saved;
    const path = join(world.server.folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  };

  const check = async (page: Page, file: string): Promise<void> => {
    await page.getByLabel('Välj zip-fil').setInputFiles(file);
    await page.getByRole('button', { name: 'Kontrollera' }).click();
  };

  test('[BUNDLE-5] an auditor checks what the office has saved, from a disk and without a network', async ({
    browser,
  }) => {
    const page = await office.newPage();
    await page.goto(`${world.server.origin}/admin/revision`);
    await expect(page.getByRole('heading', { name: 'Så kontrollerar revisorn' })).toBeVisible();
    const file = await savedBundle(page);
    await expect(page.getByText('Paketet är sparat.').first()).toBeVisible();
    const files = openZip(readFileSync(file));
    const html = join(world.server.folder, 'verify.html');
    writeFileSync(html, files.get('verify.html') ?? '');

    const auditor = await browser.newContext({ offline: true, viewport: { width: 390, height: 844 } });
    const asked: string[] = [];
    const desk = await auditor.newPage();
    desk.on('request', (request) => asked.push(new URL(request.url()).protocol));
    await desk.goto(`file://${html}`);
    await check(desk, file);
    await expect(desk.getByText('Paketet håller.')).toBeVisible({ timeout: 60_000 });
    await expect(desk.getByText('Paketet är gjort av en demo.')).toBeVisible();
    expect(await axeProblems(desk)).toEqual([]);
    await desk.getByRole('button', { name: 'English' }).click();
    await expect(desk.getByText('The bundle holds.')).toBeVisible();

    const bytes = readFileSync(file);
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    const damaged = join(world.server.folder, 'damaged.zip');
    writeFileSync(damaged, bytes);
    await desk.getByLabel('Choose a zip file').setInputFiles(damaged);
    await desk.getByRole('button', { name: 'Check', exact: true }).click();
    await expect(desk.getByText(/The bundle does not hold|cannot be read as a zip file/)).toBeVisible({
      timeout: 60_000,
    });
    expect(asked).toEqual(['file:']);
    await auditor.close();
  });
});
