import { chromium } from '@playwright/test';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const page = await browser.newPage();
page.on('console', (m) => console.log(m.text()));
page.on('pageerror', (e) => console.log(String(e)));
await page.goto('file:///tmp/narvaro-D-ver/verify.html');
await page.waitForTimeout(500);
console.log(await page.locator('body').innerText());
await browser.close();
