export const run = async ({ page, shot, origin }: any) => {
  await page.goto(`${origin}/admin/planering`);
  await page.waitForSelector('table');
  await shot('board');
  await page.locator('button[class*=lacks]').first().click().catch(() => {});
  await page.waitForTimeout(800);
  await shot('board-panel');
  await page.goto(`${origin}/admin/planering?visa=lista&saknas=1`);
  await page.waitForTimeout(1500);
  await shot('list-missing');
  await page.goto(`${origin}/admin/planering?visa=kursledare`);
  await page.waitForTimeout(1500);
  await shot('trainers');
};
