import { chromium } from '@playwright/test';
import { readFileSync, existsSync } from 'node:fs';
const origin = 'http://localhost:9470';
const [, , scenario = 'all'] = process.argv;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const state = '/tmp/narvaro-A/state.json';
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'sv-SE', ...(existsSync(state) ? { storageState: state } : {}) });
const page = await context.newPage();
page.on('console', (m) => { if (m.type() === 'error') console.log('CONSOLE', m.text().slice(0, 300)); });
page.on('pageerror', (e) => console.log('PAGEERROR', e.message.slice(0, 300)));
if (!existsSync(state)) {
  const log = readFileSync('/tmp/narvaro-A/server.log', 'utf8');
  const link = /http:\/\/localhost:9470\/admin\/start#\S+/.exec(log)?.[0] ?? '';
  const token = new URL(link).hash.slice(1);
  const r = await page.request.post(`${origin}/api/admin/set-up`, { data: { token, name: 'Sol Granhimmel', login: 'sol', password: 'stigen under tallarna 26' }, headers: { 'Sec-Fetch-Site': 'same-origin' } });
  console.log('set-up', r.status(), (await r.text()).slice(0, 200));
  await context.storageState({ path: state });
}
const shot = async (name: string, full = false) => { await page.waitForTimeout(500); await page.screenshot({ path: `/tmp/narvaro-A/${name}.png`, fullPage: full }); };
export { page, shot, origin, browser, context };
const mod = await import(`./${scenario}.ts`);
await mod.run({ page, shot, origin, browser, context });
await browser.close();
