import { chromium } from 'playwright';
import { readFileSync } from 'node:fs';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const state = JSON.parse(readFileSync('/tmp/narvaro-S-state.json', 'utf8'));
const context = await browser.newContext({ locale: 'sv-SE', storageState: state });
const page = await context.newPage();
for (const [n, p] of [['k', '/admin/manad/2026-09/sammanstallning'], ['l', '/admin/tillfallen/grupp-27-tillfalle-2/lista'], ['b', '/admin/kort?cohort=grupp-12']] as const) {
  await page.goto('http://localhost:8592' + p); await page.waitForTimeout(4000);
  console.log(n, await page.locator('body > div > article').count());
  await page.pdf({ path: `/tmp/S-pr-${n}.pdf`, preferCSSPageSize: true });
}
await browser.close();
