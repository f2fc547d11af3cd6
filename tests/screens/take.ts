/**
 * Pictures of the real app with the demo programme, to lay beside the mockups: `npm run screens` writes them to screens/.
 * Nothing is staged: a tablet is enrolled, people are scanned as a hardware scanner types them, the office looks at it.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { BadgeCard } from '../../src/protocol/print-badges.ts';
import { signInToOffice, type OfficeClient } from '../support/office-client.ts';
import { startRealServer, type RealServer } from '../support/real-server.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';

const folder = resolve(import.meta.dirname, '../../screens');
const sizes = {
  tablet: { width: 1180, height: 820 },
  portrait: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
} as const;
type Size = keyof typeof sizes;
type Theme = 'light' | 'dark';
type Shot = (page: Page, name: string) => Promise<void>;

const shooter =
  (size: Size, theme: Theme): Shot =>
  async (page, name) => {
    await page.waitForTimeout(350);
    await page.screenshot({ path: resolve(folder, `${name}--${size}-${theme}.png`) });
  };

const contextFor = (browser: Browser, size: Size, theme: Theme): Promise<BrowserContext> =>
  browser.newContext({
    viewport: sizes[size],
    colorScheme: theme,
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
  });

const shootTablet = async (
  page: Page,
  shot: Shot,
  server: RealServer,
  cards: readonly BadgeCard[],
  others: readonly BadgeCard[],
): Promise<string> => {
  await page.goto(`${server.origin}/idag`);
  await page
    .getByRole('link', { name: /checka in/i })
    .first()
    .waitFor();
  await shot(page, 't-hem');
  await page
    .getByRole('link', { name: /(Börja|Fortsätt) checka in/ })
    .first()
    .click();
  await page.waitForURL(/skanna/);
  const session = /tillfalle\/([^/]+)\//.exec(page.url())?.[1] ?? '';
  await page.waitForTimeout(1500);
  for (const { text } of cards.slice(0, 13)) {
    await scanByReader(page, text);
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(2600);
  await shot(page, 't-skanna');
  await scanByReader(page, cards[13]?.text ?? '');
  await shot(page, 't-skanna-klar');
  await scanByReader(page, cards[2]?.text ?? '');
  await shot(page, 't-skanna-redan');
  await scanByReader(page, `${server.origin}/B/00000000000000000000000000`.toUpperCase());
  await shot(page, 't-skanna-okant');
  await scanByReader(page, others[0]?.text ?? '');
  await shot(page, 't-skanna-fel-tillfalle');
  await scanByReader(page, 'https://example.org/meny');
  await shot(page, 't-skanna-annan-kod');
  for (const [name, path] of [
    ['t-lista', `tillfalle/${session}/lista`],
    ['t-avsluta', `tillfalle/${session}/avsluta`],
    ['t-plattan', 'plattan'],
    ['t-hjalp', 'hjalp'],
    ['t-hem-pagar', 'idag'],
  ] as const) {
    await page.goto(`${server.origin}/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shot(page, name);
  }
  await page.goto(`${server.origin}/tillfalle/${session}/lista`);
  await page.getByLabel('Sök namn').fill('ma');
  await shot(page, 't-sok');
  return session;
};

const shootAdmin = async (page: Page, shot: Shot, server: RealServer, session: string): Promise<void> => {
  const cohort = new URL(server.links().badges).searchParams.get('cohort') ?? '';
  for (const [name, path] of [
    ['a-oversikt', ''],
    ['a-tillfallen', '/tillfallen'],
    ['a-tillfalle', `/tillfallen/${session}`],
    ['a-deltagare', '/deltagare'],
    ['a-kort', `/kort?cohort=${cohort}`],
    ['a-plattor', '/plattor'],
    ['a-logg', '/logg'],
    ['a-import', '/deltagare/import'],
  ] as const) {
    await page.goto(`${server.origin}/admin${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(900);
    await shot(page, name);
  }
};

const signIn = async (page: Page, server: RealServer, office: OfficeClient): Promise<void> => {
  await page.goto(`${server.origin}/admin`);
  await page.getByLabel('Inloggningsnamn').fill(office.login);
  await page.getByLabel('Lösenord', { exact: true }).fill(office.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Översikt' }).waitFor();
};

const main = async (): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  });
  try {
    for (const [size, theme] of [
      ['tablet', 'light'],
      ['tablet', 'dark'],
      ['portrait', 'light'],
      ['phone', 'light'],
    ] as const) {
      const server = await startRealServer();
      try {
        const office = await signInToOffice(server.origin, server.links().admin);
        const cohort = new URL(server.links().badges).searchParams.get('cohort') ?? '';
        const cards = await office.badges(cohort);
        const others = await office.badges(cohort === 'grupp-1' ? 'grupp-2' : 'grupp-1');
        const context = await contextFor(browser, size, theme);
        const page = await context.newPage();
        page.setDefaultTimeout(30_000);
        await page.goto(server.links().tablet);
        await page.getByRole('button', { name: /hemskärm/ }).waitFor();
        await shooter(size, theme)(page, 't-anslut');
        await enrolTablet(page, server.links().tablet);
        await waitUntilInstalled(page);
        const session = await shootTablet(page, shooter(size, theme), server, cards, others);
        await context.close();
        const adminSize: Size = size === 'phone' ? 'phone' : 'desktop';
        if (size !== 'portrait') {
          const adminContext = await contextFor(browser, adminSize, theme);
          const adminPage = await adminContext.newPage();
          adminPage.setDefaultTimeout(30_000);
          await signIn(adminPage, server, office);
          await shootAdmin(adminPage, shooter(adminSize, theme), server, session);
          await adminContext.close();
        }
      } finally {
        await server.end();
      }
    }
  } finally {
    await browser.close();
  }
};

await main();
