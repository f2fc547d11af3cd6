/** What a trainer does on a tablet, by the words on the screen. Used with any page that Playwright drives. */
import { expect, type Page } from '@playwright/test';

/** Goes through enrolment from the link the office gave, to Today. */
export const enrolTablet = async (page: Page, link: string): Promise<void> => {
  await page.goto(link);
  const goOn = page.getByRole('button', { name: 'Fortsätt utan hemskärm' });
  const connect = page.getByRole('button', { name: 'Anslut plattan' });
  await expect(goOn.or(connect).first()).toBeVisible();
  if (await goOn.isVisible()) await goOn.click();
  await connect.click();
  await page.getByRole('button', { name: 'Hoppa över tills vidare' }).click();
  await page.getByRole('button', { name: 'Skydda minnet' }).click();
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await page.getByRole('link', { name: 'Till I dag' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};

/** Waits until the app is on the tablet and starts without a network. */
export const waitUntilInstalled = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  const isControlled = (): Promise<boolean> =>
    page.evaluate(() => navigator.serviceWorker.controller !== null);
  /* A page that was loaded in the very moment the worker became active is taken over by the next load. */
  for (let tries = 0; tries < 100 && !(await isControlled()); tries += 1) await page.waitForTimeout(100);
  if (!(await isControlled())) await page.reload();
  await expect.poll(isControlled, { timeout: 60_000 }).toBe(true);
};

/** The number on the scan screen's panel. */
export const countHere = async (page: Page): Promise<number> =>
  Number(await page.locator('aside b.num, section b.num').first().textContent());

/** Types like a hardware scanner does: a press every other millisecond, with Enter at the end, wherever the focus is. */
export const scanByReader = async (page: Page, text: string): Promise<void> => {
  await page.evaluate((code) => {
    const begun = performance.now();
    for (const [n, key] of [...code, 'Enter'].entries()) {
      const press = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      /* A scanner keeps its pace however slow the page is to take what it types. */
      Object.defineProperty(press, 'timeStamp', { value: begun + 2 * n });
      document.dispatchEvent(press);
    }
  }, text);
};

/** Closes the session whose address this is, without attesting it, and waits for the thanks. */
export const closeSession = async (page: Page, address: string): Promise<void> => {
  await page.goto(`${address}/avsluta`);
  await page.getByRole('button', { name: 'Avsluta utan att intyga' }).click();
  await expect(page.getByText('Klart. Tack för i dag')).toBeVisible();
};
