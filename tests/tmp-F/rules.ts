import { chromium } from '@playwright/test';
import { axeProblems, choose, enlargeText, pixelsTooWide, squeezed, tooWide } from '../support/page-rules.ts';
const origin = 'http://localhost:5191';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const ctx = await b.newContext({ viewport: { width: 1440, height: 900 }, locale: 'sv-SE', reducedMotion: 'reduce' });
const cookie = (await (await fetch('http://localhost:8291/api/admin/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'prov', password: 'stigen under tallarna 26' }) })).headers.getSetCookie()[0])!.split(';')[0]!.split('=');
await ctx.addCookies([{ name: cookie[0]!, value: cookie[1]!, url: origin, sameSite: 'Strict' }]);
const page = await ctx.newPage();
page.on('console', (m) => { if (m.type() === 'error') console.log('CONSOLE', m.text().slice(0, 300)); });
page.on('pageerror', (e) => console.log('ERR', e.message.slice(0, 300)));
const settle = async () => { await page.waitForSelector('h1'); await page.waitForTimeout(1500); };
for (const path of process.argv.slice(2)) {
  const [p, act] = path.split('@');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(origin + p); await settle();
  if (act) { await page.getByRole('button', { name: new RegExp(act) }).first().click(); await page.waitForTimeout(500); }
  for (const theme of ['light', 'dark', 'contrast'] as const) {
    await choose(page, { theme });
    const found = await axeProblems(page);
    if (found.length) console.log(path, theme, found);
  }
  await choose(page, { theme: 'light' });
  await page.setViewportSize({ width: 320, height: 800 }); await page.waitForTimeout(300);
  if ((await pixelsTooWide(page)) > 0) console.log(path, '320 too wide', await tooWide(page));
  const f320 = await axeProblems(page); if (f320.length) console.log(path, '320', f320);
  const sq = await squeezed(page); if (sq.length) console.log(path, '320 squeezed', sq);
  for (const [w,h] of [[1280, 800],[820,1180]] as const) {
  await page.setViewportSize({ width: w, height: h });
  await enlargeText(page, 200); await page.waitForTimeout(300);
  if ((await pixelsTooWide(page)) > 0) console.log(path, w, '200% too wide', await tooWide(page));
  const s2 = await squeezed(page); if (s2.length) console.log(path, w, '200% squeezed', s2);
  await enlargeText(page, 100);
  }
  console.log('done', path);
}
await b.close();
