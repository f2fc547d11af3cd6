import { chromium } from 'playwright';
import AxeBuilder from '@axe-core/playwright';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const paths = ['/admin/manad/2026-09', '/admin/manad/scb-kolumner', '/admin/manad/2026-09/sammanstallning', '/admin/manad/2026-09/narvarorapport', '/admin/tillfallen/grupp-27-tillfalle-2/lista'];
for (const [w, h, mode] of [[1440, 900, 'light'], [820, 1180, 'dark'], [390, 844, 'light'], [320, 640, 'dark']] as const) {
  const context = await browser.newContext({ viewport: { width: w, height: h }, locale: 'sv-SE', storageState: '/tmp/narvaro-S-state.json', colorScheme: mode });
  const page = await context.newPage();
  for (const p of paths) {
    await page.goto('http://localhost:8590' + p);
    await page.waitForTimeout(3500);
    if (p.includes('narvarorapport')) { const b = page.getByRole('button', { name: /Visa rapport/ }); await b.click(); await page.waitForTimeout(1200); const pw = page.locator('input[type=password]'); if (await pw.count()) { await pw.fill('stigen under tallarna 26'); await page.getByRole('button', { name: 'Fortsätt' }).click(); } await page.waitForTimeout(3000); const sel = page.getByLabel('Vems rapport'); if (await sel.count()) await sel.selectOption({ index: 3 }); await page.waitForTimeout(500); }
    const r = await new AxeBuilder({ page }).analyze();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    console.log(w, mode, p, 'axe', r.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((n) => n.target.join(' ') + ' ' + n.failureSummary?.slice(0, 160)).join(' | ')}`), 'over', over);
    await page.screenshot({ path: `/tmp/S-ax-${w}-${paths.indexOf(p)}.png` });
  }
  await context.close();
}
await browser.close();
