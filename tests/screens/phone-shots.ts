/** The participant's own phone, and the two pages for everybody. */
import type { Page } from '@playwright/test';
import { sessionCodeAt } from '../support/session-codes.ts';
import { everywhere, onPhone, type Shot } from './shot.ts';
import type { Stage } from './stage.ts';

const minuteMs = 60_000;

const shot = (name: string, go: Shot['go'], mockup?: string): Shot => ({
  name,
  sizes: onPhone,
  go,
  ...(mockup === undefined ? {} : { mockup }),
});

const codePath = async ({ world }: Stage, agoMs = 0): Promise<string> => {
  const { scanned } = await sessionCodeAt(world.server, world.session.id, Date.now() - agoMs);
  return scanned.slice(world.server.origin.length);
};

/** The phone of the nth of the group, past the notice. */
const known = async (stage: Stage, n: number): Promise<Page> => {
  const page = await stage.phoneOf(stage.world.cards[n]);
  await page.goto(`${stage.origin}/jag`);
  const read = page.getByRole('button', { name: 'Jag har läst, fortsätt' });
  await read.or(page.getByText('Varje prick är en timme')).first().waitFor();
  if (await read.isVisible()) await read.click();
  await page.getByText('Varje prick är en timme').waitFor();
  return page;
};
const on = async (page: Page, words: RegExp): Promise<Page> => {
  await page.getByText(words).first().waitFor();
  return page;
};
const my =
  (path: string) =>
  async (stage: Stage): Promise<Page> => {
    const page = await known(stage, 17);
    await page.goto(`${stage.origin}/jag${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };

export const phoneShots: readonly Shot[] = [
  shot('p-vems', async (stage) => on(await stage.newPage('phone', '/jag'), /Vems telefon är det/)),
  shot('p-notis', async (stage) => on(await stage.phoneOf(stage.world.cards[18]), /Därför antecknar vi/)),
  shot('p-timmar', my(''), 'p-timmar'),
  shot('p-kort', my('/kort'), 'p-kort'),
  shot('p-uppgifter', my('/uppgifter')),
  shot('p-checka-in', async (stage) => on(await stage.newPage('phone', '/in'), /Skriv koden från skärmen/)),
  shot(
    'p-forsta',
    async (stage) => on(await stage.newPage('phone', await codePath(stage)), /Vem är du/),
    'p-forsta',
  ),
  shot(
    'p-inne',
    async (stage) => {
      const page = await known(stage, 17);
      await page.goto(`${stage.origin}${await codePath(stage)}`);
      return on(page, /Du är incheckad|Redan incheckad/);
    },
    'p-inne',
  ),
  shot('p-redan', async (stage) => {
    await stage.arrived();
    const page = await known(stage, 2);
    await page.goto(`${stage.origin}${await codePath(stage)}`);
    return on(page, /Redan incheckad/);
  }),
  shot(
    'p-sparad',
    async (stage) => {
      const page = await known(stage, 16);
      await page.goto(`${stage.origin}/in`);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.context().setOffline(true);
      await page.goto(`${stage.origin}${await codePath(stage)}`);
      return on(page, /Telefonen har inget nät/);
    },
    'p-sparad',
  ),
  shot('p-gammal-kod', async (stage) => {
    const page = await known(stage, 15);
    await page.goto(`${stage.origin}${await codePath(stage, 10 * minuteMs)}`);
    return on(page, /Koden har bytts/);
  }),
  shot('p-annat-tillfalle', async (stage) => {
    const [other] = await stage.world.otherCards();
    const page = await stage.phoneOf(other);
    await page.goto(`${stage.origin}${await codePath(stage)}`);
    return on(page, /anmäld till ett annat tillfälle/);
  }),
  shot('p-sparrad', async (stage) => {
    const text = await stage.blocked();
    return on(await stage.newPage('phone', `/B/${text.slice(-26)}`), /nytt kort åt dig/);
  }),
  shot('p-okand', async (stage) =>
    on(await stage.newPage('phone', `/B/${'0'.repeat(26)}`), /Kortet finns inte hos oss/),
  ),
  ...(['tillganglighet', 'integritet'] as const).map((path): Shot => ({
    name: `p-${path}`,
    sizes: everywhere,
    go: async (stage) => {
      const page = await stage.newPage('phone', `/${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
  })),
];
