import { chromium } from '@playwright/test';
const origin = 'http://localhost:8190';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, storageState: '/tmp/narvaro-B/state.json' });
const page = await context.newPage();
page.on('console', (m) => { if (m.type() === 'error') process.stdout.write(`console: ${m.text().slice(0, 600)}\n`); });
page.on('pageerror', (e) => process.stdout.write(`pageerror: ${e.message}\n`));
await page.goto(`${origin}/admin/deltagare`);
await page.getByRole('table').waitFor();
await page.locator('tbody a').nth(3).click();
await page.getByRole('button', { name: 'Skicka länken' }).click();
for (let i = 0; i < 9; i += 1) {
  await page.waitForTimeout(2500);
  process.stdout.write(`${(await page.getByRole('heading', { level: 2, name: 'E-post' }).count())} ${await page.locator('section[aria-labelledby=person-letters]').innerText().then((t) => t.replace(/\n+/g, ' | '))}\n`);
}
await browser.close();
