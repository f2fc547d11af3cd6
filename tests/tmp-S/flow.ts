import { chromium } from 'playwright';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'sv-SE', storageState: '/tmp/narvaro-S-state.json', acceptDownloads: true });
const page = await context.newPage();
page.on('console', (m) => { if (m.type() === 'error') console.log('CONSOLE', m.text().slice(0, 200)); });
let t = Date.now(); const r = await context.request.get('http://localhost:8590/api/admin/report/2026-09'); console.log('report ms', Date.now() - t, r.status());
t = Date.now(); const r2 = await context.request.get('http://localhost:8590/api/admin/months/2026-09'); console.log('month ms', Date.now() - t, r2.status());
await page.goto('http://localhost:8590/admin/manad/2026-09');
await page.getByRole('button', { name: 'Ladda ner', exact: true }).click();
await page.waitForTimeout(1500);
await page.screenshot({ path: '/tmp/S-flow1.png' });
const down = page.waitForEvent('download');
const pw = page.locator('input[type=password]');
if (await pw.count()) { await pw.fill('stigen under tallarna 26'); await page.getByRole('button', { name: 'Fortsätt' }).click(); }
const d = await down; console.log(d.suggestedFilename()); await d.saveAs('/tmp/S-file.xlsx');
await page.waitForTimeout(2000);
await page.screenshot({ path: '/tmp/S-flow2.png', fullPage: true });
await browser.close();
