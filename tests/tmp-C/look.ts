import { chromium } from 'playwright';
const origin = 'http://localhost:8390';
const link = process.argv[2] ?? '';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const ctx = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'sv-SE' });
const page = await ctx.newPage();
page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) console.log('CONSOLE', m.text().slice(0, 300)); });
page.on('pageerror', (e) => console.log('PAGEERROR', e.message));
await page.goto(link);
await page.getByLabel('Ditt namn').fill('Sol Granhimmel');
await page.getByLabel('Inloggningsnamn').fill('sol.granhimmel');
await page.getByLabel('Lösenord', { exact: true }).fill('en lugn kväll vid sjön');
await page.getByRole('button', { name: 'Skapa konto och logga in' }).click();
await page.waitForURL('**/admin');
await page.context().storageState({ path: '/tmp/narvaro-C/state.json' });
for (const [name, path] of [['konton', '/admin/behorigheter'], ['skyddade', '/admin/skyddade'], ['atkomst', '/admin/atkomst']] as const) {
  await page.goto(origin + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(1200);
  await page.screenshot({ path: `/tmp/narvaro-C/${name}.png`, fullPage: true });
}
await browser.close();
