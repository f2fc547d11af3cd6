import AxeBuilder from '@axe-core/playwright';
export const run = async ({ page, shot, origin, browser }: any) => {
  const axe = async (name: string) => {
    const r = await new AxeBuilder({ page }).withTags(['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']).analyze();
    for (const v of r.violations) console.log(name, v.id, v.nodes.length, v.nodes[0]?.html.slice(0, 160), v.nodes[0]?.failureSummary?.slice(0, 200));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) console.log(name, 'OVERFLOW', over);
  };
  const missing = (await (await page.request.get(`${origin}/api/admin/planning?weeks=5`)).json()).sessions.find((s: any) => s.missing.length > 0);
  const paths: [string, string][] = [
    ['board', `/admin/planering?valt=${missing.id}`],
    ['list', '/admin/planering?visa=lista'],
    ['trainers', '/admin/planering?visa=kursledare'],
    ['new', '/admin/planering/ny?grupp=grupp-12'],
    ['edit', `/admin/planering/tillfalle/${missing.id}`],
    ['venues', '/admin/planering/lokaler'],
    ['waves', '/admin/planering/vagor'],
    ['cohorts', '/admin/planering/grupper'],
  ];
  for (const [w, h] of [[1440, 900]] as const) {
    await page.setViewportSize({ width: w, height: h });
    for (const [name, path] of paths) {
      await page.goto(`${origin}${path}`);
      await page.waitForSelector('h1'); await page.waitForTimeout(900);
      await axe(`${name} ${w}`);
      if (w === 390 || (w === 820 && name === 'board')) await shot(`n-${name}-${w}`);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const [name, path] of paths) {
    await page.goto(`${origin}${path}`);
    await page.waitForSelector('h1'); await page.waitForTimeout(900);
    await axe(`${name} dark`);
    if (name === 'board' || name === 'new') await shot(`d-${name}`);
  }
};
