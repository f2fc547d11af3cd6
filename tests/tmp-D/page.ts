import { chromium } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const errors: string[] = [];
for (const [name, w, h, scheme] of [['wide', 1440, 900, 'light'], ['phone', 320, 844, 'dark']] as const) {
  const context = await browser.newContext({ viewport: { width: w, height: h }, colorScheme: scheme, offline: true });
  const page = await context.newPage();
  page.on('console', (m) => errors.push(m.text()));
  page.on('pageerror', (e) => errors.push(String(e)));
  page.on('request', (r) => errors.push('request ' + r.url()));
  await page.goto('file:///tmp/narvaro-D-ver/verify.html');
  await page.getByRole('button', { name: 'Kontrollera' }).click();
  await page.screenshot({ path: `/tmp/narvaro-D-page-${name}-empty.png` });
  await page.getByLabel('Välj zip-fil').setInputFiles('/tmp/narvaro-D-bundle.zip');
  await page.getByRole('button', { name: 'Kontrollera' }).click();
  await page.getByText('Paketet håller').first().waitFor();
  await page.screenshot({ path: `/tmp/narvaro-D-page-${name}.png`, fullPage: true });
  await page.getByRole('button', { name: 'English' }).click();
  console.log(await page.locator('main').innerText());
  console.log('overflow', await page.evaluate(() => document.documentElement.scrollWidth - innerWidth));
  if (name === 'wide') {
    await page.getByLabel('Choose a zip').setInputFiles('/tmp/narvaro-D-demo.zip');
    const t = Date.now();
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('made by a demo').waitFor();
    console.log('demo ms', Date.now() - t);
  }
  await context.close();
}
console.log(errors);
await browser.close();
