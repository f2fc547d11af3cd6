/** A badge in a picture file: a photo somebody sent, a screenshot, a card photographed where the light is better. */
import { expect, test, type BrowserContext, type Locator, type Page } from '@playwright/test';
import QRCode from 'qrcode';
import { startDoorWorld, watchPage, type DoorWorld } from '../support/door-world.ts';
import { countHere, enrolTablet } from '../support/tablet-page.ts';

const png = 'image/png';

test.describe('a badge in a picture file', () => {
  test.describe.configure({ mode: 'serial' });

  let world: DoorWorld;
  let context: BrowserContext;
  let page: Page;
  let problems: readonly string[];

  test.beforeAll(async ({ browser }) => {
    world = await startDoorWorld();
    context = await browser.newContext({ viewport: { width: 1180, height: 820 } });
    page = await context.newPage();
    problems = watchPage(page);
    await enrolTablet(page, await world.tabletLink('Bilder'));
    await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/skanna`);
    await page.getByRole('button', { name: 'Kortets kod' }).click();
  });
  test.afterAll(async () => {
    await context.close();
    await world.end();
  });

  const field = (): Locator => page.locator('input[type=file]');
  const give = (buffer: Buffer, name = 'kort.png', mimeType = png): Promise<void> =>
    field().setInputFiles({ name, mimeType, buffer });
  const codeOf = (n: number): Promise<string> => QRCode.toDataURL(world.cards[n]?.text ?? '', { width: 400 });
  /** A photo: a table with cards on it, as large as a phone's camera makes it. */
  const aPhoto = async (
    cards: readonly string[],
    { sidePx, turned }: { readonly sidePx: number; readonly turned: number },
  ): Promise<Buffer> => {
    const table = await context.newPage();
    await table.setViewportSize({ width: 2800, height: 2000 });
    const images = cards.map(
      (src, n) =>
        `<img src="${src}" style="position:absolute;left:${240 + n * 1700}px;top:${1400 - n * 900}px;width:${sidePx}px;transform:rotate(${turned}deg)">`,
    );
    await table.setContent(`<body style="background:#786a58">${images.join('')}</body>`);
    await table.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    const photo = await table.screenshot();
    await table.close();
    return photo;
  };

  test('[SCAN-12] the card in a picture is checked in like any other', async () => {
    await give(await QRCode.toBuffer(world.cards[0]?.text ?? '', { width: 500 }));
    await expect(page.getByText(/Incheckad kl\./)).toBeVisible();
    expect(await countHere(page)).toBe(1);
  });

  test('[SCAN-12] a small card, turned, in the corner of a large photo is read', async () => {
    await give(await aPhoto([await codeOf(1)], { sidePx: 150, turned: 33 }), 'foto.png');
    await expect.poll(() => countHere(page)).toBe(2);
  });

  test('[SCAN-12] a photo of two cards, one of none, a letter and a broken picture each say what is wrong and what to do', async () => {
    const said = page.getByRole('alert').filter({ hasText: /\S/ });
    await give(await aPhoto([await codeOf(2), await codeOf(3)], { sidePx: 400, turned: 5 }));
    await expect(said).toHaveText('Bilden visar flera koder. Välj en bild med ett enda kort.');
    await give(await aPhoto([], { sidePx: 1, turned: 0 }));
    await expect(said).toContainText('Det finns ingen läsbar kod i bilden.');
    await give(Buffer.from('Hej, här är mitt kort'), 'kort.txt', 'text/plain');
    await expect(said).toContainText('Filen går inte att öppna som bild.');
    await give((await QRCode.toBuffer('x', { width: 500 })).subarray(0, 60));
    await expect(said).toContainText('Filen går inte att öppna som bild.');
    await give(Buffer.alloc(41 * 1024 * 1024), 'jatte.jpg', 'image/jpeg');
    await expect(said).toContainText('Bilden är för stor.');
    expect(await countHere(page)).toBe(2);
    await give(await QRCode.toBuffer(world.cards[2]?.text ?? '', { width: 500 }));
    await expect(said).toHaveCount(0);
    await expect.poll(() => countHere(page)).toBe(3);
  });

  test('[SCAN-12, PWA-3] nothing of it is sent anywhere or refused by the page’s own policy', () => {
    expect(problems).toEqual([]);
  });
});
