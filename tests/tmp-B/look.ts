import { chromium } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
const origin = 'http://localhost:8190';
const statePath = '/tmp/narvaro-B/state.json';
const link = /http:\/\/localhost:8190\/admin\/start#\S+/.exec(readFileSync('/tmp/narvaro-B/api.log', 'utf8'))?.[0] ?? '';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...(existsSync(statePath) ? { storageState: statePath } : {}) });
const page = await context.newPage();
page.on('console', (m) => { if (m.type() === 'error') process.stdout.write(`console: ${m.text()}\n`); });
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

const api = (path: string, body?: unknown) => page.evaluate(async ([path, body]) => {
  const r = await fetch(path as string, body === null ? {} : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return [r.status, await r.json().catch(() => null)] as [number, any];
}, [path, body ?? null] as const);
await page.goto(`${origin}/admin/grupper`);
const list = async (search: string) => (await api('/api/admin/participants/search', { search, unit: null, cohort: null, page: 1 }))[1].people as any[];
const three = (await list('ali')).slice(0, 3);
for (const { id } of three) {
  const day = '2026-11-22';
  process.stdout.write(JSON.stringify([(await api('/api/admin/people/leave', { participant: id, day, reason: 'wrong-list' }))[0], (await api('/api/admin/people/return', { participant: id }))[0]]) + '\n');
}
const unitOf = three[0].unit;
process.stdout.write(JSON.stringify(await api('/api/admin/places/reserve/add', { participant: three[0].id }))+'\n');
process.stdout.write(JSON.stringify(await api('/api/admin/places/reserve/add', { participant: three[1].id }))+'\n');
await page.reload();
await page.getByRole('table').waitFor();
await page.getByLabel('Förvaltning').selectOption(unitOf);
await page.waitForTimeout(300);
await shot('groups');
await page.getByRole('button', { name: 'Lägg till' }).click();
await page.getByLabel('Sök på namn').fill('ali');
await page.waitForTimeout(700);
await shot('reserve-add', false);
await page.getByRole('button', { name: 'Klart' }).click();
await page.getByRole('button', { name: /Fyll platsen/ }).first().click();
await page.waitForTimeout(300);
await shot('fill', false);
await page.keyboard.press('Escape');
await page.getByRole('button', { name: /Ändra platser/ }).first().click();
await page.getByRole('dialog').getByLabel('Antal platser').fill('0');
await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
await page.waitForTimeout(300);
await shot('size', false);
await page.keyboard.press('Escape');
await page.goto(`${origin}/admin/utskick?grupp=grupp-12`);
await page.getByRole('table').waitFor();
await shot('letters');
await page.getByRole('button', { name: /Skicka \d+/ }).click();
await page.waitForTimeout(200);
await shot('letters-confirm', false);
await page.getByRole('dialog').getByRole('button', { name: /Skicka/ }).click();
await page.waitForTimeout(27000);
await shot('letters-sent');
await browser.close();
