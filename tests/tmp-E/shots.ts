import { chromium } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
const origin = 'http://localhost:8396';
const state = '/tmp/narvaro-E/state.json';
const [, , only = '', theme = 'light', sizes = '1440x900', lang = 'sv'] = process.argv;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const context = await browser.newContext({ ...(existsSync(state) ? { storageState: state } : {}), colorScheme: theme as 'light', locale: 'sv-SE' });
const page = await context.newPage();
page.on('console', (m) => { if (m.type() === 'error') console.log('console:', m.text().slice(0, 300)); });
page.on('pageerror', (e) => console.log('pageerror', e.message.slice(0, 300)));
if (!existsSync(state)) {
  const link = /http:\/\/localhost:8396\/admin\/start#\S+/.exec(readFileSync('/tmp/narvaro-E/server.log', 'utf8'))![0];
  await page.goto(link);
  await page.getByLabel('Ditt namn').fill('Sol Granhimmel');
  await page.getByLabel('Inloggningsnamn').fill('solgran');
  await page.getByLabel('Lösenord', { exact: true }).fill('stigen under tallarna 26');
  await page.getByRole('button', { name: 'Skapa konto' }).click();
  await page.waitForURL('**/admin');
  await context.storageState({ path: state });
}
const pages: Record<string, string> = {
  oversikt: '/admin', uppf: '/admin/uppfoljning', styr: '/admin/uppfoljning/styrgrupp/2026-10',
  enh: '/admin/uppfoljning/enheter?unit=farsta&workplace=Barn+och+unga',
};
for (const [name, path] of Object.entries(pages)) {
  if (only !== '' && !only.split(',').includes(name)) continue;
  for (const size of sizes.split(',')) {
    const [width = 0, height = 0] = size.split('x').map(Number);
    await page.setViewportSize({ width, height });
    await page.goto(origin + path);
    await page.waitForTimeout(2500);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    console.log(name, size, theme, 'overflow', over);
    await page.screenshot({ path: `/tmp/narvaro-E/${name}-${size}-${theme}.png`, fullPage: true });
  }
}
await browser.close();
