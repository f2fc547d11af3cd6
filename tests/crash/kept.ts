/** What a tablet has shown, keeps and has delivered, compared with each other after whatever befell it. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { CrashWorld } from './office-world.ts';
import { checkedInBy, keptEvents } from './tablet-browser.ts';

/** Everything that was shown is kept, and nothing is numbered twice or left out. */
export const keptWhole = async (page: Page, shown: ReadonlySet<string>): Promise<readonly string[]> => {
  const events = await keptEvents(page);
  const kept = checkedInBy(events);
  const lost = [...shown]
    .filter((name) => !kept.has(name))
    .map((name) => `lost: ${name} was shown as checked in`);
  const isWhole = events.every(({ seq }, i) => seq === i + 1);
  return isWhole ? lost : [...lost, 'the log has a gap'];
};

/** What the office holds of its only tablet, in order. */
export const officeHolds = ({ stores }: Pick<CrashWorld, 'stores'>): Promise<readonly string[]> =>
  stores(async ({ devices, logs }) => {
    const [device] = await devices.all();
    return device === undefined ? [] : (await logs.ofDevice(device.id, 1, 1_000_000)).map(({ text }) => text);
  });

/** Presses the button unless it is gone because the tablet has sent by itself meanwhile; what follows looks at that. */
export const pressIfThere = async (button: Locator): Promise<void> => {
  if (!(await button.isVisible())) return;
  await button.click({ timeout: 5000 }).catch(async (error: unknown) => {
    if (await button.isVisible()) throw error;
  });
};

/** Has the tablet send what is left, and waits until it says that all is sent. */
export const sendAll = async (page: Page, origin: string): Promise<void> => {
  await page.goto(`${origin}/plattan`);
  const send = page.getByRole('button', { name: /Försök skicka nu/ });
  const isSent = page.getByRole('link', { name: /Allt är skickat/ });
  await expect(send.or(isSent).first()).toBeVisible({ timeout: 60_000 });
  await pressIfThere(send);
  try {
    await expect(isSent).toBeVisible({ timeout: 60_000 });
  } catch {
    const main = await page.getByRole('main').textContent();
    throw new Error(`not everything was sent: ${main}`);
  }
};

/** Sends what is left; then everything that was shown is with the office, byte for byte and under one number each. */
export const delivered = async (
  page: Page,
  world: Pick<CrashWorld, 'office' | 'stores'>,
  shown: ReadonlySet<string>,
  origin = world.office.origin,
): Promise<readonly string[]> => {
  await sendAll(page, origin);
  const own = (await keptEvents(page)).map(({ text }) => text);
  const held = await officeHolds(world);
  const arrived = checkedInBy(held.map((text) => ({ text })));
  return [
    ...[...shown]
      .filter((name) => !arrived.has(name))
      .map((name) => `lost: ${name} never reached the office`),
    ...(JSON.stringify(held) === JSON.stringify(own) ? [] : ['the office holds other bytes than the tablet']),
  ];
};
