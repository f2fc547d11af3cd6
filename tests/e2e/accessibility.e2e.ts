/**
 * Everybody can use it: axe's rules on every view and state in light and dark, Swedish and English and the four sizes;
 * nothing scrolls sideways on a narrow screen or with large text; the door works by keyboard alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { monthBefore, monthOf } from '../../src/domain/time.ts';
import { signInBrowser, startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import type { ExamplesPage } from '../support/examples-page/examples.tsx';
import { serveExamples } from '../support/examples-page/serve.ts';
import { aLine, csvText, participantHeader, utf8WithMark } from '../support/import-files.ts';
import {
  axeProblems,
  choose,
  enlargeText,
  squeezed,
  stillContext,
  tabTo,
  tooWide,
} from '../support/page-rules.ts';
import { startRealServer } from '../support/real-server.ts';
import { enrolTablet, scanByReader } from '../support/tablet-page.ts';

const sizes = {
  lying: { width: 1180, height: 820 },
  standing: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
  laptop: { width: 1440, height: 900 },
  narrow: { width: 320, height: 640 },
} as const;
type Size = keyof typeof sizes;

test.use({
  launchOptions: {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  },
});

const trainerPaths = ({ session }: DoorWorld): readonly string[] => [
  '/idag',
  `/tillfalle/${session.id}/skanna`,
  `/tillfalle/${session.id}/lista`,
  `/tillfalle/${session.id}/avsluta`,
  `/tillfalle/${session.id}/lagg-till`,
  `/tillfalle/${session.id}/sjalv`,
  `/tillfalle/${session.id}/kod`,
  '/tillfalle/finns-inte/lista',
  '/plattan',
  '/hjalp',
  '/anslut',
  '/finns-inte',
];

const phonePaths: readonly string[] = [
  `/B/${'0'.repeat(26)}`,
  '/in',
  '/in#s.1.0123456789ABCDEF',
  '/jag',
  '/jag/kort',
  '/jag/uppgifter',
  '/tillganglighet',
  '/integritet',
];

/** The latest month that is over. */
const lastMonth = monthBefore(monthOf(Date.now()));
/** And the one before it, which the demo has locked. */
const monthTwoBefore = monthBefore(lastMonth);

const adminPaths = ({ session, cohort, cards }: DoorWorld): readonly string[] => [
  '/admin',
  '/admin/tillfallen',
  `/admin/tillfallen/${session.id}`,
  '/admin/tillfallen/import',
  '/admin/granska',
  `/admin/granska/${session.id}`,
  '/admin/granska/undanlagt',
  '/admin/manad',
  '/admin/manad/regler',
  `/admin/manad/${lastMonth}/intyg`,
  '/admin/deltagare',
  '/admin/manad/scb-kolumner',
  `/admin/manad/${monthTwoBefore}`,
  `/admin/manad/${monthTwoBefore}/sammanstallning`,
  `/admin/manad/${monthTwoBefore}/narvarorapport`,
  `/admin/tillfallen/${session.id}/lista`,
  '/admin/planering',
  '/admin/planering/ny',
  `/admin/planering/tillfalle/${session.id}`,
  '/admin/planering/lokaler',
  '/admin/planering/vagor',
  '/admin/planering/grupper',
  '/admin/deltagare/import',
  '/admin/deltagare/dubbletter',
  `/admin/deltagare/${cards[0]?.participant ?? ''}`,
  `/admin/utdrag/${cards[0]?.participant ?? ''}`,
  '/admin/grupper',
  '/admin/utskick',
  '/admin/kort',
  `/admin/kort?cohort=${cohort}`,
  '/admin/plattor',
  '/admin/kursledare',
  '/admin/logg',
  '/admin/revision',
  '/admin/uppfoljning',
  '/admin/uppfoljning/enheter?unit=farsta',
  `/admin/uppfoljning/styrgrupp/${monthOf(Date.now())}`,
  '/admin/behorigheter',
  '/admin/skyddade',
  '/admin/atkomst',
  '/admin/vad-gora-nar',
  '/admin/konto',
  '/admin/sso',
  '/admin/finns-inte',
];

test.describe('accessibility', () => {
  let world: DoorWorld;
  let tablet: BrowserContext;
  let office: BrowserContext;
  /** A participant's own, that has opened its badge; and one that nobody knows. */
  let phone: BrowserContext;
  let strangers: BrowserContext;
  /** A card whose person has been given a new one. */
  let blockedText: string;

  test.beforeAll(async ({ browser }) => {
    world = await startDoorWorld();
    blockedText = world.cards.at(-1)?.text ?? '';
    const participant = world.cards.at(-1)?.participant;
    await world.office.post('/api/admin/badges/reissue', { participant, reason: 'lost' });
    tablet = await browser.newContext({ ...stillContext, viewport: sizes.lying });
    await enrolTablet(await tablet.newPage(), await world.tabletLink('Granskad'));
    office = await browser.newContext({ ...stillContext, viewport: sizes.laptop });
    await signInBrowser(office, world);
    strangers = await browser.newContext({ ...stillContext, viewport: sizes.phone });
    phone = await browser.newContext({ ...stillContext, viewport: sizes.phone });
    const page = await phone.newPage();
    await page.goto(`${world.server.origin}${new URL(world.cards[6]?.text ?? '').pathname}`);
    await page.getByRole('button', { name: 'Jag har läst' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Mina timmar' })).toBeVisible();
    await page.close();
  });
  test.afterAll(async () => {
    await tablet.close();
    await office.close();
    await phone.close();
    await strangers.close();
    await world.end();
  });

  const isDrawn = async (page: Page): Promise<void> => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('[aria-busy="true"], .skeleton')).toHaveCount(0);
    await page.waitForTimeout(150);
  };
  const openOn = async (context: BrowserContext, path: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${world.server.origin}${path}`);
    await isDrawn(page);
    return page;
  };
  /** In light as it is, in dark and in high contrast. */
  const expectCleanInAll = async (page: Page, what: string): Promise<void> => {
    for (const theme of ['light', 'dark', 'contrast'] as const) {
      await choose(page, { theme });
      expect.soft(await axeProblems(page), `${what}, ${theme}`).toEqual([]);
    }
    await choose(page, { theme: 'light' });
  };
  /** Swedish in every theme at the audience’s own size, then English at the others. */
  const expectCleanEverywhere = async (
    context: BrowserContext,
    path: string,
    own: Size,
    others: readonly Size[],
  ): Promise<void> => {
    const page = await openOn(context, path);
    await page.setViewportSize(sizes[own]);
    await expectCleanInAll(page, `${path} ${own}`);
    await choose(page, { language: 'en', theme: 'dark' });
    await page.reload();
    await isDrawn(page);
    for (const [n, size] of others.entries()) {
      await choose(page, { theme: n % 2 === 0 ? 'dark' : 'light' });
      await page.setViewportSize(sizes[size]);
      expect.soft(await axeProblems(page), `${path} in English, ${size}`).toEqual([]);
      expect.soft(await tooWide(page), `${path} in English, ${size}`).toEqual([]);
    }
    await choose(page, { language: 'sv', theme: 'light' });
    await page.close();
  };

  test('[A11Y-1] a trainer finds every view of the tablet readable and operable, in every theme, Swedish and English, at every size', async () => {
    for (const path of trainerPaths(world))
      await expectCleanEverywhere(tablet, path, 'lying', ['standing', 'phone', 'laptop']);
  });

  test('[A11Y-1] an administrator finds every page of the office readable and operable, in every theme, Swedish and English, at every size', async () => {
    test.setTimeout(900_000);
    for (const path of adminPaths(world))
      await expectCleanEverywhere(office, path, 'laptop', ['standing', 'phone']);
  });

  test('[A11Y-1] a participant finds every page on a phone readable and operable, in every theme, Swedish and English, at every size', async () => {
    for (const path of phonePaths) await expectCleanEverywhere(phone, path, 'phone', ['standing', 'laptop']);
    for (const path of ['/in#s.1.0123456789ABCDEF', '/jag'])
      await expectCleanEverywhere(strangers, path, 'phone', ['lying']);
  });

  test('[A11Y-2] nobody has to scroll sideways or read letter by letter at 320 pixels or with text twice as large', async () => {
    test.setTimeout(600_000);
    const visits: readonly (readonly [BrowserContext, readonly string[], Size])[] = [
      [tablet, trainerPaths(world), 'lying'],
      [office, adminPaths(world), 'laptop'],
      [phone, phonePaths, 'phone'],
      [strangers, ['/in#s.1.0123456789ABCDEF', '/jag'], 'phone'],
    ];
    for (const [context, paths, own] of visits)
      for (const path of paths) {
        const page = await openOn(context, path);
        await page.setViewportSize(sizes.narrow);
        expect.soft(await tooWide(page), `${path} at 320 px`).toEqual([]);
        expect.soft(await squeezed(page), `${path} at 320 px`).toEqual([]);
        await page.setViewportSize(sizes[own]);
        await enlargeText(page, 200);
        expect.soft(await tooWide(page), `${path} at 200 %`).toEqual([]);
        expect.soft(await squeezed(page), `${path} at 200 %`).toEqual([]);
        await page.close();
      }
  });

  test.describe('the door', () => {
    const region = (page: Page): Locator => page.getByRole('region', { name: 'Kamera' });

    const openDoor = async (scanTheme: 'Mörk' | 'Som resten'): Promise<Page> => {
      const page = await openOn(tablet, '/plattan');
      await page.getByRole('radio', { name: 'Tills jag trycker' }).check();
      await page.getByRole('radio', { name: scanTheme, exact: true }).check();
      await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/skanna`);
      await expect(page.getByRole('complementary', { name: 'Läget' })).toBeVisible();
      await expect(region(page)).toContainText(/Håll koden i ringen|Går det inte/);
      return page;
    };

    for (const [run, scanTheme] of [
      [0, 'Mörk'],
      [1, 'Som resten'],
    ] as const)
      test(`[A11Y-1] whatever a scan comes to can be read and answered by everybody, camera view ${scanTheme.toLowerCase()}`, async () => {
        const first = world.cards[run * 2];
        const second = world.cards[run * 2 + 1];
        const [other] = await world.otherCards();
        const unknown = `${world.server.origin}/B/${'0'.repeat(25)}${run + 1}`.toUpperCase();
        const page = await openDoor(scanTheme);
        await expectCleanInAll(page, 'nothing scanned yet');
        const states: readonly (readonly [what: string, text: string, words: RegExp])[] = [
          ['in', first?.text ?? '', /Incheckad kl\./],
          ['another one in', second?.text ?? '', /Incheckad kl\./],
          ['already', first?.text ?? '', /redan incheckad/],
          ['not ours', 'https://example.se/mat', /annan sorts kod/],
          ['unknown', unknown, /finns inte på plattans lista/],
          ['blocked', blockedText, /spärrat/],
          ['other session', other?.text ?? '', /anmäld till ett annat tillfälle|annat tillfälle/],
        ];
        /* A view that is always dark looks the same in both: its frame is held by the first and the last state. */
        for (const [what, text, words] of states) {
          await scanByReader(page, text);
          await expect(region(page)).toContainText(words);
          if (scanTheme === 'Mörk') expect.soft(await axeProblems(page), what).toEqual([]);
          else await expectCleanInAll(page, what);
        }
        await page.keyboard.press('Escape');
        await expect(page.getByRole('heading', { name: /Att reda ut/ })).toBeVisible();
        await expectCleanInAll(page, 'things to sort out');
        await page.evaluate(() => {
          for (const write of ['add', 'put'] as const)
            IDBObjectStore.prototype[write] = () => {
              throw new DOMException('', 'QuotaExceededError');
            };
        });
        await scanByReader(page, world.cards[4 + run]?.text ?? '');
        await expect(region(page)).toContainText('Inte sparad');
        await expectCleanInAll(page, 'not saved');
        await page.setViewportSize(sizes.phone);
        await scanByReader(page, other?.text ?? '');
        await expect(region(page)).toContainText(/annat tillfälle/);
        await expectCleanInAll(page, 'other session on a phone');
        expect.soft(await tooWide(page)).toEqual([]);
        await page.close();
      });

    test('[A11Y-1] a trainer whose camera does not work is told so in a way everybody can read', async () => {
      const page = await tablet.newPage();
      await page.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      });
      await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/skanna`);
      await expect(region(page)).toContainText('Kameran är avstängd för Närvaro');
      await expectCleanInAll(page, 'camera off');
      await page.close();
    });

    test('[A11Y-1] search, a person’s sheet and the trial of camera and sound can be used by everybody', async () => {
      const page = await openOn(tablet, `/tillfalle/${world.session.id}/lista#sok`);
      const search = page.getByRole('searchbox').or(page.getByRole('textbox')).first();
      await search.fill(world.cards[8]?.code ?? '');
      await expect(page.getByText('1 träff')).toBeVisible();
      await expectCleanInAll(page, 'one hit');
      await search.press('Enter');
      await expect(page.getByText(/incheckad kl\./).first()).toBeVisible();
      await expectCleanInAll(page, 'checked in from the list');
      await search.fill('qqqqqq');
      await expect(page.getByText('Inga träffar')).toBeVisible();
      await expectCleanInAll(page, 'no hits');
      await search.fill('');
      await page
        .getByRole('button', { name: /^Ändra för / })
        .first()
        .click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectCleanInAll(page, 'a person’s sheet');
      await page.goto(`${world.server.origin}/idag`);
      await page.getByRole('button', { name: 'Prova kamera och ljud' }).first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectCleanInAll(page, 'the trial of camera and sound');
      await page.close();
    });

    test('[A11Y-1] a closed session, and how it is closed, can be read by everybody', async () => {
      const other = world.sessions.find(
        ({ id, unit, kind }) => id !== world.session.id && unit === world.session.unit && kind === 'on-site',
      );
      if (other === undefined) throw new Error('the demo has no other session for the tablet today');
      const page = await openOn(tablet, `/tillfalle/${other.id}/avsluta`);
      await expectCleanInAll(page, 'to close');
      await page.getByRole('button', { name: 'Avsluta utan att intyga' }).click();
      await expect(page.getByText('Klart. Tack för i dag')).toBeVisible();
      await expectCleanInAll(page, 'closed');
      for (const view of ['lista', 'skanna']) {
        await page.goto(`${world.server.origin}/tillfalle/${other.id}/${view}`);
        await isDrawn(page);
        await expectCleanInAll(page, `closed, ${view}`);
      }
      await page.close();
    });

    test('[A11Y-3] a trainer who uses the keyboard alone goes from Today to the door and checks five people in', async () => {
      const page = await openOn(tablet, '/idag');
      const unseen: string[] = [];
      unseen.push(...(await tabTo(page, /checka in$/i)));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('complementary', { name: 'Läget' })).toBeVisible();
      await page.waitForTimeout(100);
      await page.keyboard.press('/');
      await expect(page.getByRole('searchbox').or(page.getByRole('textbox')).first()).toBeFocused();
      for (const card of world.cards.slice(10, 13)) {
        await page.keyboard.type(card.code, { delay: 60 });
        await expect(page.getByText(/Tryck Retur för att checka in/)).toBeVisible();
        await page.keyboard.press('Enter');
        await expect(page.getByText(/incheckad kl\./).first()).toBeVisible();
        await expect(page.getByRole('searchbox').or(page.getByRole('textbox')).first()).toHaveValue('');
      }
      for (let n = 0; n < 2; n += 1) {
        unseen.push(...(await tabTo(page, /^Checka in /)));
        const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
        await page.keyboard.press('Enter');
        await expect(
          page.getByRole('button', { name: name.replace('Checka in', 'Ändra för') }),
        ).toBeFocused();
      }
      expect(unseen).toEqual([]);
      await expect
        .poll(
          async () =>
            (await world.held()).people.filter(({ attendance }) => attendance?.via === 'hand').length,
        )
        .toBeGreaterThanOrEqual(5);
      await page.close();
    });
  });

  test('[A11Y-1] connecting a tablet can be read and done by everybody, step by step', async ({
    browser,
  }) => {
    const context = await browser.newContext({ ...stillContext, viewport: sizes.lying });
    const page = await context.newPage();
    await page.goto(`${world.server.origin}/anslut`);
    await page.getByRole('button', { name: 'Fortsätt utan hemskärm' }).waitFor();
    await expectCleanInAll(page, 'home screen');
    await page.getByRole('button', { name: 'Fortsätt utan hemskärm' }).click();
    await page.getByRole('button', { name: 'Anslut plattan' }).click();
    await expect(page.getByText('Skriv kodens 8 tecken.')).toBeVisible();
    await expectCleanInAll(page, 'no code');
    await page.getByLabel('Anslutningskod', { exact: true }).fill('ZZZZ-ZZZZ');
    await page.getByRole('button', { name: 'Anslut plattan' }).click();
    await expect(page.getByRole('alert')).not.toBeEmpty();
    await expectCleanInAll(page, 'wrong code');
    const code = new URL(await world.tabletLink('Steg')).hash.slice(1);
    await page.getByLabel('Anslutningskod', { exact: true }).fill(code);
    await page.getByRole('button', { name: 'Anslut plattan' }).click();
    await page.getByRole('button', { name: 'Starta kameran' }).click();
    await expect(page.getByText('Kameran visar bild.')).toBeVisible();
    await expectCleanInAll(page, 'camera and sound');
    await page.getByRole('button', { name: /Hoppa över|Fortsätt/ }).click();
    await expectCleanInAll(page, 'memory');
    await page.getByRole('button', { name: 'Skydda minnet' }).click();
    await page.getByRole('button', { name: 'Fortsätt' }).click();
    await expect(page.getByText(/är hämtade/)).toBeVisible();
    await expectCleanInAll(page, 'lists');
    await page.getByRole('link', { name: 'Till I dag' }).click();
    await isDrawn(page);
    await page.goto(`${world.server.origin}/anslut`);
    await isDrawn(page);
    await expectCleanInAll(page, 'already connected');
    await context.close();
  });

  test('[A11Y-1] signing in can be read and done by everybody', async ({ browser }) => {
    const context = await browser.newContext({ ...stillContext, viewport: sizes.laptop });
    const page = await context.newPage();
    await page.goto(`${world.server.origin}/admin`);
    await expect(page.getByLabel('Inloggningsnamn')).toBeVisible();
    await expectCleanInAll(page, 'sign in');
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
    await expect(page.getByText('Skriv ditt lösenord.').first()).toBeVisible();
    await expectCleanInAll(page, 'nothing written');
    await page.getByLabel('Inloggningsnamn').fill('fel');
    await page.getByLabel('Lösenord', { exact: true }).fill('alldeles fel ord');
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
    await expect(page.getByRole('alert').first()).not.toBeEmpty();
    await expectCleanInAll(page, 'wrong password');
    await page.goto(`${world.server.origin}/admin/start#${'a'.repeat(43)}`);
    await expect(page.getByRole('alert')).toContainText('Länken fungerar inte längre');
    await expectCleanInAll(page, 'a link that is used');
    const fresh = await startRealServer();
    try {
      await page.goto(fresh.links().admin);
      const create = page.getByRole('button', { name: 'Skapa konto och logga in' });
      await expect(create).toBeVisible();
      await expectCleanInAll(page, 'one-time link');
      await create.click();
      await expect(page.getByText('Skriv ditt namn.').first()).toBeVisible();
      await expectCleanInAll(page, 'one-time link, nothing written');
    } finally {
      await fresh.end();
    }
    await context.close();
  });

  test('[A11Y-1] what an administrator opens on a page can be read and done by everybody', async () => {
    const page = await openOn(office, '/admin/plattor');
    const dialog = page.getByRole('dialog');
    await page
      .getByRole('button', { name: /^Mer om / })
      .first()
      .click();
    await expect(dialog).toBeVisible();
    await expectCleanInAll(page, 'about a tablet');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Stäng av en platta' }).click();
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Stäng av', exact: true }).click();
    await expect(dialog.getByText('Välj vilken platta som ska stängas av.')).toBeVisible();
    await expectCleanInAll(page, 'turning a tablet off');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Gör en kod' }).click();
    await expectCleanInAll(page, 'a code without a name');
    await page.getByLabel('Plattans namn').fill('Ny platta');
    await page.getByRole('button', { name: 'Gör en kod' }).click();
    await expect(page.getByRole('img', { name: /QR-kod som ansluter/ })).toBeVisible();
    await expectCleanInAll(page, 'a code');
    await page.goto(`${world.server.origin}/admin/deltagare`);
    await page
      .getByRole('button', { name: /^Nytt kort till / })
      .first()
      .click();
    await expect(dialog).toBeVisible();
    await expectCleanInAll(page, 'a new card');
    await page.keyboard.press('Escape');
    await page.getByLabel(/Sök på namn/).fill('qqqqqq');
    await expect(page.getByText('Ingen deltagare passar')).toBeVisible();
    await expectCleanInAll(page, 'nobody found');
    const held =
      world.sessions.find(({ present, kind }) => present > 0 && kind === 'on-site') ?? world.session;
    await page.goto(`${world.server.origin}/admin/tillfallen/${held.id}`);
    await isDrawn(page);
    await page.locator('[data-person]').nth(1).click();
    await expect(page.locator('[data-person]').nth(1)).toHaveAttribute('aria-pressed', 'true');
    await expectCleanInAll(page, 'a session with a person chosen');
    await page.setViewportSize(sizes.phone);
    await expectCleanInAll(page, 'a session with a person chosen, phone');
    expect.soft(await tooWide(page)).toEqual([]);
    await page.close();
  });

  test('[A11Y-1] an import with errors can be read and put right by everybody', async () => {
    const page = await openOn(office, '/admin/deltagare/import');
    const lines = [
      aLine(500),
      aLine(501, { Personnummer: '19850101-0000' }),
      aLine(502, { Stadsdel: 'Fasta' }),
      aLine(503, { Förnamn: '' }),
      aLine(504, { 'Skyddade personuppgifter': 'ja' }),
    ];
    const choosing = page.locator('input[type=file]');
    await choosing.setInputFiles({
      name: 'lista.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(utf8WithMark(csvText([participantHeader, ...lines]))),
    });
    await expect(page.getByRole('table')).toBeVisible();
    await expectCleanInAll(page, 'rows with errors');
    await page.setViewportSize(sizes.phone);
    await expectCleanInAll(page, 'rows with errors, phone');
    expect.soft(await tooWide(page)).toEqual([]);
    await page.setViewportSize(sizes.laptop);
    await page.getByRole('button', { name: 'Ändra kolumner' }).click();
    await expect(page.getByRole('heading', { name: 'Vilken kolumn är vilken?' })).toBeVisible();
    await page.getByLabel('Förnamn', { exact: true }).selectOption({ label: 'Finns inte i filen' });
    await page.getByRole('button', { name: 'Kontrollera raderna' }).click();
    await expect(page.getByText('Välj kolumnen för förnamn.').first()).toBeVisible();
    await expectCleanInAll(page, 'columns by hand');
    await page.getByRole('button', { name: 'Välj en annan fil' }).click();
    await choosing.setInputFiles({
      name: 'bild.png',
      mimeType: 'image/png',
      buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    });
    await expect(page.getByRole('alert')).not.toBeEmpty();
    await expectCleanInAll(page, 'a refused file');
    await page.close();
  });

  test('[A11Y-4] every building block, as its examples show it, can be used by everybody in every theme', async ({
    browser,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'narvaro-examples-'));
    const { origin, end } = await serveExamples(folder);
    const context = await browser.newContext({ ...stillContext, viewport: sizes.lying });
    try {
      const page = await context.newPage();
      await page.goto(origin);
      const names = await page.evaluate(
        () => (window as unknown as { examplesPage: ExamplesPage }).examplesPage.names,
      );
      expect(names.length).toBeGreaterThan(20);
      for (const theme of ['light', 'dark', 'contrast'] as const)
        for (const name of names) {
          await page.evaluate(
            ([example, look]) =>
              (window as unknown as { examplesPage: ExamplesPage }).examplesPage.show(example, look, 'sv'),
            [name, theme] as const,
          );
          expect.soft(await axeProblems(page), `${name}, ${theme}`).toEqual([]);
        }
    } finally {
      await context.close();
      await end();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
