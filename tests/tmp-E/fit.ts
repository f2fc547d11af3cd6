import { chromium } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
const origin = 'http://localhost:8396';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const context = await browser.newContext({ storageState: '/tmp/narvaro-E/state.json', viewport: { width: 320, height: 800 } });
const page = await context.newPage();
page.on('console', (m) => { if (m.type() === 'error') console.log('console:', m.text().slice(0, 300)); });
const paths = ['/admin', '/admin/uppfoljning', '/admin/uppfoljning/styrgrupp/2026-10', '/admin/uppfoljning/enheter?unit=farsta&workplace=Vuxenenheten'];
for (const lang of ['sv', 'en']) {
  if (lang === 'en') { await page.setViewportSize({ width: 1440, height: 900 }); await page.goto(origin + '/admin'); await page.getByRole('button', { name: 'English' }).click(); }
  for (const [size, font] of [[320, 100], [640, 200], [1440, 100]] as const) {
    await page.setViewportSize({ width: size, height: 900 });
    for (const path of paths) {
      await page.goto(origin + path);
      await page.evaluate((f) => { document.documentElement.style.fontSize = `${f}%`; }, font);
      await page.locator('h2').first().waitFor({ timeout: 20000 }).catch(() => console.log('no h2', path));
      await page.waitForTimeout(400);
      const wide = await page.evaluate(() => {
        const over = document.documentElement.scrollWidth - innerWidth;
        const main = document.querySelector('main');
        const clipped = [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[class*=sr-only]')).slice(0, 3).map((e) => e.outerHTML.slice(0, 90));
        return [over, main?.scrollWidth, clipped];
      });
      console.log(lang, size, font, path, JSON.stringify(wide));
      if (size === 1440) { const r = await new AxeBuilder({ page: page as never }).analyze(); console.log('axe', r.violations.map((v) => v.id)); }
      if (lang === 'en' && size === 1440) await page.screenshot({ path: `/tmp/narvaro-E/en-${paths.indexOf(path)}.png` });
    }
  }
}
await browser.close();
