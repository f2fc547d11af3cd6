/** Every view in each language says nothing in the other, and its words fit when they are twice as large. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Language } from '../../src/app/text/languages.ts';
import { monthOf } from '../../src/domain/time.ts';
import { signInBrowser, startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { choose, enlargeText, squeezed, stillContext, tooWide } from '../support/page-rules.ts';
import { enrolTablet, scanByReader } from '../support/tablet-page.ts';

const folder = resolve(import.meta.dirname, '../../src/app/text');

/** Every plain sentence of one language's dictionaries; those that are put together from parts are not walked. */
const sentencesOf = async (language: Language): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.add(value.trim());
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  const files = readdirSync(folder).filter((name) => new RegExp(`(^|-)${language}\\.ts$`).test(name));
  for (const file of files) walk(await import(resolve(folder, file)));
  return found;
};

/** The office's own name is data, whatever the language. */
const isData = (words: string): boolean => words === 'Projektkontoret';

/** Words of the page, each piece of text by itself, without what is meant to be in another language. */
const wordsOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const words: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const { lang } = document.documentElement;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const within = node.parentElement?.closest('[lang]')?.getAttribute('lang') ?? lang;
      const text = (node.textContent ?? '').trim();
      if (text !== '' && within === lang) words.push(text);
    }
    return words;
  });

/** Texts that a box around them cuts off. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [
      ...document.body.querySelectorAll<HTMLElement>(
        'h1, h2, h3, p, span, b, small, a, button, label, td, th, dt, dd, li',
      ),
    ]
      .filter((element) => {
        const { overflowX, display } = getComputedStyle(element);
        const isShown = element.clientWidth > 1 && element.closest('.sr-only, svg, [hidden]') === null;
        return (
          isShown &&
          display !== 'inline' &&
          overflowX !== 'visible' &&
          overflowX !== 'auto' &&
          element.scrollWidth > element.clientWidth + 1
        );
      })
      .map((element) => `cut off: ${element.textContent.slice(0, 50)}`),
  );

test.describe('the words', () => {
  let world: DoorWorld;
  let tablet: BrowserContext;
  let office: BrowserContext;
  let sentences: Readonly<Record<Language, ReadonlySet<string>>>;

  test.beforeAll(async ({ browser }) => {
    sentences = { sv: await sentencesOf('sv'), en: await sentencesOf('en') };
    world = await startDoorWorld();
    tablet = await browser.newContext({ ...stillContext, viewport: { width: 1180, height: 820 } });
    const page = await tablet.newPage();
    await enrolTablet(page, await world.tabletLink('Ord'));
    await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/skanna`);
    await expect(page.getByRole('complementary', { name: 'Läget' })).toBeVisible();
    for (const { text } of world.cards.slice(0, 3)) await scanByReader(page, text);
    await expect(page.getByRole('complementary', { name: 'Läget' }).locator('b.num').first()).toHaveText('3');
    await page.close();
    office = await browser.newContext({ ...stillContext, viewport: { width: 1440, height: 900 } });
    await signInBrowser(office, world);
  });
  test.afterAll(async () => {
    await tablet.close();
    await office.close();
    await world.end();
  });

  const view = (name: string): string => `/tillfalle/${world.session.id}/${name}`;
  const tabletPaths = (): readonly string[] => [
    '/idag',
    ...['skanna', 'lista', 'lagg-till', 'kod', 'sjalv', 'avsluta'].map(view),
    '/plattan',
    '/hjalp',
    '/anslut',
    '/finns-inte',
    '/in',
    '/jag',
    '/jag/kort',
    '/tillganglighet',
    '/integritet',
  ];
  const officePaths = (): readonly string[] =>
    [
      '',
      '/tillfallen',
      `/tillfallen/${world.session.id}`,
      '/tillfallen/import',
      '/granska',
      `/granska/${world.session.id}`,
      '/granska/undanlagt',
      '/manad',
      '/manad/regler',
      '/uppfoljning',
      '/uppfoljning/enheter?unit=farsta',
      `/uppfoljning/styrgrupp/${monthOf(Date.now())}`,
      '/deltagare',
      '/manad/scb-kolumner',
      '/planering',
      '/planering/ny',
      `/planering/tillfalle/${world.session.id}`,
      '/planering/lokaler',
      '/planering/vagor',
      '/planering/grupper',
      '/deltagare/import',
      '/deltagare/dubbletter',
      `/deltagare/${world.cards[0]?.participant ?? ''}`,
      '/grupper',
      '/utskick',
      '/behorigheter',
      '/atkomst',
      '/konto',
      '/revision',
      '/kort',
      '/plattor',
      '/kursledare',
      '/logg',
      '/finns-inte',
    ].map((path) => `/admin${path}`);

  const holdTo = async (
    context: BrowserContext,
    paths: readonly string[],
    language: Language,
  ): Promise<void> => {
    const other = language === 'sv' ? 'en' : 'sv';
    const page = await context.newPage();
    await page.goto(`${world.server.origin}${paths[0]}`);
    await choose(page, { language });
    for (const path of paths) {
      await page.goto(`${world.server.origin}${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('[aria-busy="true"], .skeleton')).toHaveCount(0);
      const foreign = (await wordsOn(page)).filter(
        (words) =>
          words.length > 3 &&
          !isData(words) &&
          sentences[other].has(words) &&
          !sentences[language].has(words),
      );
      expect.soft(foreign, `${path} in ${language}`).toEqual([]);
      await enlargeText(page, 200);
      expect.soft(await tooWide(page), `${path} at 200 % in ${language}`).toEqual([]);
      expect.soft(await squeezed(page), `${path} at 200 % in ${language}`).toEqual([]);
      expect.soft(await cutOff(page), `${path} at 200 % in ${language}`).toEqual([]);
    }
    await choose(page, { language: 'sv' });
    await page.close();
  };

  for (const language of ['sv', 'en'] as const) {
    test(`[UI-14] a trainer and a participant who read ${language} find no other language, and all words at twice the size`, async () => {
      await holdTo(tablet, tabletPaths(), language);
    });
    test(`[UI-14] an administrator who reads ${language} finds no other language, and all words at twice the size`, async () => {
      await holdTo(office, officePaths(), language);
    });
  }
});
