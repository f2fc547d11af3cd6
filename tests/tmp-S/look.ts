import { chromium } from 'playwright';
const origin = 'http://localhost:8590';
const [w, h, path, name, mode = 'light', action = ''] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const context = await browser.newContext({ viewport: { width: Number(w), height: Number(h) }, locale: 'sv-SE', storageState: '/tmp/narvaro-S-state.json', colorScheme: mode as 'light', acceptDownloads: true });
const page = await context.newPage();
page.setDefaultTimeout(20000);
page.on('console', (m) => { if (m.type() === 'error') console.log('CONSOLE', m.text().slice(0, 300)); });
page.on('pageerror', (e) => console.log('PAGEERROR', String(e).slice(0, 300)));
page.on('response', (r) => { if (r.status() >= 400) console.log(r.status(), r.url()); });
await page.goto(origin + path!);
await page.waitForTimeout(3500);
if (action === 'open') { await page.getByRole('button', { name: /Visa rapport/ }).click(); await page.waitForTimeout(1500); const pw = page.locator('input[type=password]'); if (await pw.count()) { await pw.fill('stigen under tallarna 26'); await page.getByRole('button', { name: 'Fortsätt' }).click(); } await page.waitForTimeout(3000); }
if (action.startsWith('click:')) { await page.getByRole('button', { name: action.slice(6) }).first().click(); await page.waitForTimeout(1500); }
if (action.startsWith('radio:')) { await page.getByRole('radio', { name: action.slice(6) }).check({force:true}); await page.waitForTimeout(1500); }
await page.screenshot({ path: `/tmp/S-${name}.png`, fullPage: process.argv.includes('--full') });
if (process.argv.includes('--pdf')) { await page.pdf({ path: `/tmp/S-${name}.pdf`, preferCSSPageSize: true, printBackground: true }); }
if (process.argv.includes('--print')) { await page.emulateMedia({ media: 'print' }); await page.setViewportSize({ width: 794, height: 1123 * 2 }); await page.screenshot({ path: `/tmp/S-${name}-print.png` }); const bad = await page.evaluate(() => [...document.querySelectorAll('body > div article')].filter((a) => a.scrollHeight > a.clientHeight + 1).length + ' of ' + document.querySelectorAll('body > div article').length); console.log('sheets too full', bad); }
console.log('overflow', await page.evaluate(() => document.documentElement.scrollWidth - innerWidth));
await browser.close();
