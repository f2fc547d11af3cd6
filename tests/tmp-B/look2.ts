import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
const origin = 'http://localhost:8190';
const statePath = '/tmp/narvaro-B/state.json';
const link = /http:\/\/localhost:8190\/admin\/start#\S+/.exec(readFileSync('/tmp/narvaro-B/api.log', 'utf8'))?.[0] ?? '';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...(existsSync(statePath) ? { storageState: statePath } : {}) });
const page = await context.newPage();
page.on('pageerror', (e) => process.stdout.write(`pageerror: ${e.message}\n`));
const shot = (name: string, fullPage = true) => page.screenshot({ path: `/tmp/narvaro-B/${name}.png`, fullPage });
if (!existsSync(statePath)) {
  await page.goto(link);
  await page.getByLabel('Ditt namn').fill('Sol Granhimmel');
  await page.getByLabel('Inloggningsnamn').fill('sol');
  await page.getByLabel('Lösenord', { exact: true }).fill('stigen under tallarna 26');
  await page.getByRole('button', { name: /Skapa konto/ }).click();
  await page.waitForURL(/\/admin$/);
  await context.storageState({ path: statePath });
}
const axe = async (name: string) => {
  const found = await new AxeBuilder({ page }).analyze();
  process.stdout.write(`axe ${name}: ${JSON.stringify(found.violations.map((v) => [v.id, v.nodes.map((n) => n.html).slice(0, 2)]))}\n`);
};
const wide = async (name: string) => {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) process.stdout.write(`${name} scrolls sideways by ${over}\n`);
};
const search = (text: string) => page.evaluate(async (text) => {
  const r = await fetch('/api/admin/participants/search', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ search: text, unit: null, cohort: null, page: 1 }) });
  return (await r.json()).people as any[];
}, text);
await page.goto(`${origin}/admin/deltagare`);
const [amina] = (await search('amina')).filter((p) => p.minutes > 0);
await page.goto(`${origin}/admin/deltagare/${amina.id}`);
await page.getByRole('heading', { level: 2, name: 'Grupp' }).waitFor();
const before = await page.evaluate(async (id) => ((await (await fetch(`/api/admin/badges?participant=${id}`)).json()).cards[0].text) as string, amina.id);
await axe('person');
await page.getByRole('button', { name: 'Spärra och gör nytt' }).click();
await page.getByRole('dialog').getByRole('button', { name: 'Spärra och ge nytt kort' }).click();
await page.waitForTimeout(600);
await shot('b-reissued', false);
await page.getByRole('dialog').getByRole('button', { name: 'Stäng', exact: true }).last().click();
const tokenOf = (t: string) => t.split('/').at(-1)!;
const open = (token: string) => page.evaluate(async (token) => (await fetch('/api/me/open', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) })).status, token);
const after = await page.evaluate(async (id) => ((await (await fetch(`/api/admin/badges?participant=${id}`)).json()).cards[0].text) as string, amina.id);
process.stdout.write(`old card: ${await open(tokenOf(before))}, new card: ${await open(tokenOf(after))}\n`);
// give an address, wrong then right; send link
await page.getByRole('button', { name: /adress/ }).click();
await page.getByRole('textbox', { name: 'E-postadress' }).fill('amina@@fel');
await page.getByRole('button', { name: 'Spara adressen' }).click();
await page.waitForTimeout(500);
await shot('b-address', false);
await page.getByRole('textbox', { name: 'E-postadress' }).fill('amina.egen@example.org');
await page.getByRole('button', { name: 'Spara adressen' }).click();
await page.waitForTimeout(500);
await page.getByRole('button', { name: 'Skicka länken' }).click();
await page.waitForTimeout(14000);
await shot('b-person');
// letters and file
await page.goto(`${origin}/admin/utskick?grupp=grupp-12`);
await page.getByRole('table').waitFor();
await axe('letters');
const download = page.waitForEvent('download');
await page.getByRole('button', { name: 'Spara som Excel' }).click();
process.stdout.write(`file: ${(await download).suggestedFilename()}\n`);
for (const [w, h] of [[820, 1180], [390, 844], [320, 700]] as const) {
  await page.setViewportSize({ width: w, height: h });
  for (const [name, path] of [['person', `/admin/deltagare/${amina.id}`], ['groups', '/admin/grupper'], ['letters', '/admin/utskick?grupp=grupp-12'], ['people', '/admin/deltagare']] as const) {
    await page.goto(`${origin}${path}`);
    await page.waitForTimeout(900);
    await wide(`${name} ${w}`);
    if (w !== 320) await shot(`b-${name}-${w}`, false);
  }
}
await page.emulateMedia({ colorScheme: 'dark' });
await page.setViewportSize({ width: 1440, height: 900 });
await page.goto(`${origin}/admin/deltagare/${amina.id}`);
await page.waitForTimeout(900);
await shot('b-person-dark', false);
await axe('person dark');
await page.goto(`${origin}/admin/grupper`);
await page.waitForTimeout(900);
await axe('groups dark');
await shot('b-groups-dark', false);
await browser.close();
