import { chromium } from '@playwright/test';
import { existsSync } from 'node:fs';
const [name, w, h, scheme, ...paths] = process.argv.slice(2);
const origin = 'http://localhost:5191';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const state = '/tmp/narvaro-F/state.json';
const ctx = await b.newContext({ viewport: { width: Number(w), height: Number(h) }, colorScheme: scheme as any, locale: 'sv-SE', ...(existsSync(state) ? { storageState: state } : {}) });
const page = await ctx.newPage();
page.on('console', (m) => { if (m.type() === 'error') console.log('CONSOLE', m.text().slice(0, 300)); });
page.on('pageerror', (e) => console.log('ERR', e.message.slice(0, 300)));
const cookie = (await (await fetch('http://localhost:8291/api/admin/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: process.env.LOGIN ?? 'prov', password: 'stigen under tallarna 26' }) })).headers.getSetCookie()[0])!.split(';')[0]!.split('=');
await ctx.addCookies([{ name: cookie[0]!, value: cookie[1]!, url: origin, sameSite: 'Strict' }]);
let i = 0;
for (const p of paths) {
  const [path, act] = p.split('@');
  await page.goto(origin + path);
  await page.waitForSelector('h1');
  await page.waitForTimeout(1800);
  if (act) { await page.getByRole('button', { name: new RegExp(act) }).first().click(); await page.waitForTimeout(600); }
  await page.screenshot({ path: `/tmp/narvaro-F/${name}-${i++}.png`, fullPage: Number(h) > 1000 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  console.log(path, await page.title(), 'overflow', over);
}
await b.close();
