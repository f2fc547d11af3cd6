export const run = async ({ page, shot, origin }: any) => {
  await page.goto(`${origin}/admin/planering`);
  await page.waitForSelector('table');
  await page.getByRole('button', { name: /Gr 13/ }).first().press('Enter');
  await page.waitForTimeout(1800);
  console.log('focus', await page.evaluate(() => document.activeElement?.id));
  await page.getByRole('button', { name: 'Stäng' }).press('Enter');
  await page.waitForTimeout(300);
  console.log('focus after close', await page.evaluate(() => document.activeElement?.id));
  await page.getByRole('button', { name: 'English' }).click();
  await page.waitForTimeout(500);
  await page.goto(`${origin}/admin/planering/vagor`);
  await page.waitForTimeout(1500);
  await shot('waves-en');
  await page.goto(`${origin}/admin/planering?visa=lista`);
  await page.waitForTimeout(1500);
  await shot('list-en');
};
