/** The trainer's screens, in the order they are met; those that close the session come last. */
import type { Page } from '@playwright/test';
import { scanByReader } from '../support/tablet-page.ts';
import { onTablet, type Shot } from './shot.ts';
import type { Stage } from './stage.ts';

const dayMs = 24 * 60 * 60 * 1000;

const shot = (name: string, go: Shot['go'], mockup?: string, portrait?: string): Shot => ({
  name,
  sizes: onTablet,
  go,
  ...(mockup === undefined ? {} : { mockup }),
  ...(portrait === undefined ? {} : { portrait }),
});

/** A new tablet on its way through the five steps, as far as this one. */
const enrolment = async (stage: Stage, step: 1 | 2 | 3 | 4 | 5): Promise<Page> => {
  const page = await stage.newPage('tablet', '/anslut');
  await page.getByRole('button', { name: 'Fortsätt utan hemskärm' }).waitFor();
  if (step === 1) return page;
  await page.getByRole('button', { name: 'Fortsätt utan hemskärm' }).click();
  const code = page.getByLabel('Anslutningskod', { exact: true });
  await code.fill(new URL(await stage.world.tabletLink('Stegvis')).hash.slice(1));
  if (step === 2) return page;
  await page.getByRole('button', { name: 'Anslut plattan' }).click();
  await page.getByRole('button', { name: 'Starta kameran' }).click();
  await page.getByText('Kameran visar bild').waitFor();
  if (step === 3) return page;
  await page.getByRole('button', { name: /Hoppa över|Fortsätt/ }).click();
  await page.getByRole('button', { name: 'Skydda minnet' }).waitFor();
  if (step === 4) return page;
  await page.getByRole('button', { name: 'Skydda minnet' }).click();
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await page.getByText(/är hämtade/).waitFor();
  return page;
};

/** The camera's view after this has been scanned. */
const scanned = async (
  stage: Stage,
  text: (stage: Stage) => string | Promise<string>,
  words: RegExp,
): Promise<Page> => {
  const page = await stage.atDoor();
  await stage.scan(page, await text(stage), words);
  return page;
};
const cardText = (stage: Stage, n: number): string => stage.world.cards[n]?.text ?? '';
const unknownText = ({ origin }: Stage): string => `${origin}/B/${'0'.repeat(26)}`.toUpperCase();
const guestText = async ({ world }: Stage): Promise<string> => (await world.otherCards())[0]?.text ?? '';

const today = async (stage: Stage): Promise<Page> => {
  const page = await stage.tablet();
  await page.goto(`${stage.origin}/idag`);
  await page
    .getByRole('link', { name: /checka in/i })
    .first()
    .waitFor();
  return page;
};

/** A tablet of its own without a network, its clock this many days on. */
const daysLater = async (stage: Stage, name: string, days: number, view = ''): Promise<Page> => {
  const page = await stage.newTablet(name);
  if (view !== '') {
    await page.goto(`${stage.origin}${stage.session}/${view}`);
    await page.locator('video').waitFor();
    await stage.scan(page, cardText(stage, 0), /kl\. /);
  }
  await page.context().setOffline(true);
  await page.clock.setFixedTime(Date.now() + days * dayMs);
  await page.goto(`${stage.origin}/idag`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
};

const revoked = async (stage: Stage): Promise<Page> => {
  const page = await stage.newTablet('Avstängd');
  const { devices } = await stage.world.office.get<{
    readonly devices: readonly { readonly id: string; readonly name: string }[];
  }>('/api/admin/devices');
  const device = devices.find(({ name }) => name === 'Avstängd')?.id;
  await stage.world.office.post(`/api/admin/devices/${device}/revoke`, { reason: 'lost' });
  await page.goto(`${stage.origin}/plattan`);
  await page.getByRole('button', { name: /Försök skicka nu/ }).click();
  await page
    .getByText(/avstängd/i)
    .first()
    .waitFor();
  await page.goto(`${stage.origin}/idag`);
  await page
    .getByText(/avstängd/i)
    .first()
    .waitFor();
  return page;
};

const list = async (stage: Stage, act: (page: Page) => Promise<void> = async () => undefined) => {
  await stage.arrived();
  const page = await stage.at('lista');
  await page.getByText(/av \d+ är här/).waitFor();
  await act(page);
  return page;
};
const openSheet = async (page: Page): Promise<void> => {
  await page
    .getByRole('button', { name: /^Ändra för / })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
};
const fillPerson = async (page: Page): Promise<void> => {
  await page.getByLabel('Förnamn').fill('Zeinab');
  await page.getByLabel('Efternamn').fill('Qvist Okafor');
  await page.getByLabel('Arbetsplats').fill('Förskolan Linden');
};

/** A tablet of its own, locked to self check-in. */
const kiosk = async (stage: Stage, text?: string): Promise<Page> => {
  await stage.arrived();
  const page = await stage.newTablet('Självincheckning');
  await page.goto(`${stage.origin}${stage.session}/sjalv`);
  await page.getByRole('button', { name: 'Lås och börja' }).click();
  await page.getByText('Håll upp din kod').first().waitFor();
  if (text !== undefined) {
    await scanByReader(page, text);
    await page
      .getByText(/Du är incheckad|redan incheckad|Gå till kursledaren/)
      .first()
      .waitFor();
  }
  return page;
};

const closing = async (stage: Stage): Promise<Page> => {
  await stage.arrived();
  const page = await stage.at('avsluta');
  await page
    .getByText(/Avsluta utan att intyga|Klart\. Tack/)
    .first()
    .waitFor();
  return page;
};
/** Closed, with or without the trainer's code; closed once and for all. */
const closed = async (stage: Stage, isAttested: boolean): Promise<Page> => {
  const page = await closing(stage);
  const without = page.getByRole('button', { name: 'Avsluta utan att intyga' });
  if (await without.isVisible()) await without.click();
  await page.getByText('Klart. Tack för i dag').waitFor();
  if (isAttested && (await page.getByRole('button', { name: 'Intyga nu' }).isVisible())) {
    await page.getByRole('checkbox').check();
    await page.getByLabel('Din kod som kursledare').fill(await stage.trainerCode());
    await page.getByRole('button', { name: 'Intyga nu' }).click();
    await page.getByText('Listan är intygad').waitFor();
  }
  return page;
};

const open =
  (path: string) =>
  async (stage: Stage): Promise<Page> => {
    const page = await stage.tablet();
    await page.goto(`${stage.origin}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };

const todayShots: readonly Shot[] = [
  shot('t-anslut', (stage) => enrolment(stage, 1)),
  shot('t-anslut-kod', (stage) => enrolment(stage, 2), 't-anslut'),
  shot('t-anslut-kamera', (stage) => enrolment(stage, 3)),
  shot('t-anslut-minne', (stage) => enrolment(stage, 4)),
  shot('t-anslut-listor', (stage) => enrolment(stage, 5)),
  shot('t-hem', today, 't-hem', 't-hem-portratt'),
  shot('t-hem-prova', async (stage) => {
    const page = await today(stage);
    await page.getByRole('button', { name: 'Prova kamera och ljud' }).first().click();
    await page.getByRole('dialog').waitFor();
    return page;
  }),
  shot('t-hem-pagar', async (stage) => {
    await stage.arrived();
    return today(stage);
  }),
  shot('t-hem-ingen-uppkoppling', async (stage) => {
    const page = await today(stage);
    await page.context().setOffline(true);
    await page.getByText('Ingen uppkoppling just nu').first().waitFor({ timeout: 40_000 });
    return page;
  }),
  shot('t-hem-inga', (stage) => daysLater(stage, 'Ledig dag', 6)),
  shot('t-hem-ej-avslutad', (stage) => daysLater(stage, 'Gårdagen', 1, 'skanna')),
  shot('t-hem-avstangd', revoked),
  shot('t-plattan', open('/plattan'), 't-plattan', 't-plattan-portratt'),
  shot('t-hjalp', open('/hjalp')),
  shot('t-sidan-finns-inte', open('/finns-inte')),
  shot('t-tillfallet-finns-inte', open('/tillfalle/finns-inte/skanna')),
];

const doorShots: readonly Shot[] = [
  shot('t-skanna', (stage) => stage.atDoor(), 't-skanna', 't-skanna-portratt'),
  shot(
    't-skanna-klar',
    (stage) => scanned(stage, (s) => cardText(s, 13), /Incheckad kl\./),
    't-skanna-klar',
    't-skanna-klar-portratt',
  ),
  shot('t-skanna-angrat', async (stage) => {
    const page = await scanned(stage, (s) => cardText(s, 14), /Incheckad kl\./);
    await page.waitForTimeout(500);
    await page
      .getByRole('region', { name: 'Kamera' })
      .getByRole('button', { name: /Ångra/ })
      .click();
    await page.getByRole('region', { name: 'Kamera' }).getByText('Ångrat').waitFor();
    return page;
  }),
  shot(
    't-skanna-redan',
    (stage) => scanned(stage, (s) => cardText(s, 2), /edan incheckad/),
    't-skanna-redan',
  ),
  shot(
    't-skanna-okant',
    (stage) => scanned(stage, unknownText, /finns inte på plattans lista/),
    't-skanna-okant',
    't-skanna-okant-portratt',
  ),
  shot(
    't-skanna-fel-tillfalle',
    (stage) => scanned(stage, guestText, /annat tillfälle/),
    't-skanna-fel-tillfalle',
  ),
  shot('t-skanna-annan-kod', (stage) => scanned(stage, () => 'https://example.org/meny', /annan sorts kod/)),
  shot('t-skanna-sparrat', (stage) => scanned(stage, (s) => s.blocked(), /spärrat/)),
  shot('t-skanna-reda-ut', async (stage) => {
    const page = await scanned(stage, unknownText, /finns inte på plattans lista/);
    await page.keyboard.press('Escape');
    await page
      .getByText(/Att reda ut/)
      .first()
      .waitFor();
    return page;
  }),
  shot('t-skanna-utcheckad', async (stage) => {
    const page = await stage.atDoor();
    await page.getByRole('radio', { name: 'Ut', exact: true }).check({ force: true });
    await stage.scan(page, cardText(stage, 3), /Utcheckad kl\./);
    return page;
  }),
  shot('t-skanna-hjalp', async (stage) => {
    const page = await stage.atDoor();
    await page.getByText(/Går det inte/).waitFor();
    return page;
  }),
  shot('t-skanna-ingen-uppkoppling', async (stage) => {
    const page = await stage.atDoor();
    await page.context().setOffline(true);
    await page.getByText('Ingen uppkoppling just nu').first().waitFor({ timeout: 40_000 });
    return page;
  }),
  shot(
    't-skanna-ljus',
    async (stage) => {
      const page = await open('/plattan')(stage);
      await page.getByRole('radio', { name: 'Som resten', exact: true }).check();
      await stage.atDoor();
      return page;
    },
    't-skanna-ljus',
  ),
  shot('t-skanna-kameran-av', async (stage) => {
    const page = await (await stage.tablet()).context().newPage();
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    await page.goto(`${stage.origin}${stage.session}/skanna`);
    await page.getByText('Kameran är avstängd för Närvaro').waitFor();
    return page;
  }),
  shot('t-skanna-inte-sparad', async (stage) => {
    const page = await stage.atDoor();
    await page.evaluate(() => {
      for (const write of ['add', 'put'] as const)
        IDBObjectStore.prototype[write] = () => {
          throw new DOMException('', 'QuotaExceededError');
        };
    });
    await stage.scan(page, cardText(stage, 15), /Inte sparad/);
    return page;
  }),
  shot('t-kod', (stage) => stage.at('kod'), 't-kod', 't-kod-portratt'),
  shot('t-sjalv-borja', async (stage) => {
    const page = await stage.at('sjalv');
    await page.getByRole('button', { name: 'Lås och börja' }).waitFor();
    return page;
  }),
  shot('t-sjalv', (stage) => kiosk(stage), 't-sjalv', 't-sjalv-portratt'),
  shot('t-sjalv-klar', (stage) => kiosk(stage, cardText(stage, 16)), 't-sjalv-klar'),
  shot('t-sjalv-hjalp', (stage) => kiosk(stage, unknownText(stage)), 't-sjalv-hjalp'),
];

const listShots: readonly Shot[] = [
  shot('t-lista', (stage) => list(stage), 't-lista'),
  shot('t-sok', (stage) => list(stage, (page) => page.getByLabel('Sök namn').fill('ma')), 't-sok'),
  shot('t-sok-alla-grupper', (stage) =>
    list(stage, async (page) => {
      await page.getByLabel('Sök namn').fill('an');
      await page.getByRole('button', { name: 'Sök i alla grupper på plattan' }).click();
    }),
  ),
  shot('t-person', (stage) => list(stage, openSheet), 't-person'),
  shot('t-person-klockslag', (stage) =>
    list(stage, async (page) => {
      await openSheet(page);
      await page.getByRole('button', { name: /^Kom senare/ }).click();
      await page.getByLabel('Klockslag').waitFor();
    }),
  ),
  shot('t-flera', (stage) =>
    list(stage, async (page) => {
      await page.getByRole('button', { name: 'Checka ut flera' }).click();
      await page.getByRole('checkbox').nth(1).check();
      await page.getByRole('checkbox').nth(3).check();
    }),
  ),
  shot(
    't-lagg-till',
    async (stage) => {
      const page = await stage.at('lagg-till');
      await fillPerson(page);
      return page;
    },
    't-lagg-till',
  ),
  shot('t-lagg-till-klar', async (stage) => {
    const page = await stage.at('lagg-till');
    await fillPerson(page);
    await page.getByRole('button', { name: 'Lägg till och checka in' }).click();
    await page.getByText(/Tillagd och incheckad kl/).waitFor();
    return page;
  }),
];

const lastShots: readonly Shot[] = [
  shot('t-avsluta', closing, 't-avsluta', 't-avsluta-portratt'),
  shot('t-avsluta-ej-intygad', (stage) => closed(stage, false)),
  shot('t-avsluta-klar', (stage) => closed(stage, true), 't-avsluta-klar'),
  shot('t-lista-last', async (stage) => {
    await closed(stage, false);
    return stage.at('lista');
  }),
  shot('t-skanna-last', async (stage) => {
    await closed(stage, false);
    return stage.at('skanna');
  }),
];

export const tabletShots: readonly Shot[] = [...todayShots, ...doorShots, ...listShots, ...lastShots];
