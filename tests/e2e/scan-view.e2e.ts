/** The scan view as a trainer works in it: which camera, the light, the keyboard alone, and every outcome for everybody. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { axeProblems, enlargeText, focused, squeezed, tabTo, tooWide } from '../support/page-rules.ts';
import { countHere, enrolTablet, scanByReader } from '../support/tablet-page.ts';

test.use({
  launchOptions: {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--use-fake-device-for-media-stream=device-count=3',
      '--use-fake-ui-for-media-stream',
    ],
  },
});

test.describe('the scan view', () => {
  test.describe.configure({ mode: 'serial' });

  let world: DoorWorld;
  let context: BrowserContext;
  let page: Page;
  let address: string;
  let blocked: string;

  test.beforeAll(async ({ browser }) => {
    world = await startDoorWorld();
    const last = world.cards.at(-1);
    if (last === undefined) throw new Error('the demo has no cards');
    blocked = last.text;
    await world.office.post('/api/admin/badges/reissue', { participant: last.participant, reason: 'lost' });
    context = await browser.newContext({ viewport: { width: 1180, height: 820 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    await enrolTablet(page, await world.tabletLink('Dörren'));
    address = `${world.server.origin}/tillfalle/${world.session.id}/skanna`;
    await page.goto(address);
    await expect(page.locator('video')).toBeVisible();
  });
  test.afterAll(async () => {
    await context.close();
    await world.end();
  });

  const cameraShown = (): Promise<string | undefined> =>
    page.evaluate(() => {
      const stream = document.querySelector('video')?.srcObject;
      return stream instanceof MediaStream ? stream.getVideoTracks()[0]?.label : undefined;
    });

  test('[SCAN-11, SCAN-9] a trainer chooses among the cameras by name, it is the one on after a reload, and the screen lights up where no camera has a lamp', async () => {
    const before = await cameraShown();
    await page.getByRole('button', { name: 'Byt kamera' }).click();
    const cameras = page.getByRole('list', { name: 'Kameror' }).getByRole('button');
    await expect(cameras).toHaveCount(3);
    await expect(cameras.and(page.locator('[aria-pressed=true]'))).toHaveText(before ?? '');
    const other = cameras.and(page.locator('[aria-pressed=false]')).last();
    const chosen = (await other.textContent()) ?? '';
    await other.click();
    await expect.poll(cameraShown).toBe(chosen);
    await expect(page.getByRole('button', { name: 'Lampa' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Lys upp' }).click();
    await expect(page.getByRole('button', { name: 'Sluta lysa' })).toBeVisible();
    await page.reload();
    await expect.poll(cameraShown).toBe(chosen);
    await page.getByRole('button', { name: 'Sluta lysa' }).click();
  });

  test('[A11Y-3, LEAVE-1] a whole group is checked in by keyboard alone, and one of them out', async () => {
    const group = world.cards.slice(0, -1);
    await tabTo(page, /Kortets kod/);
    await page.keyboard.press('Enter');
    for (const { code: typed } of group) {
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
    }
    await expect.poll(() => countHere(page)).toBe(group.length);
    await page.keyboard.press('Escape');
    expect(await focused(page)).toMatchObject({ name: 'Kortets kod' });
    await page.keyboard.press('Control+z');
    await expect.poll(() => countHere(page)).toBe(group.length - 1);
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'In', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('region', { name: 'Kamera' })).toContainText('Checka ut');
    await scanByReader(page, world.cards[0]?.text ?? '');
    await expect(page.getByText(/Utcheckad kl\./)).toBeVisible();
    expect(await countHere(page)).toBe(group.length - 2);
    await page.reload();
    await expect(page.getByRole('radio', { name: 'In', exact: true })).toBeChecked();
  });

  test('[A11Y-3] single keys can be turned off', async () => {
    const before = await countHere(page);
    await page.goto(`${world.server.origin}/plattan`);
    const keys = page.getByRole('group', { name: /Tangenter i kameravyn/ });
    await keys.getByRole('radio', { name: 'Av' }).check();
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForTimeout(300);
    await page.keyboard.press('/');
    await page.keyboard.press('Control+z');
    await page.waitForTimeout(400);
    expect([page.url(), await countHere(page)]).toEqual([address, before]);
    await page.goto(`${world.server.origin}/plattan`);
    await keys.getByRole('radio', { name: 'På' }).check();
    await page.goto(address);
    await expect(page.locator('video')).toBeVisible();
    await page.keyboard.press('/');
    await expect(page).toHaveURL(/lista#sok/);
    await page.goto(address);
  });

  test('[STAGE-2, BADGE-3] a typed code nobody has asks what to do, and waits to be sorted out when the next card comes', async () => {
    await page.getByRole('button', { name: 'Kortets kod' }).click();
    await page.getByRole('textbox', { name: 'Kortets kod' }).fill('zzzz-zzzz');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Ingen på plattan har den koden' })).toBeVisible();
    await scanByReader(page, world.cards[3]?.text ?? '');
    await page.getByRole('button', { name: /Okänd kod/ }).click();
    await page.waitForTimeout(450);
    await page.getByRole('button', { name: 'Hoppa över' }).click();
    await expect(page.getByText(/Att reda ut/)).toHaveCount(0);
    await page.getByRole('button', { name: 'Stäng' }).click();
  });

  test('[A11Y-1, A11Y-2] every outcome can be read and used by everybody: axe, a narrow screen, text twice as large', async () => {
    test.setTimeout(300_000);
    await page.goto(`${world.server.origin}/plattan`);
    await page.getByRole('radio', { name: 'Tills jag trycker' }).check();
    await page.goto(address);
    await expect(page.locator('video')).toBeVisible();
    const [guest] = await world.otherCards();
    const outcomes: readonly (readonly [string, RegExp])[] = [
      [world.cards[1]?.text ?? '', /Är redan incheckad/],
      ['https://example.se/meny', /annan sorts kod/],
      [`${world.server.origin}/B/${'0'.repeat(26)}`.toUpperCase(), /finns inte på plattans lista/],
      [guest?.text ?? '', /annat tillfälle/],
      [blocked, /Kortet är spärrat/],
      [world.cards[0]?.text ?? '', /Incheckad kl\./],
    ];
    const found: string[] = [];
    const note = (what: string, problems: readonly string[]): void => {
      found.push(...problems.map((problem) => `${what}: ${problem}`));
    };
    for (const [text, words] of outcomes) {
      if (words.source.includes('annan sorts')) await page.keyboard.press('Escape');
      await scanByReader(page, text);
      await expect(page.getByRole('region', { name: 'Kamera' })).toContainText(words);
      note(words.source, await axeProblems(page));
      for (const [width, height, percent] of [
        [320, 640, 100],
        [820, 1180, 200],
        [1180, 820, 200],
      ] as const) {
        await page.setViewportSize({ width, height });
        await enlargeText(page, percent);
        note(`${words.source}, ${width} at ${percent} %`, [
          ...(await tooWide(page)),
          ...(await squeezed(page)),
        ]);
        await enlargeText(page, 100);
      }
      await page.setViewportSize({ width: 1180, height: 820 });
    }
    expect(found).toEqual([]);
  });
});
