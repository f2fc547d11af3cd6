/** An administrator takes in the office's own lists through the page: seen, put right, taken in once, and nothing harmful. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type BrowserContext, type Download, type Locator, type Page } from '@playwright/test';
import readExcelFile from 'read-excel-file/node';
import { fictionalNumber } from '../../src/server/identity/fictional-number.ts';
import { signInBrowser, startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import {
  aLine,
  csvText,
  inlineCell,
  participantHeader,
  sheetXml,
  utf8WithMark,
  workbookParts,
  zipOf,
} from '../support/import-files.ts';

const fixtures = join(import.meta.dirname, '../fixtures/import');

type GivenFile = { readonly name: string; readonly buffer: Buffer };

const fixture = (name: string): GivenFile => ({ name, buffer: readFileSync(join(fixtures, name)) });
const csv = (name: string, lines: readonly (readonly string[])[]): GivenFile => ({
  name,
  buffer: Buffer.from(utf8WithMark(csvText(lines))),
});

const giveFile = (page: Page, { name, buffer }: GivenFile): Promise<void> =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

const filterOf = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: 'Visa rader' }).getByRole('button', { name: new RegExp(name) });

const bytesOf = async (download: Download): Promise<Buffer> => readFileSync(await download.path());

test.describe('taking in lists', () => {
  let world: DoorWorld;
  let context: BrowserContext;
  let page: Page;

  test.beforeEach(async ({ browser }) => {
    world = await startDoorWorld();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
    await signInBrowser(context, world);
    page = await context.newPage();
    await page.goto(`${world.server.origin}/admin/deltagare/import`);
  });
  test.afterEach(async () => {
    await context.close();
    await world.end();
  });

  const participantsNamed = async (name: string): Promise<number> =>
    (
      await world.office.get<{ participants: readonly unknown[] }>(
        `/api/admin/participants?search=${encodeURIComponent(name)}`,
      )
    ).participants.length;

  for (const name of ['deltagare.xlsx', 'deltagare-utf-8.csv', 'deltagare-windows-1252.csv'])
    test(`[IMP-5, IMP-14] an administrator sees what is wrong in ${name} in words with the row, puts one thing right, takes in the good rows, saves the others, and the same list again only updates`, async () => {
      await giveFile(page, fixture(name));
      const table = page.getByRole('table', { name: 'Rader i filen' });
      await expect(table).toBeVisible();
      await expect(page.getByText(`${name} · 10 rader · inget är sparat än`)).toBeVisible();
      const rowOf = (row: number): Locator =>
        table
          .getByRole('row')
          .filter({ has: page.getByRole('rowheader', { name: String(row), exact: true }) });
      await expect(rowOf(4)).toContainText('E-postadressen');
      await expect(rowOf(5)).toContainText('Rollen ”Samordnare” känns inte igen');
      await expect(rowOf(6)).toContainText('Stadsdelsområdet ”Fasta” finns inte. Menar du Farsta?');
      await expect(rowOf(10)).toContainText('Personnumret har 10 siffror');
      await expect(rowOf(11)).toContainText('Samma som rad 2.');
      await expect(page.locator('main')).not.toContainText(fictionalNumber(1985, 'woman', 0));
      expect(await participantsNamed('Fjällgryning')).toBe(0);

      await rowOf(6)
        .getByRole('button', { name: /Byt till Farsta/ })
        .click();
      await expect(rowOf(6)).toHaveCount(0);
      await expect(filterOf(page, 'Behöver rättas')).toContainText('4');
      await filterOf(page, 'Klara att tas in').click();
      await expect(table).toContainText('Öbäck');
      await expect(table).toContainText('Myrglim');

      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Ladda ner de 4 andra' }).click();
      const left = (await readExcelFile(await bytesOf(await saving)))[0]?.data ?? [];
      expect(left).toHaveLength(5);
      expect(left[0]).toContain('Fel');
      expect(left.slice(1).map((cells) => String(cells.at(-1)))).toEqual([
        expect.stringContaining('E-postadressen'),
        expect.stringContaining('Rollen'),
        expect.stringContaining('10 siffror'),
        expect.stringContaining('Samma som rad 2'),
      ]);

      await page.getByRole('button', { name: 'Ta in 6 deltagare' }).click();
      await expect(page.getByText('6 nya deltagare och 0 uppdaterade.')).toBeVisible();
      expect(await participantsNamed('Fjällgryning')).toBe(1);

      await page.getByRole('button', { name: 'Ta in en fil till' }).click();
      await giveFile(page, fixture(name));
      await expect(filterOf(page, 'Finns redan')).toContainText('5');
      await page.getByRole('button', { name: 'Ta in 5 deltagare' }).click();
      await expect(page.getByText('0 nya deltagare och 5 uppdaterade.')).toBeVisible();
      expect(await participantsNamed('Fjällgryning')).toBe(1);
      expect(await participantsNamed('Björkhimmel')).toBe(0);
      await page.getByRole('link', { name: 'Visa deltagarna' }).click();
      await page.getByLabel(/Sök på namn/).fill('Fjällgryning');
      await expect(page.getByRole('row', { name: /Fjällgryning/ })).toHaveCount(1);
    });

  test('[IMP-7] an administrator whose columns have other names says by hand which is which', async () => {
    const heading = participantHeader.map((name) =>
      name === 'Personnummer' ? 'Kolumn Q' : name === 'Roll' ? 'Kolumn R' : name,
    );
    await giveFile(page, csv('udda.csv', [heading, aLine(10), aLine(11)]));
    await expect(page.getByRole('heading', { name: 'Vilken kolumn är vilken?' })).toBeVisible();
    await page.getByRole('button', { name: 'Kontrollera raderna' }).click();
    await expect(page.getByRole('link', { name: 'Välj kolumnen för personnummer.' })).toBeVisible();
    await page.getByLabel('Personnummer', { exact: true }).selectOption({ label: 'Kolumn Q' });
    await page.getByLabel('Roll', { exact: true }).selectOption({ label: 'Kolumn R' });
    await page.getByRole('button', { name: 'Kontrollera raderna' }).click();
    await expect(page.getByRole('button', { name: 'Ta in 2 deltagare' })).toBeVisible();
    await expect(filterOf(page, 'Behöver rättas')).toContainText('0');
  });

  test('[IMP-13] an administrator takes in sessions, and the list again moves them instead of doubling', async () => {
    await page.goto(`${world.server.origin}/admin/tillfallen/import`);
    await giveFile(page, fixture('tillfallen.xlsx'));
    await expect(page.getByRole('table', { name: 'Rader i filen' })).toContainText(
      'Gruppen ”Grupp 71” finns inte.',
    );
    await page.getByRole('button', { name: /^Ta in \d+ tillfälle/ }).click();
    await expect(page.getByText('Klart', { exact: true })).toBeVisible();
    const first = await page.getByText(/nytt tillfälle|nya tillfällen/).textContent();
    await page.getByRole('button', { name: 'Ta in en fil till' }).click();
    await giveFile(page, fixture('tillfallen.xlsx'));
    await page.getByRole('button', { name: /^Ta in \d+ tillfälle/ }).click();
    await expect(page.getByText(/^0 nya tillfällen och [1-9]\d* uppdatera/)).toBeVisible();
    expect(first).toMatch(/\d/);
  });

  test('[IMP-15] while 20 000 rows are checked, the page says how far it has come and answers every press at once', async () => {
    test.setTimeout(300_000);
    const lines = Array.from({ length: 20_000 }, (_, n) =>
      aLine(n % 3000, {
        Förnamn: `Tove ${n}`,
        Personnummer: fictionalNumber(1950 + (n % 50), n % 2 === 0 ? 'woman' : 'man', n),
      }),
    );
    await page.evaluate(() => {
      const pauses: number[] = [];
      let before = performance.now();
      setInterval(() => {
        const now = performance.now();
        pauses.push(now - before);
        before = now;
      }, 20);
      Object.assign(window, { pauses });
    });
    await giveFile(page, csv('stor.csv', [participantHeader, ...lines]));
    const menu = page.getByRole('button', { name: 'English' });
    const progress = page.getByRole('progressbar');
    await expect(progress).toBeVisible();
    let presses = 0;
    const told = new Set<string>();
    const table = page.getByRole('table');
    while (!(await table.isVisible())) {
      await page.getByRole('button', { name: /^(English|Svenska)$/ }).click();
      presses += 1;
      const detail = await page
        .getByText(/\d+ (av|of) 20\s?000/)
        .first()
        .textContent({ timeout: 200 })
        .catch(() => '');
      if (detail !== null && detail !== '') told.add(detail);
      expect(presses).toBeLessThan(2000);
    }
    expect(presses).toBeGreaterThan(1);
    expect(told.size).toBeGreaterThan(0);
    await expect(menu.or(page.getByRole('button', { name: 'Svenska' }))).toBeVisible();
    const longest = await page.evaluate(() =>
      Math.max(...(window as unknown as { pauses: number[] }).pauses),
    );
    test.info().annotations.push({ type: 'longest pause', description: `${Math.round(longest)} ms` });
    await expect(page.getByText(/20\s?000/).first()).toBeVisible();
  });

  const hostile: readonly (readonly [what: string, file: () => GivenFile, words: string])[] = [
    [
      'a zip bomb',
      () => ({
        name: 'bomb.xlsx',
        buffer: zipOf(
          workbookParts(sheetXml(`<row r="1">${inlineCell('A1', 'Förnamn')}</row>`), [
            { name: 'xl/sharedStrings.xml', data: Buffer.alloc(80_000_000, 32), claimedBytes: 1000 },
          ]),
        ),
      }),
      'Filen är byggd på ett ovanligt sätt',
    ],
    [
      'a workbook with macros',
      () => ({
        name: 'makro.xlsx',
        buffer: zipOf(workbookParts(sheetXml(''), [{ name: 'xl/vbaProject.bin', data: Buffer.from('x') }])),
      }),
      'Filen innehåller makron',
    ],
    [
      'a picture that says it is a workbook',
      () => ({ name: 'bild.xlsx', buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }),
      'Filen är ingen tabell',
    ],
    ['an empty file', () => ({ name: 'tom.csv', buffer: Buffer.alloc(0) }), 'Filen är tom'],
    [
      'more than 20 MB',
      () => ({ name: 'stor.csv', buffer: Buffer.alloc(21 * 1024 * 1024, 'a;b\n') }),
      'Filen är större än 20 MB',
    ],
  ];
  test('[IMP-3] hostile and broken files are refused in words that say what to do, and the next good file is taken', async () => {
    for (const [what, file, words] of hostile) {
      await page.goto(`${world.server.origin}/admin/deltagare/import`);
      await giveFile(page, file());
      await expect(page.getByRole('alert'), what).toContainText(words);
    }
    await page.goto(`${world.server.origin}/admin/deltagare/import`);
    await giveFile(page, csv('bra.csv', [participantHeader, aLine(20)]));
    await expect(page.getByRole('button', { name: 'Ta in 1 deltagare' })).toBeVisible();
  });
});
